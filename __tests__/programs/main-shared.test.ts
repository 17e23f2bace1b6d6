import { describe, expect, it } from '@jest/globals'
import { main } from '../../src/programs/main.ts'
import { type MainSettings } from '../../src/programs/main-settings.ts'
import { readLeases } from '../../src/programs/saved-state.ts'
import type { Sharing, Turn } from '../../src/sharing/election.ts'
import type { Leader } from '../../src/sharing/leader.ts'
import { ActionError } from '../../src/core/errors.ts'
import { tokenForms } from '../../src/core/masks.ts'
import { Secret } from '../../src/core/secret.ts'
import { handClock, reply, scriptedTransport, type Answer } from '../support/genesys.ts'
import {
  ACCESS_TOKEN,
  MAIN_SETTINGS,
  ORGANIZATION,
  recordingStep,
  TOKEN,
  type Event,
} from '../support/step-fakes.ts'

const GRANTED = reply(200, { access_token: TOKEN, token_type: 'bearer', expires_in: 3600 })
const OWNER = reply(200, { organization: ORGANIZATION, OAuthClient: {} })
const DEAD = reply(401, { code: 'bad.credentials', message: 'Invalid login credentials.' })
const REVOKED = reply(200)
const SHARED = 'shared-token-value-0123456789'

type Published = Awaited<ReturnType<Leader['publish']>>

/** Turns in the order in which they are asked for; leading writes down what it does. */
function scriptedSharing(
  turns: readonly ('use' | 'lead' | 'grant-alone')[],
  events: Event[],
  publish: () => Published = () => 'shared',
): Sharing {
  let asked = 0
  return {
    takeTurn: (after) => {
      events.push(`take turn after ${after}`)
      return Promise.resolve(turnOf(turns[asked++]))
    },
  }
  function turnOf(what: 'use' | 'lead' | 'grant-alone' | undefined): Turn {
    if (what === undefined) throw new Error('no turn is left')
    if (what === 'use') {
      return {
        do: 'use',
        shared: {
          token: { ...ACCESS_TOKEN, value: new Secret(`${SHARED}${asked}`) },
          wasAccepted: false,
          generation: asked,
        },
      }
    }
    if (what === 'grant-alone') return { do: 'grant-alone' }
    return {
      do: 'lead',
      leader: {
        entry: { store: 'redis', name: 'entry', generation: 1 },
        publish: (token) => {
          events.push(`publish ${token.value.reveal()}`)
          return Promise.resolve(publish())
        },
        resign: () => {
          events.push('resign')
          return Promise.resolve()
        },
      },
    }
  }
}

async function run(
  turns: Parameters<typeof scriptedSharing>[0],
  answers: readonly Answer[],
  settings: Partial<MainSettings> = {},
  options: { publish?: () => Published; failOn?: (event: Event) => boolean } = {},
): Promise<{ events: Event[]; error: unknown; custody: readonly string[]; masked: readonly string[] }> {
  const events: Event[] = []
  const clock = handClock()
  const step = recordingStep(events, { on: options.failOn })
  const { transport } = scriptedTransport(answers, clock)
  const context = {
    transport: (...[request, ...rest]: Parameters<typeof transport>) => {
      events.push(`${request.method} ${new URL(request.url).pathname}`)
      return transport(request, ...rest)
    },
    clock,
    random: () => 0.5,
    signal: new AbortController().signal,
    log: (sentence: string) => step.log(sentence),
    mask: (forms: readonly string[]) => step.mask(forms),
    forget: () => undefined,
  }
  let error: unknown
  try {
    const sharing = scriptedSharing(turns, events, options.publish)
    await main({ ...MAIN_SETTINGS, ...settings }, { step, context, sharing })
  } catch (thrown) {
    error = thrown
  }
  const custody = readLeases(step).map((lease) => lease.custody.is)
  return { events, error, custody, masked: step.masked }
}

/** Everything but the outputs, sentences and words for post, which have tests of their own. */
const steps = (events: readonly Event[]): Event[] =>
  events.filter((event) => !/^(?:say |state (?:no )?request|output (?!token=|source=))/.test(event))

