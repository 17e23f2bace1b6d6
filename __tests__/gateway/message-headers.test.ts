import { describe, expect, it } from '@jest/globals'
import {
  downstreamHeaders,
  framingOf,
  hasForeignTransferCoding,
  upstreamHeaders,
} from '../../src/gateway/message-headers.ts'
import { Secret } from '../../src/core/secret.ts'

const OURS = ['Host', 'api.example.com', 'Authorization', 'Bearer real-token']
const upstream = (headers: readonly string[], method = 'GET'): string[] =>
  upstreamHeaders(headers, { method, authority: 'api.example.com', token: new Secret('real-token') })

describe('what goes to the API host', () => {
  it('has its name and a valid token in place of what came', () => {
    expect(upstream(['Host', '127.0.0.1:4711', 'authorization', 'Bearer placeholder'])).toEqual(OURS)
  })

  it('keeps letter case, order and repetitions of the rest', () => {
    const kept = ['X-B', '1', 'x-a', '2', 'X-B', '3', 'Accept-Encoding', 'gzip, br']
    expect(upstream(kept)).toEqual([...OURS, ...kept])
  })

  it('lacks what concerns the connection, and what Connection names', () => {
    const headers = ['Connection', 'close, X-Private', 'X-Private', '1', 'Keep-Alive', '5', 'TE', 'trailers']
    const more = [
      'Proxy-Authorization',
      'Basic x',
      'Upgrade',
      'websocket',
      'Trailer',
      'X-T',
      'Expect',
      '100-continue',
    ]
    expect(upstream([...headers, ...more])).toEqual(OURS)
  })

  it('does not let Connection take away where the body ends', () => {
    const headers = ['Connection', 'content-length, authorization', 'Content-Length', '5']
    expect(upstream(headers, 'POST')).toEqual([...OURS, 'Content-Length', '5'])
  })

  it('frames the body as it came', () => {
    expect(upstream(['Transfer-Encoding', 'chunked'], 'DELETE')).toEqual([
      ...OURS,
      'Transfer-Encoding',
      'chunked',
    ])
    expect(upstream(['Content-Length', '0'], 'POST')).toEqual([...OURS, 'Content-Length', '0'])
  })

  it('adds no body to a GET, and says of a POST without one that it has none', () => {
    expect(upstream([])).toEqual(OURS)
    expect(upstream([], 'POST')).toEqual([...OURS, 'Content-Length', '0'])
  })
})

describe('what goes to the caller', () => {
  it('keeps codings, lengths and cookies, and lacks what concerned the connection', () => {
    const kept = ['Content-Encoding', 'gzip', 'Content-Length', '9', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2']
    const dropped = ['Connection', 'keep-alive', 'Keep-Alive', 'timeout=5', 'Transfer-Encoding', 'chunked']
    expect(downstreamHeaders([...dropped, ...kept])).toEqual(kept)
  })
})

describe('the framing of a body', () => {
  it('is by chunks, by length, or there is none', () => {
    expect(framingOf(['transfer-encoding', 'chunked'])).toEqual({ by: 'chunks' })
    expect(framingOf(['Content-Length', '12'])).toEqual({ by: 'length', bytes: 12 })
    expect(framingOf(['Accept', '*/*'])).toEqual({ by: 'nothing' })
  })

  it('may be in a coding that is not known here', () => {
    expect(hasForeignTransferCoding(['Transfer-Encoding', 'gzip, chunked'])).toBe(true)
    expect(hasForeignTransferCoding(['Transfer-Encoding', 'Chunked'])).toBe(false)
  })
})
