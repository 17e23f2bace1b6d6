import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { noJournal, type Journal } from '../../src/adapters/agent-socket/journal-file.ts'
import { TokenManager } from '../../src/agent/token-manager.ts'
import { upkeep } from '../../src/agent/probe.ts'
import { type AccessToken } from '../../src/oauth/access-token.ts'
import { Secret } from '../../src/core/secret.ts'
import { down, HandClock, keeperSettings, SECRET, Server, settle, tokenAt } from '../support/agent.ts'

let clock: HandClock
let server: Server
let said: string[]
let work: AbortController

beforeEach(() => {
  clock = new HandClock()
  server = new Server(clock, 4)
  said = []
  work = new AbortController()
})

afterEach(() => work.abort())

function keeperWith(
  first: AccessToken | undefined,
  changes: Parameters<typeof keeperSettings>[0] = {},
  journal: Journal = noJournal,
): TokenManager {
  const keeper = new TokenManager(
    keeperSettings(changes),
    {
      transport: (request) => server.answer(request),
      clock,
      random: () => 0.5,
      signal: new AbortController().signal,
      log: (sentence) => said.push(sentence),
      mask: () => undefined,
      forget: () => undefined,
    },
    journal,
    (sentence) => said.push(sentence),
  )
  if (first !== undefined) keeper.adopt(first, undefined)
  return keeper
}

const valueOf = async (token: Promise<AccessToken>): Promise<string> => (await token).value.reveal()

/** What a promise came to; never rejects. */
const outcomeOf = (token: Promise<AccessToken>): Promise<string> =>
  valueOf(token).catch((error: unknown) => (error instanceof Error ? error.message : 'thrown'))

describe('when the token has time left', () => {
  it('is served without a request', async () => {
    const keeper = keeperWith(tokenAt(clock.now(), 3_600))
    expect(await valueOf(keeper.token(1_000))).toBe('first-token')
    expect(server.requests).toEqual([])
  })
})

describe('when the token is due for renewal', () => {
  it('is renewed once for however many ask, and all get the new one', async () => {
    const keeper = keeperWith(tokenAt(clock.now(), 4))
    await clock.pass(2_500)
    const values = await Promise.all(Array.from({ length: 50 }, () => valueOf(keeper.token(1_000))))
    expect(new Set(values)).toEqual(new Set(['token-1']))
    expect(server.grants).toBe(1)
  })

  it('is renewed in the background at half of a short life, and never in a loop', async () => {
    const keeper = keeperWith(tokenAt(clock.now(), 4))
    void upkeep(keeper, work.signal)
    await clock.pass(20_000)
    expect(server.grants).toBe(10)
    expect(keeper.grants).toBe(10)
  })

  it('is not revoked, since a step may be using it, but remembered until it is dead', async () => {
    const keeper = keeperWith(tokenAt(clock.now(), 4))
    void upkeep(keeper, work.signal)
    await clock.pass(20_000)
    expect(server.of('DELETE')).toEqual([])
    const owned = keeper.owned.map((token) => token.value.reveal())
    expect(owned).toEqual(['token-7', 'token-8', 'token-9', 'token-10'])
  })
})

