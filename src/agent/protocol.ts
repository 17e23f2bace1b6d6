import { type EpochMs } from '../core/time.ts'

/** One JSON line each way, and the connection ends. Client and agent come from the same folder, so one version is enough. */
export const PROTOCOL_VERSION = 1

/** A status is a screenful. More is not from us. */
export const LARGEST_REPLY_BYTES = 256 * 1024

export const QUESTIONS = ['token', 'renew', 'status', 'stop'] as const

/** What can be asked: a fresh token, a new one although the old one has time left, what the agent holds, or its end. */
export type Question = (typeof QUESTIONS)[number]

export interface AgentRequest {
  readonly ask: Question
  /** What only those know who may read the agent's folder. */
  readonly nonce: string
  /** How long the asker is going to wait. */
  readonly waitMs: number
}

/** A token as it is handed out. The value is bare here: this is the one place where it has to leave. */
export interface TokenReply {
  readonly accessToken: string
  readonly tokenType: string
  readonly expiresAt: EpochMs
  /** AWS name; empty if only URLs are known. */
  readonly region: string
  readonly apiUrl: string
}

/** What the agent tells about itself; nothing of it is secret. */
export interface StatusReply {
  readonly place: string
  readonly clientId: string
  readonly apiUrl: string
  readonly startedAt: EpochMs
  readonly endsAt: EpochMs
  readonly minValiditySeconds: number
  readonly token: 'fresh' | 'old' | 'none'
  /** Empty where there is no live token. */
  readonly expiresAt: string
  readonly secondsLeft: number
  /** When the token idles out unless it is used; empty if the organization has no idle timeout. */
  readonly idlesAt: string
  /** How many tokens the agent was granted, and how many of them are unexpired and its own to revoke. */
  readonly grants: number
  readonly owned: number
  /** Why the last attempt to renew or keep alive failed, and since when; empty while all is well. */
  readonly trouble: string
  readonly troubleSince: string
}

/** What became of the tokens that were the agent's own. */
export interface StopReply {
  readonly revoked: number
  readonly alreadyGone: number
  /** How many may still be alive, why, and until when the last of them lives; empty if nobody knows. */
  readonly failed: number
  readonly reason: string
  readonly aliveUntil: string
}

export interface ErrorReply {
  readonly code: string
  readonly message: string
  readonly causes: readonly string[]
}

export function encodeRequest(request: AgentRequest): string {
  return `${JSON.stringify({ version: PROTOCOL_VERSION, ...request })}\n`
}

/** The fields of an answer, or the error that it tells. Anything else is `undefined`. */
export function decodeReply(
  line: string,
): { ok: true; fields: Fields } | { ok: false; error: ErrorReply } | undefined {
  const fields = parseObject(line)
  if (fields?.['version'] !== PROTOCOL_VERSION) return undefined
  if (fields['ok'] === true) return { ok: true, fields }
  const { code, message, causes } = fields
  if (typeof code !== 'string' || typeof message !== 'string' || !Array.isArray(causes)) return undefined
  const texts = causes.filter((cause) => typeof cause === 'string')
  return { ok: false, error: { code, message, causes: texts } }
}

export type Fields = Readonly<Record<string, unknown>>

/** The token in an answer, each field checked; `undefined` if it holds none. */
export function readTokenReply(fields: Fields): TokenReply | undefined {
  const { accessToken, tokenType, expiresAt, region, apiUrl } = fields
  if (typeof accessToken !== 'string' || accessToken === '' || typeof tokenType !== 'string') return undefined
  if (typeof expiresAt !== 'number' || typeof region !== 'string' || typeof apiUrl !== 'string')
    return undefined
  return { accessToken, tokenType, expiresAt, region, apiUrl }
}

/** A JSON object, or `undefined` for anything else. */
export function parseObject(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Fields)
      : undefined
  } catch {
    return undefined
  }
}
