/** @jest-environment ./__tests__/adapters/node-errors-environment.js */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { type Socket } from 'node:net'
import {
  failureOf,
  grantTo,
  send,
  setProxyVariables,
  startFaultyServer,
  wire,
  type FaultyServer,
} from '../support/servers.ts'

const MEBIBYTE = 1024 * 1024

const servers: FaultyServer[] = []

async function start(answer: (socket: Socket) => void, host?: string): Promise<FaultyServer> {
  const server = await startFaultyServer(answer, host)
  servers.push(server)
  return server
}

beforeEach(() => setProxyVariables())

afterEach(async () => {
  await Promise.all(servers.splice(0).map(async (server) => server.close()))
})

describe('when a reply arrives whole', () => {
  it('has status, body and headers, with those that came more than once joined', async () => {
    const body = '{"access_token":"grün"}'
    const { url } = await start((socket) => {
      socket.end(
        wire(
          '200 OK',
          [
            'Content-Type: application/json',
            'ININ-Correlation-Id: a-1',
            'Set-Cookie: a=1',
            'Set-Cookie: b=2',
            'Via: one',
            'Via: two',
            'Retry-After: 5',
            `Content-Length: ${Buffer.byteLength(body)}`,
          ],
          body,
        ),
      )
    })
    const reply = await send(grantTo(url))
    expect(reply).toMatchObject({
      status: 200,
      body,
      headers: {
        'content-type': 'application/json',
        'inin-correlation-id': 'a-1',
        'set-cookie': 'a=1, b=2',
        via: 'one, two',
        'retry-after': '5',
      },
    })
    expect(reply.received.monotonicMs).toBeGreaterThanOrEqual(reply.sent.monotonicMs)
  })

  it('is put together from pieces, however they are cut', async () => {
    const body = Buffer.from('{"name":"grün 東京"}')
    const { url } = await start((socket) => {
      socket.write(wire('200 OK', ['Transfer-Encoding: chunked']))
      for (const byte of body) socket.write(Buffer.from([0x31, 13, 10, byte, 13, 10]))
      socket.end('0\r\n\r\n')
    })
    expect((await send(grantTo(url))).body).toBe(body.toString('utf8'))
  })

  it('has headers as they were meant, not as Latin-1', async () => {
    const { url } = await start((socket) => {
      socket.end(Buffer.from(wire('204 No Content', ['X-Name: grün 東京']), 'utf8'))
    })
    expect((await send(grantTo(url))).headers['x-name']).toBe('grün 東京')
  })

  it('may be empty', async () => {
    const { url } = await start((socket) => socket.end(wire('204 No Content', [])))
    expect(await send(grantTo(url))).toMatchObject({ status: 204, body: '' })
  })

  it('may end with the connection', async () => {
    const { url } = await start((socket) => socket.end(wire('200 OK', ['Connection: close'], 'all of it')))
    expect((await send(grantTo(url))).body).toBe('all of it')
  })

  it('comes from an IPv6 address too', async () => {
    const { url } = await start((socket) => socket.end(wire('204 No Content', [])), '::1')
    expect(url).toContain('[::1]')
    expect((await send(grantTo(url))).status).toBe(204)
  })

  it('leaves no connection open', async () => {
    const server = await start((socket) => {
      socket.write(wire('200 OK', ['Connection: keep-alive', 'Content-Length: 2'], '{}'))
    })
    await send(grantTo(server.url))
    await server.allClosed()
  })
})

