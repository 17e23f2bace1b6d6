import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { type TokenManager } from '../../src/agent/token-manager.ts'
import { upkeep } from '../../src/agent/upkeep.ts'
import { Deadline } from '../../src/core/deadline.ts'
import { Secret } from '../../src/core/secret.ts'
import { type ServedToken } from '../../src/lease/token-source.ts'
import { type AccessToken } from '../../src/oauth/access-token.ts'
import {
  down,
  HandClock,
  managedAgent,
  SECRET,
  Server,
  settle,
  tokenAt,
  type ManagedAgent,
  type ManagerOptions,
} from '../support/agent.ts'

let clock: HandClock
let server: Server
let work: AbortController

beforeEach(() => {
  clock = new HandClock()
  server = new Server(clock, 4)
  work = new AbortController()
})

afterEach(() => work.abort())

function agentWith(first?: AccessToken, options: ManagerOptions = {}): ManagedAgent {
  const agent = managedAgent(clock, server, options)
  if (first !== undefined) agent.use(first)
  return agent
}

const keepUp = ({ manager, context }: ManagedAgent): void => void upkeep(manager, context, work.signal)

const valueOf = async (token: Promise<ServedToken>): Promise<string> => (await token).value.reveal()

/** What a promise came to; never rejects. */
const outcomeOf = (token: Promise<ServedToken>): Promise<string> =>
  valueOf(token).catch((error: unknown) => (error instanceof Error ? error.message : 'thrown'))

const current = (manager: TokenManager, ms: number): Promise<ServedToken> =>
  manager.current(Deadline.after(ms, clock))

const renew = (manager: TokenManager, ms: number, rejected?: string): Promise<ServedToken> =>
  manager.renew(Deadline.after(ms, clock), rejected === undefined ? undefined : new Secret(rejected))

const heldBy = ({ leases }: ManagedAgent): string[] => leases.held.map(({ token }) => token.value.reveal())

/** Answers 401 for one token, whatever is asked with it. */
function refuse(value: string): void {
  server.behaviour = (request) =>
    request.headers['authorization'] === `Bearer ${value}`
      ? { status: 401, body: '{"code":"bad.credentials","message":"Invalid login credentials."}' }
      : server.usual(request)
}

describe('when the token is due for renewal', () => {
  it('is renewed once for all who ask, and they all get the new one', async () => {
    const { manager } = agentWith(tokenAt(clock.now(), 4))
    await clock.pass(2_500)
    const values = await Promise.all(Array.from({ length: 50 }, () => valueOf(current(manager, 1_000))))
    expect(new Set(values)).toEqual(new Set(['token-1']))
    expect(server.grants).toBe(1)
  })

  it.each([
    ['has a token on record', { status: 200 }, ['announced', 'asked', 'recorded', 'taken back']],
    [
      'was refused',
      { status: 400, body: '{"error":"invalid_client"}' },
      ['announced', 'asked', 'taken back'],
    ],
  ])('leaves word of its request before it is sent, until it %s', async (_, reply, expected) => {
    const events: string[] = []
    server.behaviour = (request) => {
      if (request.method !== 'POST') return server.usual(request)
      events.push('asked')
      return reply.status === 200 ? server.usual(request) : reply
    }
    const { manager, use } = managedAgent(clock, server, {
      journal: { write: () => void events.push('recorded') },
      announceRequest: () => {
        events.push('announced')
        return () => void events.push('taken back')
      },
    })
    use(tokenAt(clock.now(), 4))
    events.length = 0
    await clock.pass(2_500)
    await current(manager, 1_000).catch(() => undefined)
    await settle()
    expect(events).toEqual(expected)
  })

  it('is renewed in the background at half of a short life, and never in a loop', async () => {
    const agent = agentWith(tokenAt(clock.now(), 4))
    keepUp(agent)
    await clock.pass(20_000)
    expect(server.grants).toBe(10)
    expect(agent.manager.issued).toBe(10)
  })

  it('is not revoked, since a step may be using it, but held until it has expired', async () => {
    const agent = agentWith(tokenAt(clock.now(), 4))
    keepUp(agent)
    await clock.pass(20_000)
    expect(server.of('DELETE')).toEqual([])
    expect(heldBy(agent)).toEqual(['token-8', 'token-9', 'token-10'])
  })

  it('is forgotten with its forms once it has expired: an agent lives for a day', async () => {
    const agent = agentWith(tokenAt(clock.now(), 4))
    keepUp(agent)
    await clock.pass(20_000)
    expect(agent.redactor.clean('first-token token-1x token-10')).toBe('first-token token-1x ***')
  })
})

