import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startGenesysCloud, type GenesysCloud } from '../simulator/genesys/genesys-cloud.ts'
import { createCertificateAuthority } from '../simulator/network/certificates.ts'
import { atADistance } from './distance.ts'
import { BENCH_CLIENT } from './job.ts'

export type Hosts = Pick<GenesysCloud, 'loginUrl' | 'apiUrl'>

/** An organization over https, once on loopback and once 90 ms away, and a folder for a job's files. */
export interface Organization {
  readonly beside: Hosts
  readonly away: Hosts
  readonly folder: string
  readonly caFile: string
  close(): Promise<void>
}

export async function startOrganization(): Promise<Organization> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const authority = await createCertificateAuthority()
  const caFile = join(folder, 'ca.pem')
  writeFileSync(caFile, authority.certificate)
  const tls = await authority.issue(['localhost', '127.0.0.1'])
  const cloud = await startGenesysCloud({ clients: [BENCH_CLIENT], tls })
  const [login, api] = await Promise.all([atADistance(cloud.loginUrl), atADistance(cloud.apiUrl)])
  return {
    beside: cloud,
    away: { loginUrl: login.url, apiUrl: api.url },
    folder,
    caFile,
    close: async () => {
      await Promise.all([cloud.close(), login.close(), api.close()])
      rmSync(folder, { recursive: true })
    },
  }
}

/** What main is given in a job that wants nothing but a token. */
export function mainEnvironment(hosts: Hosts, { folder, caFile }: Organization): Record<string, string> {
  for (const name of ['output', 'state']) writeFileSync(join(folder, name), '')
  return {
    NODE_EXTRA_CA_CERTS: caFile,
    'INPUT_CLIENT-ID': BENCH_CLIENT.id,
    'INPUT_CLIENT-SECRET': BENCH_CLIENT.secret,
    'INPUT_LOGIN-URL': hosts.loginUrl,
    'INPUT_API-URL': hosts.apiUrl,
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_STATE: join(folder, 'state'),
  }
}
