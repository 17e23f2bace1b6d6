/** @jest-environment ./__tests__/adapters/node-errors-environment.js */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import * as x509 from '@peculiar/x509'
import { webcrypto, X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:https'
import { createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { RequestError, Server as ProxyServer } from 'proxy-chain'
import {
  createCertificateAuthority,
  type CertificateAuthority,
  type ServerCertificate,
} from '../../../simulator/network/certificates.ts'
import { systemClock } from '../../../src/adapters/clock.ts'
import { readCertificate } from '../../../src/adapters/doctor/certificate.ts'
import { type Clock } from '../../../src/core/time.ts'
import { diagnose } from '../../support/doctor.ts'
import { listen, setProxyVariables } from '../../support/servers.ts'

const trustedBefore = getCACertificates('default')
const closers: (() => Promise<void>)[] = []
let authority: CertificateAuthority

async function start(certificate: ServerCertificate): Promise<string> {
  const server = createServer(certificate, (_, response) => response.writeHead(204).end())
  // Handshakes that a client breaks off are what these tests are about.
  server.on('tlsClientError', () => undefined)
  return `https://localhost:${await serve(server)}`
}

async function serve(server: Server): Promise<number> {
  closers.push(async () => {
    server.close()
    await once(server, 'close')
  })
  return listen(server)
}

/** A certificate that its own key signed, valid for these days from now. */
async function selfSigned(fromDays: number, toDays: number): Promise<ServerCertificate> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const day = 86_400_000
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=localhost',
    notBefore: new Date(Date.now() + fromDays * day),
    notAfter: new Date(Date.now() + toDays * day),
    signingAlgorithm: algorithm,
    keys,
    extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }])],
  })
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)
  return { key: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY'), cert: certificate.toString('pem') }
}

beforeAll(async () => {
  authority = await createCertificateAuthority()
})

beforeEach(() => setProxyVariables())

afterEach(async () => {
  setDefaultCACertificates(trustedBefore)
  setProxyVariables()
  await Promise.all(closers.splice(0).map((close) => close()))
})

afterAll(() => setDefaultCACertificates(trustedBefore))

describe('when a name does not resolve', () => {
  it('fails at the name, and looks no further', async () => {
    // Reserved never to exist (RFC 6761, section 6.4); a machine without a resolver says so in another way.
    const found = await diagnose({ loginUrl: 'https://login.invalid' })
    expect(found('dns.login').result).toBe('fail')
    expect(found('dns.login').code).toMatch(/^(?:NAME_NOT_FOUND|RESOLVER_SILENT)$/)
    expect(found('connect.login')).toMatchObject({ result: 'skipped', detail: 'dns.login failed' })
    expect(found('endpoint')).toMatchObject({ result: 'skipped', detail: 'dns.login failed' })
  })

  it('knows one that does', async () => {
    const found = await diagnose({ loginUrl: 'https://localhost:9' }, ['dns.login'])
    expect(found('dns.login')).toMatchObject({ result: 'ok' })
  })
})

describe('when a port refuses connections', () => {
  it('says that it refuses', async () => {
    const server = createTcpServer()
    const port = await listen(server)
    server.close()
    const found = await diagnose({ loginUrl: `https://127.0.0.1:${port}` })
    expect(found('connect.login')).toMatchObject({ result: 'fail', code: 'CONNECTION_REFUSED' })
    expect(found('connect.login').detail).toContain(`127.0.0.1:${port} refuses connections (ECONNREFUSED)`)
    expect(found('tls.login')).toMatchObject({ result: 'skipped', detail: 'connect.login failed' })
  })

  it('names NO_PROXY where it keeps the proxy from being used', async () => {
    setProxyVariables({ HTTPS_PROXY: 'http://proxy.example.com:8080', NO_PROXY: 'host.test' })
    const found = await diagnose({ loginUrl: 'https://login.host.test' })
    expect(found('environment').detail).toContain(
      'login.host.test without the proxy proxy.example.com:8080, since NO_PROXY covers it',
    )
    expect(found('dns.login').result).toBe('fail')
    setProxyVariables({ HTTPS_PROXY: 'http://proxy.example.com:8080', NO_PROXY: '127.0.0.1' })
    const refused = await diagnose({ loginUrl: 'https://127.0.0.1:1' })
    expect(refused('connect.login').hint).toMatch(
      /^the proxy proxy\.example\.com:8080 is not used, because NO_PROXY/,
    )
  })
})