describe('when the endpoint is down', () => {
  it('serves the old token at once for as long as it is valid, and says why', async () => {
    const agent = agentWith(tokenAt(clock.now(), 1_000))
    keepUp(agent)
    server.behaviour = down
    await clock.pass(702_000)
    expect(await valueOf(current(agent.manager, 60_000))).toBe('first-token')
    expect(agent.manager.trouble?.reason).toContain('ECONNREFUSED')
    expect(agent.manager.trouble?.since).toBe(Date.parse('2026-11-21T10:11:40Z'))
  })

  it('never hands out an expired token: it waits, and has a valid one soon after the end of the outage', async () => {
    const agent = agentWith(tokenAt(clock.now(), 4))
    keepUp(agent)
    server.behaviour = down
    await clock.pass(12_000)
    const waiting = outcomeOf(current(agent.manager, 60_000))
    await clock.pass(2_000)
    server.behaviour = undefined
    await clock.pass(66_000)
    expect(await waiting).toMatch(/^token-/)
    expect(agent.manager.trouble).toBeUndefined()
  })

  it('gives up with the reason when the time of the one who asks is over', async () => {
    const { manager } = agentWith(tokenAt(clock.now(), 4), { settings: { timeoutMs: 3_000 } })
    server.behaviour = down
    await clock.pass(4_000)
    const outcome = outcomeOf(current(manager, 20_000))
    await clock.pass(30_000)
    expect(await outcome).toContain('could not be reached (the connection was refused (ECONNREFUSED)')
  })

  it('says so when the answer is still to come', async () => {
    const { manager } = agentWith()
    server.behaviour = () => undefined
    const outcome = outcomeOf(current(manager, 5_000))
    await clock.pass(6_000)
    expect(await outcome).toContain('No token came in time')
  })

  it('tries less and less often', async () => {
    const agent = agentWith(tokenAt(clock.now(), 4), { settings: { timeoutMs: 1_000 } })
    keepUp(agent)
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
    const { manager } = agentWith()
    server.behaviour = () => ({ status: 400, body: INVALID_CLIENT })
    await expect(current(manager, 60_000)).rejects.toMatchObject({ code: 'GRANT_REJECTED' })
    // Nor does the next one who asks cost another request at once.
    await expect(current(manager, 60_000)).rejects.toMatchObject({ code: 'GRANT_REJECTED' })
    expect(server.of('POST')).toHaveLength(1)
  })

  it('holds a token that was issued on unusable terms, to be released in the end', async () => {
    const agent = agentWith()
    server.behaviour = () => ({ body: '{"access_token":"strange","token_type":"mac"}' })
    await expect(current(agent.manager, 1_000)).rejects.toMatchObject({ code: 'REPLY_UNREADABLE' })
    expect(heldBy(agent)).toEqual(['strange'])
  })

  it('keeps the secret out of every sentence, even if the server quotes it', async () => {
    const { manager, said } = agentWith()
    const body = JSON.stringify({ error: 'invalid_client', error_description: `no ${SECRET} here` })
    server.behaviour = () => ({ status: 400, body })
    await outcomeOf(current(manager, 1_000))
    expect([...said, manager.trouble?.reason].join('\n')).toContain('no *** here')
    expect([...said, manager.trouble?.reason].join('\n')).not.toContain(SECRET)
  })
})

