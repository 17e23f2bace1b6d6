import { ActionError, messageOf } from '../core/errors.ts'
import { fieldsOf, parseObject, type Fields } from '../core/json.ts'
import { isSameText } from '../core/same-text.ts'
import { type Release } from '../lease/token-lease.ts'
import { type ServedToken } from '../lease/token-source.ts'
import { type AgentEnd } from './agent-end.ts'
import { type GatewayWish, type OpenedGateway } from './gateway-door.ts'
import {
  PROTOCOL_VERSION,
  type AgentRequest,
  type ErrorReply,
  type GatewayReply,
  type RevokeReply,
  type StatusReply,
  type TokenReply,
  type TrafficReply,
  type Question,
} from './protocol.ts'

/** Not in the client's half, which has to start in an instant. */
const QUESTIONS: readonly Question[] = [
  'token',
  'renew',
  'revoke',
  'status',
  'open-gateway',
  'leave-gateway',
  'close-gateway',
  'stop',
]

/** What an agent tells its starter when it answers. */
export const READY = 'ready'

/** What it tells then of its first look at the token: this alone, or with what went wrong behind it. */
export const LOOKED = 'looked'

/** A request is a few short fields. More is not from us. */
export const LARGEST_REQUEST_BYTES = 4 * 1024

/** Turns one request into one line; does not throw. */
export type Answer = (request: AgentRequest) => Promise<string>

/** What answers on the agent's socket. */
export interface AgentServer {
  /**
   * Listens again if the socket was deleted.
   *
   * @returns false if the whole folder was removed: the job that it was for is over
   */
  repair(): Promise<boolean>
  /** Takes no more connections; resolves when those that are open have their answers, or soon after. */
  close(): Promise<void>
}

/** A line from outside that is not the protocol: the reason is fit to be sent back. */
export class Refused extends Error {
  override readonly name = 'Refused'
}

/** @throws Refused for another version, an unknown question, a wrong nonce, or no request at all */
export function decodeRequest(line: string, nonce: string): AgentRequest {
  const fields = parseObject(line)
  if (fields === undefined) throw new Refused('The request is not a JSON object.')
  // Before anything is said about the rest: without the nonce there is nothing to learn.
  const given = fields['nonce']
  if (typeof given !== 'string' || !isSameText(given, nonce)) throw new Refused('The nonce is wrong.')
  if (fields['version'] !== PROTOCOL_VERSION) {
    throw new Refused(`This agent speaks version ${PROTOCOL_VERSION} of the protocol.`)
  }
  const ask = QUESTIONS.find((question) => question === fields['ask'])
  if (ask === undefined) throw new Refused(`This agent answers ${QUESTIONS.join(', ')}.`)
  const waitMs = fields['waitMs']
  if (typeof waitMs !== 'number' || !(waitMs > 0)) throw new Refused('waitMs is not a positive number.')
  return { ask, nonce, waitMs, wish: wishIn(fields) }
}

function wishIn(fields: Fields): GatewayWish | undefined {
  const wish = fieldsOf(fields['wish'])
  if (wish === undefined) return undefined
  const { mostTokens, isTokenPassed, isForJob } = wish
  return {
    mostTokens: typeof mostTokens === 'number' && mostTokens >= 1 ? mostTokens : 1,
    isTokenPassed: isTokenPassed === true,
    isForJob: isForJob === true,
  }
}

export function encodeReply(
  reply: TokenReply | RevokeReply | StatusReply | GatewayReply | TrafficReply | AgentEnd,
): string {
  return `${JSON.stringify({ version: PROTOCOL_VERSION, ok: true, ...reply })}\n`
}

/** A token for one who asked. */
export function tokenReply({ value, type, expiresAt, region, apiUrl, isUnchanged }: ServedToken): TokenReply {
  const accessToken = value.reveal()
  return { accessToken, tokenType: type, expiresAt, region, apiUrl, isUnchanged: isUnchanged === true }
}

/** A gateway for one who asked. */
export function gatewayReply({ port, placeholder, token }: OpenedGateway): GatewayReply {
  return { port, placeholder: placeholder.reveal(), token: token.reveal() }
}

/** What became of a token that was to be revoked; `undefined` if there was none. */
export function revokeReply(release: Release | undefined): RevokeReply {
  if (release === undefined) return { outcome: 'none', because: '' }
  const because = release.outcome === 'may-be-valid' ? release.because : ''
  return { outcome: release.outcome, because }
}

export function encodeError(error: ErrorReply): string {
  return `${JSON.stringify({ version: PROTOCOL_VERSION, ok: false, ...error })}\n`
}

/** What is told of an error. @param clean takes secrets out of a text */
export function errorReply(error: unknown, clean: (text: string) => string): ErrorReply {
  const isOurs = error instanceof ActionError
  return {
    code: isOurs ? error.code : 'INTERNAL',
    message: clean(messageOf(error)),
    causes: isOurs ? error.causes.map(clean) : [],
  }
}
