import { describe, expect, it } from '@jest/globals'
import { main } from '../../src/programs/main.ts'
import { type MainSettings } from '../../src/programs/main-settings.ts'
import { readLeases } from '../../src/programs/saved-state.ts'
import { type LeaseRecord } from '../../src/lease/lease-record.ts'
import { ActionError, ERROR_CODES, type ErrorCode } from '../../src/core/errors.ts'
import { tokenForms } from '../../src/core/masks.ts'
import { AttemptFailed } from '../../src/http/retry-decision.ts'
import {
  handClock,
  reply,
  requestContextOf,
  reset,
  scriptedTransport,
  thrownBy,
  type Answer,
} from '../support/genesys.ts'
import {
  INPUTS,
  MAIN_SETTINGS,
  ORGANIZATION,
  recordingStep,
  SETTINGS,
  TOKEN,
  type Event,
} from '../support/step-fakes.ts'

const GRANTED = reply(
  200,
  { access_token: TOKEN, token_type: 'bearer', expires_in: 86_399 },
  { date: 'Sat, 21 Nov 2026 10:00:00 GMT' },
)
const OWNER = reply(200, {
  organization: ORGANIZATION,
  OAuthClient: { id: 'client-1', name: 'Deployments' },
})
const REVOKED = reply(200)

/** What `main` did, in order, requests among the rest, and what it threw. */
interface Run {
  readonly events: readonly Event[]
  readonly error: unknown
  readonly masked: readonly string[]
  /** As post gets to see them. */
  readonly leases: readonly LeaseRecord[]
  readonly tookMs: number
}

async function run(
  answers: readonly Answer[],
  settings: Partial<MainSettings> = {},
  options: { failOn?: (event: Event) => boolean; signal?: AbortSignal; tookMs?: number } = {},
): Promise<Run> {
  const events: Event[] = []
  const clock = handClock()
  const step = recordingStep(events, { on: options.failOn })
  const { transport } = scriptedTransport(answers, clock, options.tookMs)
  const context = {
    transport: (...[request, ...rest]: Parameters<typeof transport>) => {
      events.push(`${request.method} ${new URL(request.url).pathname}`)
      return transport(request, ...rest)
    },
    clock,
    random: () => 0.5,
    signal: options.signal ?? new AbortController().signal,
    log: (sentence: string) => step.log(sentence),
    mask: (forms: readonly string[]) => step.mask(forms),
    forget: () => undefined,
  }
  let error: unknown
  try {
    await main({ ...MAIN_SETTINGS, ...settings }, { step, context })
  } catch (thrown) {
    error = thrown
  }
  const tookMs = clock.now().monotonicMs - 50_000
  step.end()
  return { events, error, masked: step.masked, leases: readLeases(step), tookMs }
}

const OUTPUTS = [
  'output token-type=bearer',
  'output expires-in=86398',
  'output expires-at=2026-11-22T09:59:59Z',
  'output region=eu-central-1',
  'output domain=mypurecloud.de',
  'output login-url=https://login.mypurecloud.de',
  'output api-url=https://api.mypurecloud.de',
  `output organization-id=${ORGANIZATION.id}`,
  'output organization-name=Example Org',
  'output source=granted',
  `output token=${TOKEN}`,
]
const custodyIn = ({ leases }: Run): string[] => leases.map(({ custody }) => custody.is)
const outputsOf = ({ events }: Run): Event[] => events.filter((event) => /^(?:output|export) /.test(event))
const saidBy = ({ events }: Run): string[] =>
  events.filter((event) => event.startsWith('say ')).map((event) => event.slice(4))

/** The expiry may be told a moment early; this is what the test of the clocks is about, not this one. */
const withoutExpiry = (events: readonly Event[]): Event[] =>
  events.map((event) => event.replace(/2026-11-22T09:59:5\dZ/, '2026-11-22T09:59:59Z'))

