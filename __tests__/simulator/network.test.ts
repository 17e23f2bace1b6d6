import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { request as plainRequest } from 'node:http'
import { type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { type GenesysCloud, startGenesysCloud } from '../../simulator/genesys/genesys-cloud.ts'
import { type Network, startNetwork } from '../../simulator/network/network.ts'
import { GENESYS_CLOUD_DOMAINS } from '../../simulator/network/route.ts'
import { CLIENT, getToken } from './genesys-client.ts'

let folder: string
let genesys: GenesysCloud
let network: Network

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'network-'))
  genesys = await startGenesysCloud({ clients: [CLIENT] })
})

afterEach(async () => {
  await Promise.all([network.close(), genesys.close()])
  await rm(folder, { recursive: true })
})

/** Asks the proxy for a tunnel; the status, and the connection behind it. */
function openTunnel(target: string, headers: Record<string, string> = {}): Promise<[number, Socket]> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(network.proxyUrl)
    const asked = plainRequest({
      host: '127.0.0.1',
      port,
      method: 'CONNECT',
      path: target,
      headers,
      agent: false,
    })
    asked.on('connect', (answer, socket) => resolve([answer.statusCode ?? 0, socket]))
    asked.on('error', reject)
    asked.end()
  })
}

async function tunnelStatus(target: string, headers?: Record<string, string>): Promise<number> {
  const [status, socket] = await openTunnel(target, headers)
  socket.destroy()
  return status
}

/** One GET over TLS through the proxy, everything that came back as text, or the code of the failure. */
async function getThroughTunnel(host: string, token: string, ca?: string): Promise<string> {
  const [, socket] = await openTunnel(`${host}:443`)
  return new Promise((resolve) => {
    const secure = connectTls({ socket, servername: host, ca })
    const chunks: Buffer[] = []
    secure.on('data', (chunk: Buffer) => chunks.push(chunk))
    secure.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
    secure.on('error', (error: Error) => resolve('code' in error ? String(error.code) : error.message))
    secure.write(
      `GET /api/v2/tokens/me HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\n\r\n`,
    )
  })
}

/** A request with a whole URL in its first line, as some clients send even for https. */
function askWithWholeUrl(url: string, headers: Record<string, string> = {}): Promise<[number, string]> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(network.proxyUrl)
    const asked = plainRequest({ host: '127.0.0.1', port, path: url, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => resolve([answer.statusCode ?? 0, Buffer.concat(chunks).toString('utf8')]))
      answer.on('error', reject)
    })
    asked.on('error', reject)
    asked.end()
  })
}

describe('when a client goes through the proxy', () => {
  it('reaches both hosts of all 18 regions under the company certificate', async () => {
    network = await startNetwork({ genesys, folder })
    const token = await getToken(genesys)
    const ca = await readFile(network.caFile, 'utf8')
    expect(GENESYS_CLOUD_DOMAINS).toHaveLength(18)
    for (const domain of GENESYS_CLOUD_DOMAINS) {
      expect(await getThroughTunnel(`api.${domain}`, token, ca)).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
      expect(await getThroughTunnel(`login.${domain}`, token, ca)).toMatch(/^HTTP\/1\.1 404 Not Found\r\n/)
    }
    expect(network.hosts).toEqual(
      GENESYS_CLOUD_DOMAINS.flatMap((domain) => [`api.${domain}`, `login.${domain}`]),
    )
  })

  it('is not trusted without the company certificate', async () => {
    network = await startNetwork({ genesys, folder })
    expect(await getThroughTunnel('api.mypurecloud.de', 'none')).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE')
    expect(genesys.requests).toEqual([])
  })

  it('sees a reset behind the proxy as a reset', async () => {
    network = await startNetwork({ genesys, folder })
    genesys.inject({ kind: 'reset' })
    const ca = await readFile(network.caFile, 'utf8')
    expect(await getThroughTunnel('api.mypurecloud.de', 'none', ca)).toBe('ECONNRESET')
  })

  it('may ask with a whole URL', async () => {
    network = await startNetwork({ genesys, folder })
    const headers = { authorization: `Bearer ${await getToken(genesys)}` }
    const [status, text] = await askWithWholeUrl('https://api.mypurecloud.de/api/v2/tokens/me?a=b', headers)
    expect([status, JSON.parse(text)]).toMatchObject([200, { organization: { name: 'Octo Contact Center' } }])
    expect(genesys.requests.at(-1)).toMatchObject({
      path: '/api/v2/tokens/me?a=b',
      headers: { host: 'api.mypurecloud.de' },
    })
  })

  it('gets half an answer as half an answer, and 502 for none', async () => {
    network = await startNetwork({ genesys, folder })
    genesys.inject({ kind: 'truncated', takesEffect: true }, { kind: 'reset' })
    const url = 'https://api.mypurecloud.de/api/v2/tokens/me'
    await expect(askWithWholeUrl(url)).rejects.toThrow('aborted')
    expect((await askWithWholeUrl(url))[0]).toBe(502)
  })

  it('is led to the Genesys Cloud of its region where there are several', async () => {
    const irish = await startGenesysCloud({ clients: [{ ...CLIENT, organizationName: 'Éire' }] })
    const domains = new Map([
      ['mypurecloud.de', genesys],
      ['mypurecloud.ie', irish],
    ])
    network = await startNetwork({ genesys: domains, folder })
    const headers = { authorization: `Bearer ${await getToken(irish)}` }
    const statuses = await Promise.all(
      ['de', 'ie'].map((end) => askWithWholeUrl(`https://api.mypurecloud.${end}/api/v2/tokens/me`, headers)),
    )
    expect(statuses.map(([status]) => status)).toEqual([401, 200])
    expect(await tunnelStatus('api.mypurecloud.jp:443')).toBe(403)
    await irish.close()
  })
})

