/** @jest-environment ./__tests__/adapters/node-errors-environment.js */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import * as x509 from '@peculiar/x509'
import { webcrypto } from 'node:crypto'
import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import { createServer, type ServerOptions } from 'node:https'
import { createServer as createTcpServer, type Server } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import {
  createCertificateAuthority,
  type CertificateAuthority,
  type ServerCertificate,
} from '../../simulator/network/certificates.ts'
import { isTemporary } from '../../src/http/retry-decision.ts'
import { describeFailure } from '../../src/http/reply.ts'
import { failureOf, grantTo, listen, send, setProxyVariables } from '../support/servers.ts'

const trustedBefore = getCACertificates('default')
const closers: (() => Promise<void>)[] = []
let authority: CertificateAuthority

/** A server with this certificate that answers every request with 204. */
async function start(options: ServerCertificate & ServerOptions): Promise<string> {
  const server = createServer(options, (_, response) => response.writeHead(204).end())
  // Handshakes that a client breaks off are what these tests are about.
  server.on('tlsClientError', () => undefined)
  closers.push(() => closeServer(server))
  return `https://localhost:${await listen(server)}`
}

async function closeServer(server: Server): Promise<void> {
  server.close()
  await once(server, 'close')
}

const CURVE = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

/** A certificate that its own key signed, valid for these days from now. */
async function selfSigned(
  fromDays: number,
  toDays: number,
  algorithm: typeof CURVE | typeof WEAK = CURVE,
): Promise<ServerCertificate> {
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

/** No server of today lets such a key be used, and no client takes one. */
const WEAK = {
  name: 'RSASSA-PKCS1-v1_5',
  modulusLength: 1024,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: 'SHA-256',
}

beforeAll(async () => {
  authority = await createCertificateAuthority()
})

beforeEach(() => setProxyVariables())

afterEach(async () => {
  setDefaultCACertificates(trustedBefore)
  await Promise.all(closers.splice(0).map((close) => close()))
})

afterAll(() => setDefaultCACertificates(trustedBefore))

describe('when a private CA signed the certificate', () => {
  it('connects if the CA is trusted', async () => {
    setDefaultCACertificates([...trustedBefore, authority.certificate])
    const url = await start(await authority.issue(['localhost']))
    expect((await send(grantTo(url))).status).toBe(204)
  })

  it('fails as a matter of trust if it is not', async () => {
    const url = await start(await authority.issue(['localhost']))
    const failure = await failureOf(send(grantTo(url)))
    expect(failure.kind).toBe('tls')
    expect(describeFailure(failure)).toBe(
      'unable to verify the first certificate; if the root CA is installed locally, try running Node.js with --use-system-ca (UNABLE_TO_VERIFY_LEAF_SIGNATURE)',
    )
  })

  it('fails as a matter of trust if the certificate is for another host', async () => {
    setDefaultCACertificates([...trustedBefore, authority.certificate])
    const url = await start(await authority.issue(['login.mypurecloud.de']))
    const failure = await failureOf(send(grantTo(url)))
    expect(failure.kind).toBe('tls')
    expect(failure.summary).toContain('ERR_TLS_CERT_ALTNAME_INVALID')
  })
})

describe('when the certificate signed itself', () => {
  it('fails as a matter of trust', async () => {
    const url = await start(await selfSigned(-1, 1))
    const failure = await failureOf(send(grantTo(url)))
    expect(failure.kind).toBe('tls')
    expect(failure.summary).toContain('DEPTH_ZERO_SELF_SIGNED_CERT')
  })

  it.each([
    ['expired', -9, -2, 'CERT_HAS_EXPIRED'],
    ['is not valid yet', 2, 9, 'CERT_NOT_YET_VALID'],
  ])('fails as a matter of trust even if trusted when it %s', async (_, fromDays, toDays, code) => {
    const certificate = await selfSigned(fromDays, toDays)
    setDefaultCACertificates([...trustedBefore, certificate.cert])
    const url = await start(certificate)
    const failure = await failureOf(send(grantTo(url)))
    expect(failure.kind).toBe('tls')
    expect(failure.summary).toContain(code)
  })
})

describe('when the key of the certificate is too weak', () => {
  it('fails as a matter of trust at once, whatever OpenSSL calls it', async () => {
    const certificate = await selfSigned(-1, 1, WEAK)
    setDefaultCACertificates([...trustedBefore, certificate.cert])
    const failure = await failureOf(
      send(grantTo(await start({ ...certificate, ciphers: 'ALL:@SECLEVEL=0' }))),
    )
    expect(failure.kind).toBe('tls')
    expect(isTemporary(failure)).toBe(false)
    expect(failure.summary).toMatch(/too (?:small|weak)/)
  })
})

describe.each(['TLSv1.2', 'TLSv1.3'] as const)(
  'when a gateway wants a client certificate over %s',
  (version) => {
    it('says that the gateway broke off, in one line without a file of OpenSSL', async () => {
      setDefaultCACertificates([...trustedBefore, authority.certificate])
      const certificate = await authority.issue(['localhost'])
      const url = await start({
        ...certificate,
        ca: authority.certificate,
        requestCert: true,
        rejectUnauthorized: true,
        minVersion: version,
        maxVersion: version,
      })
      const failure = await failureOf(send(grantTo(url)))
      expect(failure).toMatchObject({ kind: 'tls', isRefusedByPeer: true })
      expect(failure.summary).toMatch(/^[\w/ ]+ alert [\w ]+ \(\w+\)$/)
      expect(isTemporary(failure)).toBe(false)
    })
  },
)

describe('when the other side does not speak TLS', () => {
  it('fails as a matter of TLS, in one line', async () => {
    const plain = createHttpServer((_, response) => response.end())
    closers.push(() => closeServer(plain))
    const failure = await failureOf(send(grantTo(`https://localhost:${await listen(plain)}`)))
    expect(failure.kind).toBe('tls')
    expect(failure.summary).toContain('EPROTO')
    expect(failure.summary).not.toContain('\n')
  })

  it('fails as a broken connection if it hangs up in the handshake', async () => {
    const hangingUp = createTcpServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => socket.destroy())
    })
    closers.push(() => closeServer(hangingUp))
    const failure = await failureOf(send(grantTo(`https://localhost:${await listen(hangingUp)}`)))
    expect(failure.kind).toBe('connection')
  })
})