describe('when a new token is asked for although the old one has time left', () => {
  beforeEach(() => {
    server.lifetimeSeconds = 3_600
  })

  it('within ten seconds of the last one hands out that, if the API host accepts it, and says so', async () => {
    const { manager } = agentWith(tokenAt(clock.now(), 3_600))
    await renew(manager, 1_000)
    await clock.pass(9_900)
    const again = await renew(manager, 1_000)
    expect([again.value.reveal(), again.isUnchanged]).toEqual(['token-1', true])
    expect(server.of('GET').map(({ url }) => url)).toEqual([
      'https://api.example.com/api/v2/tokens/me?preserveIdleTTL=true',
    ])
    await clock.pass(100)
    expect(await valueOf(renew(manager, 1_000))).toBe('token-2')
  })

  it('within ten seconds waits out the rest and gets another, if the API host refuses it', async () => {
    const { manager } = agentWith(tokenAt(clock.now(), 3_600))
    await renew(manager, 1_000)
    refuse('token-1')
    await clock.pass(4_000)
    const waiting = Array.from({ length: 20 }, () => outcomeOf(renew(manager, 60_000)))
    await settle()
    // Those who only want a token do not get the refused one either.
    waiting.push(outcomeOf(current(manager, 60_000)))
    await clock.pass(5_500)
    expect(server.grants).toBe(1)
    await clock.pass(1_000)
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['token-2']))
    expect(server.grants).toBe(2)
    // Asked once for all who waited.
    expect(server.of('GET')).toHaveLength(1)
  })

  it('gives up when there is no time to wait out the rest', async () => {
    const { manager } = agentWith(tokenAt(clock.now(), 3_600))
    await renew(manager, 1_000)
    refuse('token-1')
    const outcome = outcomeOf(renew(manager, 3_000))
    await clock.pass(3_000)
    expect(await outcome).toContain('No token came in time')
  })

  it('gets another where the API host gives no answer', async () => {
    const { manager } = agentWith(tokenAt(clock.now(), 3_600))
    await renew(manager, 1_000)
    server.behaviour = (request) => (request.method === 'GET' ? { status: 404 } : server.usual(request))
    const outcome = outcomeOf(renew(manager, 60_000))
    await clock.pass(11_000)
    expect(await outcome).toBe('token-2')
  })

  it('gets one for all who ask at the same time', async () => {
    const { manager } = agentWith(tokenAt(clock.now(), 3_600))
    await Promise.all(Array.from({ length: 50 }, () => renew(manager, 1_000)))
    expect(server.grants).toBe(1)
  })

  it('says why there is none, and does not hand out the old one as new', async () => {
    const { manager } = agentWith(tokenAt(clock.now(), 3_600), { settings: { timeoutMs: 1_000 } })
    server.behaviour = down
    const outcome = outcomeOf(renew(manager, 60_000))
    await clock.pass(2_000)
    expect(await outcome).toContain('ECONNREFUSED')
    expect(await outcomeOf(renew(manager, 60_000))).toContain('ECONNREFUSED')
    expect(await valueOf(current(manager, 1_000))).toBe('first-token')
  })
})

describe('when a token was refused elsewhere', () => {
  beforeEach(() => {
    server.lifetimeSeconds = 3_600
  })

  it('asks the API host first, and stays with a token that this accepts', async () => {
    const { manager } = agentWith(tokenAt(clock.now(), 3_600))
    expect(await renew(manager, 1_000, 'first-token')).toMatchObject({ isUnchanged: true })
    expect(server.grants).toBe(0)
  })
})

describe('when the clock on the wall jumps', () => {
  it('an hour forwards: renews, since the machine may have slept', async () => {
    const { manager } = agentWith(tokenAt(clock.now(), 3_000))
    server.lifetimeSeconds = 3_000
    clock.jumpWall(3_600_000)
    expect(await valueOf(current(manager, 1_000))).toBe('token-1')
    expect(await valueOf(current(manager, 1_000))).toBe('token-1')
  })

  it('an hour back: goes by the clock that cannot be moved', async () => {
    const { manager } = agentWith(tokenAt(clock.now(), 3_000))
    clock.jumpWall(-3_600_000)
    await clock.pass(2_699_000, 1_000)
    expect(await valueOf(current(manager, 1_000))).toBe('first-token')
    await clock.pass(2_000)
    expect(await valueOf(current(manager, 1_000))).toBe('token-1')
  })
})

