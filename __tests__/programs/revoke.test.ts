import { describe, expect, it } from '@jest/globals'
import { revokeShared } from '../../src/programs/revoke.ts'
import { attemptsUpTo, entryName, type SharingGroup } from '../../src/sharing/entry-name.ts'
import { seal, type Contents } from '../../src/sharing/shared-entry.ts'
import { tokenForms } from '../../src/core/masks.ts'
import { Secret } from '../../src/core/secret.ts'
import { reply, reset, requestContextOf, START_MS, type Answer } from '../support/genesys.ts'
import { GROUP, memoryStore, type MemoryStore } from '../support/sharing.ts'
import { recordingStep } from '../support/step-fakes.ts'

const REVOKED = reply(200)

async function revoke(
  entries: readonly (Partial<Extract<Contents, { kind: 'token' }>> | string | undefined)[],
  answers: readonly Answer[],
  prepare: (store: MemoryStore) => unknown = () => undefined,
  groups: readonly SharingGroup[] = [GROUP],
): Promise<{
  events: readonly string[]
  masked: readonly string[]
  sent: readonly string[]
  calls: readonly string[]
  slept: readonly number[]
}> {
  const { context, clock, said, sent } = requestContextOf(answers)
  const place = { clock, passedMs: () => clock.now().wallMs - START_MS, play: () => Promise.resolve([]) }
  const store = memoryStore(place)
  entries.forEach((entry, index) => {
    if (entry === undefined) return
    const token = {
      kind: 'token',
      type: 'bearer',
      wasAccepted: true,
      storeOffsetMs: 0,
      grantedAt: START_MS,
      expiresAt: START_MS + 3_600_000,
    } as const
    const value = new Secret(`shared-token-${index + 1}`)
    const sealed = typeof entry === 'string' ? entry : seal({ ...token, value, ...entry }, GROUP, index + 1)
    store.entries.set(index + 1, { sealed, visibleAtMs: 0 })
  })
  await prepare(store)
  const step = recordingStep()
  const mask = (forms: readonly string[]): void => step.mask(forms)
  await revokeShared({ groups, store, timeoutMs: 60_000, step, context: { ...context, mask } })
  return {
    events: [...said.map((sentence) => `say ${sentence}`), ...step.events],
    masked: step.masked,
    sent: sent.map(({ request }) => `${request.method} ${request.headers['authorization'] ?? ''}`),
    calls: store.calls,
    slept: clock.slept,
  }
}

describe('when there is a shared token', () => {
  it('is masked, revoked, and its entry removed', async () => {
    const { events, masked, sent, calls } = await revoke([{}], [REVOKED])
    expect(events).toEqual(['mask', 'say The shared token was revoked.', 'output revoked=true'])
    expect(masked).toEqual(tokenForms('shared-token-1'))
    expect(sent).toEqual(['DELETE Bearer shared-token-1'])
    expect(calls).toEqual(['find', 'remove 1'])
  })

  it('is nothing to revoke when it is gone already', async () => {
    const { events } = await revoke([{}], [reply(401)])
    expect(events).toEqual([
      'mask',
      'say The shared token was no longer valid (revoked, expired, or invalidated by the idle timeout); nothing to revoke.',
      'output revoked=false',
    ])
  })

  it('may be valid after a 401 from a host that is not known to have accepted it', async () => {
    const { events } = await revoke([{ wasAccepted: false }], [reply(401)])
    expect(events[1]).toMatch(/^warn The shared token could not be revoked .* It may stay valid until/)
  })

  it('is revoked although a clock says that it has expired: three of them have a word in that', async () => {
    const { events, sent } = await revoke([{ expiresAt: START_MS - 3_600_000 }], [REVOKED])
    expect(sent).toEqual(['DELETE Bearer shared-token-1'])
    expect(events.at(-1)).toBe('output revoked=true')
  })

  it('is nothing to revoke when it has expired, and the API host agrees', async () => {
    const expired = { expiresAt: START_MS - 3_600_000, wasAccepted: false }
    const { events } = await revoke([expired], [reply(401)])
    expect(events).toEqual([
      'mask',
      'say The shared token had already expired at 2026-11-21T09:00:00Z; nothing to revoke.',
      'output revoked=false',
    ])
  })

  it('is warned of, with its expiry, when it could not be revoked', async () => {
    const forbidden = reply(403, { code: 'not.authorized', message: 'no' })
    const { events } = await revoke([{}], [forbidden])
    expect(events).toEqual([
      'mask',
      'warn The shared token could not be revoked (HTTP 403, not.authorized: no). It may stay valid until ' +
        '2026-11-21T11:00:00Z. To end it before, disable the OAuth client in Genesys Cloud.',
      'output revoked=false',
    ])
  })

  it('is tried again after a fault', async () => {
    const { events } = await revoke([{}], [reset(), REVOKED])
    expect(events.at(-1)).toBe('output revoked=true')
  })
})

