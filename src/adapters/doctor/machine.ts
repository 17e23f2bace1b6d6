import { readFileSync } from 'node:fs'
import { X509Certificate } from 'node:crypto'
import { messageOf } from '../../core/errors.ts'
import { type CaFile, type Machine } from '../../doctor/given.ts'
import { type HostRole, type Target } from '../../doctor/target.ts'
import { proxyUseFor } from './proxies.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** What requests of this process depend on. */
export function readMachine(
  hosts: Readonly<Record<HostRole, Target | undefined>>,
  proxyMistakes: readonly string[],
  environment: Environment,
): Machine {
  return {
    nodeVersion: process.version,
    proxies: {
      login: proxyUseFor(hosts.login?.url, environment),
      api: proxyUseFor(hosts.api?.url, environment),
    },
    proxyMistakes,
    caFile: readCaFile(environment['NODE_EXTRA_CA_CERTS'] ?? ''),
    isTlsUnchecked: environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0',
  }
}

/** Node reads the file at its start and goes on without it, with no more than a warning. */
function readCaFile(path: string): CaFile | undefined {
  if (path === '') return undefined
  try {
    const [first] =
      /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(readFileSync(path, 'utf8')) ?? []
    if (first === undefined) return { path, problem: 'it holds no certificate in PEM' }
    const { subject } = new X509Certificate(first)
    return { path, problem: subject === '' ? 'its certificate has no subject' : undefined }
  } catch (error) {
    return { path, problem: messageOf(error) }
  }
}
