import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startGenesysCloud, type GenesysCloud } from '../../simulator/genesys/genesys-cloud.ts'
import { tokenForms } from '../../src/core/masks.ts'
import { VERSION } from '../../src/core/version.ts'
import { CLIENT, ROOT } from './play.ts'

const SCRIPT = join(ROOT, 'dist', 'gc-token', 'index.js')

/** What a command is told whose token's region is not known: here there are only URLs. */
const NO_REGION =
  'gc-token: GENESYSCLOUD_REGION is not set, and the URLs do not tell it: CX as Code, the gc CLI and the SDKs then assume us-east-1.\n'

interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

let cloud: GenesysCloud
let folder: string

beforeEach(async () => {
  cloud = await startGenesysCloud({ clients: [CLIENT] })
  folder = mkdtempSync(join(tmpdir(), 'gc-token-test-'))
})

afterEach(async () => {
  await cloud.close()
  rmSync(folder, { recursive: true })
})

const credentials = (): Record<string, string> => ({
  GENESYSCLOUD_OAUTHCLIENT_ID: CLIENT.id,
  GENESYSCLOUD_OAUTHCLIENT_SECRET: CLIENT.secret,
  GENESYSCLOUD_LOGIN_URL: cloud.loginUrl,
  GENESYSCLOUD_API_URL: cloud.apiUrl,
})

/** Starts gc-token in a clean environment, with what it leaves behind in a folder of the test's. */
function start(
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
  stdio: 'pipe' | 'ignore' = 'pipe',
): ChildProcess {
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin', TMPDIR: folder, ...variables }
  return spawn(process.execPath, [SCRIPT, ...args], { env, stdio: ['ignore', stdio, 'pipe'] })
}

async function ended(child: ChildProcess): Promise<Ended> {
  let stdout = ''
  let stderr = ''
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  return new Promise((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr })),
  )
}

const run = (
  args: readonly string[],
  variables: Readonly<Record<string, string>> = credentials(),
): Promise<Ended> => ended(start(args, variables))

