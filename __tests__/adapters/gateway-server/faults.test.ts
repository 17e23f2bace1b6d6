/** @jest-environment ./__tests__/adapters/node-errors-environment.js */
import { afterEach, describe, expect, it } from '@jest/globals'
import { once } from 'node:events'
import { request, type IncomingMessage, type RequestListener } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import {
  ask,
  closing,
  bodyOf,
  dial,
  PLACEHOLDER,
  startWorld,
  wireHead,
  type World,
  type WorldOptions,
} from './world.ts'

let world: World
const closers: (() => void)[] = []

async function start(listener: RequestListener, options?: WorldOptions): Promise<void> {
  world = await startWorld(listener, options)
}

afterEach(async () => {
  await world.close()
  for (const close of closers.splice(0)) close()
})

const silent: RequestListener = (incoming) => void incoming.resume()
const hello: RequestListener = (incoming, response) => {
  incoming.resume()
  response.end('hello')
}

function open(headers: Record<string, string> = {}, method = 'GET'): ReturnType<typeof request> {
  const sent = request({
    port: world.gateway.port,
    host: '127.0.0.1',
    path: '/api/v2/users',
    method,
    agent: false,
    headers: { Authorization: PLACEHOLDER, ...headers },
  })
  sent.on('error', () => undefined)
  return sent
}

describe('a caller that goes away', () => {
  it('ends the request to the API host', async () => {
    await start(silent)
    const sent = open()
    sent.end()
    await world.arrived(1)
    const ended = closing(world.received[0]?.socket)
    sent.destroy()
    await ended
  })

  it('ends it in the middle of its upload', async () => {
    await start(silent)
    const sent = open({ 'Content-Length': '1000' }, 'POST')
    sent.write('some')
    await world.arrived(1)
    const ended = closing(world.received[0]?.socket)
    sent.destroy()
    await ended
  })

  it('ends it in the middle of the answer', async () => {
    await start((incoming, response) => {
      incoming.resume()
      response.writeHead(200, { 'Content-Length': '1000' }).write('some')
    })
    const sent = open()
    sent.end()
    await once(sent, 'response')
    const ended = closing(world.received[0]?.socket)
    sent.destroy()
    await ended
  })

  it('is not sent for while it waits for room', async () => {
    await start((incoming, response) => {
      incoming.resume()
      const limit = {
        'inin-ratelimit-allowed': '1',
        'inin-ratelimit-count': '1',
        'inin-ratelimit-reset': '2',
      }
      response.writeHead(200, limit).end()
    })
    await ask(world)
    const sent = open()
    sent.end()
    await once(sent, 'finish')
    sent.destroy()
    // The next one waits for the same minute, behind where that one was.
    expect((await ask(world)).status).toBe(200)
    expect(world.received).toHaveLength(2)
  })
})

describe('an API host that breaks off', () => {
  it.each([
    ['with a length', { 'Content-Length': '1000' }],
    ['in chunks', { 'Transfer-Encoding': 'chunked' }],
  ])('breaks the answer off as well: %s', async (_name, headers) => {
    await start((incoming, response) => {
      incoming.resume()
      response.writeHead(200, headers)
      response.write('some', () => response.socket?.destroy())
    })
    await expect(ask(world)).rejects.toThrow()
  })

  it('breaks it off by a reset where the end of the connection would be the end of the answer', async () => {
    await start((incoming, response) => {
      incoming.resume()
      response.writeHead(200)
      response.write('some', () => response.socket?.destroy())
    })
    const connection = await dial(world, wireHead(world, 'GET /api/v2/users HTTP/1.0'))
    expect(await connection.closed).toBe('broken')
  })

  it('before it answers is told as 502', async () => {
    await start((incoming) => incoming.socket.destroy())
    const reply = await ask(world)
    expect(reply.status).toBe(502)
    expect(JSON.parse(reply.body.toString())).toMatchObject({ status: 502, code: 'gateway.upstream.failed' })
  })

  it('does not exist: 502', async () => {
    const unused = createServer().listen(0, '127.0.0.1')
    await once(unused, 'listening')
    const { port } = unused.address() as AddressInfo
    unused.close()
    await once(unused, 'close')
    await start(hello, { apiUrl: `http://127.0.0.1:${port}` })
    expect((await ask(world)).status).toBe(502)
  })
})

