import { quote, readFailure, readFields } from '../../http/reply.ts'
import { type Fields } from '../../core/decode.ts'
import type { HttpReply } from '../../http/transport.ts'
import { AttemptFailed } from '../../http/retry-decision.ts'

/** The key and address of an entry, or nothing when there is none to be seen. */
export function readEntry(reply: HttpReply): { key: string; url: string } | undefined {
  // Asked too often, by all jobs of the repository together: whoever looks later may see more.
  if (reply.status === 429) return undefined
  const fields = readAnswer(reply)
  const [url, key] = [fields['signed_download_url'], fields['matched_key']]
  if (fields['ok'] !== true || typeof url !== 'string' || typeof key !== 'string') return undefined
  return { key, url: blobUrl(url) }
}

/** Where to upload to, or why not. */
export function readReservation(reply: HttpReply): 'taken' | 'busy' | { uploadUrl: string } {
  if (reply.status === 409) return 'taken'
  if (reply.status === 429) return 'busy'
  const fields = readAnswer(reply)
  const url = fields['signed_upload_url']
  if (fields['ok'] === true && typeof url === 'string') return { uploadUrl: blobUrl(url) }
  throw refused(reply, fields, 'the cache service refused the reservation')
}

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

/** Signed, so that it is as good as a password: to be masked, never to be printed, and never sent the runner's token. */
function blobUrl(text: string): string {
  if (URL.canParse(text)) return text
  throw new AttemptFailed({ kind: 'invalid', summary: 'the cache service answered with no usable address' })
}