describe('when a token is granted and everything works', () => {
  it('asks, masks, saves state, looks up, hands out and says so, in this order', async () => {
    const result = await run([GRANTED, OWNER])
    expect(result.error).toBeUndefined()
    expect(withoutExpiry(result.events)).toEqual([
      'say Asking Genesys Cloud in eu-central-1 for a token.',
      'state request',
      'POST /oauth/token',
      'mask',
      'state held',
      'state no request',
      'GET /api/v2/tokens/me',
      'state held+',
      ...OUTPUTS,
      `say Got a token for Example Org (${ORGANIZATION.id}); it expires at 2026-11-22T09:59:59Z.`,
    ])
  })

  it('masks the token in all its forms, and nothing else', async () => {
    expect((await run([GRANTED, OWNER])).masked).toEqual(tokenForms(TOKEN))
  })

  it('leaves for post what revokes the token, and no credential of the client', async () => {
    const { leases } = await run([GRANTED, OWNER])
    expect(leases).toHaveLength(1)
    expect(leases[0]?.token.value.reveal()).toBe(TOKEN)
    expect(leases[0]).toMatchObject({ custody: { is: 'held' }, apiUrl: 'https://api.mypurecloud.de' })
    expect(JSON.stringify(leases)).not.toContain(INPUTS['client-secret'])
  })

  it('leaves word for post if the token is to live on', async () => {
    expect((await run([GRANTED, OWNER], { revoke: false })).events).toContain('state kept+')
  })

  it('says the token nowhere but in the output', async () => {
    const { events } = await run([GRANTED, OWNER], { summary: true })
    expect(events.filter((event) => event.includes(TOKEN))).toEqual([`output token=${TOKEN}`])
  })

  it('guards, then hands out, if the organization is the right one', async () => {
    const result = await run([GRANTED, OWNER], { organizationId: ORGANIZATION.id.toUpperCase() })
    expect(result.error).toBeUndefined()
    expect(withoutExpiry(outputsOf(result))).toEqual(OUTPUTS)
    expect(saidBy(result).at(-1)).toMatch(
      /; it expires at \S+Z\. The organization is the one that organization-id asks for\.$/,
    )
  })

  it('leaves region and domain empty and names the host if only URLs were given', async () => {
    const result = await run([GRANTED, OWNER], {
      region: undefined,
      loginUrl: 'https://gw.example.com:8443/login',
      client: {
        ...MAIN_SETTINGS.client,
        endpoint: { place: 'gw.example.com:8443', tokenUrl: 'https://gw.example.com:8443/login/oauth/token' },
      },
    })
    expect(saidBy(result)[0]).toBe('Asking Genesys Cloud in gw.example.com:8443 for a token.')
    expect(outputsOf(result)).toContain('output region=')
    expect(outputsOf(result)).toContain('output domain=')
    expect(outputsOf(result)).toContain('output login-url=https://gw.example.com:8443/login')
  })

  it('says so if the lifetime had to be assumed, after the state is saved', async () => {
    const result = await run([reply(200, { access_token: TOKEN, token_type: 'Bearer' }), OWNER])
    const line = 'say The reply does not say how long the token lives; 300 s are assumed.'
    expect(result.events.indexOf(line)).toBe(result.events.indexOf('state held') + 2)
    expect(outputsOf(result)).toContain('output expires-in=299')
    expect(outputsOf(result)).toContain('output token-type=Bearer')
  })

  it('counts what the look-up took off the seconds left', async () => {
    const result = await run([GRANTED, OWNER], {}, { tookMs: 2_500 })
    expect(outputsOf(result)).toContain('output expires-in=86394')
  })
})

