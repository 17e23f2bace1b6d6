/** @jest-environment ./__tests__/adapters/node-errors-environment.js */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { once } from 'node:events'
import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { createServer } from 'node:https'
import { createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { inspect } from 'node:util'
import { RequestError, Server as ProxyServer } from 'proxy-chain'
import {
  createCertificateAuthority,
  type CertificateAuthority,
} from '../../simulator/network/certificates.ts'
import { isTemporary } from '../../src/http/retry-decision.ts'
import { failureOf, grantTo, listen, send, setProxyVariables } from '../support/servers.ts'

/** A name that only the proxy resolves: whatever reaches it went through the proxy. */
const HOST = 'login.genesys.test'
const PASSWORD = 'pröxy-p@ss:w0rd'

const trustedBefore = getCACertificates('default')
const closers: (() => Promise<void>)[] = []
let authority: CertificateAuthority

/** What the proxy was asked for, and by whom. */
interface ProxyCall {
  readonly host: string
  readonly user: string
  readonly password: string
}

interface RunningProxy {
  readonly address: string
  readonly calls: readonly ProxyCall[]
}

/** A proxy as companies run them; with `password` it lets in nobody else, and `forbids` keeps a host out. */
async function startProxy(
  options: { password?: string; forbids?: string; tls?: boolean } = {},
): Promise<RunningProxy> {
  const calls: ProxyCall[] = []
  const prepareRequestFunction = ({
    hostname,
    username,
    password,
  }: Readonly<Record<string, unknown>>): object => {
    calls.push({ host: String(hostname), user: String(username), password: String(password) })
    if (hostname === options.forbids) throw new RequestError('this host is not allowed', 403)
    return {
      requestAuthentication: options.password !== undefined && options.password !== password,
      dnsLookup: toLoopback,
    }
  }
  const common = { port: 0, host: '127.0.0.1', prepareRequestFunction }
  const proxy =
    options.tls === true
      ? new ProxyServer({
          ...common,
          serverType: 'https',
          httpsOptions: await authority.issue(['localhost', '127.0.0.1']),
        })
      : new ProxyServer(common)
  await proxy.listen()
  closers.push(() => proxy.close(true))
  return { address: `127.0.0.1:${proxy.port}`, calls }
}

/** The resolver of the proxy: every name is this machine. */
function toLoopback(
  _name: string,
  options: { readonly all?: boolean },
  callback: (error: null, address: unknown, family?: number) => void,
): void {
  if (options.all === true) callback(null, [{ address: '127.0.0.1', family: 4 }])
  else callback(null, '127.0.0.1', 4)
}

async function startTarget(server: Server = createHttpServer(noContent)): Promise<number> {
  closers.push(() => closeServer(server))
  return listen(server)
}

const noContent: RequestListener = (request, response) => {
  request.resume().on('end', () => response.writeHead(204, { 'x-host': request.headers.host ?? '' }).end())
}

async function closeServer(server: Server): Promise<void> {
  server.close()
  await once(server, 'close')
}

beforeAll(async () => {
  authority = await createCertificateAuthority()
})

beforeEach(() => setProxyVariables())

afterEach(async () => {
  setDefaultCACertificates(trustedBefore)
  await Promise.all(closers.splice(0).map((close) => close()))
})

afterAll(() => setProxyVariables())

describe('when a proxy stands between the runner and Genesys Cloud', () => {
  it.each(['https_proxy', 'HTTPS_PROXY'])(
    'goes through the tunnel that %s names, over TLS with a private CA',
    async (name) => {
      setDefaultCACertificates([...trustedBefore, authority.certificate])
      const port = await startTarget(createServer(await authority.issue([HOST]), noContent))
      const proxy = await startProxy()
      setProxyVariables({ [name]: `http://${proxy.address}` })
      expect(await send(grantTo(`https://${HOST}:${port}`))).toMatchObject({
        status: 204,
        headers: { 'x-host': `${HOST}:${port}` },
      })
      expect(proxy.calls).toEqual([{ host: HOST, user: '', password: '' }])
    },
  )

  it.each(['http_proxy', 'HTTP_PROXY'])(
    'goes through the tunnel that %s names for plain http',
    async (name) => {
      const port = await startTarget()
      const proxy = await startProxy()
      setProxyVariables({ [name]: `http://${proxy.address}` })
      expect((await send(grantTo(`http://${HOST}:${port}`))).status).toBe(204)
      expect(proxy.calls).toHaveLength(1)
    },
  )

  it('takes the lower-case variable if both are set', async () => {
    const port = await startTarget()
    const [lower, upper] = [await startProxy(), await startProxy()]
    setProxyVariables({ http_proxy: `http://${lower.address}`, HTTP_PROXY: `http://${upper.address}` })
    await send(grantTo(`http://${HOST}:${port}`))
    expect([lower.calls.length, upper.calls.length]).toEqual([1, 0])
  })

  it('takes an address without a scheme', async () => {
    const port = await startTarget()
    const proxy = await startProxy()
    setProxyVariables({ http_proxy: proxy.address })
    expect((await send(grantTo(`http://${HOST}:${port}`))).status).toBe(204)
  })

  it('gives user and password as they are meant, not as the URL writes them', async () => {
    const port = await startTarget()
    const proxy = await startProxy({ password: PASSWORD })
    setProxyVariables({ http_proxy: `http://user%40corp:${encodeURIComponent(PASSWORD)}@${proxy.address}` })
    expect((await send(grantTo(`http://${HOST}:${port}`))).status).toBe(204)
    expect(proxy.calls).toEqual([{ host: HOST, user: 'user@corp', password: PASSWORD }])
  })

  it.each(['127.0.0.1', 'localhost'])(
    'speaks TLS with a proxy that wants it, and verifies that it is %s',
    async (name) => {
      setDefaultCACertificates([...trustedBefore, authority.certificate])
      const port = await startTarget(createServer(await authority.issue([HOST]), noContent))
      const proxy = await startProxy({ tls: true })
      setProxyVariables({ https_proxy: `https://${proxy.address.replace('127.0.0.1', name)}` })
      expect((await send(grantTo(`https://${HOST}:${port}`))).status).toBe(204)
      expect(proxy.calls).toHaveLength(1)
    },
  )

  it('fails as a matter of trust at once, and names the proxy, if nobody trusts its certificate', async () => {
    const proxy = await startProxy({ tls: true })
    setProxyVariables({ http_proxy: `https://${proxy.address}` })
    const failure = await failureOf(send(grantTo(`http://${HOST}`)))
    expect(failure.kind).toBe('tls')
    expect(failure.summary).toContain(
      'the proxy could not be reached: unable to verify the first certificate',
    )
    expect(isTemporary(failure)).toBe(false)
  })
})

describe('when the proxy is not meant', () => {
  it.each([
    ['NO_PROXY', '0.0.0.0'],
    ['no_proxy', 'example.com, 0.0.0.0'],
    ['NO_PROXY', '*'],
  ])('goes straight to a host that %s=%s names', async (name, value) => {
    const port = await startTarget()
    const proxy = await startProxy()
    setProxyVariables({ http_proxy: `http://${proxy.address}`, [name]: value })
    expect((await send(grantTo(`http://0.0.0.0:${port}`))).status).toBe(204)
    expect(proxy.calls).toEqual([])
  })

  it('goes through it for a host that NO_PROXY does not name', async () => {
    const port = await startTarget()
    const proxy = await startProxy()
    setProxyVariables({ http_proxy: `http://${proxy.address}`, NO_PROXY: 'example.com,.internal' })
    await send(grantTo(`http://0.0.0.0:${port}`))
    expect(proxy.calls).toHaveLength(1)
  })

  it.each(['127.0.0.1', 'localhost'])('goes straight to %s, which no proxy could reach', async (host) => {
    const port = await startTarget()
    const proxy = await startProxy()
    setProxyVariables({ http_proxy: `http://${proxy.address}`, HTTP_PROXY: `http://${proxy.address}` })
    expect((await send(grantTo(`http://${host}:${port}`))).status).toBe(204)
    expect(proxy.calls).toEqual([])
  })
})

describe('when the proxy does not let the request through', () => {
  it.each([
    ['no credentials', ''],
    ['the wrong ones', 'user:wr0ng-p4ssw0rd@'],
  ])('fails as its 407 with %s, for good and without showing any', async (_, credentials) => {
    const proxy = await startProxy({ password: PASSWORD })
    setProxyVariables({ http_proxy: `http://${credentials}${proxy.address}` })
    const failure = await failureOf(send(grantTo(`http://${HOST}`)))
    expect(failure).toEqual({ kind: 'proxy', summary: 'the proxy answered HTTP 407', status: 407 })
    expect(isTemporary(failure)).toBe(false)
    expect(inspect(failure)).not.toContain('wr0ng')
  })

  it('fails as its 403 for a host that it forbids', async () => {
    const proxy = await startProxy({ forbids: HOST })
    setProxyVariables({ http_proxy: `http://${proxy.address}` })
    expect(await failureOf(send(grantTo(`http://${HOST}`)))).toEqual({
      kind: 'proxy',
      summary: 'the proxy answered HTTP 403',
      status: 403,
    })
  })

  it('fails as a proxy that cannot be reached, which may pass', async () => {
    const server = createTcpServer()
    const port = await listen(server)
    await closeServer(server)
    setProxyVariables({ http_proxy: `http://user:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}` })
    const failure = await failureOf(send(grantTo(`http://${HOST}`)))
    expect(failure.kind).toBe('proxy')
    expect(failure.summary).toContain('the proxy could not be reached: ')
    expect(failure.summary).toContain('ECONNREFUSED')
    expect(failure.summary).not.toContain(encodeURIComponent(PASSWORD))
    expect(isTemporary(failure)).toBe(true)
  })

  it('fails as something that may pass if the proxy hangs up', async () => {
    const port = await startTarget(
      createTcpServer((socket) =>
        socket
          .on('error', () => undefined)
          .resume()
          .end(),
      ),
    )
    setProxyVariables({ http_proxy: `http://127.0.0.1:${port}` })
    expect(isTemporary(await failureOf(send(grantTo(`http://${HOST}`))))).toBe(true)
  })

  it('fails as a matter of trust behind a tunnel too', async () => {
    const port = await startTarget(createServer(await authority.issue([HOST]), noContent))
    const proxy = await startProxy()
    setProxyVariables({ https_proxy: `http://${proxy.address}` })
    const failure = await failureOf(send(grantTo(`https://${HOST}:${port}`)))
    expect(failure.kind).toBe('tls')
    expect(failure.summary).toContain('unable to verify the first certificate')
  })
})

describe('when the proxy takes its time', () => {
  /** A proxy that answers CONNECT only when it is told to. */
  async function startSlowProxy(): Promise<{
    connected: Promise<Socket>
    received: () => string
    address: string
  }> {
    const connected = Promise.withResolvers<Socket>()
    let received = ''
    const server = createTcpServer((socket) => {
      closers.push(() => Promise.resolve(void socket.destroy()))
      socket.on('error', () => undefined)
      socket.on('data', (data) => {
        received += data.toString('latin1')
        if (received.endsWith('\r\n\r\n')) connected.resolve(socket)
      })
    })
    const port = await listen(server)
    closers.push(() => Promise.resolve(void server.close()))
    return { connected: connected.promise, received: () => received, address: `127.0.0.1:${port}` }
  }

  it('gives up at the deadline, and sends no credentials afterwards, when nobody waits for the token', async () => {
    const proxy = await startSlowProxy()
    setProxyVariables({ http_proxy: `http://${proxy.address}` })
    const failure = await failureOf(send(grantTo(`http://${HOST}`), 200))
    expect(failure).toEqual({ kind: 'timeout', summary: 'no reply within 0.2 s' })
    await expectNothingMore(await proxy.connected, proxy.received)
  })

  it('throws the reason of a cancellation, and sends no credentials afterwards', async () => {
    const proxy = await startSlowProxy()
    setProxyVariables({ http_proxy: `http://${proxy.address}` })
    const cancellation = new AbortController()
    const reason = new Error('cancelled')
    const sending = send(grantTo(`http://${HOST}`), 10_000, cancellation.signal)
    const socket = await proxy.connected
    cancellation.abort(reason)
    await expect(sending).rejects.toBe(reason)
    await expectNothingMore(socket, proxy.received)
  })

  /** The tunnel opens too late: the client has hung up by then, or does so without a further word. */
  async function expectNothingMore(socket: Socket, received: () => string): Promise<void> {
    const closed = new Promise((resolve) => socket.on('close', resolve))
    if (!socket.destroyed) socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
    const later = new Promise((resolve) => setTimeout(resolve, 1_000, 'still open').unref())
    const end = await Promise.race([closed.then(() => 'closed'), later])
    expect({ end, requests: received().match(/^[A-Z]+ /gm) }).toEqual({
      end: 'closed',
      requests: ['CONNECT '],
    })
  }
})
