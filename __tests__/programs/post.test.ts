import { describe, expect, it } from '@jest/globals'
import fc from '../support/property.ts'
import { post, POST_MS } from '../../src/programs/post.ts'
import { encodeLease, type Custody, type LeaseRecord } from '../../src/lease/lease-record.ts'
import { type TokenStore } from '../../src/sharing/token-store.ts'
import { tokenForms } from '../../src/core/masks.ts'
import { AttemptFailed } from '../../src/http/retry-decision.ts'
import { reply, reset, requestContextOf, type Answer, type SentRequest } from '../support/genesys.ts'
import { LEASE, recordingStep, TOKEN, type Event } from '../support/step-fakes.ts'

interface Options {
  readonly laterMs?: number
  readonly signal?: AbortSignal
  readonly tookMs?: number
  readonly random?: number
  readonly summary?: boolean
  /** What main left of a request that was under way. */
  readonly request?: string
  readonly agent?: string
  readonly store?: Pick<TokenStore, 'findGeneration'>
}

/** What post did with a lease that main left, or with a text: all it told the runner, and all it sent. */
async function run(
  saved: string | Partial<LeaseRecord>,
  answers: readonly Answer[] = [],
  options: Options = {},
): Promise<{ events: Event[]; masked: string[]; sent: readonly SentRequest[]; tookMs: number }> {
  const leases = typeof saved === 'string' ? saved : JSON.stringify([encodeLease({ ...LEASE, ...saved })])
  const summary = options.summary === true ? 'true' : ''
  const step = recordingStep(
    [],
    {},
    { leases, summary, agent: options.agent ?? '', request: options.request ?? '' },
  )
  const { context, clock, sent } = requestContextOf(answers, options)
  clock.advance(options.laterMs ?? 60_000)
  const startedAt = clock.now().monotonicMs
  const log = (sentence: string): void => step.log(sentence)
  const mask = (forms: readonly string[]): void => step.mask(forms)
  await post({
    step,
    context: { ...context, log, mask },
    openLink: () => Promise.reject(new Error('there is no agent')),
    openStore: () => Promise.resolve(options.store as TokenStore | undefined),
  })
  return { events: step.events, masked: step.masked, sent, tookMs: clock.now().monotonicMs - startedAt }
}

const MAY_LIVE = (reason: string): string =>
  `warn The token could not be revoked (${reason}). It may stay valid until 2026-11-21T11:00:00Z. To end it before, disable the OAuth client in Genesys Cloud.`

describe('when the API host had not taken the token from the first', () => {
  it.each([401, 404])('takes no %i for the end of it', async (status) => {
    const { events } = await run({ wasAccepted: false }, [reply(status)], { summary: true })
    expect(events).toEqual([
      'mask',
      MAY_LIVE('the API host has not accepted it since it was issued: does api-url fit?'),
      expect.stringMatching(/^summary Genesys Cloud access token: Not revoked/),
    ])
  })

  it('believes it when it revokes the token after all', async () => {
    expect((await run({ wasAccepted: false }, [reply(200)])).events).toEqual([
      'mask',
      'say The token was revoked.',
    ])
  })
})

describe('when the summary quotes a server', () => {
  it('keeps its Markdown and HTML what they are, letters', async () => {
    const hostile = reply(403, { code: 'x', message: '<img src=x> [log in](https://evil.example) | @all' })
    const { events } = await run({}, [hostile], { summary: true })
    const summary = events.find((event) => event.startsWith('summary')) ?? ''
    expect(summary).toContain('&lt;img src=x&gt; \\[log in\\]\\(https\\:\\/\\/evil\\.example\\) \\| \\@all')
  })
})

describe('when main left no token', () => {
  it('says so, and asks nobody', async () => {
    const { events, sent } = await run('')
    expect(events).toEqual(['say The step got no token; nothing to revoke.'])
    expect(sent).toEqual([])
  })
})

describe('when main ended while its token request was unanswered', () => {
  const request = String(Date.UTC(2026, 10, 23, 10, 2))
  const WARNING =
    'warn The step ended while its token request was unanswered. If a token was issued for it, its value is not known, so that it cannot be revoked: it may stay valid until 2026-11-23T10:02:00Z at the latest. To end it before, disable the OAuth client in Genesys Cloud.'

  it('warns once, with the time and the cure, and does not say that there was no token', async () => {
    const { events, sent } = await run('', [], { request, summary: true })
    expect(events).toEqual([
      WARNING,
      'summary Genesys Cloud access token: Not known: the token request was unanswered; a token of it may be valid until 2026-11-23T10:02:00Z.\n',
    ])
    expect(sent).toEqual([])
  })

  it('releases what it knows of all the same', async () => {
    const { events } = await run({}, [reply(200)], { request })
    expect(events).toEqual(['mask', 'say The token was revoked.', WARNING])
  })

  it('says that it cannot read what is no time', async () => {
    expect((await run('', [], { request: 'soon' })).events).toEqual([
      'warn What the step saved for its post step cannot be read. A token of it may be valid until it expires.',
    ])
  })
})

