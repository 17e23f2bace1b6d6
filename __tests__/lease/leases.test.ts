import { describe, expect, it } from '@jest/globals'
import { Deadline } from '../../src/core/deadline.ts'
import { tokenForms } from '../../src/core/masks.ts'
import { Secret } from '../../src/core/secret.ts'
import { attemptsUntil } from '../../src/http/send.ts'
import { issueToken } from '../../src/lease/issue-token.ts'
import { Leases, NO_JOURNAL } from '../../src/lease/leases.ts'
import { readLeases, stateJournal } from '../../src/programs/saved-state.ts'
import { reply, requestContextOf, reset, thrownBy, type Answer } from '../support/genesys.ts'
import { LEASE, MAIN_SETTINGS, recordingStep, TOKEN } from '../support/step-fakes.ts'

const API_URL = LEASE.apiUrl
const ENTRY = { store: 'redis', name: 'entry', generation: 1 } as const
const issued = (fields: object = {}): Answer =>
  reply(200, { access_token: TOKEN, token_type: 'bearer', expires_in: 3_600, ...fields })

/** Leases over answers from a list; what is masked, recorded and sent is written down in one order. */
function leasesOver(answers: readonly Answer[], disk = { isFull: false }) {
  const events: string[] = []
  const { context, clock, said } = requestContextOf(answers)
  const step = recordingStep(events, { on: () => disk.isFull })
  const observed = {
    ...context,
    mask: (forms: readonly string[]) => events.push(`mask ${forms[0] ?? ''}`),
    forget: (forms: readonly string[]) => events.push(`forget ${forms[0] ?? ''}`),
    transport: (...sending: Parameters<typeof context.transport>) => {
      events.push(sending[0].method)
      return context.transport(...sending)
    },
  }
  const leases = new Leases(API_URL, stateJournal(step), observed)
  const deadline = (ms = 30_000): Deadline => Deadline.after(ms, clock)
  const issue = (refreshToken?: Secret) =>
    issueToken(
      { client: MAIN_SETTINGS.client, attempts: attemptsUntil(deadline()), refreshToken },
      leases,
      observed,
    )
  return { leases, issue, deadline, events, disk, recorded: () => readLeases(step), clock, said }
}

const NEVER_ACCEPTED = { outcome: 'may-be-valid', because: expect.stringContaining('does api-url fit?') }

describe('when a token is issued', () => {
  it('is asked for, masked, held and recorded, in this order', async () => {
    const { issue, events, leases } = leasesOver([issued()])
    const { lease } = await issue()
    expect(events).toEqual(['POST', `mask ${TOKEN}`, 'state held'])
    expect(leases.held).toEqual([lease])
    expect(leases.unaccounted).toEqual([])
  })

  it('masks a refresh token before anything is recorded', async () => {
    const { issue, events } = leasesOver([issued({ refresh_token: 'refresh-1' })])
    expect((await issue()).refreshToken?.reveal()).toBe('refresh-1')
    expect(events).toEqual(['POST', 'mask refresh-1', `mask ${TOKEN}`, 'state held'])
  })

  it('is held on unusable terms too, so that the end of the program releases it', async () => {
    const { issue, leases, events } = leasesOver([issued({ token_type: 'mac' })])
    expect(await thrownBy(() => issue())).toMatchObject({ code: 'REPLY_UNREADABLE' })
    expect(events).toEqual(['POST', `mask ${TOKEN}`, 'state held'])
    expect(leases.held).toHaveLength(1)
  })

  it('is held and unaccounted for if it cannot be recorded', async () => {
    const { issue, leases } = leasesOver([issued()], { isFull: true })
    expect(await thrownBy(() => issue())).toMatchObject({ message: expect.stringContaining('ENOSPC') })
    expect(leases.unaccounted).toHaveLength(1)
  })
})

