/** @jest-environment ./__tests__/adapters/node-errors-environment.js */
import { afterEach, describe, expect, it } from '@jest/globals'
import { once } from 'node:events'
import { request, type IncomingMessage, type RequestListener } from 'node:http'
import { gzipSync } from 'node:zlib'
import {
  ask,
  bodyOf,
  dial,
  PLACEHOLDER,
  startWorld,
  wireHead,
  type World,
  type WorldOptions,
} from './world.ts'

let world: World

async function start(listener: RequestListener, options?: WorldOptions): Promise<void> {
  world = await startWorld(listener, options)
}

afterEach(() => world.close())

/** Answers with the request as it came. */
const mirror: RequestListener = (incoming, response) => {
  void bodyOf(incoming).then((body) => {
    const { method, url, rawHeaders } = incoming
    response.end(JSON.stringify({ method, url, rawHeaders, body: body.toString('latin1') }))
  })
}

interface Mirrored {
  readonly method: string
  readonly url: string
  readonly rawHeaders: string[]
  readonly body: string
}

const mirrored = (body: Buffer): Mirrored => JSON.parse(body.toString()) as Mirrored

describe('a request that is forwarded', () => {
  it('has a valid token and the name of the API host, and is else as it was', async () => {
    await start(mirror)
    const { status, body } = await ask(world, { headers: { 'X-Order': '1', 'TF-Correlation-Id': 'x' } })
    const { method, url, rawHeaders } = mirrored(body)
    expect([status, method, url]).toEqual([200, 'GET', '/api/v2/users'])
    const apiPort = world.received[0]?.socket.localPort ?? 0
    expect(rawHeaders.join('\n')).toBe(
      [
        'Host',
        `127.0.0.1:${apiPort}`,
        'Authorization',
        'Bearer a',
        'X-Order',
        '1',
        'TF-Correlation-Id',
        'x',
        'Connection',
        'keep-alive',
      ].join('\n'),
    )
  })

  it.each(['/api/v2/a%2Fb;c=1//d?', '/api/v2/x?y=%20+&z=%zz'])(
    'has its path and query byte for byte: %s',
    async (path) => {
      await start(mirror)
      const connection = await dial(world, wireHead(world, `GET ${path} HTTP/1.1`, 'Connection: close'))
      await connection.closed
      expect(world.received[0]?.url).toBe(path)
    },
  )

  it('goes below the prefix of api-url', async () => {
    await start(mirror, { prefix: '/genesys/' })
    expect(mirrored((await ask(world)).body).url).toBe('/genesys/api/v2/users')
  })

  it('keeps its Content-Length, and a GET gets no body', async () => {
    await start(mirror)
    const post = mirrored(
      (await ask(world, { method: 'POST', body: 'hello', headers: { 'Content-Length': '5' } })).body,
    )
    expect(post.body).toBe('hello')
    expect(post.rawHeaders).toEqual(expect.arrayContaining(['Content-Length', '5']))
    const get = mirrored((await ask(world)).body).rawHeaders.map((header) => header.toLowerCase())
    expect(get).not.toContain('content-length')
    expect(get).not.toContain('transfer-encoding')
  })

  it.each(['POST', 'DELETE', 'GET'])('keeps the chunks of a %s', async (method) => {
    await start(mirror)
    const { body, rawHeaders } = mirrored(
      (await ask(world, { method, body: 'hello', headers: { 'Transfer-Encoding': 'chunked' } })).body,
    )
    expect(body).toBe('hello')
    expect(rawHeaders).toEqual(expect.arrayContaining(['Transfer-Encoding', 'chunked']))
  })

  it('loses what concerned the connection', async () => {
    await start(mirror)
    const headers = {
      Connection: 'close, X-Mine',
      'X-Mine': '1',
      TE: 'trailers',
      'Proxy-Authorization': 'Basic x',
    }
    const names = mirrored((await ask(world, { headers })).body).rawHeaders
    expect(names).not.toEqual(expect.arrayContaining(['X-Mine']))
    expect(names).not.toEqual(expect.arrayContaining(['Proxy-Authorization']))
  })
})