function toLoopback(
  _name: string,
  options: { readonly all?: boolean },
  callback: (error: null, address: unknown, family?: number) => void,
): void {
  if (options.all === true) callback(null, [{ address: '127.0.0.1', family: 4 }])
  else callback(null, '127.0.0.1', 4)
}

/** A proxy that only the hosts of these tests go through. */
async function startProxy(options: { password?: string; forbids?: string } = {}): Promise<string> {
  const proxy = new ProxyServer({
    port: 0,
    host: '127.0.0.1',
    prepareRequestFunction: ({ hostname, password }: Readonly<Record<string, unknown>>): object => {
      if (hostname === options.forbids) throw new RequestError('this host is not allowed', 403)
      return {
        requestAuthentication: options.password !== undefined && options.password !== password,
        dnsLookup: toLoopback,
      }
    },
  })
  await proxy.listen()
  closers.push(() => proxy.close(true))
  return `127.0.0.1:${proxy.port}`
}

describe('when a proxy stands between', () => {
  const loginUrl = 'https://login.genesys.test'

  it.each([
    [{ forbids: 'login.genesys.test' }, 'PROXY_REFUSED', 'HTTP 403'],
    [{ password: 'right' }, 'PROXY_WANTS_LOGIN', 'HTTP 407'],
  ])('tells that it refuses from that it wants a login: %o', async (options, code, status) => {
    setProxyVariables({ HTTPS_PROXY: `http://${await startProxy(options)}` })
    const found = await diagnose({ loginUrl })
    expect(found('dns.login')).toMatchObject({ result: 'skipped' })
    expect(found('connect.login')).toMatchObject({ result: 'fail', code })
    expect(found('connect.login').detail).toContain(status)
  })

  it('says that it is not there', async () => {
    setProxyVariables({ HTTPS_PROXY: 'http://127.0.0.1:1' })
    const found = await diagnose({ loginUrl })
    expect(found('connect.login')).toMatchObject({ result: 'fail', code: 'PROXY_UNREACHABLE' })
    expect(found('connect.login').hint).toContain('HTTPS_PROXY')
  })

  it('goes through it with user and password, down to TLS, and shows no password', async () => {
    const url = await start(await authority.issue(['login.genesys.test']))
    setProxyVariables({ HTTPS_PROXY: `http://user:right@${await startProxy({ password: 'right' })}` })
    setDefaultCACertificates([...trustedBefore, authority.certificate])
    const found = await diagnose({ loginUrl: `https://login.genesys.test:${new URL(url).port}` }, [
      'tls.login',
    ])
    expect(found('connect.login').detail).toMatch(/by the proxy 127\.0\.0\.1:\d+$/)
    expect(found('tls.login')).toMatchObject({ result: 'warn', code: 'PRIVATE_AUTHORITY' })
    expect(found('environment').detail).not.toContain('right@')
  })
})

describe('when a private CA signed the certificate', () => {
  it('names the authority and the variable that trusts it', async () => {
    const found = await diagnose({ loginUrl: await start(await authority.issue(['localhost'])) })
    expect(found('tls.login')).toMatchObject({ result: 'fail', code: 'CERTIFICATE_UNTRUSTED' })
    expect(found('tls.login').detail).toContain('Simulated Company CA (gc-oauth-action simulator)')
    expect(found('tls.login').hint).toContain('NODE_EXTRA_CA_CERTS')
    expect(found('endpoint')).toMatchObject({ result: 'skipped', detail: 'tls.login failed' })
  })

  it('warns and names it where it is trusted', async () => {
    setDefaultCACertificates([...trustedBefore, authority.certificate])
    const found = await diagnose({ loginUrl: await start(await authority.issue(['localhost'])) }, [
      'tls.login',
    ])
    expect(found('tls.login')).toMatchObject({ result: 'warn', code: 'PRIVATE_AUTHORITY' })
    expect(found('tls.login').detail).toContain('its authority is private: Simulated Company CA')
  })

  it('says whose certificate it is if it is for another host', async () => {
    setDefaultCACertificates([...trustedBefore, authority.certificate])
    const found = await diagnose({ loginUrl: await start(await authority.issue(['login.mypurecloud.de'])) })
    expect(found('tls.login')).toMatchObject({ result: 'fail', code: 'CERTIFICATE_OF_OTHER_HOST' })
    expect(found('tls.login').detail).toBe(
      'the certificate is not for localhost, but for login.mypurecloud.de',
    )
  })
})

