import { decodeOpenedGateway, type GatewayWish, type OpenedGateway } from '../../agent/gateway-door.ts'
import { textIn } from '../../core/decode.ts'
import { askAgent, type Inquiry } from './client.ts'
import { readNonce } from './nonce.ts'

/** An agent's gateway may have to get a token first. */
const OPEN_WITHIN_MS = 30_000
const LEAVE_WITHIN_MS = 5_000

/**
 * Has the agent at `socket` open its gateway, or takes the one that is open.
 *
 * @param places where agents live
 * @throws AgentUnreachable or AgentError
 */
export async function openAgentsGateway(
  socket: string,
  places: readonly string[],
  wish: GatewayWish,
): Promise<OpenedGateway> {
  const inquiry = inquiryTo(socket, places, 'open-gateway', OPEN_WITHIN_MS)
  return decodeOpenedGateway(await askAgent({ ...inquiry, wish }))
}

/** Says that a command that asked for the gateway has ended. @throws AgentUnreachable or AgentError */
export async function leaveAgentsGateway(socket: string, places: readonly string[]): Promise<void> {
  await askAgent(inquiryTo(socket, places, 'leave-gateway', LEAVE_WITHIN_MS))
}

/** Has the gateway closed. @returns what has passed, in one line */
export async function closeAgentsGateway(inquiry: Omit<Inquiry, 'ask'>): Promise<string> {
  return textIn(await askAgent({ ...inquiry, ask: 'close-gateway' }), 'traffic')
}

function inquiryTo(socket: string, places: readonly string[], ask: Inquiry['ask'], waitMs: number): Inquiry {
  return { socket, readNonce: () => readNonce(socket, places), ask, waitMs }
}
