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
  const { context, clock } = requestContextOf(answers)
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
  return { leases, issue, deadline, events, disk, recorded: () => readLeases(step), clock }
}

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
    expect(events.slice(1)).toEqual([
      'state held',
      'state held+',
      'state offered+',
      'state held+',
      'state shared+',
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
    ['refused by a host that never has', false, reply(401), { outcome: 'may-be-valid' }],
    [
      'unknown to a host that has accepted it',
      true,
      reply(404),
      { outcome: 'may-be-valid', because: 'HTTP 404' },
    ],
    ['unknown to a host that never has', false, reply(404), { outcome: 'may-be-valid' }],
    ['forbidden', true, reply(403), { outcome: 'may-be-valid', because: 'HTTP 403' }],
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

  it('has expired beyond doubt two seconds after the latest end that it can have', async () => {
    const { leases, deadline, clock, events } = leasesOver([reply(200)])
    const lease = leases.adopt(LEASE)
    clock.advance(3_601_999 - 100)
    expect(await lease.release(deadline())).toMatchObject({ outcome: 'revoked' })
    const other = leases.adopt(LEASE)
    clock.advance(100)
    expect(await other.release(deadline())).toMatchObject({ outcome: 'expired' })
    expect(events.filter((event) => event === 'DELETE')).toHaveLength(1)
  })

  it('is tried again while there is time', async () => {
    const { leases, deadline } = leasesOver([reset(), reply(503), reply(200)])
    expect(await leases.adopt(LEASE).release(deadline())).toMatchObject({ outcome: 'revoked' })
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
})

describe('when a process lives for long', () => {
  it('lets go of what has ended, and of the forms that it was looked for in', async () => {
    const { leases, deadline, events, recorded } = leasesOver([reply(200)])
    await leases.adopt(LEASE).release(deadline())
    leases.adopt({ ...LEASE, token: { ...LEASE.token, value: new Secret('the-other-token') } })
    leases.forgetEnded()
    expect(events).toContain(`forget ${tokenForms(TOKEN)[0] ?? ''}`)
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
