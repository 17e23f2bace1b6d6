import { describe, expect, it } from '@jest/globals'
import { obtain } from '../../src/programs/main.ts'
import { decodeState } from '../../src/programs/saved-state.ts'
import type { Settings } from '../../src/settings/settings.ts'
import type { Sharing, Turn } from '../../src/sharing/election.ts'
import { ActionError } from '../../src/core/errors.ts'
import { tokenForms } from '../../src/core/masks.ts'
import { Secret } from '../../src/core/secret.ts'
import { handClock, reply, scriptedTransport, type Answer } from '../support/genesys.ts'
import {
  ACCESS_TOKEN,
  ORGANIZATION,
  recordingRunner,
  SETTINGS,
  TOKEN,
  type Event,
} from '../support/step-fakes.ts'

const GRANTED = reply(200, { access_token: TOKEN, token_type: 'bearer', expires_in: 3600 })
const OWNER = reply(200, { organization: ORGANIZATION, OAuthClient: {} })
const DEAD = reply(401, { code: 'bad.credentials', message: 'Invalid login credentials.' })
const REVOKED = reply(200)
const SHARED = 'shared-token-value-0123456789'

/** Turns in the order in which they are asked for; leading writes down what it does. */
function scriptedSharing(
  turns: readonly ('use' | 'lead' | 'grant-alone')[],
  events: Event[],
  publish: () => 'shared' | 'own' = () => 'shared',
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
        token: { ...ACCESS_TOKEN, value: new Secret(`${SHARED}${asked}`) },
        generation: asked,
      }
    }
    if (what === 'grant-alone') return { do: 'grant-alone' }
    return {
      do: 'lead',
      lead: {
        publish: (token, beforeVisible) => {
          beforeVisible()
          events.push(`publish ${token.value.reveal()}`)
          return Promise.resolve(publish())
        },
        resign: () => {
          events.push('abandon')
          return Promise.resolve()
        },
      },
    }
  }
}

async function run(
  turns: Parameters<typeof scriptedSharing>[0],
  answers: readonly Answer[],
  settings: Partial<Settings> = {},
  options: { publish?: () => 'shared' | 'own'; failOn?: (event: Event) => boolean } = {},
): Promise<{ events: Event[]; error: unknown; states: readonly string[]; masked: readonly string[] }> {
  const events: Event[] = []
  const clock = handClock()
  const runner = recordingRunner(events, options.failOn === undefined ? {} : { on: options.failOn })
  const { transport } = scriptedTransport(answers, clock)
  const retrying = {
    transport: (...[request, ...rest]: Parameters<typeof transport>) => {
      events.push(`${request.method} ${new URL(request.url).pathname}`)
      return transport(request, ...rest)
    },
    clock,
    random: () => 0.5,
    signal: new AbortController().signal,
    say: (sentence: string) => runner.say(sentence),
  }
  let error: unknown
  try {
    const sharing = scriptedSharing(turns, events, options.publish)
    await obtain({ ...SETTINGS, ...settings }, runner, retrying, sharing)
  } catch (thrown) {
    error = thrown
  }
  return { events, error, states: runner.states, masked: runner.masked }
}

/** Everything but the outputs and sentences, which have tests of their own. */
const steps = (events: readonly Event[]): Event[] =>
  events.filter((event) => !/^(?:say |output (?!token=|source=))/.test(event))

describe('when another job shares its token', () => {
  it('masks, saves state, looks up and hands out, in this order', async () => {
    const { events, error, masked } = await run(['use'], [OWNER])
    expect(error).toBeUndefined()
    expect(steps(events)).toEqual([
      'take turn after 0',
      'mask',
      'state shared',
      'GET /api/v2/tokens/me',
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
      'state shared',
      'GET /api/v2/tokens/me',
      'take turn after 2',
      'POST /oauth/token',
      'mask',
      'state owned',
      'GET /api/v2/tokens/me',
      'state shared',
      `publish ${TOKEN}`,
      'output source=granted',
      `output token=${TOKEN}`,
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
    const { events, error, states } = await run(['use'], [OWNER], { organizationId: 'another' })
    expect(error).toMatchObject({ code: 'ORGANIZATION_MISMATCH' })
    expect(steps(events)).toEqual(['take turn after 0', 'mask', 'state shared', 'GET /api/v2/tokens/me'])
    expect(decodeState(states.at(-1) ?? '')?.token).toBe('shared')
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
    const { events, states } = await run(['lead'], [GRANTED, OWNER], { organizationId: ORGANIZATION.id })
    expect(steps(events)).toEqual([
      'take turn after 0',
      'POST /oauth/token',
      'mask',
      'state owned',
      'GET /api/v2/tokens/me',
      'state shared',
      `publish ${TOKEN}`,
      'output source=granted',
      `output token=${TOKEN}`,
    ])
    expect(decodeState(states.at(-1) ?? '')?.token).toBe('shared')
  })

  it.each([
    [true, 'owned'],
    [false, 'kept-on-request'],
  ])('owns it when it could not be shared, with revoke: %s', async (revoke, fate) => {
    const { events, states } = await run(['lead'], [GRANTED, OWNER], { revoke }, { publish: () => 'own' })
    expect(decodeState(states.at(-1) ?? '')?.token).toBe(fate)
    expect(events.slice(-1)).toEqual(['abandon'])
    expect(events).toContain(`output token=${TOKEN}`)
  })

  it('fails its own step when the grant fails, and tells the others', async () => {
    const refused = reply(400, { error: 'invalid_client', error_description: 'authentication failed' })
    const { events, error } = await run(['lead'], [refused])
    expect(error).toMatchObject({ code: 'GRANT_REJECTED' })
    expect(steps(events)).toEqual(['take turn after 0', 'POST /oauth/token', 'abandon'])
  })

  it('shares no token of the wrong organization', async () => {
    const { events, error } = await run(['lead'], [GRANTED, OWNER, REVOKED], { organizationId: 'another' })
    expect(error).toMatchObject({ code: 'ORGANIZATION_MISMATCH' })
    expect(steps(events).slice(4)).toEqual([
      'GET /api/v2/tokens/me',
      'DELETE /api/v2/tokens/me',
      'state revoked-by-main',
      'abandon',
    ])
  })

  it('shares no token that its own look-up calls dead', async () => {
    const { events, error, states } = await run(['lead'], [GRANTED, DEAD])
    expect(error).toBeUndefined()
    expect(steps(events).slice(-3)).toEqual(['output source=granted', `output token=${TOKEN}`, 'abandon'])
    expect(decodeState(states.at(-1) ?? '')?.token).toBe('owned')
  })

  it('revokes nothing that others may use by now, even when its own step fails', async () => {
    const failOn = (event: Event): boolean => event.startsWith('output token=')
    const { events, error } = await run(['lead'], [GRANTED, OWNER], {}, { failOn })
    expect(error).toBeInstanceOf(ActionError)
    expect(steps(events).at(-1)).toBe('output source=granted')
  })
})

describe('when the job is to help itself', () => {
  it('owns its token, as without sharing', async () => {
    const { events } = await run(['grant-alone'], [GRANTED, OWNER])
    expect(steps(events)).toEqual([
      'take turn after 0',
      'POST /oauth/token',
      'mask',
      'state owned',
      'GET /api/v2/tokens/me',
      'output source=granted',
      `output token=${TOKEN}`,
    ])
  })
})