describe('when another job shares its token', () => {
  it('masks, saves state, looks up and hands out, in this order', async () => {
    const { events, error, masked } = await run(['use'], [OWNER])
    expect(error).toBeUndefined()
    expect(steps(events)).toEqual([
      'take turn after 0',
      'mask',
      'state shared',
      'GET /api/v2/tokens/me',
      'state shared+',
      'output source=shared',
      `output token=${SHARED}1`,
    ])
    expect(masked).toEqual(tokenForms(`${SHARED}1`))
    expect(events.at(-1)).toMatch(
      /^say Using the token that another job shares for Example Org \(.*\); it expires at/,
    )
  })

  it('tells in the summary where the token is from', async () => {
    const { events } = await run(['use'], [OWNER], { summary: true })
    expect(events.at(-1)).toContain('| Source | shared |')
  })

  it('gets another when the look-up says that it is dead', async () => {
    const { events, masked } = await run(['use', 'use', 'lead'], [DEAD, DEAD, GRANTED, OWNER])
    expect(steps(events)).toEqual([
      'take turn after 0',
      'mask',
      'state shared',
      'GET /api/v2/tokens/me',
      'take turn after 1',
      'mask',
      'state shared, shared',
      'GET /api/v2/tokens/me',
      'take turn after 2',
      'POST /oauth/token',
      'mask',
      'state shared, shared, held',
      'GET /api/v2/tokens/me',
      'state shared, shared, held+',
      'state shared, shared, offered+',
      `publish ${TOKEN}`,
      'state shared, shared, shared+',
      'output source=granted',
      `output token=${TOKEN}`,
      'resign',
    ])
    expect(masked).toEqual([`${SHARED}1`, `${SHARED}2`, TOKEN].flatMap(tokenForms))
  })

  it('uses it all the same when the look-up did not come through', async () => {
    const { events, error } = await run(['use'], [reply(503)])
    expect(error).toBeUndefined()
    expect(events).toContain(`output token=${SHARED}1`)
    expect(events).toContain(
      "say The token's organization could not be read (HTTP 503); the token itself was shared.",
    )
  })

  it('fails for the wrong organization, and leaves the token to its owner', async () => {
    const { events, error, custody } = await run(['use'], [OWNER], { organizationId: 'another' })
    expect(error).toMatchObject({ code: 'ORGANIZATION_MISMATCH' })
    expect(steps(events)).toEqual([
      'take turn after 0',
      'mask',
      'state shared',
      'GET /api/v2/tokens/me',
      'state shared+',
    ])
    expect(custody).toEqual(['shared'])
  })

  it('gets another for a dead one with a guard too', async () => {
    const { error, events } = await run(['use', 'grant-alone'], [DEAD, GRANTED, OWNER], {
      organizationId: ORGANIZATION.id,
    })
    expect(error).toBeUndefined()
    expect(events).toContain('output source=granted')
  })
})

describe('when this job is to get the token for all', () => {
  it('shares it after the guard and before the outputs, and post leaves it alone', async () => {
    const { events, custody } = await run(['lead'], [GRANTED, OWNER], { organizationId: ORGANIZATION.id })
    expect(steps(events)).toEqual([
      'take turn after 0',
      'POST /oauth/token',
      'mask',
      'state held',
      'GET /api/v2/tokens/me',
      'state held+',
      'state offered+',
      `publish ${TOKEN}`,
      'state shared+',
      'output source=granted',
      `output token=${TOKEN}`,
      'resign',
    ])
    expect(custody).toEqual(['shared'])
  })

  it.each([
    [true, 'held'],
    [false, 'kept'],
  ])('owns it when it could not be shared, with revoke: %s', async (revoke, is) => {
    const { events, custody } = await run(['lead'], [GRANTED, OWNER], { revoke }, { publish: () => 'own' })
    expect(custody).toEqual([is])
    expect(events.slice(-1)).toEqual(['resign'])
    expect(events).toContain(`output token=${TOKEN}`)
  })

  it('fails its own step when the grant fails, and tells the others', async () => {
    const refused = reply(400, { error: 'invalid_client', error_description: 'authentication failed' })
    const { events, error } = await run(['lead'], [refused])
    expect(error).toMatchObject({ code: 'GRANT_REJECTED' })
    expect(steps(events)).toEqual(['take turn after 0', 'POST /oauth/token', 'resign'])
  })

  it('shares no token of the wrong organization', async () => {
    const { events, error } = await run(['lead'], [GRANTED, OWNER, REVOKED], { organizationId: 'another' })
    expect(error).toMatchObject({ code: 'ORGANIZATION_MISMATCH' })
    expect(steps(events).slice(4)).toEqual([
      'GET /api/v2/tokens/me',
      'state held+',
      'DELETE /api/v2/tokens/me',
      'resign',
      'state released+',
    ])
  })

  it('shares no token that its own look-up calls dead', async () => {
    const { events, error, custody } = await run(['lead'], [GRANTED, DEAD])
    expect(error).toBeUndefined()
    expect(steps(events).slice(-3)).toEqual(['output source=granted', `output token=${TOKEN}`, 'resign'])
    expect(custody).toEqual(['held'])
  })

  it('revokes nothing that others may use by now, even when its own step fails', async () => {
    const failOn = (event: Event): boolean => event.startsWith('output token=')
    const { events, error } = await run(['lead'], [GRANTED, OWNER], {}, { failOn })
    expect(error).toBeInstanceOf(ActionError)
    expect(steps(events).slice(-2)).toEqual(['output source=granted', 'resign'])
  })
})

describe('when it is not known whether the others see the token', () => {
  it('leaves it offered: post asks the store', async () => {
    const { custody, events } = await run(['lead'], [GRANTED, OWNER], {}, { publish: () => 'unknown' })
    expect(custody).toEqual(['offered'])
    expect(events).toContain(`output token=${TOKEN}`)
  })

  it('does not publish what could not be put on record', async () => {
    const failOn = (event: Event): boolean => event === 'state offered+'
    const { events, error } = await run(['lead'], [GRANTED, OWNER, REVOKED], {}, { failOn })
    expect(error).toMatchObject({ code: 'OUTPUT_FAILED' })
    expect(events).not.toContain(`publish ${TOKEN}`)
    expect(events).toContain('DELETE /api/v2/tokens/me')
  })
})

describe('when the job is to help itself', () => {
  it('owns its token, as without sharing', async () => {
    const { events } = await run(['grant-alone'], [GRANTED, OWNER])
    expect(steps(events)).toEqual([
      'take turn after 0',
      'POST /oauth/token',
      'mask',
      'state held',
      'GET /api/v2/tokens/me',
      'state held+',
      'output source=granted',
      `output token=${TOKEN}`,
    ])
  })
})