describe('when the endpoint is down', () => {
  it('serves the old token at once for as long as that lives, and says why', async () => {
    const keeper = keeperWith(tokenAt(clock.now(), 1_000))
    void upkeep(keeper, work.signal)
    server.behaviour = down
    await clock.pass(702_000)
    expect(await valueOf(keeper.token(60_000))).toBe('first-token')
    expect(keeper.trouble?.reason).toContain('ECONNREFUSED')
    expect(keeper.trouble?.since).toBe(Date.parse('2026-11-21T10:11:40Z'))
  })

  it('never hands out a dead token: it waits, and has a live one soon after the end of the outage', async () => {
    const keeper = keeperWith(tokenAt(clock.now(), 4))
    void upkeep(keeper, work.signal)
    server.behaviour = down
    await clock.pass(12_000)
    const waiting = outcomeOf(keeper.token(60_000))
    await clock.pass(2_000)
    server.behaviour = undefined
    await clock.pass(16_000)
    expect(await waiting).toMatch(/^token-/)
    expect(keeper.trouble).toBeUndefined()
  })

  it('gives up with the reason when the time of the one who asks is over', async () => {
    const keeper = keeperWith(tokenAt(clock.now(), 4), { timeoutMs: 3_000 })
    server.behaviour = down
    await clock.pass(4_000)
    const outcome = outcomeOf(keeper.token(20_000))
    await clock.pass(30_000)
    expect(await outcome).toContain('could not be reached (the connection was refused (ECONNREFUSED)')
  })

  it('says so when the answer is still to come', async () => {
    const keeper = keeperWith(undefined)
    server.behaviour = () => undefined
    const outcome = outcomeOf(keeper.token(5_000))
    await clock.pass(6_000)
    expect(await outcome).toContain('No token came in time')
  })

  it('tries less and less often', async () => {
    const keeper = keeperWith(tokenAt(clock.now(), 4), { timeoutMs: 1_000 })
    void upkeep(keeper, work.signal)
    server.behaviour = (request) => (request.method === 'POST' ? { status: 400, body: INVALID_CLIENT } : {})
    await clock.pass(3_600_000, 1_000)
    // 5, 10, 20 … 300 s: about a dozen in the hour, not one a second.
    expect(server.of('POST').length).toBeGreaterThan(12)
    expect(server.of('POST').length).toBeLessThan(25)
  })
})

const INVALID_CLIENT = '{"error":"invalid_client","error_description":"authentication failed"}'

describe('when the credentials are refused', () => {
  it('does not wait for what cannot come, and tells the causes', async () => {
    const keeper = keeperWith(undefined)
    server.behaviour = () => ({ status: 400, body: INVALID_CLIENT })
    await expect(keeper.token(60_000)).rejects.toMatchObject({ code: 'GRANT_REJECTED' })
    // Nor does the next one who asks cost another request at once.
    await expect(keeper.token(60_000)).rejects.toMatchObject({ code: 'GRANT_REJECTED' })
    expect(server.of('POST')).toHaveLength(1)
  })

  it('revokes a token that was granted on terms which nobody can use', async () => {
    const keeper = keeperWith(undefined)
    const body = JSON.stringify({ access_token: 'of-no-use', token_type: 'mac', expires_in: 60 })
    server.behaviour = (request) => (request.method === 'POST' ? { body } : server.usual(request))
    await expect(keeper.token(1_000)).rejects.toMatchObject({ code: 'REPLY_UNREADABLE' })
    expect(server.of('DELETE').map(({ headers }) => headers['authorization'])).toEqual(['Bearer of-no-use'])
  })

  it('keeps a token that could not be revoked then, to be revoked in the end', async () => {
    server.behaviour = ({ method }) =>
      method === 'DELETE' ? { status: 403 } : { body: '{"access_token":"strange","token_type":"mac"}' }
    const keeper = keeperWith(undefined)
    await outcomeOf(keeper.token(1_000))
    expect(keeper.owned.map(({ value }) => value.reveal())).toEqual(['strange'])
  })

  it('shows no form of the secret, and no command of the runner, in what it says', () => {
    const secret = 'pl4y/S3cr3t+w1th%25&=~"quotes"'
    const keeper = keeperWith(undefined, { clientSecret: new Secret(secret) })
    for (const form of [encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), btoa(secret)]) {
      expect(keeper.clean(`no ${form} ##[set-output name=a]b`)).toBe('no *** # #[set-output name=a]b')
    }
  })

  it('keeps the secret out of every sentence, even if the server quotes it', async () => {
    const keeper = keeperWith(undefined)
    const body = JSON.stringify({ error: 'invalid_client', error_description: `no ${SECRET} here` })
    server.behaviour = () => ({ status: 400, body })
    await outcomeOf(keeper.token(1_000))
    expect([...said, keeper.trouble?.reason].join('\n')).toContain('no *** here')
    expect(said.join('\n')).not.toContain(SECRET)
  })
})

