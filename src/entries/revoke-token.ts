import { askAgent } from '../adapters/agent-socket/client.ts'
import { readNonce } from '../adapters/agent-socket/nonce.ts'
import { systemClock } from '../adapters/clock.ts'
import { agentPlaces, environment } from '../adapters/process.ts'
import { useProxySettings } from '../adapters/proxy.ts'
import { readStandardInput } from '../adapters/standard-input.ts'
import { type Question } from '../agent/protocol.ts'
import { Deadline } from '../core/deadline.ts'
import { type Fields } from '../core/json.ts'
import { tokenForms } from '../core/masks.ts'
import { isSameText } from '../core/same-text.ts'
import { Secret } from '../core/secret.ts'
import { readRevocation, revocationRequest } from '../genesys/revocation.ts'
import { attemptsUntil, describeGivingUp, RequestGivenUp, send } from '../http/send.ts'
import { type Revoked } from '../programs/gc-token/desk.ts'
import { readApiUrl } from '../settings/environment.ts'
import { type AgentSource } from './agent-source.ts'
import { log, redactor } from './terminal.ts'
import { requestContextOf } from './terminal-requests.ts'

/** Enough for a few attempts. */
const REVOKE_WITHIN_MS = 30_000

const AGENT_WITHIN_MS = 4_000

/** No token is as large; what is may never end. */
const LARGEST_INPUT_BYTES = 64 * 1024

/** `gc-token revoke`. @throws ActionError where no setting tells the host */
export async function revokeToken(agentSource: AgentSource): Promise<Revoked> {
  const input = readStandardInput(LARGEST_INPUT_BYTES)
  if (input === undefined) return { is: 'too-large', mostBytes: LARGEST_INPUT_BYTES }
  // As `gc-token --header` prints it, too.
  const text = input.trim().replace(/^(?:authorization:\s*)?bearer\s+/i, '')
  const isAgentThere = (environment()['GC_TOKEN_SOCK'] ?? '') !== ''
  if (text === '') return isAgentThere ? revokeAgents() : { is: 'none' }
  redactor().add(tokenForms(text))
  const status = isAgentThere ? await ask('status', AGENT_WITHIN_MS).catch(() => undefined) : undefined
  if (status?.['token'] === 'fresh' && (await isAgents(text, agentSource))) return revokeAgents()
  const agentsUrl = status?.['apiUrl']
  const apiUrl = readApiUrl(
    environment(),
    typeof agentsUrl === 'string' ? agentsUrl : undefined,
    useProxySettings().mistakes,
  )
  return revokeAt(apiUrl, new Secret(text))
}

async function revokeAt(apiUrl: string, token: Secret): Promise<Revoked> {
  const exchange = {
    doing: 'Revoking the token',
    request: revocationRequest(apiUrl, token),
    read: readRevocation,
  }
  const attempts = attemptsUntil(Deadline.after(REVOKE_WITHIN_MS, systemClock))
  try {
    return { is: await send(exchange, attempts, requestContextOf(log)) }
  } catch (error) {
    if (!(error instanceof RequestGivenUp)) throw error
    return { is: 'may-be-valid', because: describeGivingUp(error) }
  }
}

async function revokeAgents(): Promise<Revoked> {
  const { outcome, because } = await ask('revoke', REVOKE_WITHIN_MS)
  switch (outcome) {
    case 'revoked':
      return { is: 'revoked' }
    case 'already-invalid':
    case 'expired':
      return { is: 'not-accepted' }
    case 'none':
      return { is: 'none' }
    default:
      return {
        is: 'may-be-valid',
        because: typeof because === 'string' ? because : 'the agent does not say why',
      }
  }
}

async function isAgents(text: string, agentSource: AgentSource): Promise<boolean> {
  const socket = environment()['GC_TOKEN_SOCK'] ?? ''
  const { value } = await agentSource(socket, agentPlaces()).current(
    Deadline.after(AGENT_WITHIN_MS, systemClock),
  )
  return isSameText(text, value.reveal())
}

async function ask(question: Question, waitMs: number): Promise<Fields> {
  const socket = environment()['GC_TOKEN_SOCK'] ?? ''
  return askAgent({ socket, readNonce: () => readNonce(socket, agentPlaces()), ask: question, waitMs })
}