describe('an answer that is passed on', () => {
  it('is as it was: nothing is decompressed, no redirect followed, cookies kept apart', async () => {
    const zipped = gzipSync('hello')
    await start((incoming, response) => {
      incoming.resume()
      response.writeHead(302, 'Over There', [
        ...[
          'Location',
          'https://elsewhere.example/',
          'Content-Encoding',
          'gzip',
          'Content-Length',
          String(zipped.length),
        ],
        ...['Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'Connection', 'X-Hop', 'X-Hop', '1'],
      ])
      response.end(zipped)
    })
    const { status, headers, body } = await ask(world)
    expect([status, headers.location, headers['content-length']]).toEqual([
      302,
      'https://elsewhere.example/',
      String(zipped.length),
    ])
    expect(headers['set-cookie']).toEqual(['a=1', 'b=2'])
    expect(headers['x-hop']).toBeUndefined()
    expect(body.equals(zipped)).toBe(true)
    expect(world.received).toHaveLength(1)
  })

  it.each([
    ['HEAD', 200],
    ['GET', 204],
    ['GET', 304],
  ])('has no body after %s and %d, and the length that was told', async (method, status) => {
    await start((incoming, response) => {
      incoming.resume()
      response.writeHead(status, status === 204 ? {} : { 'Content-Length': '1234', ETag: '"x"' }).end()
    })
    // On one connection: bytes of a body would be taken for the next answer.
    const head = wireHead(world, `${method} /api/v2/users HTTP/1.1`)
    const last = wireHead(world, `${method} /api/v2/users HTTP/1.1`, 'Connection: close')
    const connection = await dial(world, head + last)
    await connection.closed
    expect(connection.received.match(/HTTP\/1\.1 /g)).toHaveLength(2)
    const lengths = connection.received.match(/Content-Length: 1234/gi)
    expect(lengths?.length ?? 0).toBe(status === 204 ? 0 : 2)
    expect(connection.received).toMatch(/\r\n\r\n$/)
  })

  it('is passed on as it is with 429, 500 and 403 too', async () => {
    await start((incoming, response) => {
      incoming.resume()
      response.writeHead(Number(incoming.url?.slice(-3)), { 'Retry-After': '2' }).end('theirs')
    })
    for (const status of [403, 500, 429]) {
      const reply = await ask(world, { path: `/api/v2/${status}` })
      expect([reply.status, reply.body.toString(), reply.headers['retry-after']]).toEqual([
        status,
        'theirs',
        '2',
      ])
    }
  })

  it('streams while the request is still being sent', async () => {
    await start((incoming, response) => {
      response.writeHead(200)
      incoming.pipe(response)
    })
    const { port } = world.gateway
    const headers = { Authorization: PLACEHOLDER, 'Transfer-Encoding': 'chunked' }
    const sent = request({ port, host: '127.0.0.1', method: 'POST', path: '/api/v2/echo', headers })
    sent.write('one')
    const [message] = (await once(sent, 'response')) as [IncomingMessage]
    const parts: string[] = []
    for await (const chunk of message as AsyncIterable<Buffer>) {
      parts.push(chunk.toString())
      if (parts.length === 1) sent.end('two')
    }
    expect(parts).toEqual(['one', 'two'])
  })

  it('is passed on at once when it comes before the body has been sent', async () => {
    await start((_incoming, response) => {
      response.writeHead(413, { Connection: 'close' }).end('too large')
    })
    const { port } = world.gateway
    const headers = { Authorization: PLACEHOLDER, 'Content-Length': '1000000000' }
    const sent = request({ port, host: '127.0.0.1', method: 'POST', path: '/api/v2/upload', headers })
    sent.on('error', () => undefined)
    sent.write('a little')
    const [message] = (await once(sent, 'response')) as [IncomingMessage]
    expect([message.statusCode, (await bodyOf(message)).toString()]).toEqual([413, 'too large'])
    sent.destroy()
  })
})

describe('Expect: 100-continue', () => {
  const expectation = { Expect: '100-continue', 'Content-Length': '5' }

  it('is answered when the body is wanted', async () => {
    await start(mirror)
    const sent = request({
      port: world.gateway.port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/api/v2/users',
      headers: { Authorization: PLACEHOLDER, ...expectation },
    })
    sent.flushHeaders()
    await once(sent, 'continue')
    sent.end('hello')
    const [message] = (await once(sent, 'response')) as [IncomingMessage]
    const { body, rawHeaders } = mirrored(await bodyOf(message))
    expect(body).toBe('hello')
    expect(rawHeaders).not.toContain('Expect')
  })

  it('is not when the request is refused', async () => {
    await start(mirror)
    const head = wireHead(world, 'POST /elsewhere HTTP/1.1', 'Expect: 100-continue', 'Content-Length: 5')
    const connection = await dial(world, head)
    expect(await connection.until(/\r\n\r\n/)).toMatch(/^HTTP\/1\.1 404 /)
    connection.socket.destroy()
  })
})

describe('a login', () => {
  it.each(['length', 'chunks'])('is answered here, its form framed by %s', async (framing) => {
    await start(mirror)
    const headers = {
      Authorization: `Basic ${Buffer.from(`id:${PLACEHOLDER}`).toString('base64')}`,
      ...(framing === 'chunks' ? { 'Transfer-Encoding': 'chunked' } : {}),
    }
    const { status, body } = await ask(world, {
      method: 'POST',
      path: '/oauth/token',
      headers,
      body: 'grant_type=client_credentials',
    })
    expect(status).toBe(200)
    expect(JSON.parse(body.toString())).toMatchObject({ access_token: PLACEHOLDER, expires_in: 86_399 })
    expect(world.received).toHaveLength(0)
  })

  it('with a form that is none is refused', async () => {
    await start(mirror)
    const reply = await ask(world, { method: 'POST', path: '/oauth/token', body: 'x'.repeat(100_000) })
    expect([reply.status, reply.headers['content-type']]).toEqual([400, 'application/json'])
  })
})

it('tells each request in a line without query and headers', async () => {
  await start((incoming, response) => {
    incoming.resume()
    response.end('hello')
  })
  await ask(world, { path: '/api/v2/users?access_token=x' })
  await world.gateway.close(100)
  expect(world.lines).toEqual([expect.stringMatching(/^#1 GET \/api\/v2\/users: 200, \d+ ms, \d+ bytes\.$/)])
})