describe('when the organization has an idle timeout', () => {
  it('looks without touching the timer, then uses the token before half of it has passed', async () => {
    server.idleSeconds = 300
    keepUp(agentWith(tokenAt(clock.now(), 86_400)))
    await clock.pass(1_000)
    expect(server.of('GET').map(({ url }) => url)).toEqual([
      'https://api.example.com/api/v2/tokens/me?preserveIdleTTL=true',
    ])
    await clock.pass(152_000)
    const urls = server.of('GET').map(({ url }) => url)
    expect(urls.slice(1)).toEqual(['https://api.example.com/api/v2/tokens/me'])
    await clock.pass(1_500_000, 1_000)
    expect(server.of('GET')).toHaveLength(12)
    expect(server.grants).toBe(0)
  })

  it('gets a new token when the timer cannot be reset', async () => {
    server.lifetimeSeconds = 86_400
    const idlesAt = new Date(clock.now().wallMs + 300_000).toISOString()
    server.behaviour = (request) =>
      request.method === 'GET' && server.grants === 0
        ? { body: JSON.stringify({ dateTokenIdles: idlesAt }) }
        : server.usual(request)
    keepUp(agentWith(tokenAt(clock.now(), 86_400)))
    await clock.pass(300_000)
    expect(server.grants).toBe(1)
    expect(server.of('GET').length).toBeLessThan(10)
  })

  it('gets a new token when the old one turns out to be invalid', async () => {
    const agent = agentWith(tokenAt(clock.now(), 86_400))
    server.lifetimeSeconds = 86_400
    refuse('first-token')
    keepUp(agent)
    await clock.pass(3_000)
    expect(await valueOf(current(agent.manager, 1_000))).toBe('token-1')
    expect(agent.said.join()).toContain('The token is no longer valid (HTTP 401, bad.credentials')
  })

  it('does not renew for ever where an API refuses every token', async () => {
    server.lifetimeSeconds = 86_400
    server.behaviour = (request) => (request.method === 'GET' ? { status: 401 } : server.usual(request))
    const agent = agentWith(tokenAt(clock.now(), 86_400))
    keepUp(agent)
    await clock.pass(600_000, 1_000)
    expect(server.grants).toBe(1)
    // That it cannot be looked at is told, since an idle timeout would go unnoticed.
    expect(agent.manager.trouble?.reason).toBe('The token could not be looked at (HTTP 401).')
  })

  it('renews in time although the API hangs', async () => {
    server.behaviour = (request) => (request.method === 'GET' ? undefined : server.usual(request))
    keepUp(agentWith(tokenAt(clock.now(), 4)))
    await clock.pass(20_000)
    expect(server.grants).toBe(10)
  })

  it('takes the 401 of a host for proof only once it has accepted the token', async () => {
    const agent = agentWith(tokenAt(clock.now(), 3_600))
    await renew(agent.manager, 1_000)
    expect(agent.leases.held.map(({ wasAccepted }) => wasAccepted)).toEqual([false])
    keepUp(agent)
    await settle()
    expect(agent.leases.held.map(({ wasAccepted }) => wasAccepted)).toEqual([true])
  })
})