describe('when a server hands out a token again that it has issued before', () => {
  it('is one duty and not two, which stays where it is', async () => {
    const { leases, issue, recorded, events } = leasesOver([issued(), issued()])
    const { lease: first } = await issue()
    first.accepted()
    first.share()
    const { lease: again } = await issue()
    expect(again.record).toMatchObject({ wasAccepted: true, custody: { is: 'shared' } })
    expect(leases.held).toEqual([])
    expect(recorded()).toHaveLength(1)
    expect(events.slice(-3)).toEqual([`forget ${TOKEN}`, `mask ${TOKEN}`, 'state shared+'])
  })

  it('is a new duty if the old one is over, and what the API host said of it counts no more', async () => {
    const { leases, issue, deadline, recorded } = leasesOver([issued(), reply(200), issued()])
    const { lease: first } = await issue()
    first.accepted()
    await first.release(deadline())
    const { lease: again } = await issue()
    expect(leases.held).toEqual([again])
    expect(again.wasAccepted).toBe(false)
    expect(recorded()).toHaveLength(1)
  })

  it('leaves the other tokens where they are', async () => {
    const other = { access_token: 'the-other-token' }
    const { leases, issue } = leasesOver([issued(other), issued(), issued()])
    for (let times = 0; times < 3; times++) await issue()
    expect(leases.held.map(({ token }) => token.value.reveal())).toEqual(['the-other-token', TOKEN])
  })
})

describe('when a lease is taken over', () => {
  it('is accounted for by the record that it came from, even if it cannot be put on another', () => {
    const { leases } = leasesOver([], { isFull: true })
    expect(() => leases.adopt(LEASE)).toThrow('ENOSPC')
    expect(leases.held).toHaveLength(1)
    expect(leases.unaccounted).toEqual([])
  })
})

describe('when a lease changes hands', () => {
  it.each(['offer', 'keep'] as const)('does not %s what cannot be recorded', (how) => {
    const { leases, disk } = leasesOver([])
    const lease = leases.adopt(LEASE)
    disk.isFull = true
    expect(() => (how === 'offer' ? lease.offer(ENTRY) : lease.keep())).toThrow('ENOSPC')
    expect(lease.custody).toEqual({ is: 'held' })
  })

  it('records each change with the whole list', () => {
    const { leases, events } = leasesOver([])
    const lease = leases.adopt({ ...LEASE, wasAccepted: false })
    lease.accepted()
    lease.accepted()
    lease.offer(ENTRY)
    lease.hold()
    lease.share()
    lease.keep()
    expect(events.slice(1)).toEqual([
      'state held',
      'state held+',
      'state offered+',
      'state held+',
      'state shared+',
      'state kept+',
    ])
  })

  it('goes on where what follows an effect cannot be recorded', () => {
    const { leases, disk } = leasesOver([])
    const lease = leases.adopt(LEASE)
    disk.isFull = true
    lease.share()
    expect(lease.custody).toEqual({ is: 'shared' })
  })
})

