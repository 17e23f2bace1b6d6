import { isLoopback } from '../../core/base-url.ts'
import { type EpochMs } from '../../core/time.ts'
import { quote, readFailure, readFields, serverDate } from '../../http/reply.ts'
import { type Fields } from '../../core/json.ts'
import type { HttpReply } from '../../http/transport.ts'
import { AttemptFailed } from '../../http/retry-decision.ts'

/** The key and address of an entry, if there is one to be seen, and what the service's clock shows. */
export interface EntryAnswer {
  readonly entry: { readonly key: string; readonly url: string } | undefined
  readonly storeTime: EpochMs
}

export function readEntry(reply: HttpReply): EntryAnswer {
  const storeTime = serverDate(reply) ?? reply.received.wallMs
  // Asked too often, by all jobs of the repository together: those who look later may see more.
  if (reply.status === 429) return { entry: undefined, storeTime }
  const fields = readAnswer(reply)
  const [url, key] = [fields['signed_download_url'], fields['matched_key']]
  const isThere = fields['ok'] === true && typeof key === 'string' && isBlobUrl(url)
  return { entry: isThere ? { key, url } : undefined, storeTime }
}

/** Where to upload to, or why not. */
export function readReservation(reply: HttpReply): 'taken' | 'busy' | { uploadUrl: string } {
  if (reply.status === 409) return 'taken'
  if (reply.status === 429) return 'busy'
  const fields = readAnswer(reply)
  const url = fields['signed_upload_url']
  if (fields['ok'] === true && isBlobUrl(url)) return { uploadUrl: url }
  // So answers a server of its own making (falcondev-oss/github-actions-cache-server) to a key that another job has.
  if (fields['ok'] === false && quote(fields['message']) === undefined) return 'taken'
  const what = fields['ok'] === true ? 'the cache service answered with no usable address' : REFUSED
  throw refused(reply, fields, what)
}

const REFUSED = 'the cache service refused the reservation'

/** @throws AttemptFailed unless the entry is visible from now on */
export function readFinalization(reply: HttpReply): void {
  const fields = readAnswer(reply)
  if (fields['ok'] !== true) throw refused(reply, fields, 'the cache service refused the entry')
}

function readAnswer(reply: HttpReply): Fields {
  if (reply.status === 200) return readFields(reply, 'the reply of the cache service')
  const { failure } = readFailure(reply)
  const said = quote(readMessage(reply))
  throw new AttemptFailed(said === undefined ? failure : { ...failure, description: said })
}

/** Twirp's errors carry their text in `msg`. */
function readMessage(reply: HttpReply): unknown {
  try {
    return readFields(reply, 'the reply')['msg']
  } catch {
    return undefined
  }
}

function refused(reply: HttpReply, fields: Fields, what: string): AttemptFailed {
  const said = quote(fields['message'])
  return new AttemptFailed({
    kind: 'invalid',
    summary: said === undefined ? what : `${what}: ${said}`,
    status: reply.status,
  })
}

/**
 * Signed, so that it is as good as a password: to be masked, never to be printed, never sent the runner's token, and only to be
 * asked over TLS or on this machine.
 */
function isBlobUrl(text: unknown): text is string {
  const url = typeof text === 'string' ? URL.parse(text) : null
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))
}
