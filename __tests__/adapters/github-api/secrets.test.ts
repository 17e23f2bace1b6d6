import { afterEach, describe, expect, it, jest } from '@jest/globals'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { type AddressInfo } from 'node:net'
import { systemClock } from '../../../src/adapters/clock.ts'
import { githubApi } from '../../../src/adapters/github-api/api.ts'
import { locate } from '../../../src/adapters/github-api/location.ts'
import { GitHubSecret } from '../../../src/adapters/github-api/secrets.ts'
import { httpTransport } from '../../../src/adapters/node-http.ts'
import { attemptsUntil, type Attempts, type RequestContext } from '../../../src/http/send.ts'
import { type SecretTarget } from '../../../src/rotation/secret-target.ts'
import { VaultFailed } from '../../../src/rotation/secret-vault.ts'
import { Deadline } from '../../../src/core/deadline.ts'
import { Secret } from '../../../src/core/secret.ts'
import { type GitHub, startGitHub } from '../../../simulator/github/github.ts'

const TOKEN = 'github_pat_0123456789abcdefghij'
const VALUE = 'pl4y/S3cr3t+w1th%25&=~"quotes"-and-ümlaut\n'
const TARGET: SecretTarget = {
  kind: 'repository',
  name: 'GENESYS_SECRET',
  owner: 'octo',
  repository: 'demo',
  environment: '',
}

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
})

function context(said: string[] = []): RequestContext {
  return {
    transport: httpTransport(systemClock),
    // Waits pass at once.
    clock: { now: () => systemClock.now(), sleep: () => Promise.resolve() },
    random: () => 0.5,
    signal: new AbortController().signal,
    log: (sentence) => said.push(sentence),
    mask: () => undefined,
    forget: () => undefined,
  }
}

function vaultAt(apiUrl: string, target = TARGET, serverUrl = 'https://github.com'): GitHubSecret {
  return new GitHubSecret(locate(target), serverUrl, githubApi(apiUrl, new Secret(TOKEN), context()))
}

async function github(options: Parameters<typeof startGitHub>[0] = {}): Promise<GitHub> {
  const started = await startGitHub({
    tokens: { [TOKEN]: { secrets: 'write', environments: 'write', organizationSecrets: 'write' } },
    repositories: [{ name: 'octo/demo', id: 7, secrets: { GENESYS_SECRET: 'old' } }],
    ...options,
  })
  closing.push(() => started.close())
  return started
}

const time = (): Attempts => attemptsUntil(Deadline.after(30_000, systemClock))