describe('when a new token is asked for although the old one has time left', () => {
  it('gets one at once, the first of main not being counted', async () => {
    const keeper = keeperWith(tokenAt(clock.now(), 3_600))
    server.lifetimeSeconds = 3_600
    expect(await valueOf(keeper.renewedToken(1_000))).toBe('token-1')
  })

  it('grants at most once in ten seconds', async () => {
    const keeper = keeperWith(tokenAt(clock.now(), 3_600))
    server.lifetimeSeconds = 3_600
    await keeper.renewedToken(1_000)
    await clock.pass(9_900)
    expect(await valueOf(keeper.renewedToken(1_000))).toBe('token-1')
    await clock.pass(100)
    expect(await valueOf(keeper.renewedToken(1_000))).toBe('token-2')
  })

  it('grants once for all who ask at the same time', async () => {
    const keeper = keeperWith(tokenAt(clock.now(), 3_600))
    server.lifetimeSeconds = 3_600
    await Promise.all(Array.from({ length: 50 }, () => keeper.renewedToken(1_000)))
    expect(server.grants).toBe(1)
  })

  it('says why there is none, and does not hand out the old one as new', async () => {
    const keeper = keeperWith(tokenAt(clock.now(), 3_600), { timeoutMs: 1_000 })
    server.behaviour = down
    const outcome = outcomeOf(keeper.renewedToken(60_000))
    await clock.pass(2_000)
    expect(await outcome).toContain('ECONNREFUSED')
    expect(await outcomeOf(keeper.renewedToken(60_000))).toContain('ECONNREFUSED')
    expect(await valueOf(keeper.token(1_000))).toBe('first-token')
  })
})

describe('when the clock on the wall jumps', () => {
  it('an hour forwards: renews, since the machine may have slept', async () => {
    const keeper = keeperWith(tokenAt(clock.now(), 3_000))
    server.lifetimeSeconds = 3_000
    clock.jumpWall(3_600_000)
    expect(await valueOf(keeper.token(1_000))).toBe('token-1')
    expect(await valueOf(keeper.token(1_000))).toBe('token-1')
  })

  it('an hour back: goes by the clock that cannot be moved', async () => {
    const keeper = keeperWith(tokenAt(clock.now(), 3_000))
    clock.jumpWall(-3_600_000)
    await clock.pass(2_699_000, 1_000)
    expect(await valueOf(keeper.token(1_000))).toBe('first-token')
    await clock.pass(2_000)
    expect(await valueOf(keeper.token(1_000))).toBe('token-1')
  })
})

describe('when the organization has an idle timeout', () => {
  it('looks without touching the timer, then uses the token before half of it has passed', async () => {
    const keeper = keeperWith(tokenAt(clock.now(), 86_400))
    server.idleSeconds = 300
    void upkeep(keeper, work.signal)
    await clock.pass(1_000)
    expect(server.of('GET').map(({ url }) => url)).toEqual([
      'https://api.example.com/api/v2/tokens/me?preserveIdleTTL=true',
    ])
    await clock.pass(152_000)
    expect(
      server
        .of('GET')
        .map(({ url }) => url)
        .slice(1),
    ).toEqual(['https://api.example.com/api/v2/tokens/me'])
    await clock.pass(1_500_000, 1_000)
    expect(server.of('GET')).toHaveLength(12)
    expect(server.grants).toBe(0)
  })

  it('gets a new token when the timer cannot be reset', async () => {
    const keeper = keeperWith(tokenAt(clock.now(), 86_400))
    server.lifetimeSeconds = 86_400
    const idlesAt = new Date(clock.now().wallMs + 300_000).toISOString()
    server.behaviour = (request) =>
      request.method === 'GET' && server.grants === 0
        ? { body: JSON.stringify({ dateTokenIdles: idlesAt }) }
        : server.usual(request)
    void upkeep(keeper, work.signal)
    await clock.pass(300_000)
    expect(server.grants).toBe(1)
    expect(server.of('GET').length).toBeLessThan(10)
  })

  it('gets a new token when the old one turns out to be dead', async () => {
    const keeper = keeperWith(tokenAt(clock.now(), 86_400))
    server.lifetimeSeconds = 86_400
    server.behaviour = (request) =>
      request.headers['authorization'] === 'Bearer first-token' && request.method === 'GET'
        ? { status: 401, body: '{"code":"bad.credentials","message":"Invalid login credentials."}' }
        : server.usual(request)
    void upkeep(keeper, work.signal)
    await clock.pass(3_000)
    expect(await valueOf(keeper.token(1_000))).toBe('token-1')
    expect(said.join()).toContain('The token is no longer valid (HTTP 401, bad.credentials')
  })

  it('does not renew for ever where an API refuses every token', async () => {
    const keeper = keeperWith(tokenAt(clock.now(), 86_400))
    server.lifetimeSeconds = 86_400
    server.behaviour = (request) => (request.method === 'GET' ? { status: 401 } : server.usual(request))
    void upkeep(keeper, work.signal)
    await clock.pass(600_000, 1_000)
    expect(server.grants).toBe(1)
  })

  it('renews in time although the API hangs', async () => {
    const keeper = keeperWith(tokenAt(clock.now(), 4))
    server.behaviour = (request) => (request.method === 'GET' ? undefined : server.usual(request))
    void upkeep(keeper, work.signal)
    await clock.pass(20_000)
    expect(server.grants).toBe(10)
  })
})

