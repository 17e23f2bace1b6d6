import { webcrypto } from 'node:crypto'
import { isIP } from 'node:net'
import * as x509 from '@peculiar/x509'

/** A certificate for servers and its private key, both PEM. */
export interface ServerCertificate {
  readonly key: string
  readonly cert: string
}

/** A certificate authority that lives as long as the process: no key of it is ever written anywhere. */
export interface CertificateAuthority {
  /** The authority's own certificate, PEM: what clients are told to trust. */
  readonly certificate: string
  /** A certificate for these host names and IP addresses. */
  issue(hosts: readonly string[]): Promise<ServerCertificate>
}

// Elliptic curves: an RSA key takes longer to make than the rest of a test to run.
const KEYS = { name: 'ECDSA', namedCurve: 'P-256' }
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' }
const ISSUER = 'CN=Simulated Company CA, O=gc-oauth-action simulator'
const DAY_MS = 86_400_000

/** Makes a certificate authority of its own, as a company's proxy has one. */
export async function createCertificateAuthority(): Promise<CertificateAuthority> {
  const keys = await newKeys()
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity(),
    name: ISSUER,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return {
    certificate: authority.toString('pem'),
    issue: (hosts) => issue(hosts, keys),
  }
}

async function issue(
  hosts: readonly string[],
  authority: webcrypto.CryptoKeyPair,
): Promise<ServerCertificate> {
  const keys = await newKeys()
  const names = hosts.map((host) => ({ type: isIP(host) === 0 ? 'dns' : 'ip', value: host }) as const)
  const certificate = await x509.X509CertificateGenerator.create({
    ...validity(),
    subject: 'CN=Simulated Genesys Cloud',
    issuer: ISSUER,
    publicKey: keys.publicKey,
    signingKey: authority.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(names),
      // Strict clients, Python from 3.13 on among them, want to see which key signed.
      await x509.AuthorityKeyIdentifierExtension.create(authority.publicKey),
    ],
  })
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)
  return { key: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY'), cert: certificate.toString('pem') }
}

async function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(KEYS, true, ['sign', 'verify'])
}

/** A day back, for machines whose clocks differ, and a week ahead, since nothing is meant to last. */
function validity(): { notBefore: Date; notAfter: Date; signingAlgorithm: typeof SIGNING } {
  const now = Date.now()
  return {
    notBefore: new Date(now - DAY_MS),
    notAfter: new Date(now + 7 * DAY_MS),
    signingAlgorithm: SIGNING,
  }
}