describe('when what main left cannot be read', () => {
  it.each([{ request: 'soon' }, { agent: 'garbage' }])(
    'ends the tokens of what can be: %j',
    async (broken) => {
      const { events, sent } = await run({}, [reply(200)], broken)
      expect(sent).toHaveLength(1)
      expect(events.slice(-2)).toEqual([
        'say The token was revoked.',
        'warn What the step saved for its post step cannot be read. A token of it may be valid until it expires.',
      ])
    },
  )

  it.each(['{', '{"version":2}', '[{}]', 'garbage'])('warns that a token may be alive: %s', async (text) => {
    const { events, sent } = await run(text)
    expect(events).toEqual([
      'warn What the step saved for its post step cannot be read. A token of it may be valid until it expires.',
    ])
    expect(sent).toEqual([])
  })
})

describe('when main left a live token', () => {
  it('masks it before anything else, since masks of main are not counted on', async () => {
    const { events, masked } = await run({}, [reply(200)])
    expect(events[0]).toBe('mask')
    expect(masked).toEqual(tokenForms(TOKEN))
  })

  it.each([
    [200, 'The token was revoked.'],
    [204, 'The token was revoked.'],
    [
      401,
      'The token was no longer valid (revoked, expired, or invalidated by the idle timeout); nothing to revoke.',
    ],
  ])('revokes it, and says what %i means in one line', async (status, sentence) => {
    const { events, sent } = await run({}, [reply(status)])
    expect(events).toEqual(['mask', `say ${sentence}`])
    expect(sent).toEqual([
      {
        request: {
          method: 'DELETE',
          url: 'https://api.mypurecloud.de/api/v2/tokens/me',
          headers: { authorization: `Bearer ${TOKEN}`, accept: 'application/json' },
        },
        timeoutMs: 10_000,
      },
    ])
  })

  it('tries again what is worth it, one line each', async () => {
    const { events } = await run({}, [reset(), reply(503), reply(200)])
    expect(events).toEqual([
      'mask',
      'say Revoking the token failed (read ECONNRESET); trying again in 0.5 s (28 s left).',
      'say Revoking the token failed (HTTP 503); trying again in 1.0 s (27 s left).',
      'say The token was revoked.',
    ])
  })

  it('takes a 401 after a lost reply for success', async () => {
    const { events } = await run({}, [reset(), reply(401)])
    expect(events.at(-1)).toMatch(/^say The token was no longer valid/)
  })
})

const inCustody = (custody: Custody): Partial<LeaseRecord> => ({ custody })
const kept = inCustody({ is: 'kept' })
const released = inCustody({ is: 'released' })

describe('when there is nothing to revoke', () => {
  it.each<[string, Partial<LeaseRecord>, number, string]>([
    [
      'it expired',
      {},
      3_602_000,
      'The token had already expired at 2026-11-21T11:00:00Z; nothing to revoke.',
    ],
    [
      'it is to live on',
      kept,
      0,
      'The token was left valid because revoke is false; it expires at 2026-11-21T11:00:00Z.',
    ],
    ['main revoked it', released, 0, 'The step revoked its token itself; nothing to revoke.'],
  ])('asks nobody and says why: %s', async (_, state, laterMs, sentence) => {
    const { events, sent } = await run(state, [], { laterMs })
    expect(events).toEqual(['mask', `say ${sentence}`])
    expect(sent).toEqual([])
  })
})

describe('when the token may stay alive', () => {
  it.each<[string, Answer, string]>([
    [
      'the API refuses',
      reply(403, { code: 'not.authorized', message: 'no' }),
      'HTTP 403, not.authorized: no',
    ],
    ['the API redirects', reply(302), 'HTTP 302'],
    ['the API does not know the request', reply(404), 'HTTP 404'],
    ['TLS fails', new AttemptFailed({ kind: 'tls', summary: 'self-signed' }), 'self-signed'],
    ['the transport has a fault', new TypeError('no such thing'), 'no such thing'],
  ])('warns once, with the reason and the expiry: %s', async (_, answer, reason) => {
    const { events } = await run({}, [answer])
    expect(events).toEqual(['mask', MAY_LIVE(reason)])
  })

  it('says how long it tried', async () => {
    const { events } = await run(
      {},
      Array.from({ length: 40 }, () => reply(503)),
      { tookMs: 1_000 },
    )
    expect(events.at(-1)).toMatch(
      /^warn The token could not be revoked \(HTTP 503, after \d+ attempts; the next would start in .*\)/,
    )
    expect(events.filter((event) => event.startsWith('warn'))).toHaveLength(1)
  })

  it('is told by the runner to end, and still warns', async () => {
    const signal = AbortSignal.abort(new Error('the runner ended the post step'))
    const { events } = await run({}, [], { signal })
    expect(events).toEqual(['mask', MAY_LIVE('the runner ended the post step')])
  })
})