describe('when later steps want the token in their environment', () => {
  it('exports token and region after all outputs but the token', async () => {
    const result = await run([GRANTED, OWNER], { exportEnvironment: true })
    expect(withoutExpiry(outputsOf(result))).toEqual([
      ...OUTPUTS.slice(0, -1),
      `export GENESYSCLOUD_ACCESS_TOKEN=${TOKEN}`,
      'export GENESYSCLOUD_REGION=eu-central-1',
      ...OUTPUTS.slice(-1),
    ])
  })

  it('says why there is no region to export if only URLs were given', async () => {
    const result = await run([GRANTED, OWNER], { exportEnvironment: true, region: undefined })
    expect(outputsOf(result).filter((event) => event.startsWith('export'))).toEqual([
      `export GENESYSCLOUD_ACCESS_TOKEN=${TOKEN}`,
      'export GENESYSCLOUD_REGION=',
    ])
    expect(saidBy(result)).toContain(
      'GENESYSCLOUD_REGION is exported empty: only URLs were given, so that no AWS name is known.',
    )
  })
})

describe('when a summary is wanted', () => {
  it('adds it last, with organization, region, client, expiry and source', async () => {
    const { events } = await run([GRANTED, OWNER], { summary: true })
    const summary = events.at(-1) ?? ''
    expect(summary).toMatch(/^summary ### Genesys Cloud access token/)
    for (const fact of [
      'Example Org',
      ORGANIZATION.id,
      'eu-central-1',
      'Deployments',
      SETTINGS.credentials.clientId,
      'granted',
    ]) {
      expect(summary).toContain(fact)
    }
  })

  it('names the API host in place of a region that is not known', async () => {
    const { events } = await run([GRANTED, OWNER], { summary: true, region: undefined })
    expect(events.at(-1)).toContain('<code>api.mypurecloud.de</code>')
  })

  it('adds none if nobody asked for it', async () => {
    expect((await run([GRANTED, OWNER])).events.some((event) => event.startsWith('summary'))).toBe(false)
  })
})

describe('when the organization cannot be read and nobody guards it', () => {
  it.each<[string, Answer, string]>([
    ['the API is down', reply(503), 'HTTP 503'],
    ['the connection breaks', reset(), 'read ECONNRESET'],
    [
      'the API refuses',
      reply(403, { code: 'not.authorized', message: 'no' }),
      'HTTP 403, not.authorized: no',
    ],
    [
      'the reply is HTML',
      reply(200, '<p>'),
      'the reply is not a JSON object (HTTP 200, no content type, 3 characters)',
    ],
  ])('tries once, says so in one line and hands out all the same: %s', async (_, answer, reason) => {
    const result = await run([GRANTED, answer])
    expect(result.error).toBeUndefined()
    expect(result.events.filter((event) => event.startsWith('GET'))).toHaveLength(1)
    expect(saidBy(result).slice(1, -1)).toEqual([
      `The token's organization could not be read (${reason}); the token itself was issued.`,
    ])
    expect(saidBy(result).at(-1)).toMatch(/^Got a token; it expires at /)
    expect(outputsOf(result)).toContain('output organization-id=')
    expect(outputsOf(result)).toContain('output organization-name=')
    expect(outputsOf(result)).toContain(`output token=${TOKEN}`)
  })

  it('gives the look-up no more than five seconds', async () => {
    const timeouts: number[] = []
    const clock = handClock()
    const { transport } = scriptedTransport([GRANTED, OWNER], clock)
    const context = {
      transport: (...[request, timeoutMs, signal]: Parameters<typeof transport>) => {
        timeouts.push(timeoutMs)
        return transport(request, timeoutMs, signal)
      },
      clock,
      random: () => 0.5,
      signal: new AbortController().signal,
      log: () => undefined,
      mask: () => undefined,
      forget: () => undefined,
    }
    await main(MAIN_SETTINGS, { step: recordingStep(), context })
    expect(timeouts).toEqual([15_000, 5_000])
  })
})

describe('when the token belongs to another organization', () => {
  it('hands out nothing, revokes at once, tells post, and names both organizations', async () => {
    const result = await run([GRANTED, OWNER, REVOKED], {
      organizationId: 'other-id',
      exportEnvironment: true,
    })
    expect(result.error).toMatchObject({
      code: 'ORGANIZATION_MISMATCH',
      message: `The token belongs to Example Org (${ORGANIZATION.id}), and organization-id asks for other-id. The token was not handed out.`,
    })
    expect(result.events).toEqual([
      'say Asking Genesys Cloud in eu-central-1 for a token.',
      'state request',
      'POST /oauth/token',
      'mask',
      'state held',
      'state no request',
      'GET /api/v2/tokens/me',
      'state held+',
      'DELETE /api/v2/tokens/me',
      'state released+',
      'say The token was revoked at once.',
    ])
  })

  it('leaves the token to post if it cannot be revoked', async () => {
    const result = await run([GRANTED, OWNER, reply(403)], { organizationId: 'other-id' })
    expect(result.error).toMatchObject({ code: 'ORGANIZATION_MISMATCH' })
    expect(outputsOf(result)).toEqual([])
    expect(custodyIn(result)).toEqual(['held'])
    expect(saidBy(result).at(-1)).toBe(
      'The token could not be revoked yet (HTTP 403); the post step tries again.',
    )
  })

  it('tries again to revoke what is worth it, and says so', async () => {
    const result = await run([GRANTED, OWNER, reply(503), REVOKED], { organizationId: 'other-id' })
    expect(saidBy(result).slice(-2)).toEqual([
      'Revoking the token failed (HTTP 503); trying again in 0.5 s (8.9 s left).',
      'The token was revoked at once.',
    ])
  })

  it('revokes it even where revoke is false: no step has it to use', async () => {
    const result = await run([GRANTED, OWNER, reply(403)], { organizationId: 'other-id', revoke: false })
    expect(custodyIn(result)).toEqual(['held'])
  })

  it('spends no more than nine seconds on the revocation', async () => {
    const hanging: Answer = new AttemptFailed({ kind: 'timeout', summary: 'no reply' })
    const answers = [GRANTED, OWNER, ...Array.from({ length: 20 }, () => hanging)]
    const result = await run(answers, { organizationId: 'other-id' }, { tookMs: 2_000 })
    expect(result.error).toMatchObject({ code: 'ORGANIZATION_MISMATCH' })
    expect(result.tookMs).toBeLessThanOrEqual(4_000 + 9_000)
  })

  it('revokes even if revoke is false, since nobody will use the token', async () => {
    const result = await run([GRANTED, OWNER, REVOKED], { organizationId: 'other-id', revoke: false })
    expect(result.events).toContain('DELETE /api/v2/tokens/me')
  })

  it('takes a token without an organization for a wrong one', async () => {
    const result = await run([GRANTED, reply(200, {}), REVOKED], { organizationId: 'other-id' })
    expect(result.error).toMatchObject({ code: 'ORGANIZATION_MISMATCH' })
    expect(outputsOf(result)).toEqual([])
  })
})

describe('when the organization cannot be read and is guarded', () => {
  const guard = { organizationId: ORGANIZATION.id }

  it('tries again, and hands out once the organization is known', async () => {
    const result = await run([GRANTED, reply(503), reset(), OWNER], guard)
    expect(result.error).toBeUndefined()
    expect(result.events.filter((event) => event.startsWith('GET'))).toHaveLength(3)
    expect(saidBy(result)[1]).toMatch(/^The organization look-up failed \(HTTP 503\); trying again in /)
  })

  it('gives up when the time is up, hands out nothing and revokes', async () => {
    const down = Array.from({ length: 4 }, () => reply(503))
    const result = await run([GRANTED, ...down, REVOKED], { ...guard, timeoutMs: 8_000 })
    expect(result.error).toMatchObject({
      code: 'ORGANIZATION_UNKNOWN',
      message: `The token's organization could not be read (HTTP 503), so that it is not known to be ${ORGANIZATION.id}. The token was not handed out.`,
      causes: [expect.stringContaining('outage'), expect.stringContaining('timeout-seconds')],
    })
    expect(outputsOf(result)).toEqual([])
    expect(result.events.slice(-3)).toEqual([
      'DELETE /api/v2/tokens/me',
      'state released',
      'say The token was revoked at once.',
    ])
  })

  it('gives up at once on a refusal, with other causes', async () => {
    const result = await run([GRANTED, reply(403), REVOKED], guard)
    expect(result.error).toMatchObject({
      code: 'ORGANIZATION_UNKNOWN',
      causes: [expect.stringContaining('api-url'), expect.stringContaining('allow list')],
    })
    expect(result.events.filter((event) => event.startsWith('GET'))).toHaveLength(1)
    expect((result.error as Error).cause).toBeInstanceOf(AttemptFailed)
  })
})

describe('when the runner does not take what it is given', () => {
  it('revokes a token whose state cannot be saved, and fails', async () => {
    const result = await run([GRANTED, REVOKED], {}, { failOn: (event) => event.startsWith('state') })
    expect(result.error).toMatchObject({
      code: 'OUTPUT_FAILED',
      causes: [expect.stringContaining('full'), expect.stringContaining('RUNNER_TEMP')],
    })
    expect(String(result.error)).toContain('could not be written (ENOSPC: no space left on device, state).')
    expect(result.events).toEqual([
      'say Asking Genesys Cloud in eu-central-1 for a token.',
      'POST /oauth/token',
      'mask',
      'DELETE /api/v2/tokens/me',
      'say The token was revoked at once.',
    ])
  })

  it.each(['output token-type', 'output source', 'output token=', 'export GENESYSCLOUD_ACCESS_TOKEN'])(
    'revokes the token if it cannot write %s, and fails',
    async (what) => {
      const failOn = (event: Event): boolean => event.startsWith(what)
      const result = await run([GRANTED, OWNER, REVOKED], { exportEnvironment: true }, { failOn })
      expect(result.error).toMatchObject({ code: 'OUTPUT_FAILED' })
      expect((result.error as Error).cause).toBeInstanceOf(Error)
      expect(String(result.error)).not.toContain(TOKEN)
      expect(result.events.slice(-3)).toEqual([
        'DELETE /api/v2/tokens/me',
        'state released+',
        'say The token was revoked at once.',
      ])
    },
  )

  it('sets the token last, so that a token never stands beside missing outputs', async () => {
    const failOn = (event: Event): boolean => event.startsWith('output source')
    const result = await run([GRANTED, OWNER, REVOKED], {}, { failOn })
    expect(outputsOf(result).some((event) => event.includes(TOKEN))).toBe(false)
  })

  it('revokes the token if anything else goes wrong, and throws that', async () => {
    const failOn = (event: Event): boolean => event.startsWith('say Got')
    const result = await run([GRANTED, OWNER, REVOKED], {}, { failOn })
    expect(String(result.error)).toContain('ENOSPC')
    expect(result.events).toContain('DELETE /api/v2/tokens/me')
  })
})

describe('when a token is granted on terms that nobody can use', () => {
  const STRANGE = reply(200, { access_token: TOKEN, token_type: 'mac', expires_in: 60 })

  it('masks it, saves it for post, revokes it and fails', async () => {
    const result = await run([STRANGE, REVOKED])
    expect(result.error).toMatchObject({ code: 'REPLY_UNREADABLE' })
    expect(result.masked).toEqual(tokenForms(TOKEN))
    expect(result.events.slice(3)).toEqual([
      'mask',
      'state held',
      'state no request',
      'DELETE /api/v2/tokens/me',
      'state released',
      'say The token was revoked at once.',
    ])
    // Its own terms are not to be believed: until the longest life is over it may be valid.
    expect(result.leases[0]?.token.deadBy.monotonicMs).toBeGreaterThan(172_800_000)
  })

  it('leaves it to post where it cannot be revoked yet', async () => {
    const result = await run([STRANGE, reply(403)])
    expect(custodyIn(result)).toEqual(['held'])
    expect(saidBy(result).at(-1)).toBe(
      'The token could not be revoked yet (HTTP 403); the post step tries again.',
    )
  })

  it('warns of it where post cannot know of it', async () => {
    const failOn = (event: Event): boolean => event.startsWith('state')
    const result = await run([STRANGE, reply(403)], {}, { failOn })
    expect(result.error).toMatchObject({ code: 'OUTPUT_FAILED' })
    expect(result.events.at(-1)).toMatch(
      /^warn The token that was issued could not be revoked \(HTTP 403\)\. It may stay valid until 2026-11-23/,
    )
  })

  it('does not take a 401 for its end: this host has never accepted it', async () => {
    const result = await run([STRANGE, reply(401)])
    expect(custodyIn(result)).toEqual(['held'])
    expect(saidBy(result).at(-1)).toContain('the API host has not accepted it since it was issued')
  })
})

describe('when the API host does not take the token from the first', () => {
  it.each([401, 404])('says so to post, which gets the same answer: %i', async (status) => {
    const result = await run([GRANTED, reply(status)])
    expect(result.error).toBeUndefined()
    expect(result.leases.map(({ wasAccepted }) => wasAccepted)).toEqual([false])
    expect(saidBy(result).join(' ')).toContain('Does api-url belong to the region of login-url?')
  })

  it.each([401, 404])('does not take its %i for a revocation where the guard fails', async (status) => {
    const result = await run([GRANTED, reply(status), reply(status)], { organizationId: ORGANIZATION.id })
    expect(result.error).toMatchObject({ code: 'ORGANIZATION_UNKNOWN' })
    expect(custodyIn(result)).toEqual(['held'])
    expect(saidBy(result).join(' ')).not.toContain('was revoked')
  })
})

describe('when the step is cancelled', () => {
  const cancelled = new ActionError('CANCELLED', 'The step was cancelled (SIGINT) before it was done.')

  it('throws the reason and asks nothing more if there is no token yet', async () => {
    const result = await run([GRANTED], {}, { signal: AbortSignal.abort(cancelled) })
    expect(result.error).toBe(cancelled)
    expect(result.leases).toEqual([])
  })

  it('has saved the token for post if there is one', async () => {
    const cancellation = new AbortController()
    const cancelling: Answer = () => {
      cancellation.abort(cancelled)
      return reset()
    }
    const guard = { organizationId: ORGANIZATION.id }
    const result = await run([GRANTED, cancelling], guard, { signal: cancellation.signal })
    expect(result.error).toBe(cancelled)
    expect(custodyIn(result)).toEqual(['held'])
    expect(outputsOf(result)).toEqual([])
    expect(saidBy(result)).toHaveLength(2)
  })
})

describe('when the process ends while its token request is unanswered', () => {
  const lastWord = ({ events }: Run): Event | undefined =>
    events.filter((event) => /^state (?:no )?request$/.test(event)).at(-1)

  it('leaves word for post if it is cancelled', async () => {
    const cancellation = new AbortController()
    const cancelling: Answer = () => {
      cancellation.abort(new Error('the step was cancelled'))
      return reset()
    }
    expect(lastWord(await run([cancelling], {}, { signal: cancellation.signal }))).toBe('state request')
  })

  it.each<[string, Answer]>([
    ['a refusal', reply(400, { error: 'invalid_client' })],
    ['a request that was given up', new AttemptFailed({ kind: 'tls', summary: 'self-signed' })],
  ])('takes it back after %s', async (_, answer) => {
    expect(lastWord(await run([answer]))).toBe('state no request')
  })

  it('takes it back if it is cancelled in a pause between two requests', async () => {
    const cancellation = new AbortController()
    const clock = handClock()
    const sleep: typeof clock.sleep = () => {
      cancellation.abort(new Error('the step was cancelled'))
      // As in a process that ends before any promise is settled.
      return new Promise(() => undefined)
    }
    const step = recordingStep()
    const { context } = requestContextOf([reply(503)], {
      signal: cancellation.signal,
      clock: { ...clock, sleep },
    })
    void main(MAIN_SETTINGS, { step, context })
    await new Promise(setImmediate)
    step.end()
    expect(step.states.request).toBe('')
  })

  it('does not fail because the word cannot be written', async () => {
    const failOn = (event: Event): boolean => /^state (?:no )?request$/.test(event)
    expect((await run([GRANTED, OWNER], {}, { failOn })).error).toBeUndefined()
  })
})

describe('when the token request fails for good', () => {
  const refusal = (status: number, body: object): Answer =>
    reply(status, body, { 'inin-correlation-id': 'corr-7' })
  const failure = (kind: AttemptFailed['failure']['kind'], summary: string): Answer =>
    new AttemptFailed({ kind, summary })

  it.each<[ErrorCode, Answer, readonly string[]]>([
    [
      'GRANT_REJECTED',
      refusal(400, { error: 'invalid_client', error_description: 'authentication failed' }),
      ['HTTP 400', 'invalid_client', 'authentication failed', 'corr-7'],
    ],
    [
      'GRANT_TYPE_NOT_ALLOWED',
      refusal(400, { error: 'unauthorized_client', error_description: 'not this grant' }),
      ['HTTP 400', 'unauthorized_client', 'not this grant', 'corr-7'],
    ],
    [
      'SCOPE_REJECTED',
      refusal(400, { error: 'invalid_scope', error_description: 'no such scope' }),
      ['HTTP 400', 'invalid_scope', 'no such scope', 'corr-7'],
    ],
    ['REQUEST_REFUSED', refusal(403, { error: 'denied' }), ['HTTP 403', 'denied', 'corr-7']],
    ['ENDPOINT_NOT_FOUND', refusal(404, { message: 'gone fishing' }), ['HTTP 404', 'gone fishing', 'corr-7']],
    [
      'RATE_LIMITED',
      refusal(400, { error: 'invalid_request', error_description: 'rate limit exceeded; x' }),
      ['HTTP 400', 'invalid_request', 'rate limit exceeded; x', 'corr-7', 'after'],
    ],
    ['SERVER_FAILED', refusal(503, { message: 'down' }), ['HTTP 503', 'down', 'corr-7', 'after']],
    ['REDIRECTED', refusal(302, {}), ['HTTP 302', 'corr-7', 'not followed']],
    ['REPLY_UNREADABLE', refusal(200, []), ['HTTP 200', 'not a JSON object']],
    ['REPLY_UNREADABLE', refusal(200, { token_type: 'bearer' }), ['HTTP 200', 'access_token is missing']],
    ['NETWORK_FAILED', failure('connection', 'getaddrinfo ENOTFOUND x'), ['getaddrinfo ENOTFOUND x']],
    ['TIMED_OUT', failure('timeout', 'no reply within 15 s'), ['no reply within 15 s']],
    ['TLS_FAILED', failure('tls', 'self-signed certificate'), ['self-signed certificate']],
    ['PROXY_FAILED', failure('proxy', 'the proxy answered HTTP 407'), ['the proxy answered HTTP 407']],
  ])('fails as %s with what the server said', async (code, answer, parts) => {
    const result = await run(
      Array.from({ length: 40 }, () => answer),
      { timeoutMs: 20_000 },
    )
    expect(result.error).toBeInstanceOf(ActionError)
    expect(result.error).toMatchObject({ code })
    const { message } = result.error as ActionError
    for (const part of parts) expect(message).toContain(part)
    expect(message).not.toContain(TOKEN)
    expect(result.masked).toEqual([])
    expect(result.leases).toEqual([])
    expect(outputsOf(result)).toEqual([])
    expect(result.tookMs).toBeLessThanOrEqual(20_000)
  })

  it('names only codes that are documented', async () => {
    const error = await thrownBy(async () => {
      throw (await run([reply(401)])).error
    })
    expect(ERROR_CODES).toContain((error as ActionError).code)
  })
})