describe('when an authority is among those that come with Node', () => {
  it.each([
    ['is public', true],
    ['is private', false],
  ])('%s by their list', async (_, isListed) => {
    const roots = isListed ? [authority.certificate] : []
    const leaf = new X509Certificate((await authority.issue(['localhost'])).cert)
    expect(readCertificate(leaf, roots)).toMatchObject({
      isPublic: isListed,
      issuer: 'Simulated Company CA (gc-oauth-action simulator)',
      hosts: 'localhost',
    })
  })
})

describe('when the dates of a certificate are wrong', () => {
  it.each([
    ['has expired', -9, -2, 'CERTIFICATE_EXPIRED', 'renew'],
    ['is not valid yet', 2, 9, 'CERTIFICATE_NOT_YET_VALID', 'clock'],
  ])('says that it %s', async (_, fromDays, toDays, code, hint) => {
    const certificate = await selfSigned(fromDays, toDays)
    setDefaultCACertificates([...trustedBefore, certificate.cert])
    const found = await diagnose({ loginUrl: await start(certificate) })
    expect(found('tls.login')).toMatchObject({ result: 'fail', code })
    expect(found('tls.login').hint).toContain(hint)
  })
})

describe('when the other side does not speak TLS', () => {
  it('says so', async () => {
    const port = await serve(createHttpServer((_, response) => response.end()))
    const found = await diagnose({ loginUrl: `https://localhost:${port}` })
    expect(found('tls.login')).toMatchObject({ result: 'fail', code: 'TLS_FAILED' })
    expect(found('tls.login').hint).toContain('plain http')
  })
})

/** A clock on which every wait is over as soon as `until` has happened. */
const clockAfter = (until: Promise<unknown>): Clock => ({
  ...systemClock,
  sleep: async () => void (await until),
})

/** A server that takes connections, reads what comes, and says nothing. */
async function startSilent(): Promise<{ readonly port: number; readonly asked: Promise<unknown> }> {
  const sockets: Socket[] = []
  const { promise: asked, resolve } = Promise.withResolvers<unknown>()
  const server = createTcpServer((socket) => {
    sockets.push(socket)
    socket.on('error', () => undefined)
    socket.on('data', () => resolve(true))
  })
  closers.push(() => Promise.resolve(sockets.forEach((socket) => socket.destroy())))
  return { port: await serve(server), asked }
}

describe('when the other side is silent', () => {
  it('tells a silent proxy from one that refuses', async () => {
    const { port, asked } = await startSilent()
    setProxyVariables({ HTTPS_PROXY: `http://127.0.0.1:${port}` })
    const found = await diagnose({ loginUrl: 'https://login.genesys.test', clock: clockAfter(asked) }, [
      'connect.login',
    ])
    expect(found('connect.login')).toMatchObject({ result: 'fail', code: 'PROXY_SILENT' })
  })

  it('tells a silent handshake from a silent port', async () => {
    const { port, asked } = await startSilent()
    const found = await diagnose({ loginUrl: `https://127.0.0.1:${port}`, clock: clockAfter(asked) }, [
      'tls.login',
    ])
    expect(found('connect.login')).toMatchObject({ result: 'ok' })
    expect(found('tls.login')).toMatchObject({ result: 'fail', code: 'TLS_FAILED' })
    expect(found('tls.login').detail).toContain('does not answer the TLS handshake')
  })
})
