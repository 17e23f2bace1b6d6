import { createHash, timingSafeEqual } from 'node:crypto'
import { onOneLine } from '../core/characters.ts'
import {
  parseObject,
  PROTOCOL_VERSION,
  QUESTIONS,
  type AgentRequest,
  type ErrorReply,
  type Fields,
  type StatusReply,
  type StopReply,
  type TokenReply,
} from './protocol.ts'

/** What an agent tells its starter when it answers. */
export const READY = 'ready'

/** A request is a few short fields. More is not from us. */
export const LARGEST_REQUEST_BYTES = 4 * 1024

/** A line from outside that is not the protocol: the reason is fit to be sent back. */
export class Refused extends Error {
  override readonly name = 'Refused'
}

/** @throws Refused for another version, an unknown question, a wrong nonce, or no request at all */
export function decodeRequest(line: string, nonce: string): AgentRequest {
  const fields = parseObject(line)
  if (fields === undefined) throw new Refused('The request is not a JSON object.')
  // Before anything is said about the rest: whoever does not know the nonce learns nothing.
  if (!isSameText(fields['nonce'], nonce)) throw new Refused('The nonce is wrong.')
  if (fields['version'] !== PROTOCOL_VERSION) {
    throw new Refused(`This agent speaks version ${PROTOCOL_VERSION} of the protocol.`)
  }
  const ask = QUESTIONS.find((question) => question === fields['ask'])
  if (ask === undefined) throw new Refused(`This agent answers ${QUESTIONS.join(', ')}.`)
  const waitMs = fields['waitMs']
  if (typeof waitMs !== 'number' || !(waitMs > 0)) throw new Refused('waitMs is not a positive number.')
  return { ask, nonce, waitMs }
}

export function encodeReply(reply: TokenReply | StatusReply | StopReply): string {
  return `${JSON.stringify({ version: PROTOCOL_VERSION, ok: true, ...reply })}\n`
}

export function encodeError(error: ErrorReply): string {
  return `${JSON.stringify({ version: PROTOCOL_VERSION, ok: false, ...error })}\n`
}

/** The outcome in an answer to `stop`; `undefined` if it holds none. */
export function readStopReply(fields: Fields): StopReply | undefined {
  const { revoked, alreadyGone, failed, reason, aliveUntil } = fields
  if (typeof revoked !== 'number' || typeof alreadyGone !== 'number' || typeof failed !== 'number')
    return undefined
  if (typeof reason !== 'string' || typeof aliveUntil !== 'string') return undefined
  return { revoked, alreadyGone, failed, reason: onOneLine(reason), aliveUntil: onOneLine(aliveUntil) }
}

function isSameText(given: unknown, expected: string): boolean {
  if (typeof given !== 'string') return false
  const [left, right] = [given, expected].map((text) => createHash('sha256').update(text).digest())
  return left !== undefined && right !== undefined && timingSafeEqual(left, right)
}