describe('when the connection breaks', () => {
  it.each<[string, (socket: Socket) => void, string]>([
    ['closed before a reply', (socket) => socket.end(), 'connection'],
    ['reset before a reply', (socket) => socket.resetAndDestroy(), 'connection'],
    ['closed in the middle of the head', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-'), 'connection'],
    [
      'closed in mid-body',
      (socket) => socket.end(wire('200 OK', ['Content-Length: 99'], '{"acc')),
      'truncated',
    ],
    [
      'closed between two chunks',
      (socket) => socket.end(wire('200 OK', ['Transfer-Encoding: chunked'], '4\r\n{"ac\r\n')),
      'truncated',
    ],
    [
      'reset in mid-body',
      (socket) => {
        socket.write(wire('200 OK', ['Content-Length: 99'], '{"acc'), () => socket.resetAndDestroy())
      },
      'truncated',
    ],
    [
      'used for something that is not HTTP',
      (socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n\r\n'),
      'unreadable',
    ],
  ])('fails, %s, and does not wait for the rest', async (_, answer, kind) => {
    const { url } = await start(answer)
    const failure = await failureOf(send(grantTo(url)))
    expect([kind, 'truncated']).toContain(failure.kind)
    expect(failure.summary).not.toBe('')
    expect(failure.summary).not.toContain('access_token')
  })

  it('says that the reply was cut off', async () => {
    const { url } = await start((socket) =>
      socket.end(wire('200 OK', ['Content-Length: 99'], '{"access_token')),
    )
    expect((await failureOf(send(grantTo(url)))).summary).toMatch(
      /^the connection broke off in the middle of the reply \(.+\)$/,
    )
  })

  it('says that what came is no HTTP', async () => {
    const { url } = await start((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n\r\n'))
    const failure = await failureOf(send(grantTo(url)))
    expect(failure.kind).toBe('unreadable')
    expect(failure.summary).toMatch(/^the reply is no HTTP \(HPE_/)
  })

  it('fails if nobody listens', async () => {
    const { url } = await start(() => undefined)
    await servers.pop()?.close()
    const failure = await failureOf(send(grantTo(url)))
    expect(failure.kind).toBe('connection')
    expect(failure.summary).toContain('ECONNREFUSED')
  })
})

describe('when the server takes its time', () => {
  it('gives up an attempt at its deadline, and hangs up', async () => {
    const server = await start(() => undefined)
    expect(await failureOf(send(grantTo(server.url), 200))).toEqual({
      kind: 'timeout',
      summary: 'no reply within 0.2 s',
    })
    await server.allClosed()
  })

  it('gives up a reply that drips, although something keeps coming', async () => {
    const server = await start((socket) => {
      socket.write(wire('200 OK', ['Content-Length: 1000']))
      const drip = setInterval(() => socket.write('x'), 10)
      socket.on('close', () => clearInterval(drip))
    })
    expect(await failureOf(send(grantTo(server.url), 300))).toMatchObject({ kind: 'timeout' })
    await server.allClosed()
  })

  it('gives up a head that drips', async () => {
    const server = await start((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n')
      const drip = setInterval(() => socket.write('X-Drip: 1\r\n'), 10)
      socket.on('close', () => clearInterval(drip))
    })
    expect(await failureOf(send(grantTo(server.url), 300))).toMatchObject({ kind: 'timeout' })
    await server.allClosed()
  })
})

describe('when the server answers with a redirect', () => {
  it.each(['301', '302', '303', '307', '308'])(
    'hands on the %s and sends nothing to the other host',
    async (status) => {
      const other = await start((socket) => socket.end(wire('200 OK', [], '{}')))
      const { url, received } = await start((socket) => {
        socket.end(wire(`${status} Elsewhere`, [`Location: ${other.url}/oauth/token`, 'Content-Length: 0']))
      })
      expect((await send(grantTo(url))).status).toBe(Number(status))
      expect(received).toHaveLength(1)
      expect(other.received).toEqual([])
    },
  )

  it('does not stumble over a relative one', async () => {
    const { url } = await start((socket) => {
      socket.end(wire('302 Found', ['Location: /login', 'Content-Length: 0']))
    })
    expect((await send(grantTo(url))).status).toBe(302)
  })
})

describe('when the server asks for a login or fails', () => {
  it.each(['401 Unauthorized', '429 Too Many Requests', '500 Oops', '502 Bad Gateway', '503 Unavailable'])(
    'hands on %s after one request',
    async (status) => {
      const { url, received } = await start((socket) => {
        socket.end(wire(status, ['WWW-Authenticate: Basic realm="x"', 'Content-Length: 2'], '{}'))
      })
      expect((await send(grantTo(url))).status).toBe(Number(status.slice(0, 3)))
      expect(received).toHaveLength(1)
    },
  )
})

describe('when the reply is very large', () => {
  it('takes 1 MiB', async () => {
    const { url } = await start((socket) => {
      socket.end(wire('200 OK', [`Content-Length: ${MEBIBYTE}`], 'x'.repeat(MEBIBYTE)))
    })
    expect((await send(grantTo(url))).body).toHaveLength(MEBIBYTE)
  })

  it('takes not one byte more, and hangs up', async () => {
    const server = await start((socket) => {
      socket.write(wire('200 OK', [`Content-Length: ${MEBIBYTE + 1}`], 'x'.repeat(MEBIBYTE + 1)))
    })
    expect(await failureOf(send(grantTo(server.url)))).toEqual({
      kind: 'too-large',
      summary: 'the reply is larger than 1048576 bytes (HTTP 200)',
    })
    await server.allClosed()
  })

  it('stops one that never ends', async () => {
    const server = await start((socket) => {
      socket.write(wire('200 OK', ['Transfer-Encoding: chunked']))
      const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`
      const pour = (): void => {
        while (socket.writable && socket.write(chunk));
      }
      socket.on('drain', pour)
      pour()
    })
    expect(await failureOf(send(grantTo(server.url)))).toMatchObject({ kind: 'too-large' })
    await server.allClosed()
  })
})

describe('when the step is cancelled', () => {
  const reason = new Error('cancelled')

  it('sends nothing if that was before', async () => {
    const { url, received } = await start(() => undefined)
    await expect(send(grantTo(url), 10_000, AbortSignal.abort(reason))).rejects.toBe(reason)
    expect(received).toEqual([])
  })

  it('throws the reason and hangs up while it waits for the reply', async () => {
    const cancellation = new AbortController()
    const server = await start(() => cancellation.abort(reason))
    await expect(send(grantTo(server.url), 10_000, cancellation.signal)).rejects.toBe(reason)
    await server.allClosed()
  })

  it('throws the reason and hangs up in mid-body', async () => {
    const cancellation = new AbortController()
    const server = await start((socket) => {
      socket.write(wire('200 OK', ['Content-Length: 99'], '{"access_token'), () => {
        setImmediate(() => cancellation.abort(reason))
      })
    })
    await expect(send(grantTo(server.url), 10_000, cancellation.signal)).rejects.toBe(reason)
    await server.allClosed()
  })
})

describe('when the request itself is wrong', () => {
  it('fails for good, without quoting the header', async () => {
    const { url, received } = await start(() => undefined)
    const request = { ...grantTo(url), headers: { authorization: 'Bearer tok\u20acn' } }
    const failure = await failureOf(send(request))
    expect(failure.kind).toBe('invalid')
    expect(failure.summary).not.toContain('tok')
    expect(received).toEqual([])
  })
})
