/** @jest-environment ./__tests__/adapters/node-errors-environment.js */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTcpServer, type Socket } from 'node:net'
import { Server as ProxyServer } from 'proxy-chain'
import { systemClock } from '../../src/adapters/clock.ts'
import { ConnectionsAhead } from '../../src/adapters/connections-ahead.ts'
import { httpTransport } from '../../src/adapters/node-http.ts'
import { type HttpReply, type HttpRequest } from '../../src/http/transport.ts'
import { failureOf, grantTo, listen, setProxyVariables } from '../support/servers.ts'

const closers: (() => Promise<unknown>)[] = []

let ahead: ConnectionsAhead

const lookUp = (url: string): HttpRequest => ({ method: 'GET', url: `${url}/api/v2/tokens/me`, headers: {} })
const send = (request: HttpRequest): Promise<HttpReply> =>
  httpTransport(systemClock, { ahead })(request, 10_000, new AbortController().signal)

interface Host {
  readonly url: string
  /** Every connection so far, by what it was used for. */
  readonly connections: { readonly socket: Socket; requests: number }[]
  /** Resolves with the next connection. */
  connected(): Promise<Socket>
}

async function start(
  answer: RequestListener = (_, response) => response.writeHead(204).end(),
): Promise<Host> {
  const connections: Host['connections'] = []
  const server: Server = createServer((request, response) => {
    const connection = connections.find(({ socket }) => socket === request.socket)
    if (connection !== undefined) connection.requests++
    answer(request, response)
  })
  server.on('connection', (socket) => connections.push({ socket, requests: 0 }))
  const url = `http://127.0.0.1:${await listen(server)}`
  closers.push(() => {
    server.close()
    server.closeAllConnections()
    return once(server, 'close')
  })
  return { url, connections, connected: async () => ((await once(server, 'connection')) as [Socket])[0] }
}

beforeEach(() => {
  setProxyVariables()
  ahead = new ConnectionsAhead()
})

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()))
})

describe('when a connection was opened ahead of its request', () => {
  it('is there before the request, which goes over it', async () => {
    const host = await start()
    const connected = host.connected()
    ahead.open(host.url)
    await connected
    expect(host.connections.map(({ requests }) => requests)).toEqual([0])
    expect((await send(lookUp(host.url))).status).toBe(204)
    expect(host.connections.map(({ requests }) => requests)).toEqual([1])
  })

  it('serves one request, and the next has its own', async () => {
    const host = await start()
    const connected = host.connected()
    ahead.open(host.url)
    await connected
    await send(lookUp(host.url))
    await send(lookUp(host.url))
    expect(host.connections.map(({ requests }) => requests)).toEqual([1, 1])
  })

  it('is opened once, however often that is asked for', async () => {
    const host = await start()
    const connected = host.connected()
    ahead.open(`${host.url}/one`)
    ahead.open(`${host.url}/two`)
    await connected
    await send(lookUp(host.url))
    expect(host.connections).toHaveLength(1)
  })

  it('is not opened any more if the request was faster', async () => {
    const host = await start()
    ahead.open(host.url)
    await send(lookUp(host.url))
    expect(host.connections).toHaveLength(1)
  })

  it('goes through the tunnel of a proxy', async () => {
    const host = await start()
    const proxy = new ProxyServer({ port: 0, host: '127.0.0.1' })
    await proxy.listen()
    closers.push(() => proxy.close(true))
    setProxyVariables({ http_proxy: `http://127.0.0.1:${proxy.port}` })
    const url = host.url.replace('127.0.0.1', '0.0.0.0')
    const connected = host.connected()
    ahead.open(url)
    await connected
    expect((await send(lookUp(url))).status).toBe(204)
    expect(host.connections.map(({ requests }) => requests)).toEqual([1])
  })
})

describe('when it turns out to be of no use', () => {
  it('is left alone by a request that must not be sent twice', async () => {
    const host = await start()
    const connected = host.connected()
    ahead.open(host.url)
    await connected
    await send(grantTo(host.url))
    expect(host.connections.map(({ requests }) => requests)).toEqual([0, 1])
  })

  it.each<[string, (socket: Socket) => void]>([
    ['was closed', (socket) => socket.end()],
    ['was reset', (socket) => socket.resetAndDestroy()],
  ])('makes way for another if the server %s while it waited', async (_, end) => {
    const host = await start()
    const connected = host.connected()
    ahead.open(host.url)
    const socket = await connected
    const closed = once(socket, 'close')
    end(socket)
    await closed
    expect((await send(lookUp(host.url))).status).toBe(204)
    expect(host.connections.at(-1)?.requests).toBe(1)
  })

  it('makes way for another if the server said something unasked, which would be taken for the reply', async () => {
    const host = await start()
    const connected = host.connected()
    ahead.open(host.url)
    const socket = await connected
    await new Promise<void>((resolve) => {
      socket.write('HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n', () => resolve())
    })
    // What has left this end of loopback is at the other; one turn of the loop, and it is read.
    for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve))
    expect((await send(lookUp(host.url))).status).toBe(204)
    expect(host.connections.map(({ requests }) => requests)).toEqual([0, 1])
  })

  it('makes way for another if the server closes it just as the request comes', async () => {
    let isFirst = true
    const host = await start((request, response) => {
      if (isFirst) request.socket.destroy()
      else response.writeHead(204).end()
      isFirst = false
    })
    const connected = host.connected()
    ahead.open(host.url)
    await connected
    expect((await send(lookUp(host.url))).status).toBe(204)
    expect(host.connections.map(({ requests }) => requests)).toEqual([1, 1])
  })

  it('makes no error of its own if nobody listens', async () => {
    const server = createTcpServer()
    const url = `http://127.0.0.1:${await listen(server)}`
    server.close()
    await once(server, 'close')
    ahead.open(url)
    await new Promise((resolve) => setImmediate(resolve))
    const failure = await failureOf(send(lookUp(url)))
    expect(failure).toMatchObject({ kind: 'connection', isUnsent: true })
    expect(failure.summary).toContain('ECONNREFUSED')
  })
})
