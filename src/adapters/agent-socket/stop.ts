import { decodeAgentEnd, type AgentEnd } from '../../agent/agent-end.ts'
import { askAgent } from './client.ts'
import { readNonce } from './nonce.ts'

/** How long an agent is tried to be reached, and how much later than it was told it may answer. */
export interface LinkTimes {
  readonly agentConnects: number
  readonly agentIsLate: number
}

/**
 * Asks the agent at `socket` to end, and waits until it has.
 *
 * @param places where agents live
 * @param stopsMs what it has for that
 * @throws AgentUnreachable, AgentError or NotDecodable
 */
export async function askToStop(
  socket: string,
  places: readonly string[],
  stopsMs: number,
  { agentConnects: connectMs, agentIsLate: graceMs }: LinkTimes,
): Promise<AgentEnd> {
  const readNonceThere = (): string => readNonce(socket, places)
  const inquiry = { socket, readNonce: readNonceThere, ask: 'stop', waitMs: stopsMs } as const
  return decodeAgentEnd(await askAgent({ ...inquiry, connectMs, graceMs }))
}