/** A raw API host: answers the first request of each connection, and resets the connection at the second. */
async function forgetfulHost(): Promise<{ readonly url: string; readonly heads: string[] }> {
  const heads: string[] = []
  const server = createServer((socket) => {
    let count = 0
    socket.on('error', () => undefined)
    socket.on('data', (data) => {
      heads.push(data.toString('latin1').split('\r\n', 1)[0] ?? '')
      if (++count > 1) socket.resetAndDestroy()
      else socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closers.push(() => server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heads }
}

describe('a connection that was used before and is reset', () => {
  it('is no fault of the request: it is sent once more on a new one', async () => {
    const host = await forgetfulHost()
    await start(hello, { apiUrl: host.url })
    expect((await ask(world)).status).toBe(200)
    expect((await ask(world)).status).toBe(200)
    expect(host.heads).toHaveLength(3)
  })

  it('unless doing it twice would be more than doing it once', async () => {
    const host = await forgetfulHost()
    await start(hello, { apiUrl: host.url })
    await ask(world)
    expect((await ask(world, { method: 'POST', body: 'x' })).status).toBe(502)
    expect(host.heads).toHaveLength(2)
  })
})

/** Refuses token `a`, and answers with the body that came to any other. */
const wantsAnother: RequestListener = (incoming, response) => {
  void bodyOf(incoming).then((body) => {
    response.writeHead(incoming.headers.authorization === 'Bearer a' ? 401 : 200)
    response.end(body)
  })
}

describe('a 401', () => {
  it.each([0, 5, 1024 * 1024])(
    'leads to a second try with another token, with a body of %d bytes',
    async (bytes) => {
      await start(wantsAnother)
      const body = Buffer.alloc(bytes, 'x')
      const reply = await ask(world, { method: 'POST', body })
      expect([reply.status, reply.body.equals(body)]).toEqual([200, true])
    },
  )

  it('does for a body in chunks as well', async () => {
    await start(wantsAnother)
    const reply = await ask(world, {
      method: 'PUT',
      body: 'hello',
      headers: { 'Transfer-Encoding': 'chunked' },
    })
    expect([reply.status, reply.body.toString()]).toEqual([200, 'hello'])
  })

  it('is passed on when the body was larger, and the next request has the new token', async () => {
    await start(wantsAnother)
    const body = Buffer.alloc(1024 * 1024 + 1, 'x')
    expect((await ask(world, { method: 'POST', body })).status).toBe(401)
    expect((await ask(world)).status).toBe(200)
  })

  it('that comes before the body has been sent leads to one as well', async () => {
    await start((incoming, response) => {
      if (incoming.headers.authorization === 'Bearer a') response.writeHead(401).end()
      else wantsAnother(incoming, response)
    })
    const sent = open({ 'Content-Length': '8' }, 'POST')
    sent.write('half')
    await world.arrived(2)
    sent.end('half')
    const [message] = (await once(sent, 'response')) as [IncomingMessage]
    expect([message.statusCode, (await bodyOf(message)).toString()]).toEqual([200, 'halfhalf'])
  })

  it('for fifty at once leads to one new token and fifty replays', async () => {
    const refused: (() => void)[] = []
    await start((incoming, response) => {
      incoming.resume()
      if (incoming.headers.authorization === 'Bearer a+') {
        response.end()
        return
      }
      refused.push(() => void response.writeHead(401).end())
      // All fifty are there before the first learns of it.
      if (refused.length === 50) for (const refuse of refused) refuse()
    })
    const replies = await Promise.all(Array.from({ length: 50 }, () => ask(world)))
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]))
    expect(world.supply.first.renewed).toEqual(['a'])
    expect(world.received).toHaveLength(100)
  })
})

describe('a request that is no request', () => {
  const refused = async (text: string): Promise<string> => {
    const connection = await dial(world, text)
    const received = await connection.until(/\r\n\r\n.*\}/s)
    connection.socket.destroy()
    return received
  }

  it.each([
    ['CONNECT', 'CONNECT api.mypurecloud.de:443 HTTP/1.1', 405],
    ['an absolute form', 'GET http://api.mypurecloud.de/api/v2/users HTTP/1.1', 400],
    ['a request line beyond the limit', `GET /api/v2/${'x'.repeat(20_000)} HTTP/1.1`, 431],
    ['no HTTP at all', 'HELLO', 400],
  ])('%s is refused, in the form of Genesys Cloud', async (_name, line, status) => {
    await start(hello)
    const received = await refused(wireHead(world, line))
    expect(received).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(received).toContain('"message":"gc-oauth-action gateway on this machine: ')
    expect(world.received).toHaveLength(0)
  })

  it('a header beyond the limit is refused', async () => {
    await start(hello)
    const head = wireHead(world, 'GET /api/v2/users HTTP/1.1', `X-Large: ${'x'.repeat(20_000)}`)
    expect(await refused(head)).toMatch(/^HTTP\/1\.1 431 /)
  })

  it('with a length and chunks, of which one hides a second request, is refused', async () => {
    await start(hello)
    const head = wireHead(
      world,
      'POST /api/v2/users HTTP/1.1',
      'Content-Length: 5',
      'Transfer-Encoding: chunked',
    )
    expect(await refused(`${head}0\r\n\r\nGET /api/v2/admin HTTP/1.1\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /)
    expect(world.received.map(({ url }) => url)).not.toContain('/api/v2/admin')
  })

  it('an answer with both is no answer', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined)
      const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'
      socket.on('data', () => socket.write(answer))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    closers.push(() => server.close())
    await start(hello, { apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
    expect((await ask(world)).status).toBe(502)
  })
})

it('serves others while a hundred callers take their time', async () => {
  await start(hello)
  const slow = await Promise.all(
    Array.from({ length: 100 }, () => dial(world, 'POST /api/v2/users HTTP/1.1\r\nHost: 127')),
  )
  expect((await ask(world)).status).toBe(200)
  const rest = `.0.0.1:${world.gateway.port}\r\nAuthorization: ${PLACEHOLDER}\r\nContent-Length: 1\r\nConnection: close\r\n\r\n`
  for (const { socket } of slow) socket.write(rest)
  await world.arrived(101)
  for (const { socket } of slow) socket.write('x')
  await Promise.all(slow.map(({ closed }) => closed))
  expect(slow.every(({ received }) => received.startsWith('HTTP/1.1 200 OK'))).toBe(true)
})

describe('the end', () => {
  it('takes no more requests, and waits for those under way', async () => {
    let answer = (): unknown => undefined
    await start((incoming, response) => {
      incoming.resume()
      answer = () => response.end('hello')
    })
    const underWay = ask(world)
    await world.arrived(1)
    const closed = world.gateway.close(10_000)
    await expect(ask(world)).rejects.toThrow('ECONNREFUSED')
    answer()
    expect((await underWay).body.toString()).toBe('hello')
    await closed
  })

  it('breaks off what takes longer', async () => {
    await start(silent)
    const underWay = ask(world)
    const broken = expect(underWay).rejects.toThrow()
    await world.arrived(1)
    await world.gateway.close(50)
    await broken
  })

  it('refuses what comes over a connection that is still open', async () => {
    await start((incoming, response) => {
      incoming.resume()
      response.writeHead(200, { 'Content-Length': '4' }).write('ha')
      setTimeout(() => response.end('lf'), 200)
    })
    const head = wireHead(world, 'GET /api/v2/users HTTP/1.1')
    const connection = await dial(world, head)
    await connection.until(/ha$/)
    const closed = world.gateway.close(5_000)
    connection.socket.write(head)
    await closed
    await connection.closed
    expect(connection.received).not.toMatch(/200 OK[^]*200 OK/)
    expect(world.received).toHaveLength(1)
  })
})

it('listens on 127.0.0.1 only, and says so when a port is taken', async () => {
  await start(hello)
  const { serveGateway } = await import('../../../src/adapters/gateway-server/server.ts')
  const gateway = undefined as never
  await expect(serveGateway(gateway, 'http://127.0.0.1:1', world.gateway.port)).rejects.toThrow('EADDRINUSE')
})
