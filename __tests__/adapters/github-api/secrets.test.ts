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
import { type GitHub, type GitHubOptions, startGitHub } from '../../../simulator/github/github.ts'
import { thrownBy } from '../../support/genesys.ts'

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

function vaultAt(
  apiUrl: string,
  target = TARGET,
  serverUrl = 'https://github.com',
  said: string[] = [],
): GitHubSecret {
  const { log, ...rest } = context(said)
  return new GitHubSecret(
    locate(target),
    serverUrl,
    githubApi(apiUrl, new Secret(TOKEN), { log, ...rest }),
    log,
  )
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
  const LIST = '/orgs/octo/actions/secrets/GENESYS_SECRET/repositories'
  const organizations = (repositoryIds: readonly number[]): NonNullable<GitHubOptions['organizations']> => ({
    octo: { GENESYS_SECRET: { value: 'old', visibility: 'selected', repositoryIds } },
  })

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

  it('follows the links of the list, however short its pages are', async () => {
    const server = await github({ organizations: organizations([7, 11, 12, 13, 14]), largestPage: 2 })
    const vault = vaultAt(server.apiUrl, target)
    await vault.writeTest(new Secret('old'), time())
    expect(server.secret(owner, 'GENESYS_SECRET')?.repositoryIds).toEqual([7, 11, 12, 13, 14])
  })

  it('refuses a list of which this token sees a part, before anything is written', async () => {
    const server = await github({ organizations: organizations([7, 11]) })
    server.inject({ kind: 'fields', path: LIST, fields: { total_count: 5 } })
    const error = await thrownBy(() => vaultAt(server.apiUrl, target).writeTest(new Secret('old'), time()))
    expect(error).toBeInstanceOf(VaultFailed)
    expect((error as VaultFailed).message).toContain('this token sees 2 of 5')
    expect((error as VaultFailed).causes[0]).toContain('github-token does not reach every repository')
    expect(server.requests.filter(({ method }) => method === 'PUT')).toEqual([])
  })

  it('keeps what was added to the list after the write test', async () => {
    const server = await github({ organizations: organizations([7, 11]) })
    const vault = vaultAt(server.apiUrl, target)
    await vault.writeTest(new Secret('old'), time())
    server.selectRepository(owner, 'GENESYS_SECRET', 12)
    await vault.store(new Secret(VALUE), time())
    expect(server.secret(owner, 'GENESYS_SECRET')).toMatchObject({ value: VALUE, repositoryIds: [7, 11, 12] })
  })

  it('stores it for the list as it was where that cannot be read again, and says so', async () => {
    const server = await github({ organizations: organizations([7, 11]) })
    const said: string[] = []
    const vault = vaultAt(server.apiUrl, target, 'https://github.com', said)
    await vault.writeTest(new Secret('old'), time())
    server.inject({ kind: 'status', status: 404, path: LIST })
    await vault.store(new Secret(VALUE), time())
    expect(server.secret(owner, 'GENESYS_SECRET')).toMatchObject({ value: VALUE, repositoryIds: [7, 11] })
    expect(said).toEqual([
      expect.stringMatching(/could not be read again .*; the list that was read before is kept\.$/),
    ])
  })

  it('stores it without a repository that vanished, and names that in no command', async () => {
    const server = await github({ organizations: organizations([7, 11, 12]) })
    const vault = vaultAt(server.apiUrl, target)
    await vault.writeTest(new Secret('old'), time())
    // Between the list and the write.
    const stop = server.onRequest(({ method, path }) => {
      if (method !== 'PUT' || !path.endsWith('/GENESYS_SECRET')) return
      stop()
      server.removeRepository(11)
    })
    await vault.store(new Secret(VALUE), time())
    expect(server.secret(owner, 'GENESYS_SECRET')).toMatchObject({ value: VALUE, repositoryIds: [7, 12] })
    expect(vault.command()).toBe('gh secret set GENESYS_SECRET --org octo --repos demo,repository-12')
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

  it('refuses one that does not exist: it is not known who may read it', async () => {
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
    await vaultAt(server.apiUrl, TARGET, 'https://github.com', said).store(new Secret(VALUE), time())
    expect(said).toHaveLength(1)
    if (Object.keys(headers).some((name) => /Retry|Reset/.test(name)))
      expect(said[0]).toMatch(/trying again in (?:1\d|2[0-2]) s/)
  })

  it.each([
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    'You have triggered an abuse detection mechanism. Please wait a few minutes before you try again.',
  ])('knows a secondary limit by its words, and waits for a minute: %s', async (message) => {
    const server = await github()
    const headers = { 'X-RateLimit-Remaining': '4711' }
    server.inject({ kind: 'status', status: 403, headers, body: JSON.stringify({ message }) })
    const said: string[] = []
    const attempts = attemptsUntil(Deadline.after(300_000, systemClock))
    const vault = vaultAt(server.apiUrl, TARGET, 'https://github.com', said)
    expect(await vault.writeTest(new Secret('old'), attempts)).toBe('written-again')
    expect(said).toEqual([expect.stringMatching(/; trying again in 6[01] s \(/)])
  })

  it('says that GitHub limits requests where the limit lasts', async () => {
    const server = await github()
    const body = JSON.stringify({ message: 'You have exceeded a secondary rate limit.' })
    server.inject({ kind: 'status', status: 403, body, count: Infinity })
    const error = await thrownBy(() => vaultAt(server.apiUrl).writeTest(new Secret('old'), time()))
    expect(error).toMatchObject({
      causes: ['GitHub limits the requests of this token: run the workflow again later'],
    })
  })

  it('tries once more what the write test was allowed and is forbidden now', async () => {
    const server = await github()
    const said: string[] = []
    const vault = vaultAt(server.apiUrl, TARGET, 'https://github.com', said)
    const attempts = attemptsUntil(Deadline.after(300_000, systemClock))
    await vault.writeTest(new Secret('old'), attempts)
    server.inject({ kind: 'status', status: 403 })
    await vault.store(new Secret(VALUE), attempts)
    expect(said).toEqual([
      expect.stringMatching(/^Storing the new secret failed \(HTTP 403.*\); trying again in 6[01] s \(/),
    ])
    expect(server.secret({ repository: 'octo/demo' }, 'GENESYS_SECRET')?.value).toBe(VALUE)
  })

  it('does not wait for a permission that is missing in the write test', async () => {
    const server = await github({ tokens: { [TOKEN]: { secrets: 'read' } } })
    const said: string[] = []
    const vault = vaultAt(server.apiUrl, TARGET, 'https://github.com', said)
    await thrownBy(() => vault.writeTest(new Secret('old'), time()))
    expect(said).toEqual([])
  })

  it.each([new Secret('old'), undefined])(
    'seals the write test again when GitHub replaced its key',
    async (current) => {
      const server = await github()
      const stop = server.onRequest(({ method }) => {
        if (method !== 'PUT') return
        stop()
        server.replaceKey({ repository: 'octo/demo' })
      })
      const outcome = await vaultAt(server.apiUrl).writeTest(current, time())
      expect(outcome).toBe(current === undefined ? 'written-beside' : 'written-again')
      expect(server.secretNames({ repository: 'octo/demo' })).toEqual(['GENESYS_SECRET'])
    },
  )

  it('counts the secrets where there is no room for one more, and says what to do', async () => {
    const names = ['GENESYS_SECRET', ...Array.from({ length: 99 }, (_, index) => `SECRET_${index}`)]
    const secrets = Object.fromEntries(names.map((name) => [name, 'old']))
    const server = await github({ repositories: [{ name: 'octo/demo', secrets }] })
    const error = await thrownBy(() => vaultAt(server.apiUrl).writeTest(undefined, time()))
    expect((error as VaultFailed).message).toMatch(/^writing a secret beside it failed \(HTTP 422/)
    expect((error as VaultFailed).causes[0]).toBe(
      'octo/demo has 100 secrets, and GitHub keeps no more than 100 there: delete one that nothing uses. A client that replaces its own secret needs no room for a second one',
    )
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
      { ...TARGET, kind: 'environment', environment: "it's prod/eu" },
      `gh secret set GENESYS_SECRET --repo octo/demo --env 'it'\\''s%20prod%2Feu'`,
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

  it('names the host of a tenant on ghe.com, whose token gh takes from GH_TOKEN', () => {
    expect(vaultAt('http://127.0.0.1:1', TARGET, 'https://octo.ghe.com').commandEnvironment).toEqual([
      'GH_HOST: octo.ghe.com',
      'GH_TOKEN: ${{ secrets.A_TOKEN_THAT_MAY_WRITE_SECRETS }}',
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
