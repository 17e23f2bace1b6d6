import { type CacheHttpReply } from './server.ts'

/** What a request to the API says, none of it checked. */
export type Message = Readonly<Record<string, unknown>>

/** Why GitHub would refuse a message of the right form; `undefined` if it would not. */
export function problemOf(message: Message): string | undefined {
  const keys = [textOf(message, 'key'), ...listOf(message, 'restore_keys')]
  if (keys.some((key) => key === '' || key.length > 512)) return 'a key has 1 to 512 characters'
  if (keys.some((key) => key.includes(','))) return 'a key has no comma'
  if (keys.length > 10) return 'there are more than 10 keys'
  if (!/^[0-9a-f]{64}$/.test(textOf(message, 'version'))) return 'version is not a SHA-256'
  return undefined
}

/** The fields of a body; none if it is no JSON object. */
export function parse(body: Buffer): Message {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    return typeof value === 'object' && value !== null ? (value as Message) : {}
  } catch {
    return {}
  }
}

/** A text field; empty if it is missing. */
export function textOf(message: Message, name: string): string {
  const value = message[name]
  return typeof value === 'string' ? value : ''
}

/** The texts of a list; none if it is missing. */
export function listOf(message: Message, name: string): string[] {
  const value = message[name]
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

const STATUS = {
  invalid_argument: 400,
  failed_precondition: 412,
  unauthenticated: 401,
  already_exists: 409,
  resource_exhausted: 429,
  bad_route: 404,
} as const

/** An error as Twirp tells it. */
export function twirp(code: keyof typeof STATUS, msg = 'no such method'): CacheHttpReply {
  return { ...json({ code, msg }), status: STATUS[code] }
}

/** An answer in JSON. */
export function json(body: unknown): CacheHttpReply {
  return { status: 200, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }
}