describe('when main was cut off while it published the token', () => {
  const entry = { store: 'redis', name: 'entry', generation: 2 } as const
  const offered = inCustody({ is: 'offered', entry })
  const storeThat = (lookup: Awaited<ReturnType<TokenStore['findGeneration']>>): Options => ({
    store: {
      findGeneration: (name, generation) => {
        expect([name, generation]).toEqual(['entry', 2])
        return Promise.resolve(lookup)
      },
    },
  })

  it('leaves it alone if the store shows it to other jobs', async () => {
    const shown = { found: 'hit', generation: 2, sealed: '', storeTime: 0 } as const
    const { events, sent } = await run(offered, [], storeThat(shown))
    expect(events.at(-1)).toMatch(
      /^say The token is shared with other jobs and was left alone; it expires at/,
    )
    expect(sent).toEqual([])
  })

  it('revokes it if the store does not have it', async () => {
    const { events } = await run(offered, [reply(200)], storeThat({ found: 'miss', storeTime: 0 }))
    expect(events.at(-1)).toBe('say The token was revoked.')
  })

  it('looks twice, since a store may show an entry with a delay', async () => {
    let looks = 0
    const { events, sent } = await run(offered, [], {
      store: {
        findGeneration: () => {
          const late = { found: 'hit', generation: 2, sealed: '', storeTime: 0 } as const
          return Promise.resolve(looks++ === 0 ? { found: 'miss', storeTime: 0 } : late)
        },
      },
    })
    expect(events.at(-1)).toMatch(/^say The token is shared with other jobs and was left alone/)
    expect(sent).toEqual([])
  })

  it('warns with the expiry if the store gives no answer', async () => {
    const { events, sent } = await run(
      offered,
      [],
      storeThat({ found: 'unavailable', because: 'it is down' }),
    )
    expect(events).toEqual(['mask', MAY_LIVE('whether other jobs share it is not known: it is down')])
    expect(sent).toEqual([])
  })

  it('warns with the expiry if the store cannot be asked', async () => {
    const { events } = await run(offered)
    expect(events.at(-1)).toBe(
      MAY_LIVE('whether other jobs share it is not known: its store cannot be asked'),
    )
  })
})

describe('when a summary was wanted', () => {
  it.each<[string, Partial<LeaseRecord>, Answer[], number, string]>([
    ['revoked', {}, [reply(200)], 0, 'Revoked.'],
    ['gone before', {}, [reply(401)], 0, 'No longer valid at the end of the job.'],
    ['expired', {}, [], 4_000_000, 'Expired at 2026-11-21T11:00:00Z.'],
    ['not revoked', {}, [reply(403)], 0, 'Not revoked (HTTP 403); may be valid until 2026-11-21T11:00:00Z.'],
    ['left alive', kept, [], 0, 'Left valid because `revoke` is `false`; expires at 2026-11-21T11:00:00Z.'],
    ['revoked by main', released, [], 0, 'Revoked by the step itself.'],
  ])('adds what became of the token: %s', async (_, state, answers, laterMs, outcome) => {
    const { events } = await run(state, answers, { laterMs, summary: true })
    expect(events.at(-1)).toBe(`summary Genesys Cloud access token: ${outcome}\n`)
  })

  it('adds nothing if there was no token, or no summary', async () => {
    const all = [...(await run('')).events, ...(await run({}, [reply(200)])).events]
    expect(all.some((event) => event.startsWith('summary'))).toBe(false)
  })
})

describe('when all that post does takes its longest', () => {
  it('still ends in the time that it promises', () => {
    const { agentConnects, agentStops, agentIsLate, journalOfLostAgent, leases, total } = POST_MS
    expect(agentConnects + agentStops + agentIsLate + journalOfLostAgent).toBeLessThanOrEqual(leases)
    expect(POST_MS.lookForOffer).toBeLessThan(leases)
    expect(leases).toBeLessThan(total)
  })
})

describe('whatever happens', () => {
  const anyAnswer: fc.Arbitrary<Answer> = fc.oneof(
    fc.integer({ min: 200, max: 599 }).map((status) => reply(status)),
    fc
      .record({ status: fc.constantFrom(400, 429, 503), after: fc.nat(90).map(String) })
      .map(({ status, after }) => reply(status, 'rate limit exceeded', { 'retry-after': after })),
    fc.constant(reset()),
    fc.constant(new AttemptFailed({ kind: 'timeout', summary: 'no reply' })),
    fc.string().map((message) => new Error(message)),
  )

  it('never throws, ends with one line about the token and takes 30 s at most', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyAnswer, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 20_000 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        async (answers, tookMs, random) => {
          const result = await run({}, answers, { tookMs, random })
          expect(result.tookMs).toBeLessThanOrEqual(30_000)
          expect(result.events.at(-1)).toMatch(/^(?:say The token was |warn The token could not be revoked )/)
          for (const { timeoutMs } of result.sent) expect(timeoutMs).toBeLessThanOrEqual(10_000)
        },
      ),
    )
  })

  it('never throws for any saved text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (text) => {
        expect((await run(text)).events.at(-1)).toMatch(
          /^(?:say The step got no token|warn What the step saved)/,
        )
      }),
    )
  })
})