describe('when the server hands out one token again until it expires', () => {
  /** A server with one token for each ten seconds, which tells whole seconds of what is left. */
  function oneTokenAtATime(): void {
    const startedAt = clock.now().monotonicMs
    server.behaviour = (request) => {
      if (request.method !== 'POST') return server.usual(request)
      const passedMs = clock.now().monotonicMs - startedAt
      const access_token = `shared-${Math.floor(passedMs / 10_000)}`
      const expires_in = Math.floor((10_000 - (passedMs % 10_000)) / 1_000)
      return { body: JSON.stringify({ access_token, token_type: 'bearer', expires_in }) }
    }
  }

  it('asks anew right after its end, and seldom before', async () => {
    oneTokenAtATime()
    const agent = agentWith()
    keepUp(agent)
    await clock.pass(9_000)
    expect(await valueOf(current(agent.manager, 60_000))).toBe('shared-0')
    expect(server.of('POST')).toHaveLength(2)
    await clock.pass(700)
    const waiting = valueOf(current(agent.manager, 60_000))
    await clock.pass(1_800)
    expect(await waiting).toBe('shared-1')
  })

  it('answers for it once', async () => {
    oneTokenAtATime()
    const agent = agentWith()
    keepUp(agent)
    await clock.pass(7_000)
    expect(heldBy(agent)).toEqual(['shared-0'])
    await agent.leases.releaseAll(Deadline.after(1_000, clock))
    expect(server.of('DELETE')).toHaveLength(1)
  })

  it('does not end a token that another answers for', async () => {
    server.behaviour = () => ({
      body: '{"access_token":"first-token","token_type":"bearer","expires_in":3600}',
    })
    const agent = agentWith(tokenAt(clock.now(), 3_600))
    expect(await renew(agent.manager, 1_000)).toMatchObject({ isUnchanged: true })
    expect(heldBy(agent)).toEqual([])
  })

  it('does not hand it out when the API host has just refused it', async () => {
    server.behaviour = (request) =>
      request.method === 'GET'
        ? { status: 401 }
        : { body: '{"access_token":"first-token","token_type":"bearer","expires_in":3600}' }
    const agent = agentWith(tokenAt(clock.now(), 3_600))
    expect(await outcomeOf(renew(agent.manager, 1_000, 'first-token'))).toContain('hands out the same token')
  })
})

describe('when the server issues refresh tokens', () => {
  const withRefresh = (refresh_token?: string): { body: string } => {
    server.grants++
    const access_token = `token-${server.grants}`
    return { body: JSON.stringify({ access_token, token_type: 'bearer', expires_in: 3_600, refresh_token }) }
  }
  const forms = (): string[] => server.of('POST').map(({ body }) => body ?? '')
  const agentWithRefreshToken = (value: string): ManagedAgent => {
    const agent = agentWith()
    agent.use(tokenAt(clock.now(), 3_600), new Secret(value))
    agent.redactor.add([value])
    return agent
  }

  it('renews with the newest one, and forgets the others', async () => {
    const agent = agentWithRefreshToken('refresh-0')
    server.behaviour = () => withRefresh(`refresh-${server.grants + 1}`)
    for (let round = 0; round < 2; round++) {
      await renew(agent.manager, 1_000)
      await clock.pass(10_000)
    }
    expect(forms()).toEqual([
      'grant_type=refresh_token&refresh_token=refresh-0',
      'grant_type=refresh_token&refresh_token=refresh-1',
    ])
    expect(agent.redactor.clean('refresh-1 refresh-2')).toBe('refresh-1 ***')
  })

  it('keeps the one it has where the server does not rotate it', async () => {
    const agent = agentWithRefreshToken('refresh-a')
    server.behaviour = () => withRefresh()
    await renew(agent.manager, 1_000)
    await clock.pass(10_000)
    await renew(agent.manager, 1_000)
    expect(new Set(forms())).toEqual(new Set(['grant_type=refresh_token&refresh_token=refresh-a']))
    expect(agent.redactor.clean('refresh-a')).toBe('***')
  })

  it('falls back to the client credentials when it is not accepted any more', async () => {
    const { manager, said } = agentWithRefreshToken('refresh-old-and-revoked')
    server.behaviour = ({ body }) =>
      body?.includes('refresh_token') === true
        ? { status: 400, body: '{"error":"invalid_grant","error_description":"refresh-old-and-revoked"}' }
        : withRefresh('refresh-b')
    expect(await valueOf(renew(manager, 1_000))).toBe('token-1')
    expect(forms().map((form) => form.split('&')[0])).toEqual([
      'grant_type=refresh_token',
      'grant_type=client_credentials',
    ])
    expect(said.join('\n')).not.toContain('refresh-old-and-revoked')
  })
})

describe('when tokens are to stay valid after the agent', () => {
  it('holds none of them', async () => {
    const agent = agentWith(undefined, { settings: { revoke: false } })
    await current(agent.manager, 1_000)
    expect(heldBy(agent)).toEqual([])
  })
})
