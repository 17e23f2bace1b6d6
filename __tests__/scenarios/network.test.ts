import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startGenesysCloud, type GenesysCloud } from '../../simulator/genesys/genesys-cloud.ts'
import { startNetwork, type Network } from '../../simulator/network/network.ts'
import { CLIENT, play, said, theError } from './play.ts'

const CREDENTIALS = { user: 'builder', password: 'pr0xy/p%ss+word' }
const BY_REGION = { 'login-url': null, 'api-url': null, region: 'eu-central-1' }

let cloud: GenesysCloud
let network: Network
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'company network '))
  cloud = await startGenesysCloud({ clients: [CLIENT] })
  network = await startNetwork({ genesys: cloud, folder, credentials: CREDENTIALS })
})

afterAll(async () => {
  await network.close()
  await cloud.close()
  await rm(folder, { recursive: true })
})

describe('when the only way out is a proxy with a password, under a private CA', () => {
  it.each(['HTTPS_PROXY', 'https_proxy'])('gets and revokes its token through %s', async (variable) => {
    const machineEnvironment = { [variable]: network.proxyUrl, NODE_EXTRA_CA_CERTS: network.caFile }
    const asked = network.hosts.length
    const { run, main, job } = await play({ with: BY_REGION, runner: { machineEnvironment } })
    expect(run.conclusion).toBe('success')
    expect(network.hosts.slice(asked)).toEqual([
      'login.mypurecloud.de',
      'api.mypurecloud.de',
      'api.mypurecloud.de',
    ])
    expect(main.outputs).toMatchObject({
      region: 'eu-central-1',
      domain: 'mypurecloud.de',
      'login-url': 'https://login.mypurecloud.de',
      'api-url': 'https://api.mypurecloud.de',
    })
    expect(job.masks).toEqual(
      expect.arrayContaining([CREDENTIALS.password, encodeURIComponent(CREDENTIALS.password)]),
    )
    expect(job.steps.flatMap(({ rawLog }) => rawLog).join('\n')).not.toContain('DeprecationWarning')
    expect(cloud.liveTokens()).toEqual([])
  })

  it('has an agent that trusts what the step trusts, by a path that is relative to the step', async () => {
    const variables = { HTTPS_PROXY: network.proxyUrl, NODE_EXTRA_CA_CERTS: 'ca.pem' }
    const { run, main, job } = await play({
      runner: { machineEnvironment: { CA_FILE: network.caFile } },
      with: { ...BY_REGION, 'keep-fresh': 'true' },
      jobs: (action) => ({
        job: {
          'runs-on': 'ubuntu-latest',
          env: variables,
          steps: [
            { run: 'cp "$CA_FILE" ca.pem' },
            action,
            { run: 'gc-token --renew >/dev/null && gc-token status' },
          ],
        },
      }),
    })
    expect(run.conclusion).toBe('success')
    expect(said(main).join('\n')).not.toContain('trouble')
    expect(job.log.join('\n')).toContain('All is well.')
    expect(cloud.liveTokens()).toEqual([])
  })

  it('takes a proxy without a scheme for one, as curl does', async () => {
    const asked = network.hosts.length
    const HTTPS_PROXY = network.proxyUrl.replace('http://', '')
    const machineEnvironment = { HTTPS_PROXY, NODE_EXTRA_CA_CERTS: network.caFile }
    const { run } = await play({ with: BY_REGION, runner: { machineEnvironment } })
    expect(run.conclusion).toBe('success')
    expect(network.hosts.slice(asked)).toHaveLength(3)
  })

  it('names NODE_EXTRA_CA_CERTS where the CA is not trusted, and does not try again', async () => {
    const asked = network.hosts.length
    const { main } = await play({
      with: BY_REGION,
      runner: { machineEnvironment: { HTTPS_PROXY: network.proxyUrl } },
    })
    // The one to the API host was opened meanwhile, for the look-up.
    expect(network.hosts.slice(asked)).toEqual(['login.mypurecloud.de', 'api.mypurecloud.de'])
    expect(theError(main)).toContain('NODE_EXTRA_CA_CERTS')
    expect(theError(main)).toContain('#tls-failed')
  })

  it('shows no credential with NODE_DEBUG, which has Node print the requests and what they carry', async () => {
    const machineEnvironment = {
      HTTPS_PROXY: network.proxyUrl,
      NODE_EXTRA_CA_CERTS: network.caFile,
      NODE_DEBUG: 'http,https,net,tls,stream,tunnel',
    }
    const { run, main, job, leaks } = await play({ with: BY_REGION, runner: { machineEnvironment } })
    expect(run.conclusion).toBe('success')
    const written = job.steps.flatMap(({ emitted }) => emitted.map(({ line }) => line))
    const lines = written.filter((line) => !line.startsWith('::add-mask::'))
    const printed = lines.join('\n')
    expect(printed).toContain("proxyAuth: 'builder:***'")
    expect(printed).toContain("'Proxy-Authorization': 'Basic ***'")
    expect(printed).toContain('<Buffer ***>')
    const { password } = CREDENTIALS
    const basic = Buffer.from(`${CREDENTIALS.user}:${password}`).toString('base64')
    for (const secret of [password, basic, main.outputs['token'] ?? '', CLIENT.secret]) {
      expect(lines.filter((line) => line.includes(secret))).toEqual([])
    }
    expect(printed).not.toMatch(/<Buffer [\da-f]/)
    expect(leaks).toEqual([])
  })

  it('says that the proxy wants another password', async () => {
    const HTTPS_PROXY = network.proxyUrl.replace(encodeURIComponent(CREDENTIALS.password), 'wrong-password')
    const { main, job } = await play({ with: BY_REGION, runner: { machineEnvironment: { HTTPS_PROXY } } })
    expect(theError(main)).toContain('the proxy answered HTTP 407')
    expect(theError(main)).toContain('#proxy-failed')
    expect(job.log.join('\n')).not.toContain('wrong-password')
  })

  it('goes around it for the hosts in NO_PROXY', async () => {
    const asked = network.hosts.length
    const { main } = await play({
      with: { ...BY_REGION, 'timeout-seconds': '1' },
      runner: { machineEnvironment: { HTTPS_PROXY: network.proxyUrl, no_proxy: '.mypurecloud.de' } },
    })
    // Without the proxy there is no way to the host from here: what counts is that the proxy was not asked. How long this machine's
    // resolver takes to say so decides between the two errors.
    expect(network.hosts).toHaveLength(asked)
    expect(said(main).join('\n')).toContain('login.mypurecloud.de')
    expect(theError(main)).toMatch(/#(?:network-failed|timed-out)$/m)
  })
})
