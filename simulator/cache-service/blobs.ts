import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import { type IncomingRequest } from '../genesys/host-server.ts'
import { type CacheEntry, type CacheLedger } from './ledger.ts'
import { type CacheHttpAnswer } from './server.ts'

/** Account and container: where a host is an address, Azure's clients look for both in the path. */
const BLOB_FOLDER = 'actions/cache/'

/** The blobs, on a host of their own, behind URLs that are signed and need no other credential. */
export function createBlobs(ledger: CacheLedger): {
  host: string
  readonly signedUrl: (entry: CacheEntry, permission: 'r' | 'w') => string
  readonly answer: (request: IncomingRequest) => CacheHttpAnswer
} {
  const key = randomBytes(32)
  const sign = (id: string, permission: string): string =>
    createHmac('sha256', key).update(`${permission} ${id}`).digest('base64')
  const blobs = {
    host: '',
    signedUrl: (entry: CacheEntry, permission: 'r' | 'w'): string => {
      const query = new URLSearchParams({ sp: permission, sig: sign(entry.id, permission) })
      return `${blobs.host}${BLOB_FOLDER}${entry.id}?${query.toString()}`
    },
    answer({ method, query, target, headers, body }: IncomingRequest): CacheHttpAnswer {
      const id = blobId(target)
      const wanted = method === 'PUT' ? 'w' : 'r'
      const signature = Buffer.from(query.get('sig') ?? '')
      const expected = Buffer.from(sign(id, wanted))
      const isSigned = signature.length === expected.length && timingSafeEqual(signature, expected)
      // Azure refuses a second credential beside a signature; here it would be the runner's token on a wrong host.
      if (!isSigned || headers['authorization'] !== undefined)
        return { status: 403, body: '<Error>AuthenticationFailed</Error>' }
      if (method === 'PUT') return storeBlob(ledger, id, headers, body)
      const content = ledger.byId(id)?.content
      if (content === undefined) return { status: 404, body: '<Error>BlobNotFound</Error>' }
      return { status: 200, headers: { 'Content-Type': 'application/octet-stream' }, body: content }
    },
  }
  return blobs
}

/** Which blob a URL is for. */
export const blobId = (url: URL): string => url.pathname.slice(1 + BLOB_FOLDER.length)

function storeBlob(
  ledger: CacheLedger,
  id: string,
  headers: IncomingRequest['headers'],
  body: Buffer,
): CacheHttpAnswer {
  if (headers['x-ms-blob-type'] !== 'BlockBlob')
    return { status: 400, body: '<Error>MissingRequiredHeader</Error>' }
  if (!ledger.store(id, body)) return { status: 409, body: '<Error>BlobImmutable</Error>' }
  return { status: 201, headers: { ETag: '"0x1"', 'x-ms-request-id': randomUUID() }, body: '' }
}
