/** @jest-environment ./__tests__/adapters/node-errors-environment.js */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import {
  failureOf,
  grantTo,
  send,
  setProxyVariables,
  startFaultyServer,
  type FaultyServer,
} from '../support/servers.ts'

const BODY = '{"access_token":"grün 東京"}'
const MEBIBYTE = 1024 * 1024

let server: FaultyServer | undefined

/** A server that answers with these bytes, and says that they are encoded so. */
async function start(bytes: Buffer, encoding?: string): Promise<FaultyServer> {
  const header = encoding === undefined ? '' : `Content-Encoding: ${encoding}\r\n`
  server = await startFaultyServer((socket) => {
    socket.write(`HTTP/1.1 200 OK\r\n${header}Content-Length: ${bytes.length}\r\n\r\n`)
    socket.end(bytes)
  })
  return server
}

beforeEach(() => setProxyVariables())
afterEach(() => server?.close())

describe('when a gateway compresses a reply although nobody asked', () => {
  it.each([
    ['gzip', gzipSync(BODY)],
    ['x-gzip', gzipSync(BODY)],
    ['GZip', gzipSync(BODY)],
    ['deflate', deflateSync(BODY)],
    ['deflate', deflateRawSync(BODY)],
    ['br', brotliCompressSync(BODY)],
    ['gzip, br', brotliCompressSync(gzipSync(BODY))],
    ['identity', Buffer.from(BODY)],
    [undefined, gzipSync(BODY)],
  ])('reads what is sent as %s', async (encoding, bytes) => {
    const { url, received } = await start(bytes, encoding)
    expect((await send(grantTo(url))).body).toBe(BODY)
    expect(received[0]).toMatch(/^accept-encoding: identity\r$/im)
  })

  it('reads a reply that has nothing to decode', async () => {
    const { url } = await start(Buffer.alloc(0), 'gzip')
    expect((await send(grantTo(url))).body).toBe('')
  })
})

describe('when a compressed reply cannot be read', () => {
  it.each([
    [
      'no gzip',
      Buffer.from(BODY),
      'gzip',
      'says that it is encoded as gzip, and cannot be decoded (Z_DATA_ERROR)',
    ],
    ['cut off', gzipSync(BODY).subarray(0, 20), 'gzip', 'cannot be decoded (Z_BUF_ERROR)'],
    ['of an unknown kind', Buffer.from(BODY), 'zstd', 'the reply is encoded as zstd, which is not supported'],
  ])('says so of one that is %s, without quoting it', async (_, bytes, encoding, words) => {
    const { url } = await start(bytes, encoding)
    const failure = await failureOf(send(grantTo(url)))
    expect(failure).toMatchObject({ kind: 'unreadable', status: 200 })
    expect(failure.summary).toContain(words)
    expect(failure.summary).not.toContain('access_token')
  })

  it('stops at the largest body, however small it was on the way', async () => {
    const { url } = await start(gzipSync(Buffer.alloc(64 * MEBIBYTE)), 'gzip')
    expect(await failureOf(send(grantTo(url)))).toEqual({
      kind: 'too-large',
      summary: 'the reply is larger than 1048576 bytes (HTTP 200)',
    })
  })

  it('takes 1 MiB', async () => {
    const { url } = await start(gzipSync('x'.repeat(MEBIBYTE)), 'gzip')
    expect((await send(grantTo(url))).body).toHaveLength(MEBIBYTE)
  })
})