describe('when a secret is stored', () => {
  it('arrives byte for byte, opened by libsodium with the private key', async () => {
    const server = await github()
    await vaultAt(server.apiUrl).store(new Secret(VALUE), time())
    expect(server.secret({ repository: 'octo/demo' }, 'GENESYS_SECRET')?.value).toBe(VALUE)
  })

  it('goes to an Enterprise Server below its prefix', async () => {
    const server = await github({ pathPrefix: '/api/v3' })
    await vaultAt(server.apiUrl).store(new Secret(VALUE), time())
    expect(server.requests.map(({ path }) => path)).toEqual([
      '/api/v3/repos/octo/demo/actions/secrets/public-key',
      '/api/v3/repos/octo/demo/actions/secrets/GENESYS_SECRET',
    ])
  })

  it('says who it is and what it wants, and sends nothing in clear', async () => {
    const server = await github()
    const seen: { headers: IncomingHttpHeaders; body: string }[] = []
    const witness = await startWitness(server.apiUrl, seen)
    await vaultAt(witness).store(new Secret(VALUE), time())
    const put = seen[1]
    expect(put?.headers).toMatchObject({
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${TOKEN}`,
      'content-type': 'application/json; charset=utf-8',
      'user-agent': expect.stringMatching(/^gc-oauth-action\/\d/),
      'x-github-api-version': '2022-11-28',
    })
    expect(Object.keys(JSON.parse(put?.body ?? '{}') as object)).toEqual(['encrypted_value', 'key_id'])
    expect(put?.body).not.toContain('S3cr3t')
  })
})

describe('when an organization secret is replaced', () => {
  const target: SecretTarget = { ...TARGET, kind: 'organization' }
  const owner = { organization: 'octo' }

  it.each(['all', 'private'] as const)('keeps the visibility %s', async (visibility) => {
    const server = await github({ organizations: { octo: { GENESYS_SECRET: { value: 'old', visibility } } } })
    const vault = vaultAt(server.apiUrl, target)
    expect(await vault.writeTest(new Secret('old'), time())).toBe('written-again')
    await vault.store(new Secret(VALUE), time())
    expect(server.secret(owner, 'GENESYS_SECRET')).toMatchObject({ value: VALUE, visibility })
    expect(vault.command()).toBe(`gh secret set GENESYS_SECRET --org octo --visibility ${visibility}`)
  })

  it('keeps a list of repositories that takes more than one page', async () => {
    const repositoryIds = Array.from({ length: 201 }, (_, index) => index + 1)
    const organizations = {
      octo: { GENESYS_SECRET: { value: 'old', visibility: 'selected', repositoryIds } },
    } as const
    const server = await github({ organizations })
    const vault = vaultAt(server.apiUrl, target)
    await vault.writeTest(undefined, time())
    await vault.store(new Secret(VALUE), time())
    expect(server.secret(owner, 'GENESYS_SECRET')).toMatchObject({
      value: VALUE,
      visibility: 'selected',
      repositoryIds,
    })
    expect(server.secretNames(owner)).toEqual(['GENESYS_SECRET'])
  })

  it('lets no repository read what it writes to see whether it can', async () => {
    const organizations = { octo: { GENESYS_SECRET: { value: 'old', visibility: 'all' } } } as const
    const server = await github({ organizations })
    server.inject({ kind: 'status', status: 403, method: 'DELETE' })
    expect(await vaultAt(server.apiUrl, target).writeTest(undefined, time())).toBe('left-beside')
    expect(server.secret(owner, 'GENESYS_SECRET_WRITE_TEST')).toMatchObject({
      visibility: 'selected',
      repositoryIds: [],
    })
  })

  it('refuses one that does not exist: nobody has said who may read it', async () => {
    const server = await github({ organizations: { octo: {} } })
    await expect(vaultAt(server.apiUrl, target).writeTest(new Secret('old'), time())).rejects.toThrow(
      /^looking for it failed \(HTTP 404, Not Found, correlation id [0-9A-F:]+\)$/,
    )
  })

  it('refuses a visibility that it does not know', async () => {
    const server = await github({
      organizations: { octo: { GENESYS_SECRET: { value: 'old', visibility: 'all' } } },
    })
    server.inject({
      kind: 'fields',
      fields: { visibility: 'friends' },
      path: '/orgs/octo/actions/secrets/GENESYS_SECRET',
    })
    await expect(vaultAt(server.apiUrl, target).writeTest(new Secret('old'), time())).rejects.toThrow(
      'the reply does not say which repositories may use it',
    )
  })
})

describe('when GitHub answers something else', () => {
  it.each([
    ['another length of key', { key: Buffer.alloc(31).toString('base64') }],
    ['no key', { key: undefined }],
    ['no id', { key_id: '' }],
  ])('refuses a public key with %s', async (_, fields) => {
    const server = await github()
    server.inject({ kind: 'fields', fields })
    await expect(vaultAt(server.apiUrl).store(new Secret(VALUE), time())).rejects.toThrow(
      'reading its reply failed (HTTP 200, but the reply holds no public key)',
    )
  })

  it('takes a success that GitHub never gives for the answer of something in between', async () => {
    const server = await github()
    server.inject({ kind: 'status', status: 200, method: 'PUT' })
    await vaultAt(server.apiUrl).store(new Secret(VALUE), time())
    expect(server.secret({ repository: 'octo/demo' }, 'GENESYS_SECRET')?.value).toBe(VALUE)
    expect(server.requests).toHaveLength(3)
  })

  it('follows no redirect, so that the token goes nowhere else', async () => {
    const server = await github()
    const seen: { headers: IncomingHttpHeaders; body: string }[] = []
    const elsewhere = await startWitness(server.apiUrl, seen)
    server.inject({
      kind: 'redirect',
      status: 301,
      location: `${elsewhere}/repositories/7/actions/secrets/public-key`,
    })
    const error: unknown = await vaultAt(server.apiUrl)
      .store(new Secret(VALUE), time())
      .catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(VaultFailed)
    expect(error).toMatchObject({
      causes: ['the repository or organization was renamed or moved: give its new name in repository'],
    })
    expect(seen).toEqual([])
  })

  it.each([
    ['a secondary limit', () => ({ 'Retry-After': '20' }), 403],
    [
      'a spent quota',
      () => ({
        'X-RateLimit-Remaining': '0',
        'X-RateLimit-Reset': String(Math.ceil(Date.now() / 1000) + 20),
      }),
      403,
    ],
    ['a spent quota of unknown end', () => ({ 'X-RateLimit-Remaining': '0' }), 403],
    ['too many requests', () => ({}), 429],
  ])('waits for %s to pass', async (_, headersNow, status) => {
    const server = await github()
    const headers: Readonly<Record<string, string>> = headersNow()
    server.inject({ kind: 'status', status, headers })
    const said: string[] = []
    const api = githubApi(server.apiUrl, new Secret(TOKEN), context(said))
    await new GitHubSecret(locate(TARGET), 'https://github.com', api).store(new Secret(VALUE), time())
    expect(said).toHaveLength(1)
    if (Object.keys(headers).some((name) => /Retry|Reset/.test(name)))
      expect(said[0]).toMatch(/trying again in (?:1\d|2[0-2]) s/)
  })

  it('gives up at once when the quota comes back too late', async () => {
    const server = await github()
    const reset = String(Math.floor(Date.now() / 1000) + 3000)
    server.inject({
      kind: 'status',
      status: 403,
      headers: { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': reset },
    })
    const error: unknown = await vaultAt(server.apiUrl)
      .store(new Secret(VALUE), time())
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      causes: ['GitHub limits the requests of this token: run the workflow again later'],
    })
  })

  it('prints nothing of what GitHub announces to its clients', async () => {
    const server = await github()
    server.inject({
      kind: 'status',
      status: 201,
      method: 'PUT',
      body: '{}',
      headers: { Deprecation: 'true', Sunset: 'soon', 'Content-Type': 'application/json' },
    })
    const warned = jest.spyOn(console, 'warn')
    await vaultAt(server.apiUrl).store(new Secret(VALUE), time())
    expect(warned).not.toHaveBeenCalled()
    warned.mockRestore()
  })

  it('says in no error what it sent', async () => {
    const server = await github()
    server.inject({
      kind: 'status',
      status: 422,
      count: Infinity,
      method: 'PUT',
      body: JSON.stringify({ message: 'No.' }),
    })
    const error: unknown = await vaultAt(server.apiUrl)
      .store(new Secret(VALUE), time())
      .catch((thrown: unknown) => thrown)
    let text = ''
    for (let cause = error; cause instanceof Error; cause = cause.cause)
      text += `${cause.stack ?? ''}${JSON.stringify(cause)}`
    expect(text).toContain('No.')
    expect(text).not.toContain(TOKEN)
    expect(text).not.toContain('S3cr3t')
  })
})

describe('when a person has to store it', () => {
  it.each([
    [TARGET, 'gh secret set GENESYS_SECRET --repo octo/demo'],
    [
      { ...TARGET, kind: 'environment', environment: "it's prod" },
      `gh secret set GENESYS_SECRET --repo octo/demo --env 'it'\\''s prod'`,
    ],
    [{ ...TARGET, kind: 'organization' }, 'gh secret set GENESYS_SECRET --org octo'],
  ] as const)('gives the command: %j', (target, command) => {
    expect(vaultAt('http://127.0.0.1:1', target).command()).toBe(command)
  })

  it('names the host of an Enterprise Server', () => {
    expect(vaultAt('http://127.0.0.1:1', TARGET, 'https://git.example.com').commandEnvironment).toEqual([
      'GH_HOST: git.example.com',
      'GH_ENTERPRISE_TOKEN: ${{ secrets.A_TOKEN_THAT_MAY_WRITE_SECRETS }}',
    ])
  })
})

/** Passes everything on, and keeps what went by. */
async function startWitness(
  target: string,
  seen: { headers: IncomingHttpHeaders; body: string }[],
): Promise<string> {
  const server: Server = createServer((incoming, response) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8')
      seen.push({ headers: incoming.headers, body })
      const { authorization = '', 'user-agent': agent = '' } = incoming.headers
      const init = { method: incoming.method ?? 'GET', headers: { authorization, 'user-agent': agent } }
      void fetch(`${target}${incoming.url ?? ''}`, body === '' ? init : { ...init, body }).then(
        async (reply) => {
          const text = await reply.text()
          response.writeHead(reply.status, { 'content-type': 'application/json' }).end(text)
        },
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