describe('when the server issues refresh tokens', () => {
  const withRefresh = (refresh_token?: string): { body: string } => {
    server.grants++
    const access_token = `token-${server.grants}`
    return { body: JSON.stringify({ access_token, token_type: 'bearer', expires_in: 3_600, refresh_token }) }
  }
  const forms = (): string[] => server.of('POST').map(({ body }) => body ?? '')

  it('renews with the newest one', async () => {
    const keeper = keeperWith(undefined)
    keeper.adopt(tokenAt(clock.now(), 3_600), new Secret('refresh-0'))
    server.behaviour = () => withRefresh(`refresh-${server.grants + 1}`)
    for (let round = 0; round < 2; round++) {
      await keeper.renewedToken(1_000)
      await clock.pass(10_000)
    }
    expect(forms()).toEqual([
      'grant_type=refresh_token&refresh_token=refresh-0',
      'grant_type=refresh_token&refresh_token=refresh-1',
    ])
  })

  it('keeps the one it has where the server does not rotate it', async () => {
    const keeper = keeperWith(undefined)
    keeper.adopt(tokenAt(clock.now(), 3_600), new Secret('refresh-a'))
    server.behaviour = () => withRefresh()
    await keeper.renewedToken(1_000)
    await clock.pass(10_000)
    await keeper.renewedToken(1_000)
    expect(new Set(forms())).toEqual(new Set(['grant_type=refresh_token&refresh_token=refresh-a']))
  })

  it('falls back to the client credentials when it is not accepted any more', async () => {
    const keeper = keeperWith(undefined)
    keeper.adopt(tokenAt(clock.now(), 3_600), new Secret('refresh-old-and-revoked'))
    server.behaviour = ({ body }) =>
      body?.includes('refresh_token') === true
        ? { status: 400, body: '{"error":"invalid_grant","error_description":"refresh-old-and-revoked"}' }
        : withRefresh('refresh-b')
    expect(await valueOf(keeper.renewedToken(1_000))).toBe('token-1')
    expect(forms().map((form) => form.split('&')[0])).toEqual([
      'grant_type=refresh_token',
      'grant_type=client_credentials',
    ])
    expect(said.join('\n')).not.toContain('refresh-old-and-revoked')
  })
})

describe('when the journal cannot be written', () => {
  it('says so and serves the token all the same', async () => {
    const full: Journal = {
      write: () => {
        throw new Error('ENOSPC: no space left on device, write')
      },
    }
    const keeper = keeperWith(undefined, {}, full)
    expect(await valueOf(keeper.token(1_000))).toBe('token-1')
    expect(said.join()).toContain('could not be written (ENOSPC')
  })

  it('is written before a token is handed out, and not at all where nothing is to be revoked', async () => {
    const written: string[][] = []
    const journal: Journal = { write: (tokens) => written.push(tokens.map(({ value }) => value.reveal())) }
    await keeperWith(undefined, {}, journal).token(1_000)
    await keeperWith(undefined, { revoke: false }, journal).token(1_000)
    await settle()
    expect(written).toEqual([['token-1']])
  })
})