describe('when a token is released', () => {
  it.each<[string, boolean, Answer, object]>([
    ['revoked', false, reply(200), { outcome: 'revoked' }],
    ['revoked without a body', true, reply(204), { outcome: 'revoked' }],
    ['refused by the host that has accepted it', true, reply(401), { outcome: 'already-invalid' }],
    ['refused by a host that never has', false, reply(401), NEVER_ACCEPTED],
    [
      'unknown to a host that has accepted it',
      true,
      reply(404),
      { outcome: 'may-be-valid', because: 'HTTP 404' },
    ],
    ['unknown to a host that never has', false, reply(404), NEVER_ACCEPTED],
    [
      'forbidden',
      true,
      reply(403, '', { 'inin-correlation-id': 'c0ffee-42' }),
      { outcome: 'may-be-valid', because: 'HTTP 403, correlation id c0ffee-42' },
    ],
    ['the transport has a fault', true, new TypeError('oops'), { outcome: 'may-be-valid', because: 'oops' }],
  ])('is %s (accepted before: %s)', async (_, wasAccepted, answer, outcome) => {
    const { leases, deadline } = leasesOver([answer])
    const lease = leases.adopt({ ...LEASE, wasAccepted })
    const release = await lease.release(deadline())
    expect(release).toMatchObject({ ...outcome, until: LEASE.token.expiresAt })
    const isOver = release.outcome !== 'may-be-valid'
    expect(lease.custody.is).toBe(isOver ? 'released' : 'held')
    expect(lease.whyNotReleased).toBe(release.outcome === 'may-be-valid' ? release.because : undefined)
  })

  it.each([
    [3_601_999, 'revoked', ['DELETE']],
    [3_602_000, 'expired', []],
  ])(
    'has expired beyond doubt two seconds after the latest end that it can have: after %d ms it is %s',
    async (ms, outcome, requests) => {
      const { leases, deadline, clock, events } = leasesOver([reply(200)])
      const lease = leases.adopt(LEASE)
      clock.advance(ms)
      expect(await lease.release(deadline())).toMatchObject({ outcome })
      expect(events.filter((event) => event === 'DELETE')).toEqual(requests)
    },
  )

  it.each([
    ['accepted', reply(200), 'revoked'],
    ['refused, as it must be', reply(401), 'expired'],
  ])('is asked about after its end too where the clock is not trusted: %s', async (_, answer, outcome) => {
    const { leases, deadline, clock } = leasesOver([answer])
    const lease = leases.adopt({ ...LEASE, wasAccepted: false })
    clock.advance(3_602_000)
    expect(await lease.release(deadline(), 'even-if-expired')).toMatchObject({ outcome })
    expect(lease.custody).toEqual({ is: 'released' })
  })

  it('is tried again while there is time', async () => {
    const { leases, deadline, said } = leasesOver([reset(), reply(503), reply(200)])
    expect(await leases.adopt(LEASE).release(deadline())).toMatchObject({ outcome: 'revoked' })
    expect(said[0]).toMatch(/^Revoking the token failed /)
  })
})

describe('when a process ends', () => {
  it('releases what it holds, and nothing that another answers for', async () => {
    const { leases, deadline, events } = leasesOver([reply(200), reply(403)])
    leases.adopt(LEASE)
    leases.adopt(LEASE)
    for (const is of ['shared', 'kept', 'released'] as const) leases.adopt({ ...LEASE, custody: { is } })
    leases.adopt({ ...LEASE, custody: { is: 'offered', entry: ENTRY } })
    const releases = await leases.releaseAll(deadline())
    expect(releases.map(({ release }) => release.outcome).sort()).toEqual(['may-be-valid', 'revoked'])
    expect(events.filter((event) => event === 'DELETE')).toHaveLength(2)
  })

  it('knows of tokens that no other process will release', async () => {
    const { leases, issue, deadline } = leasesOver([issued(), reply(403)], { isFull: true })
    await thrownBy(() => issue())
    await leases.releaseAll(deadline())
    expect(leases.unaccounted.map(({ whyNotReleased }) => whyNotReleased)).toEqual(['HTTP 403'])
  })

  it('need not know of one that was never put on record and is revoked', async () => {
    const { leases, issue, deadline } = leasesOver([issued(), reply(200)], { isFull: true })
    await thrownBy(() => issue())
    await leases.releaseAll(deadline())
    expect(leases.unaccounted).toEqual([])
  })
})

describe('when a process lives for long', () => {
  it('lets go of what has ended, and of the forms that it was looked for in', async () => {
    const { leases, deadline, events, recorded } = leasesOver([reply(200)])
    await leases.adopt(LEASE).release(deadline())
    leases.adopt({ ...LEASE, token: { ...LEASE.token, value: new Secret('the-other-token') } })
    leases.forgetEnded()
    const forgotten = events.filter((event) => event.startsWith('forget'))
    expect(forgotten).toEqual([`forget ${tokenForms(TOKEN)[0] ?? ''}`])
    leases.held[0]?.accepted()
    leases.held[0]?.keep()
    expect(recorded().map(({ token }) => token.value.reveal())).toEqual(['the-other-token'])
  })
})

describe('when nothing outlives the process', () => {
  it('needs no journal', () => {
    expect(() => NO_JOURNAL.write([LEASE])).not.toThrow()
  })
})
