/** @jest-environment ./__tests__/adapters/node-errors-environment.js */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { createServer } from 'node:https'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { RequestError, Server as ProxyServer } from 'proxy-chain'
import {
  createCertificateAuthority,
  type CertificateAuthority,
} from '../../../simulator/network/certificates.ts'
import { listen, setProxyVariables } from '../../support/servers.ts'
import { ask, startWorld, type Reply, type World } from './world.ts'

/** A name that only the proxy resolves: whatever reaches it went through the proxy. */
const HOST = 'api.genesys.test'
const PASSWORD = 'pröxy-p@ss:w0rd'

const trustedBefore = getCACertificates('default')
const closers: (() => unknown)[] = []
let authority: CertificateAuthority
let connections: number

beforeAll(async () => {
  authority = await createCertificateAuthority()
})

beforeEach(() => {
  setProxyVariables()
  setDefaultCACertificates([...trustedBefore, authority.certificate])
  connections = 0
})

afterEach(async () => {
  setDefaultCACertificates(trustedBefore)
  for (const close of closers.splice(0).reverse()) await close()
})

afterAll(() => setProxyVariables())

/** An API host over TLS, with a certificate of a private CA. */
async function startHost(name = HOST): Promise<number> {
  const server = createServer(await authority.issue([name]), (incoming, response) => {
    incoming.resume()
    response.end(`${incoming.headers.host ?? ''} ${incoming.headers.authorization ?? ''}`)
  })
  server.on('secureConnection', () => connections++)
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return listen(server)
}

async function startProxy(
  options: { tls?: boolean; password?: string; forbids?: string } = {},
): Promise<ProxyServer> {
  const common = {
    port: 0,
    host: '127.0.0.1',
    prepareRequestFunction: ({ hostname, password }: { hostname: string; password: string }) => {
      if (hostname === options.forbids) throw new RequestError('this host is not allowed', 403)
      return {
        requestAuthentication: options.password !== undefined && options.password !== password,
        dnsLookup: toLoopback,
      }
    },
  }
  const httpsOptions = await authority.issue(['localhost', '127.0.0.1'])
  const proxy = new ProxyServer(
    (options.tls === true ? { ...common, serverType: 'https', httpsOptions } : common) as never,
  )
  await proxy.listen()
  closers.push(() => proxy.close(true))
  return proxy
}

/** The resolver of the proxy: every name is this machine. */
function toLoopback(
  _name: string,
  { all }: { readonly all?: boolean },
  found: (error: null, address: unknown, family?: number) => void,
): void {
  if (all === true) found(null, [{ address: '127.0.0.1', family: 4 }])
  else found(null, '127.0.0.1', 4)
}

async function askFor(apiUrl: string, times = 1): Promise<Reply> {
  const world: World = await startWorld((_incoming, response) => response.end(), { apiUrl })
  closers.push(() => world.close())
  for (let time = 1; time < times; time++) await ask(world)
  return ask(world)
}

describe('an API host behind a proxy', () => {
  it.each([false, true])(
    'is reached through a tunnel (TLS to the proxy: %s), which is used again',
    async (tls) => {
      const port = await startHost()
      const proxy = await startProxy({ tls })
      setProxyVariables({ https_proxy: `${tls ? 'https' : 'http'}://127.0.0.1:${proxy.port}` })
      const { status, body } = await askFor(`https://${HOST}:${port}`, 3)
      expect([status, body.toString()]).toEqual([200, `${HOST}:${port} Bearer a`])
      expect(connections).toBe(1)
    },
  )

  it('is reached with the user and password that the variable has', async () => {
    const port = await startHost()
    const proxy = await startProxy({ password: PASSWORD })
    setProxyVariables({ HTTPS_PROXY: `http://user:${encodeURIComponent(PASSWORD)}@127.0.0.1:${proxy.port}` })
    expect((await askFor(`https://${HOST}:${port}`)).status).toBe(200)
  })

  it.each([
    ['asks for a password', { password: PASSWORD }, 407],
    ['forbids the host', { forbids: HOST }, 403],
  ])('that %s cannot be reached: 502', async (_name, options, status) => {
    const proxy = await startProxy(options)
    setProxyVariables({ https_proxy: `http://127.0.0.1:${proxy.port}` })
    const reply = await askFor(`https://${HOST}`)
    expect(reply.status).toBe(502)
    expect(reply.body.toString()).toContain(`the proxy answered HTTP ${status}`)
  })

  it('that does not run cannot be reached: 502', async () => {
    const proxy = await startProxy()
    const { port } = proxy
    await proxy.close(true)
    setProxyVariables({ https_proxy: `http://127.0.0.1:${port}` })
    const reply = await askFor(`https://${HOST}`)
    expect([reply.status, reply.body.toString()]).toEqual([
      502,
      expect.stringContaining('the proxy could not be reached'),
    ])
  })

  it('is reached directly if NO_PROXY names it', async () => {
    const port = await startHost('localhost')
    setProxyVariables({ https_proxy: 'http://127.0.0.1:1', no_proxy: 'localhost' })
    expect((await askFor(`https://localhost:${port}`)).status).toBe(200)
  })
})

it('an API host whose certificate nobody trusts cannot be asked: 502', async () => {
  const port = await startHost('localhost')
  setDefaultCACertificates(trustedBefore)
  const reply = await askFor(`https://localhost:${port}`)
  expect([reply.status, reply.body.toString()]).toEqual([502, expect.stringContaining('certificate')])
  expect(connections).toBe(0)
})