/** Runs a line of Bash in which `gc-token` is the command. */
const bash = (line: string, variables = credentials()): Promise<Ended> =>
  ended(
    spawn('bash', ['-c', `gc-token() { '${process.execPath}' '${SCRIPT}' "$@"; }\n${line}`], {
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', TMPDIR: folder, ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  )

const theToken = (): string => cloud.tokens().at(-1)?.value ?? 'none'

describe('when gc-token has no agent but credentials', () => {
  it('makes one grant and prints the token with one newline, and nothing else', async () => {
    const outcome = await run([])
    expect(outcome).toEqual({ code: 0, signal: null, stdout: `${theToken()}\n`, stderr: '' })
    expect(cloud.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /oauth/token'])
  })

  it('prints the header that curl reads', async () => {
    expect((await run(['--header'])).stdout).toBe(`Authorization: Bearer ${theToken()}\n`)
  })

  it('prints JSON with the five fields of the contract', async () => {
    const fields: unknown = JSON.parse((await run(['--json', '--renew'])).stdout)
    expect(fields).toEqual({
      access_token: theToken(),
      token_type: 'bearer',
      expires_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as unknown,
      region: '',
      api_url: cloud.apiUrl,
    })
  })

  it('masks on stderr before it prints, under GitHub Actions only', async () => {
    const { stdout, stderr } = await run([], { ...credentials(), GITHUB_ACTIONS: 'true' })
    const forms = tokenForms(stdout.trim()).map((form) => `::add-mask::${form}\n`)
    expect(stderr).toBe(forms.join(''))
  })

  it('says on stderr that it tries again, and does', async () => {
    cloud.inject({ kind: 'status', status: 503, host: 'login' })
    const { code, stderr } = await run([])
    expect(code).toBe(0)
    expect(stderr).toMatch(/^gc-token: The token request failed \(HTTP 503.*trying again in/)
  })

  it('ends with 1 and the causes when the credentials are refused', async () => {
    const { code, stdout, stderr } = await run([], {
      ...credentials(),
      GENESYSCLOUD_OAUTHCLIENT_SECRET: 'wrong-secret',
    })
    expect(code).toBe(1)
    expect(stdout).toBe('')
    expect(stderr).toContain(
      'gc-token: Genesys Cloud refused the client credentials (HTTP 400, invalid_client',
    )
    expect(stderr).toContain(`/blob/v${VERSION}/docs/troubleshooting.md#grant-rejected`)
    expect(stderr).not.toContain('wrong-secret')
  })

  it('keeps the secret out of its messages, even if the server quotes it', async () => {
    const body = { error: 'invalid_client', error_description: `no client with ${CLIENT.secret}` }
    cloud.inject({ kind: 'json', status: 400, host: 'login', body })
    const { stderr } = await run([])
    expect(stderr).toContain('no client with ***')
    expect(stderr).not.toContain(CLIENT.secret)
  })
})

describe('when NODE_DEBUG has Node print what gc-token does', () => {
  const debugging = (): Record<string, string> => ({
    ...credentials(),
    NODE_DEBUG: 'http,net,tls,stream,tunnel',
  })

  it.each([
    ['prints a token', []],
    ['runs a command', ['exec', '--', 'true']],
  ])('shows no credential while it %s', async (_, args) => {
    const { code, stderr } = await ended(start(args, debugging()))
    expect(code).toBe(0)
    expect(stderr).toContain('<Buffer ***>')
    expect(stderr).not.toMatch(/<Buffer [\da-f]/)
    const [token] = cloud.tokens()
    const basic = Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString('base64')
    for (const secret of [token?.value ?? '', basic, CLIENT.secret]) expect(stderr).not.toContain(secret)
  })
})

describe('when gc-token is used wrongly', () => {
  it.each([
    [['--unknown'], '"--unknown" is not known.'],
    [['A-Secret-By-Mistake'], 'An argument is not known.'],
    [['--header', '--json'], '--header and --json exclude each other.'],
    [['exec', 'true'], 'exec needs two dashes before the command'],
    [['exec', '--'], 'exec needs a command after the two dashes.'],
    [['status', 'now'], '"now" is not known.\nUsage: gc-token status'],
  ])('%j ends with 2', async (args, message) => {
    const { code, stdout, stderr } = await run(args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(message)
    expect(stderr).not.toContain('By-Mistake')
  })

  it('names every setting that is missing, and sends no request', async () => {
    const { code, stderr } = await run([], {})
    expect(code).toBe(2)
    for (const name of ['OAUTHCLIENT_ID', 'OAUTHCLIENT_SECRET', 'REGION'])
      expect(stderr).toContain(`GENESYSCLOUD_${name} is empty`)
    expect(stderr).toContain('GC_TOKEN_SOCK is not set')
  })

  it.each([
    ['GENESYSCLOUD_REGION', 'eu-centrall-1', 'is unknown. Did you mean eu-central-1', 'GENESYSCLOUD_API_URL'],
    ['GENESYSCLOUD_API_URL', 'http://api.example.com', 'does not start with https://'],
    ['GENESYSCLOUD_OAUTHCLIENT_ID', 'id:with-colon', 'contains a colon'],
    ['HTTPS_PROXY', 'socks5://proxy.example.com', 'only http and https proxies'],
  ])('says what is wrong with %s', async (name, value, message, missing = '') => {
    const { code, stderr } = await run([], { ...credentials(), [missing]: '', [name]: value })
    expect(code).toBe(2)
    expect(stderr).toContain(name)
    expect(stderr).toContain(message)
  })

  it('names quotation marks around a secret that was refused', async () => {
    const quoted = `"${CLIENT.secret}"`
    const { code, stderr } = await run([], { ...credentials(), GENESYSCLOUD_OAUTHCLIENT_SECRET: quoted })
    expect(code).toBe(1)
    expect(stderr).toContain(
      'Likely causes: GENESYSCLOUD_OAUTHCLIENT_SECRET is in quotation marks, which count as part of it;',
    )
  })

  it('takes an unknown region with both URLs as it is, and says so', async () => {
    const { code, stdout, stderr } = await run(['--json'], {
      ...credentials(),
      GENESYSCLOUD_REGION: 'eu-north-9',
    })
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr:
        'gc-token: The region "eu-north-9" is unknown to this version; the URLs that were given are used.\n',
    })
    expect(JSON.parse(stdout)).toMatchObject({ region: 'eu-north-9' })
  })

  it('teaches by example, and says its version', async () => {
    const help = await run(['--help'], {})
    expect(help).toMatchObject({ code: 0, stderr: '' })
    expect(help.stdout).toContain(
      'gc-token --header | curl --fail-with-body --silent --show-error --header @-',
    )
    expect((await run(['--version'], {})).stdout).toBe(`${VERSION}\n`)
    expect((await run(['exec', '--help'], {})).stdout).toMatch(/^Usage: gc-token exec /)
  })
})

describe('when nobody reads what gc-token prints', () => {
  it('ends with 1 and one sentence on a broken pipe', async () => {
    const { stdout, stderr } = await bash('{ gc-token; echo "code $?" >&2; } | true; sleep 0.5')
    expect(stdout).toBe('')
    expect(stderr).toBe('gc-token: The output is not read.\ncode 1\n')
  })

  it('ends with 1 when the disk behind stdout is full', async () => {
    const { code, stderr } = await bash('gc-token >/dev/full')
    expect(code).toBe(1)
    expect(stderr).toContain('ENOSPC')
  })

  it('neither hangs nor crashes when stdout or stderr are closed', async () => {
    expect(await bash('gc-token >&-')).toMatchObject({ code: 0, stderr: '' })
    expect((await bash('gc-token 2>&-')).stdout).toBe(`${theToken()}\n`)
  })
})

describe('when a server quotes what it must not', () => {
  it('shows neither a form of the secret nor a command of the runner', async () => {
    const secret = CLIENT.secret
    const forms = [
      secret,
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
      Buffer.from(`${CLIENT.id}:${secret}`).toString('base64'),
    ]
    for (const form of forms) {
      cloud.inject({
        kind: 'json',
        status: 400,
        host: 'login',
        body: { error: 'invalid_client', error_description: `no ${form} ##[set-output name=deploy]evil` },
      })
      const { code, stderr } = await run([])
      expect(code).toBe(1)
      expect(stderr).toContain('(HTTP 400, invalid_client: no *** # #[set-output name=deploy]evil)')
    }
  })

  it('tells of a token that was granted on strange terms and could not be revoked', async () => {
    cloud.inject({ kind: 'fields', fields: { token_type: 'mac' }, host: 'login' })
    cloud.inject({ kind: 'status', status: 403, host: 'api', method: 'DELETE' })
    const { code, stderr } = await run([])
    expect(code).toBe(1)
    expect(stderr).toMatch(
      /^gc-token: A token could not be revoked \(HTTP 403.*\) and may stay valid until 2/,
    )
  })
})

describe('when GC_TOKEN_SOCK leads nowhere', () => {
  const nowhere = (): string => join(folder, 'gone', 'agent.sock')

  it('says so and ends with 1', async () => {
    const { code, stderr } = await run([], { GC_TOKEN_SOCK: nowhere() })
    expect(code).toBe(1)
    expect(stderr).toMatch(
      /^gc-token: The agent at \S+ does not answer \(ENOENT.*\n.*\n.*#agent-unreachable\n$/,
    )
  })

  it('asks Genesys Cloud where it has credentials, and says that', async () => {
    const { code, stdout, stderr } = await run([], { ...credentials(), GC_TOKEN_SOCK: nowhere() })
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${theToken()}\n` })
    expect(stderr).toContain('asking Genesys Cloud directly.')
  })

  it('has no status to tell', async () => {
    expect((await run(['status'])).stderr).toContain('GC_TOKEN_SOCK is not set')
    expect((await run(['status'], { ...credentials(), GC_TOKEN_SOCK: nowhere() })).code).toBe(1)
  })

  it.each([
    ['nonsense', 'nonsense\n'],
    ['another version', '{"version":99,"ok":true}\n'],
    ['nothing', ''],
    ['a token that is none', '{"version":1,"ok":true,"accessToken":""}\n'],
    ['more than an answer', 'x'.repeat(300_000)],
    [
      'a command of the runner',
      `${JSON.stringify({ version: 1, ok: true, accessToken: 'a\r\n::set-output name=b::c', tokenType: 'bearer', expiresAt: 1, region: '', apiUrl: '' })}\n`,
    ],
  ])('does not believe something that answers %s', async (_, answer) => {
    const socket = join(folder, 'agent.sock')
    writeFileSync(join(folder, 'nonce'), 'n')
    const server = createServer((connection) => connection.on('error', () => undefined).end(answer)).listen(
      socket,
    )
    const { code, stdout, stderr } = await run([], { GC_TOKEN_SOCK: socket })
    server.close()
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain('.sock does not answer (')
  })
})

describe('when a new token is asked for right after another', () => {
  const again = (between: string): Promise<Ended> =>
    run(['exec', '--', 'sh', '-c', `gc-token; ${between}; gc-token --renew`])

  it('stays with it where the API host accepts it, and says so', async () => {
    const { stdout, stderr } = await again('true')
    expect(stdout).toBe(`${theToken()}\n${theToken()}\n`)
    expect(stderr).toBe(
      `${NO_REGION}gc-token: The token is the one from before: the API host still accepts it.\n`,
    )
  })

  it('never hands out one that the API host refuses: it waits for the next', async () => {
    const revoke = `gc-token --header | curl --silent --request DELETE --header @- ${cloud.apiUrl}/api/v2/tokens/me`
    const { stdout, stderr } = await again(revoke)
    const [first, second] = stdout.split('\n')
    expect([first, second]).toEqual(cloud.tokens().map(({ value }) => value))
    expect(stderr).toBe(NO_REGION)
    expect(cloud.liveTokens()).toEqual([])
  })
})

describe('when gc-token runs a command', () => {
  it('gives it a token, an agent of its own, and no secret, then revokes', async () => {
    const script =
      'printf "%s|" "$GENESYSCLOUD_ACCESS_TOKEN" "$GENESYSCLOUD_OAUTHCLIENT_SECRET" "$GENESYSCLOUD_OAUTHCLIENT_ID"; gc-token; gc-token status'
    const { code, stdout, stderr } = await run(['exec', '--', 'sh', '-c', script])
    expect({ code, stderr }).toEqual({ code: 0, stderr: NO_REGION })
    expect(stdout.split('\n')[0]).toBe(`${theToken()}||${CLIENT.id}|${theToken()}`)
    expect(stdout).toContain('until its command ends')
    expect(cloud.tokens().map(({ state }) => state)).toEqual(['revoked'])
    expect(readdirSync(folder)).toEqual([])
  })

  it('renews for as long as the command runs, and revokes all of them', async () => {
    await cloud.close()
    cloud = await startGenesysCloud({ clients: [{ ...CLIENT, tokenLifetimeSeconds: 4 }] })
    const script = `for n in 1 2 3 4; do gc-token --header | curl --fail --silent --output /dev/null --header @- ${cloud.apiUrl}/api/v2/organizations/me; sleep 1; done`
    expect(await run(['exec', '--', 'sh', '-ec', script])).toMatchObject({
      code: 0,
      stdout: '',
      stderr: NO_REGION,
    })
    expect(cloud.tokens().length).toBeGreaterThanOrEqual(3)
    expect(cloud.liveTokens()).toEqual([])
  })

  it.each([
    ['its exit code', ['sh', '-c', 'exit 7'], 7],
    ['128 + n for signal n', ['sh', '-c', 'kill -TERM $$'], 143],
    ['128 + n for a real-time signal', ['bash', '-c', 'kill -RTMIN $$'], 162],
    ['127 for what is not there', ['no-such-command'], 127],
    ['126 for what cannot be executed', ['/etc/passwd'], 126],
  ])('ends with %s', async (_, command, code) => {
    expect((await run(['exec', '--', ...command])).code).toBe(code)
    expect(cloud.liveTokens()).toEqual([])
    expect(cloud.tokens()).toHaveLength(1)
  })

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('passes %s on, and revokes', async (signal) => {
    const name = signal.slice(3)
    const script = `trap 'echo got ${name}; exit 9' ${name}; echo ready; while :; do sleep 0.1; done`
    const child = start(['exec', '--', 'sh', '-c', script], credentials())
    child.stdout?.once('data', () => child.kill(signal))
    const { code, stdout } = await ended(child)
    expect({ code, stdout }).toEqual({ code: 9, stdout: `ready\ngot ${name}\n` })
    expect(cloud.liveTokens()).toEqual([])
  })

  it('ends with 128 + n when it is interrupted before it has a token, and says that there may be one', async () => {
    cloud.inject({ kind: 'hang', host: 'login' })
    const child = start(['exec', '--', 'true'], credentials())
    cloud.onRequest(() => child.kill('SIGTERM'))
    const { code, stderr } = await ended(child)
    expect(code).toBe(143)
    expect(stderr).toBe(
      'gc-token: A token could not be revoked (a token request was still unanswered) and may stay valid until its expiry.\n',
    )
    expect(readdirSync(folder)).toEqual([])
  })

  it('revokes a token that comes while it is being interrupted', async () => {
    cloud.inject({ kind: 'delay', host: 'login', delayMs: 500 })
    const child = start(['exec', '--', 'true'], credentials())
    const stop = cloud.onRequest(() => child.kill('SIGTERM'))
    const { code, stdout } = await ended(child)
    stop()
    expect({ code, stdout }).toEqual({ code: 143, stdout: '' })
    expect(cloud.tokens()).toHaveLength(1)
    expect(cloud.liveTokens()).toEqual([])
  })

  it('ends at once when it is interrupted between two attempts', async () => {
    cloud.inject({ kind: 'too-many-requests', host: 'login', retryAfter: '60' })
    const child = start(['exec', '--', 'true'], credentials())
    child.stderr?.once('data', () => child.kill('SIGINT'))
    const { code, stderr } = await ended(child)
    expect(code).toBe(130)
    expect(stderr).toMatch(/^gc-token: The token request failed \(HTTP 429.*trying again in 6\d s.*\n$/)
    expect(cloud.tokens()).toEqual([])
  })

  it('says which tokens may still be alive when they cannot be revoked', async () => {
    cloud.inject({ kind: 'status', status: 403, host: 'api', method: 'DELETE' })
    const { code, stderr } = await run(['exec', '--', 'true'])
    expect(code).toBe(0)
    expect(stderr).toMatch(
      /^gc-token: A token could not be revoked \(HTTP 403.*\) and may stay valid until 2/m,
    )
  })

  it('says until when its token is valid where api-url does not know it', async () => {
    const status = { kind: 'status', status: 404, host: 'api', count: Infinity } as const
    cloud.inject(status)
    expect(await run(['exec', '--', 'sh', '-c', 'exit 7'])).toMatchObject({
      code: 7,
      stderr: expect.stringMatching(
        /^gc-token: A token could not be revoked \(.*does GENESYSCLOUD_API_URL fit\?\) and may stay valid until 2\S+Z\.\n$/m,
      ) as unknown,
    })
  })

  it('tells it where its token is good, and leaves the region as it was set', async () => {
    const script = 'echo "$GENESYSCLOUD_REGION|$GENESYSCLOUD_DOMAIN|$GENESYSCLOUD_API_URL"'
    const variables = { ...credentials(), GENESYSCLOUD_REGION: 'mypurecloud.de' }
    const { stdout } = await run(['exec', '--', 'sh', '-c', script], variables)
    expect(stdout).toBe(`mypurecloud.de|mypurecloud.de|${cloud.apiUrl}\n`)
  })

  it('keeps the credentials of a command that logs in itself', async () => {
    const script = 'printenv GENESYSCLOUD_OAUTHCLIENT_SECRET'
    const { stdout } = await run(['exec', '--keep-credentials', '--', 'sh', '-c', script])
    expect(stdout).toBe(`${CLIENT.secret}\n`)
  })

  it('passes stdin through, unread', async () => {
    const { stdout } = await bash('echo from stdin | gc-token exec -- cat')
    expect(stdout).toBe('from stdin\n')
  })

  it('uses the agent of somebody else, and leaves its tokens alone', async () => {
    const { code, stdout } = await run([
      'exec',
      '--',
      'gc-token',
      'exec',
      '--',
      'printenv',
      'GENESYSCLOUD_ACCESS_TOKEN',
    ])
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${theToken()}\n` })
    expect(cloud.requests.filter(({ method }) => method === 'POST')).toHaveLength(1)
    expect(cloud.requests.filter(({ method }) => method === 'DELETE')).toHaveLength(1)
  })

  it('masks the token first, under GitHub Actions', async () => {
    const { stderr } = await run(['exec', '--', 'true'], { ...credentials(), GITHUB_ACTIONS: 'true' })
    expect(stderr.startsWith(`::add-mask::${theToken()}\n`)).toBe(true)
  })

  it('leaves no socket where a folder for it cannot be made', async () => {
    const missing = join(folder, 'missing')
    const { code } = await run(['exec', '--', 'true'], { ...credentials(), TMPDIR: missing })
    expect(code).toBe(0)
    expect(existsSync(missing)).toBe(false)
  })
})
