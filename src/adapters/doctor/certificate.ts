import { X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'
import { type Certificate } from '../../doctor/network-probe.ts'

/** More links than any chain has: a server must not make this go on for ever. */
const LONGEST_CHAIN = 10

/** What a person wants to know of a certificate and of those behind it. @param roots PEM, the authorities that are public */
export function readCertificate(
  leaf: X509Certificate,
  roots: readonly string[] = rootCertificates,
): Certificate {
  const chain = chainOf(leaf)
  const last = chain.at(-1) ?? leaf
  return {
    subject: nameOf(leaf.subject),
    issuer: nameOf(leaf.issuer),
    authority: nameOf(last.issuer),
    isPublic: isPublic(chain, roots),
    validFrom: Date.parse(leaf.validFrom),
    validTo: Date.parse(leaf.validTo),
    hosts: (leaf.subjectAltName ?? nameOf(leaf.subject)).replace(/(?:DNS|IP Address):/g, ''),
  }
}

function chainOf(leaf: X509Certificate): X509Certificate[] {
  const chain = [leaf]
  while (chain.length < LONGEST_CHAIN) {
    const next = chain.at(-1)?.issuerCertificate
    if (next === undefined || chain.some(({ fingerprint256 }) => fingerprint256 === next.fingerprint256))
      break
    chain.push(next)
  }
  return chain
}

/** Whether an authority that comes with Node signed one of the chain: of cross-signed roots the last one may be older than its list. */
function isPublic(chain: readonly X509Certificate[], pems: readonly string[]): boolean {
  const roots = pems.map((pem) => new X509Certificate(pem))
  return chain.some((certificate) =>
    roots.some(
      (root) =>
        certificate.fingerprint256 === root.fingerprint256 ||
        (certificate.checkIssued(root) && certificate.verify(root.publicKey)),
    ),
  )
}

/** `Example CA (Example Inc.)`: the common name and the organization of a distinguished name. */
function nameOf(distinguished: string): string {
  const part = (key: string): string => new RegExp(`^${key}=(.*)$`, 'm').exec(distinguished)?.[1] ?? ''
  const [name, organization] = [part('CN'), part('O')]
  if (name === '') return organization === '' ? distinguished.replaceAll('\n', ', ') : organization
  return organization === '' ? name : `${name} (${organization})`
}