describe('when a token was replaced during the run', () => {
  it('ends the tokens before it as well', async () => {
    const { sent, events, calls } = await revoke([{}, {}, {}], [REVOKED, reply(401), REVOKED])
    expect(sent).toEqual([3, 2, 1].map((number) => `DELETE Bearer shared-token-${number}`))
    expect(events.at(-1)).toBe('output revoked=true')
    expect(calls).toEqual(['find', 'remove 3', 'find 2', 'remove 2', 'find 1', 'remove 1'])
  })

  it('goes past what does not open and what holds no token', async () => {
    const { sent, events } = await revoke(
      [{}, 'junk', seal({ kind: 'resigned', at: START_MS }, GROUP, 3)],
      [REVOKED],
    )
    expect(sent).toEqual(['DELETE Bearer shared-token-1'])
    expect(events.slice(0, 2)).toEqual([
      'say Entry 3 in the store holds no token; nothing to revoke.',
      'say Entry 2 in the store does not open with this client secret; nothing to revoke.',
    ])
  })

  it('goes past a gap that a job left which died', async () => {
    const { sent, calls } = await revoke([{}, undefined, {}], [REVOKED, REVOKED])
    expect(sent).toHaveLength(2)
    expect(calls).toEqual(['find', 'remove 3', 'find 2', 'find 1', 'remove 1'])
  })

  it('goes past planted entries, but not for ever', async () => {
    const junk = Array.from({ length: 60 }, () => 'junk')
    expect((await revoke([{}, ...junk.slice(0, 9)], [REVOKED])).sent).toHaveLength(1)
    const { sent, calls } = await revoke([...junk.slice(0, 20), {}, ...junk], [])
    expect(sent).toEqual([])
    expect(calls.filter((call) => call.startsWith('find'))).toHaveLength(32)
  })

  it('is not led astray by a planted entry that claims to be the last there can be', async () => {
    const { sent, events } = await revoke([{}, {}], [REVOKED, REVOKED], (store) => {
      store.entries.set(999_999, { sealed: 'junk', visibleAtMs: 0 })
    })
    expect(sent).toEqual([2, 1].map((number) => `DELETE Bearer shared-token-${number}`))
    expect(events.at(-1)).toBe('output revoked=true')
  })

  it('leaves an entry in the store whose token could not be revoked', async () => {
    const { calls } = await revoke([{}], [reply(403)])
    expect(calls).toEqual(['find'])
  })

  it('goes back four generations and no further', async () => {
    const answers = Array.from({ length: 9 }, () => REVOKED)
    const { sent } = await revoke(
      Array.from({ length: 9 }, () => ({})),
      answers,
    )
    expect(sent).toHaveLength(5)
  })

  it('does not say true when one of them could not be revoked', async () => {
    const { events } = await revoke([{}, {}], [REVOKED, reply(403)])
    expect(events.at(-1)).toBe('output revoked=false')
  })
})

describe('when the attempt is not the first of its run', () => {
  const jobs = { ...GROUP.jobs, runAttempt: '3' }
  const groups = attemptsUpTo(jobs).map((each) => ({ ...GROUP, jobs: each }))
  const [, second, first] = groups
  const token = { kind: 'token', type: 'bearer', wasAccepted: true, storeOffsetMs: 0 } as const
  const times = { grantedAt: START_MS, expiresAt: START_MS + 3_600_000 }
  const put = async (store: MemoryStore, group: SharingGroup | undefined, value: string): Promise<void> => {
    if (group === undefined) throw new Error('no group')
    const sealed = seal({ ...token, ...times, value: new Secret(value) }, group, 1)
    await store.publish(entryName(group), 1, { sealed, usefulForMs: 1 }, 1)
  }

  it('ends the tokens of the attempts before it too, and says whose they are', async () => {
    const { events, sent } = await revoke(
      [],
      [REVOKED, reply(401)],
      (store) => Promise.all([put(store, second, 'of-second'), put(store, first, 'of-first')]),
      groups,
    )
    expect(sent).toEqual(['DELETE Bearer of-second', 'DELETE Bearer of-first'])
    expect(events.filter((event) => event !== 'mask')).toEqual([
      'say The shared token of attempt 2 was revoked.',
      'say The shared token of attempt 1 was no longer valid (revoked, expired, or invalidated by the idle timeout); nothing to revoke.',
      'output revoked=true',
    ])
  })

  it('waits for a new entry of its own attempt only', async () => {
    const { calls, slept, events } = await revoke([], [], undefined, groups)
    expect(calls).toEqual(['find', 'find', 'find', 'find', 'find'])
    expect(slept).toEqual([1_000, 2_000])
    expect(events).toEqual(['say There is no shared token; nothing to revoke.', 'output revoked=false'])
  })

  it('does not say true when the store stops to answer', async () => {
    const { events } = await revoke(
      [],
      [REVOKED],
      async (store) => {
        await put(store, second, 'of-second')
        store.answer.find = (round) =>
          round === 4 ? { found: 'unavailable', because: 'it is down' } : undefined
      },
      groups,
    )
    expect(events.slice(1)).toEqual([
      'say The shared token of attempt 2 was revoked.',
      'warn The shared token of attempt 1 could not be looked for: it is down. If there is one, it stays valid until it expires.',
      'output revoked=false',
    ])
  })
})

describe('when there is none', () => {
  it('looks three times, since a new entry shows with a delay', async () => {
    const { events, calls, slept } = await revoke([], [])
    expect(calls).toEqual(['find', 'find', 'find'])
    expect(slept).toEqual([1_000, 2_000])
    expect(events).toEqual(['say There is no shared token; nothing to revoke.', 'output revoked=false'])
  })
})

describe('when the store cannot be used', () => {
  it('warns that there may be a token', async () => {
    const { events } = await revoke([], [], (store) => {
      store.answer.find = () => ({ found: 'unavailable', because: 'it is down' })
    })
    expect(events).toEqual([
      'warn The shared token could not be looked for: it is down. If there is one, it stays valid until it expires.',
      'output revoked=false',
    ])
  })
})