describe('when the proxy is asked for something else', () => {
  it.each([
    ['example.com:443', 403],
    ['apps.mypurecloud.de:443', 403],
    ['api.mypurecloud.de:80', 403],
    ['127.0.0.1:443', 403],
    ['api.mypurecloud.de:https', 400],
  ])('answers CONNECT %s with %i', async (target, status) => {
    network = await startNetwork({ genesys, folder })
    expect(await tunnelStatus(target)).toBe(status)
    expect(network.requests).toMatchObject([{ form: 'connect', status }])
  })

  it.each([
    ['https://example.com/', 403],
    ['http://api.mypurecloud.de/', 403],
    ['/api/v2/tokens/me', 400],
  ])('answers GET %s with %i', async (url, status) => {
    network = await startNetwork({ genesys, folder })
    expect((await askWithWholeUrl(url))[0]).toBe(status)
    expect(genesys.requests).toEqual([])
  })
})

describe('when the proxy wants credentials', () => {
  const credentials = { user: 'ci', password: 'p@ss:w/ord' }

  it.each([
    ['none', undefined, 407],
    ['wrong ones', 'ci:wrong', 407],
    ['the right ones', 'ci:p@ss:w/ord', 200],
  ])('answers %s', async (_case, pair, status) => {
    network = await startNetwork({ genesys, folder, credentials })
    const header = pair === undefined ? {} : { 'proxy-authorization': `Basic ${btoa(pair)}` }
    expect(await tunnelStatus('api.mypurecloud.de:443', header)).toBe(status)
    const [answered] = await askWithWholeUrl('https://login.mypurecloud.de/', header)
    expect(answered).toBe(status === 200 ? 404 : 407)
    expect(JSON.stringify([network.requests, genesys.requests])).not.toContain('p@ss')
  })

  it('has them in its URL', async () => {
    network = await startNetwork({ genesys, folder, credentials })
    const { username, password } = new URL(network.proxyUrl)
    expect([username, decodeURIComponent(password)]).toEqual(['ci', 'p@ss:w/ord'])
  })
})

describe('when a process is given the environment and nothing else', () => {
  it('works unchanged', async () => {
    network = await startNetwork({ genesys, folder, credentials: { user: 'ci', password: 'p@ss' } })
    const program = `
      import { HttpClient } from '@actions/http-client'
      const reply = await new HttpClient('test').get('https://login.mypurecloud.de/oauth/token')
      await reply.readBody()
      process.stdout.write(String(reply.message.statusCode))`
    const argv = ['--input-type=module', '--eval', program]
    const { stdout } = await promisify(execFile)(process.execPath, argv, { env: network.environment })
    expect(stdout).toBe('405')
    expect(network.hosts).toEqual(['login.mypurecloud.de'])
  })
})

describe('when Genesys Cloud is one that the network cannot lead to', () => {
  it('says so', async () => {
    network = await startNetwork({ genesys, folder })
    const gateway = { loginUrl: `${genesys.loginUrl}/gw`, apiUrl: genesys.apiUrl }
    await expect(startNetwork({ genesys: gateway, folder })).rejects.toThrow(/without a path prefix/)
  })
})
