import { quote } from '../../http/reply.ts'
import type { RedisTarget } from '../../settings/redis-url.ts'
import { ActionError, messageOf } from '../../core/errors.ts'
import { longestFirst, printedForms, redact } from '../../core/redact.ts'
import { ErrorReply } from './connection.ts'

/** How the versions of Redis say that they want another login, or one at all. */
const REFUSALS = /^(?:WRONGPASS|NOAUTH|ERR (?:invalid password|.*unauthenticated))/i

/** Redis before version 6 takes a password alone: https://redis.io/docs/latest/commands/auth/ */
const KNOWS_NO_USERS = /wrong number of arguments for 'auth'/i

/** Before version 6, and since. */
const WANTS_NO_PASSWORD = /no password is set|without any password configured/i

const REFUSED_CAUSES = [
  'the user or password in redis-url is wrong, or was changed',
  'redis-url has a password and no user, and this Redis wants both: rediss://user:password@host',
  'special characters of the password are not percent-encoded in redis-url',
]

const KNOWS_NO_USERS_CAUSES = [
  'this Redis is older than version 6 and knows no users: leave the user out, rediss://:password@host',
]

/** Whether this answer to a login says that none is needed. */
export const wantsNoPassword = (error: unknown): boolean =>
  error instanceof ErrorReply && WANTS_NO_PASSWORD.test(error.message)

/**
 * Why a Redis cannot be used, as a clause without the password and without a full stop.
 *
 * @throws ActionError REDIS_REFUSED for a login that it does not accept: that is a setting to be corrected
 */
export function reasonOf(error: unknown, target: RedisTarget): string {
  const words = wordsOf(error, target)
  const causes = error instanceof ErrorReply ? causesOf(error.message) : undefined
  if (causes === undefined) return `Redis cannot be used: ${words}`
  const message = `The Redis in redis-url refused to let this job in (${words}).`
  throw new ActionError('REDIS_REFUSED', message, causes, error)
}

function causesOf(said: string): readonly string[] | undefined {
  if (KNOWS_NO_USERS.test(said)) return KNOWS_NO_USERS_CAUSES
  return REFUSALS.test(said) ? REFUSED_CAUSES : undefined
}

/**
 * What Redis or the network said, without the password. Of a command that it does not know a Redis quotes the arguments, cut off
 * somewhere, so that no mask would know the rest.
 */
export function wordsOf(error: unknown, { password }: RedisTarget): string {
  // Of a name with several addresses Node tells one failure for each, and nothing of its own.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error
  const said = messageOf(first).replace(/,? with args.*/s, '')
  const forms = password === undefined ? [] : longestFirst(printedForms(password.reveal()))
  return quote(redact(said, forms))?.replace(/\.+$/, '') ?? 'no reason given'
}
