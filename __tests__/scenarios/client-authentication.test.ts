import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { spawn } from 'node:child_process'
import { createSign, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { blocksOf, readText } from '../support/documents.ts'
import { startCacheService } from '../../simulator/cache-service/cache-service.ts'
import { keyOf, newKey } from '../support/keys.ts'
import { startOidcProvider, type OidcProvider } from '../support/oidc-provider.ts'
import { run } from '../support/run-entry.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const CLIENT = { id: 'pipeline1', secret: 'Qp9s3cr3tQp9s3cr3tQp9s3cr3t' }
const TOKEN_PATH = '/tenant/oauth2/v2.0/token'
const KEYS = { 'by-rsa': 'rsa', 'by-ec': 'P-256', 'by-p521': 'P-521', 'by-ed25519': 'Ed25519' } as const
const OPTIONS = {
  keys: {
    ...Object.fromEntries(Object.entries(KEYS).map(([id, kind]) => [id, keyOf(kind).publicJwk])),
    workload: keyOf('rsa').publicJwk,
  },
  postClient: 'by-post',
}
const KEY = keyOf('P-256')

let server: OidcProvider
let folder: string

beforeAll(async () => {
  server = await startOidcProvider(CLIENT, OPTIONS)
})

afterAll(() => server.stop())

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'client-authentication-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

type Inputs = Readonly<Record<string, string>>

/** The environment of a step: inputs by their names, and whatever else the runner would set. */
function stepOf(inputs: Inputs, at = server.url): Record<string, string> {
  const given = { 'token-url': `${at}${TOKEN_PATH}`, 'api-url': at, ...inputs }
  return Object.fromEntries(
    Object.entries(given).map(([name, text]) => [`INPUT_${name.toUpperCase()}`, text]),
  )
}

const byKey = (inputs: Inputs = {}): Inputs => ({
  'client-id': 'by-ec',
  'client-auth': 'private-key-jwt',
  'private-key': KEY.pkcs8,
  ...inputs,
})

describe('when a client proves itself to a server that others wrote', () => {
  it.each(Object.entries(KEYS))('is issued a token for %s, with a key of the kind %s', async (id, kind) => {
    const inputs = { 'client-id': id, 'client-auth': 'private-key-jwt', 'private-key': keyOf(kind).pkcs8 }
    const { code, log, outputs } = await run('main', folder, stepOf(inputs))
    expect(log).not.toContain('::error')
    expect([code, outputs['token']?.length]).toEqual([0, 43])
  })

  it('is issued one with a JWK on one line, for the issuer as audience', async () => {
    const inputs = byKey({ 'private-key': JSON.stringify(KEY.jwk), 'assertion-audience': server.url })
    expect((await run('main', folder, stepOf(inputs))).outputs['token']).toHaveLength(43)
  })

  it('is issued one with id and secret in the form', async () => {
    const inputs = { 'client-id': 'by-post', 'client-secret': CLIENT.secret, 'client-auth': 'post' }
    expect((await run('main', folder, stepOf(inputs))).outputs['token']).toHaveLength(43)
  })

  it('masks each line of the key before anything else is said, and shows none', async () => {
    const { log } = await run('main', folder, stepOf(byKey()))
    const spoken = log.split('\n')
    const firstOther = spoken.findIndex((line) => !line.startsWith('::add-mask::'))
    for (const line of KEY.pkcs8.trim().split('\n')) {
      expect(spoken.slice(0, firstOther)).toContain(`::add-mask::${line}`)
    }
    const shown = spoken.filter((line) => !line.startsWith('::add-mask::')).join('\n')
    expect(KEY.pkcs8.split('\n').filter((line) => line.length > 20 && shown.includes(line))).toEqual([])
  })
})

describe('when the example of the page on identity providers runs', () => {
  it('is issued a token', async () => {
    const path = 'docs/identity-provider.md'
    const example = blocksOf({ path, text: readText(path) }).find(({ text }) =>
      text.includes('private-key-jwt'),
    )
    const [step] = parse(example?.text ?? '') as { readonly with: Inputs }[]
    const values: Inputs = {
      '${{ vars.IDP_CLIENT_ID }}': 'by-ec',
      '${{ secrets.IDP_PRIVATE_KEY }}': KEY.pkcs8,
      '${{ vars.IDP_TOKEN_URL }}': `${server.url}${TOKEN_PATH}`,
      '${{ vars.GATEWAY_API_URL }}': server.url,
    }
    const inputs = Object.entries(step?.with ?? {}).map(
      ([name, text]) => [name, values[text] ?? text] as const,
    )
    expect((await run('main', folder, stepOf(Object.fromEntries(inputs)))).outputs['token']).toHaveLength(43)
  })
})

describe('when a key cannot sign', () => {
  it.each([
    ['has a private part of no length', { ...KEY.jwk, d: 'AAAA' }],
    ['has the private part of another key', { ...KEY.jwk, d: newKey('P-256').jwk['d'] }],
  ])('is told before any request that its JWK %s', async (_, jwk) => {
    const inputs = byKey({ 'private-key': JSON.stringify(jwk) })
    const { code, log } = await run('main', folder, stepOf(inputs))
    expect(code).toBe(1)
    expect(log).toContain('private-key is damaged: its private and its public part do not belong together.')
    expect(log).toContain('#settings-invalid')
    expect(log).not.toContain('Asking')
  })
})

describe('when the server does not accept the assertion', () => {
  const errorOf = async (inputs: Inputs, at = server.url): Promise<string> => {
    const { code, log, outputs } = await run('main', folder, stepOf(inputs, at))
    expect([code, outputs]).toEqual([1, {}])
    expect(log.match(/^::error::.*$/gm)).toHaveLength(1)
    expect(log).toContain('#assertion-rejected')
    return /^::error::.*$/m.exec(log)?.[0] ?? ''
  }

  it('names the key among the causes if it is another', async () => {
    const error = await errorOf(byKey({ 'private-key': newKey('P-256').pkcs8 }))
    expect(error).toContain("did not accept the client's assertion (HTTP 401, invalid_client")
    expect(error).toContain('does not belong to private-key')
    expect(error).not.toContain('clock')
  })

  it('names the audience that it was made for', async () => {
    const error = await errorOf(byKey({ 'assertion-audience': 'https://somewhere.example.com' }))
    expect(error).toContain('another audience than https://somewhere.example.com: set assertion-audience')
  })

  it.each([
    ['ahead of', -600_000],
    ['behind', 600_000],
  ])("begins with the clock if this machine's is %s the server's", async (direction, aheadMs) => {
    const other = await startOidcProvider(CLIENT, { ...OPTIONS, aheadMs })
    try {
      const error = await errorOf(byKey(), other.url)
      expect(error).toMatch(
        new RegExp(`Likely causes: this machine's clock is (?:599|600|601) s ${direction} the server's;`),
      )
    } finally {
      await other.stop()
    }
  })
})

describe('when the reply to a token request is lost', () => {
  it('sends another assertion, since the server takes each only once', async () => {
    const inputs = byKey({ 'token-url': `${server.url}/unreliable`, 'assertion-audience': server.url })
    expect((await run('main', folder, stepOf(inputs))).outputs['token']).toHaveLength(43)
    const bodies = (await (await fetch(`${server.url}/received`)).json()) as string[]
    expect(bodies).toHaveLength(2)
    expect(new Set(bodies.map((body) => new URLSearchParams(body).get('client_assertion'))).size).toBe(2)
    for (const body of bodies) {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      const again = await fetch(`${server.url}${TOKEN_PATH}`, { method: 'POST', headers, body })
      expect(again.status).toBe(401)
    }
  })
})

/** A stand-in for GitHub's ID token service, whose tokens the server takes for assertions of its client `workload`. */
async function startIdTokens(failing = 0): Promise<{ server: Server; url: string; issued: string[] }> {
  const issued: string[] = []
  let left = failing
  const idTokens = createServer((request, response) => {
    if (request.headers.authorization !== 'Bearer the-request-token') {
      response.writeHead(403).end('{"message":"no"}')
      return
    }
    if (left-- > 0) {
      response.writeHead(503).end()
      return
    }
    const audience = new URL(request.url ?? '', 'http://localhost').searchParams.get('audience') ?? ''
    issued.push(idToken(audience))
    response.end(JSON.stringify({ count: 1, value: issued.at(-1) }))
  })
  idTokens.listen(0, '127.0.0.1')
  await once(idTokens, 'listening')
  const url = `http://127.0.0.1:${(idTokens.address() as AddressInfo).port}/idtoken?api-version=2.0`
  return { server: idTokens, url, issued }
}

function idToken(audience: string): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const now = Math.floor(Date.now() / 1000)
  const claims = {
    iss: 'workload',
    sub: 'workload',
    aud: audience,
    iat: now,
    exp: now + 300,
    jti: randomUUID(),
  }
  const signed = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`
  return `${signed}.${createSign('sha256').update(signed).sign(keyOf('rsa').privateKey).toString('base64url')}`
}

describe("when the job's own ID token is the assertion", () => {
  const INPUTS = { 'client-id': 'workload', 'client-auth': 'github-oidc' }

  it('asks for one for the token endpoint, tries again, masks it, and is issued a token', async () => {
    const { server: idTokens, url, issued } = await startIdTokens(1)
    const runner = { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'the-request-token' }
    const { log, outputs } = await run('main', folder, { ...stepOf(INPUTS), ...runner })
    idTokens.close()
    expect(log).toContain("The token request failed (GitHub's ID token service: HTTP 503); trying again")
    expect(outputs['token']).toHaveLength(43)
    expect(log).toContain(`::add-mask::${issued[0] ?? ''}`)
    expect(log).toContain('::add-mask::the-request-token')
  })

  it('says what to do if the job is refused one', async () => {
    const { server: idTokens, url } = await startIdTokens()
    const runner = { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'another-token' }
    const { code, log } = await run('main', folder, { ...stepOf(INPUTS), ...runner })
    idTokens.close()
    expect(code).toBe(1)
    expect(log).toContain(
      "::error::GitHub gave this job no ID token to prove the client with (GitHub's ID token service: HTTP 403",
    )
    expect(log).toContain('#id-token-failed')
  })

  it('shows the two lines of permissions where there is no way to ask for one', async () => {
    const { code, log } = await run('main', folder, stepOf(INPUTS))
    expect(code).toBe(1)
    expect(log).toContain('%0Apermissions:%0A  id-token: write')
  })
})

describe('when gc-token proves its client by a key', () => {
  async function gcToken(variables: Inputs): Promise<{ code: number; stdout: string; stderr: string }> {
    const environment = {
      GENESYSCLOUD_OAUTHCLIENT_ID: 'by-ec',
      GENESYSCLOUD_TOKEN_URL: `${server.url}${TOKEN_PATH}`,
      GENESYSCLOUD_API_URL: server.url,
      GENESYSCLOUD_CLIENT_AUTH: 'private-key-jwt',
      ...variables,
    }
    const child = spawn(process.execPath, [join(ROOT, 'dist', 'gc-token', 'index.js')], { env: environment })
    const [stdout, stderr] = [child.stdout, child.stderr].map((stream) =>
      stream.setEncoding('utf8').toArray(),
    )
    const [code] = (await once(child, 'close')) as [number]
    return { code, stdout: ((await stdout) ?? []).join(''), stderr: ((await stderr) ?? []).join('') }
  }

  it('prints a token for the key in a variable, and ignores a secret with one line', async () => {
    const variables = { GENESYSCLOUD_PRIVATE_KEY: KEY.pkcs8, GENESYSCLOUD_OAUTHCLIENT_SECRET: 'not for this' }
    expect(await gcToken(variables)).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^.{43}\n$/),
      stderr:
        'gc-token: GENESYSCLOUD_OAUTHCLIENT_SECRET is ignored: GENESYSCLOUD_CLIENT_AUTH is private-key-jwt, which has no use for it.\n',
    })
  })

  it('prints one for the key in a file', async () => {
    const path = join(folder, 'key.pem')
    writeFileSync(path, KEY.pkcs8)
    expect(await gcToken({ GENESYSCLOUD_PRIVATE_KEY_FILE: path })).toMatchObject({ code: 0, stderr: '' })
  })

  it('takes no file that is empty', async () => {
    const path = join(folder, 'empty.pem')
    writeFileSync(path, '\n')
    const { code, stderr } = await gcToken({ GENESYSCLOUD_PRIVATE_KEY_FILE: path })
    expect(code).toBe(2)
    expect(stderr).toContain('A setting is wrong: GENESYSCLOUD_PRIVATE_KEY_FILE names a file that is empty.')
  })

  it.each([
    [
      'that is not there',
      { GENESYSCLOUD_PRIVATE_KEY_FILE: '/nowhere/key.pem' },
      'names a file that cannot be read (ENOENT).',
    ],
    ['that is a device', { GENESYSCLOUD_PRIVATE_KEY_FILE: '/dev/null' }, 'names something that is no file.'],
    ['that is a folder', { GENESYSCLOUD_PRIVATE_KEY_FILE: tmpdir() }, 'names something that is no file.'],
    [
      'beside the key',
      { GENESYSCLOUD_PRIVATE_KEY_FILE: '/x', GENESYSCLOUD_PRIVATE_KEY: KEY.pkcs8 },
      'is given, and so is GENESYSCLOUD_PRIVATE_KEY.',
    ],
  ])('takes no file %s', async (_, variables, mistake) => {
    const { code, stdout, stderr } = await gcToken(variables)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(`gc-token: A setting is wrong: GENESYSCLOUD_PRIVATE_KEY_FILE ${mistake}`)
  })
})

describe('when the agent renews', () => {
  const received = async (): Promise<string[]> =>
    (await (await fetch(`${server.url}/received`)).json()) as string[]

  async function renewed(
    inputs: Inputs,
    runner: Inputs = {},
  ): Promise<{ first: string; next: string; sent: string[] }> {
    const files = { GITHUB_ENV: join(folder, 'env'), GITHUB_PATH: join(folder, 'path') }
    for (const file of Object.values(files)) writeFileSync(file, '')
    const at = {
      'token-url': `${server.url}/unreliable`,
      'assertion-audience': server.url,
      'keep-fresh': 'true',
    }
    const before = (await received()).length
    const step = {
      ...stepOf({ ...inputs, ...at }),
      ...files,
      ...runner,
      RUNNER_TEMP: folder,
      PATH: process.env['PATH'] ?? '',
    }
    const main = await run('main', folder, step)
    expect(main.log).not.toContain('::error')
    const socket = /GC_TOKEN_SOCK<<(\S+)\n(.*)\n\1/.exec(readFileSync(files.GITHUB_ENV, 'utf8'))?.[2] ?? ''
    try {
      const environment = { GC_TOKEN_SOCK: socket, RUNNER_TEMP: folder }
      const script = join(ROOT, 'dist', 'gc-token', 'index.js')
      const child = spawn(process.execPath, [script, '--renew'], { env: environment })
      const [stdout] = [child.stdout].map((stream) => stream.setEncoding('utf8').toArray())
      await once(child, 'close')
      const next = ((await stdout) ?? []).join('').trim()
      return { first: main.outputs['token'] ?? '', next, sent: (await received()).slice(before) }
    } finally {
      const state = Object.entries(main.state).map(([name, value]) => [`STATE_${name}`, value])
      await run('post', folder, { ...Object.fromEntries(state), RUNNER_TEMP: folder })
    }
  }

  it('signs with the key that the step gave it', async () => {
    const { first, next, sent } = await renewed(byKey())
    expect([first.length, next.length, next === first]).toEqual([43, 43, false])
    const assertions = sent.map((body) => new URLSearchParams(body).get('client_assertion'))
    expect(new Set(assertions).size).toBe(sent.length)
  })

  it('asks GitHub for another ID token', async () => {
    const { server: idTokens, url, issued } = await startIdTokens()
    const runner = { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'the-request-token' }
    const { first, next } = await renewed({ 'client-id': 'workload', 'client-auth': 'github-oidc' }, runner)
    idTokens.close()
    expect([first.length, next.length, next === first]).toEqual([43, 43, false])
    expect(issued.length).toBeGreaterThanOrEqual(2)
  })
})

describe('when jobs have a private key in common', () => {
  it('share one token however each spells the key, and the last job revokes it', async () => {
    const cache = await startCacheService()
    const runner = {
      ACTIONS_CACHE_SERVICE_V2: 'true',
      ACTIONS_RESULTS_URL: cache.url,
      ACTIONS_RUNTIME_TOKEN: cache.issueToken(),
      GITHUB_REPOSITORY_ID: '1',
      GITHUB_RUN_ID: '2',
      GITHUB_RUN_ATTEMPT: '1',
    }
    const job = (entry: 'main' | 'revoke', inputs: Inputs = {}) =>
      run(entry, folder, { ...stepOf(byKey({ share: 'run', ...inputs })), ...runner })
    try {
      const first = await job('main')
      const second = await job('main', { 'private-key': JSON.stringify(KEY.jwk) })
      const stranger = await job('main', { 'client-id': 'by-rsa', 'private-key': keyOf('rsa').pkcs8 })
      expect([first, second, stranger].map(({ outputs }) => outputs['source'])).toEqual([
        'granted',
        'shared',
        'granted',
      ])
      expect(second.outputs['token']).toBe(first.outputs['token'])
      const last = await job('revoke', { 'private-key': KEY.pkcs8.replaceAll('\n', '\\n') })
      expect(last.outputs).toEqual({ revoked: 'true' })
    } finally {
      await cache.close()
    }
  })
})
