import { parseObject, type Fields } from '../core/json.ts'
import { Secret } from '../core/secret.ts'
import { type EpochMs } from '../core/time.ts'
import { type Release } from '../lease/token-lease.ts'
import { type GatewayWish } from './gateway-door.ts'
import { type ServedToken } from '../lease/token-source.ts'

/** One JSON line each way, and the connection ends. Client and agent come from the same folder, so one version is enough. */
export const PROTOCOL_VERSION = 1

/** A status is a screenful. More is not from us. */
export const LARGEST_REPLY_BYTES = 256 * 1024

/**
 * What can be asked: a fresh token, a new one although the old one has time left, the end of the current one, what the agent holds, its
 * gateway, the end of that, or the agent's own.
 */
export type Question =
  'token' | 'renew' | 'revoke' | 'status' | 'open-gateway' | 'leave-gateway' | 'close-gateway' | 'stop'

export interface AgentRequest {
  readonly ask: Question
  /** What only those know who may read the agent's folder. */
  readonly nonce: string
  /** How long the asker is going to wait: what the agent has for its answer. */
  readonly waitMs: number
  /** With `open-gateway`. */
  readonly wish?: GatewayWish | undefined
}

/** A token as it is handed out. The value is bare here: this is the one place where it has to leave. */
export interface TokenReply {
  readonly accessToken: string
  readonly tokenType: string
  readonly expiresAt: EpochMs
  readonly region: string
  readonly apiUrl: string
  readonly isUnchanged: boolean
}

/** What came of revoking the current token; `none` if there was none. */
export interface RevokeReply {
  readonly outcome: Release['outcome'] | 'none'
  /** Why it may still be valid; empty if it is not. */
  readonly because: string
}

/** What the agent tells about itself; nothing of it is secret. */
export interface StatusReply {
  readonly place: string
  readonly clientId: string
  readonly apiUrl: string
  /** Empty if only URLs are known. */
  readonly region: string
  /** Without its query, which may hold more than a name. */
  readonly tokenUrl: string
  readonly startedAt: EpochMs
  readonly endsAt: EpochMs
  readonly minValiditySeconds: number
  readonly token: 'fresh' | 'old' | 'none'
  /** Empty where there is no valid token. */
  readonly expiresAt: string
  readonly secondsLeft: number
  /** The whole life of the token; 0 where there is no valid one. */
  readonly lifetimeSeconds: number
  /** When the idle timeout invalidates the token unless it is used; empty if the organization has none. */
  readonly idlesAt: string
  /** How many tokens the agent was issued, and how many of them are unexpired and its own to release. */
  readonly grants: number
  readonly owned: number
  /** Why the last attempt to renew or look at the token failed, and since when; empty while all is well. */
  readonly trouble: string
  readonly troubleSince: string
  /** Why the tokens could not be put on record for post; empty if they are. */
  readonly journalFault: string
  /** What has passed the gateway, in one line; empty if there is none. */
  readonly gateway: string
}

/** A gateway as it crosses the socket. What is secret is bare here. */
export interface GatewayReply {
  readonly port: number
  readonly placeholder: string
  readonly token: string
}

/** What has passed a gateway, in one line. */
export interface TrafficReply {
  readonly traffic: string
}

/** An error as it crosses the socket. */
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

/**
 * The token in an answer, each field checked; `undefined` if it holds none. Control characters are refused: they would end a line of
 * the log or a header, and start another.
 */
export function readTokenReply(fields: Fields): ServedToken | undefined {
  const { accessToken, tokenType: type, expiresAt, region, apiUrl, isUnchanged } = fields
  if (!isLine(accessToken) || accessToken === '' || !isLine(type)) return undefined
  if (typeof expiresAt !== 'number' || !isLine(region) || !isLine(apiUrl)) return undefined
  const token = { value: new Secret(accessToken), type, expiresAt, region, apiUrl }
  return isUnchanged === true ? { ...token, isUnchanged } : token
}

/** All but the control characters, without the class of Unicode: V8 takes longer to build that than for all the rest of `gc-token`. */
const LINE = /^[ -~\u00a0-\uffff]*$/

const isLine = (value: unknown): value is string => typeof value === 'string' && LINE.test(value)
