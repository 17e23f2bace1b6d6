import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { seal } from '../../src/sharing/shared-entry.ts'
import type { Turn } from '../../src/sharing/election.ts'
import { Deadline } from '../../src/core/deadline.ts'
import { Secret } from '../../src/core/secret.ts'
import {
  GROUP,
  withSecret,
  job,
  leaderIn,
  memoryStore,
  stage,
  tokenOf,
  type JobOptions,
  type MemoryStore,
  type Stage,
} from '../support/sharing.ts'

const dice = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return state / 2 ** 31
  }
}

function put(
  place: Stage,
  store: MemoryStore,
  generation: number,
  { leftMs = 3_600_000, lifetimeMs = 86_400_000, value = 'shared-token' } = {},
): void {
  const now = place.clock.now().wallMs
  const contents = {
    kind: 'token',
    value: new Secret(value),
    type: 'bearer',
    grantedAt: now + leftMs - lifetimeMs,
    expiresAt: now + leftMs,
    storeOffsetMs: 0,
    wasAccepted: true,
  } as const
  store.reserved.add(generation)
  store.entries.set(generation, { sealed: seal(contents, GROUP, generation), visibleAtMs: 0 })
}

const valueOf = (turn: Turn): string => (turn.do === 'use' ? turn.shared.token.value.reveal() : turn.do)

describe('when another job has shared a token', () => {
  it('is used, without a reservation', async () => {
    const place = stage()
    const store = memoryStore(place)
    put(place, store, 1)
    const turn = await job(place, store).sharing.takeTurn(0)
    expect(valueOf(turn)).toBe('shared-token')
    expect(store.calls).toEqual(['find'])
  })

  it.each([
    ['this machine', { machineMs: -7_200_000, serverMs: 0 }],
    ['this machine', { machineMs: 7_200_000, serverMs: 0 }],
    ['the token endpoint', { machineMs: 0, serverMs: -7_200_000 }],
    ['the token endpoint', { machineMs: 0, serverMs: 7_200_000 }],
  ])('has what it has left, however wrong the clock of %s is', async (_, { machineMs, serverMs }) => {
    const place = stage()
    const store = memoryStore(place)
    const skewed = { now: () => ({ ...place.clock.now(), wallMs: place.clock.now().wallMs + machineMs }) }
    const clock = { ...place.clock, ...skewed }
    const token = tokenOf(place, 'shared-token', 3_600_000)
    const leader = leaderIn(await job({ ...place, clock }, store).sharing.takeTurn(0))
    await leader.publish({ ...token, expiresAt: token.expiresAt + serverMs }, true)
    await place.play([place.clock.sleep(600_000, new AbortController().signal)])
    const turn = await job({ ...place, clock }, store).sharing.takeTurn(0)
    if (turn.do !== 'use') throw new Error('not used')
    expect(turn.shared.token.endsAfter - place.clock.now().monotonicMs).toBe(3_000_000 - 1_000)
    expect(turn.shared.token.expiresAt).toBe(token.expiresAt + serverMs)
  })

  it('never has more left than its whole life, whatever the clock of the store does', async () => {
    const place = stage()
    const store = memoryStore(place)
    put(place, store, 1, { leftMs: 3_600_000, lifetimeMs: 3_600_000 })
    const [entry] = store.entries.values()
    const storeTime = place.clock.now().wallMs - 7_200_000
    store.answer.find = () => ({ found: 'hit', generation: 1, sealed: entry?.sealed ?? '', storeTime })
    const turn = await job(place, store).sharing.takeTurn(0)
    if (turn.do !== 'use') throw new Error('not used')
    const { endsAfter, deadBy } = turn.shared.token
    expect(endsAfter - place.clock.now().monotonicMs).toBe(3_600_000 - 1_000)
    const now = place.clock.now()
    expect(deadBy.monotonicMs - now.monotonicMs).toBeGreaterThanOrEqual(3_600_000)
    expect(deadBy.wallMs - now.wallMs).toBeGreaterThanOrEqual(3_600_000)
  })

  it.each([
    ['just enough for', { leftMs: 300_001, lifetimeMs: 86_400_000 }, 300_000, 'shared-token'],
    ['too little for', { leftMs: 300_000, lifetimeMs: 86_400_000 }, 300_000, 'lead'],
    [
      'most of a short life, which counts by half,',
      { leftMs: 151_000, lifetimeMs: 300_000 },
      300_000,
      'shared-token',
    ],
    ['less than half of a short life', { leftMs: 149_000, lifetimeMs: 300_000 }, 300_000, 'lead'],
    ['nothing', { leftMs: -1, lifetimeMs: 300_000 }, 0, 'lead'],
    ['a second, which is all that was asked for', { leftMs: 1_000, lifetimeMs: 300_000 }, 0, 'shared-token'],
  ])('with %s left is used or replaced as it should', async (_, entry, minValidityMs, expected) => {
    const place = stage()
    const store = memoryStore(place)
    put(place, store, 1, entry)
    expect(valueOf(await job(place, store, { minValidityMs }).sharing.takeTurn(0))).toBe(expected)
  })

  it('is replaced by the next generation when it has too little left', async () => {
    const place = stage()
    const store = memoryStore(place)
    put(place, store, 4, { leftMs: 10_000 })
    const leader = leaderIn(await job(place, store).sharing.takeTurn(0))
    expect(await leader.publish(tokenOf(place, 'next-token'), true)).toBe('shared')
    expect([...store.entries.keys()]).toEqual([4, 5])
    expect(valueOf(await job(place, store).sharing.takeTurn(0))).toBe('next-token')
  })

  it('is replaced by the next generation when it is no longer valid', async () => {
    const place = stage()
    const store = memoryStore(place)
    put(place, store, 1)
    const { sharing } = job(place, store)
    await sharing.takeTurn(0)
    leaderIn(await sharing.takeTurn(1))
    expect(store.calls).toEqual(['find', 'find', 'reserve 2'])
  })
})

describe('when there is no entry yet', () => {
  it('elects one of eight jobs, whose token all get', async () => {
    const place = stage()
    const store = memoryStore(place, 1_000)
    const turns = Array.from({ length: 8 }, async (_, index) => {
      const { sharing } = job(place, store, { random: dice(index) })
      const turn = await sharing.takeTurn(0)
      if (turn.do !== 'lead') return valueOf(turn)
      await place.clock.sleep(200, new AbortController().signal)
      await turn.leader.publish(tokenOf(place, 'the-one-token'), true)
      return 'led'
    })
    const results = await place.play(turns)
    expect(results.filter((result) => result === 'led')).toHaveLength(1)
    expect(results.filter((result) => result === 'the-one-token')).toHaveLength(7)
  })

  it('elects exactly one, whatever the dice, the number of jobs and the lag', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 2 ** 30 }),
        fc.integer({ min: 1, max: 64 }),
        fc.integer({ min: 0, max: 5_000 }),
        async (seed, jobs, lagMs) => {
          const place = stage()
          const store = memoryStore(place, lagMs)
          const turns = Array.from({ length: jobs }, async (_, index) => {
            const turn = await job(place, store, { random: dice(seed + index) }).sharing.takeTurn(0)
            if (turn.do === 'lead') await turn.leader.publish(tokenOf(place, 'token'), true)
            return turn.do
          })
          const done = await place.play(turns)
          expect(done.filter((what) => what === 'lead')).toHaveLength(1)
          expect(done.filter((what) => what === 'use')).toHaveLength(jobs - 1)
          expect(place.passedMs()).toBeLessThan(30_000)
        },
      ),
      { numRuns: 60 },
    )
  })

  it.each([64, 256, undefined])(
    'keeps the jobs of a matrix of %s at 3 s of lag below the limits of the store, however the dice fall',
    async (matrixSize) => {
      for (const seed of [1, 2, 3, 4, 5]) {
        const place = stage()
        const store = memoryStore(place, 3_000)
        const turns = Array.from({ length: matrixSize ?? 256 }, async (_, index) => {
          const options = { matrixSize, random: dice(seed * 1_000 + index) }
          const turn = await job(place, store, options).sharing.takeTurn(0)
          if (turn.do === 'lead') await turn.leader.publish(tokenOf(place, 'token'), true)
        })
        await place.play(turns)
        expect(store.calls.filter((call) => call === 'reserve 1').length).toBeLessThan(200)
        expect(store.calls.filter((call) => call === 'find').length).toBeLessThan(1_500)
      }
    },
  )

  it.each([1, 16])(
    'makes no job of a matrix of %d wait, as they are far from the limit',
    async (matrixSize) => {
      const place = stage()
      const { sharing } = job(place, memoryStore(place), { matrixSize, random: () => 0.99 })
      expect((await sharing.takeTurn(0)).do).toBe('lead')
      expect(place.passedMs()).toBe(0)
    },
  )

  it('elects one of a few jobs without a matrix that share, though each takes itself for alone', async () => {
    const place = stage()
    const store = memoryStore(place, 1_000)
    const turns = Array.from({ length: 5 }, async (_, index) => {
      const { sharing } = job(place, store, { matrixSize: 1, random: dice(index) })
      const turn = await sharing.takeTurn(0)
      if (turn.do === 'lead') await turn.leader.publish(tokenOf(place, 'token'), true)
      return turn.do
    })
    expect((await place.play(turns)).sort()).toEqual(['lead', 'use', 'use', 'use', 'use'])
  })

  it('makes a lone job wait for nothing where the store does not ration reservations', async () => {
    const place = stage()
    const store = { ...memoryStore(place), rationsReservations: false }
    const { sharing } = job(place, store, { random: () => 0.99 })
    expect((await sharing.takeTurn(0)).do).toBe('lead')
    expect(place.passedMs()).toBe(0)
  })

  it.each([8_000, 16_000, 60_000, 120_000])(
    'has asked before its time is over, whatever the dice and a timeout of %d ms',
    async (timeoutMs) => {
      for (const random of [0.5, 0.7, 0.99]) {
        const place = stage()
        const store = memoryStore(place)
        const { sharing } = job(place, store, { timeoutMs, random: () => random })
        const [turn] = await place.play([sharing.takeTurn(0)])
        expect(turn?.do).toBe('lead')
        expect(place.passedMs()).toBeLessThan(timeoutMs / 2)
      }
    },
  )

  it.each([
    ['', {}, [0, 1, 3, 7, 15, 23, 31, 39, 45]],
    [
      ', with dice that show the least',
      { random: () => 0 },
      [0, 0.5, 1.5, 3.5, 7.5, 11.5, 15.5, 19.5, 23.5, 27.5, 31.5, 35.5, 39.5, 43.5, 45],
    ],
    [
      ', and anew once another job has it',
      { matrixSize: 256 },
      [0, 1, 3, 5.12, 6.12, 8.12, 12.12, 20.12, 28.12, 36.12, 44.12, 45],
    ],
    [
      ', also where it asks the store each time',
      { rationsReservations: false },
      [0, 1, 3, 7, 15, 23, 31, 39, 45],
    ],
  ])(
    'looks after 1, 2, 4, 8 s and every 8 s from then on%s',
    async (
      _,
      { rationsReservations = true, ...options }: JobOptions & { rationsReservations?: boolean },
      seconds,
    ) => {
      const place = stage()
      const store = { ...memoryStore(place), rationsReservations }
      store.reserved.add(1).add(2)
      const looks: number[] = []
      store.answer.find = () => void looks.push(place.passedMs() / 1_000)
      const waiting = job(place, store, { matrixSize: 1, random: () => 0.5, ...options })
      await place.play([waiting.sharing.takeTurn(0)])
      expect(looks).toEqual(seconds)
      expect(waiting.said.filter((line) => line.includes('waiting for it'))).toHaveLength(1)
    },
  )

  it('says once that it waits', async () => {
    const place = stage()
    const store = memoryStore(place)
    store.reserved.add(1)
    const waiting = job(place, store)
    const turn = waiting.sharing.takeTurn(0)
    put(place, store, 1)
    store.entries.set(1, { sealed: store.entries.get(1)?.sealed ?? '', visibleAtMs: 9_000 })
    const [done] = await place.play([turn])
    expect(done?.do).toBe('use')
    expect(waiting.said).toEqual(['Another job is getting the token that is to be shared; waiting for it.'])
  })
})

describe('when the job that leads does not deliver', () => {
  it('waits 45 s and then leads the next generation, which those who come later find at once', async () => {
    const place = stage()
    const store = memoryStore(place)
    store.reserved.add(1)
    const [turn] = await place.play([job(place, store).sharing.takeTurn(0)])
    expect(place.passedMs()).toBe(45_000)
    if (turn === undefined) throw new Error('no turn')
    await leaderIn(turn).publish(tokenOf(place, 'second-try'), true)
    expect(valueOf(await job(place, store).sharing.takeTurn(0))).toBe('second-try')
    expect(place.passedMs()).toBe(45_000)
  })

  it('lets all others grant alone then, with a line that says why', async () => {
    const place = stage()
    const store = memoryStore(place)
    store.reserved.add(1).add(2)
    const waiting = job(place, store)
    const [turn] = await place.play([waiting.sharing.takeTurn(0)])
    expect(turn?.do).toBe('grant-alone')
    expect(waiting.said.at(-1)).toBe(
      'Not sharing a token: another job has reserved it, and it did not appear in time. Getting one for this job alone.',
    )
  })

  it('waits for half of timeout-seconds at most', async () => {
    const place = stage()
    const store = memoryStore(place)
    store.reserved.add(1).add(2)
    await place.play([job(place, store, { timeoutMs: 10_000 }).sharing.takeTurn(0)])
    expect(place.passedMs()).toBe(5_000)
  })

  it('never costs more than 60 s in all, even when each call of the store takes as long as it may', async () => {
    const place = stage()
    const store = memoryStore(place)
    store.reserved.add(1)
    const never = new AbortController().signal
    const slow = {
      ...store,
      find: async (name: string, withinMs: number) => {
        await place.clock.sleep(withinMs, never)
        return store.find(name, withinMs)
      },
      reserve: async (name: string, generation: number, withinMs: number) => {
        await place.clock.sleep(withinMs, never)
        return store.reserve(name, generation, withinMs)
      },
      publish: async (...[name, generation, entry, withinMs]: Parameters<MemoryStore['publish']>) => {
        await place.clock.sleep(withinMs, never)
        return store.publish(name, generation, entry, withinMs)
      },
    }
    const token = tokenOf(place, 'token')
    const work = job(place, slow)
      .sharing.takeTurn(0)
      .then((turn) => leaderIn(turn).publish(token, true))
    expect(await place.play([work])).toEqual(['shared'])
    expect(place.passedMs()).toBeGreaterThan(45_000)
    expect(place.passedMs()).toBeLessThanOrEqual(60_000)
  })

  it('does not wait for one that says that it gave up', async () => {
    const place = stage()
    const store = memoryStore(place)
    await leaderIn(await job(place, store).sharing.takeTurn(0)).resign(Deadline.after(4_000, place.clock))
    const other = job(place, store)
    expect((await other.sharing.takeTurn(0)).do).toBe('grant-alone')
    expect(other.said).toEqual([
      'Not sharing a token: the job that was to get it could not. Getting one for this job alone.',
    ])
    expect(place.passedMs()).toBe(0)
  })

  it('takes over from one that gave up more than a minute ago', async () => {
    const place = stage()
    const store = memoryStore(place)
    await leaderIn(await job(place, store).sharing.takeTurn(0)).resign(Deadline.after(4_000, place.clock))
    await place.play([place.clock.sleep(61_000, new AbortController().signal)])
    leaderIn(await job(place, store).sharing.takeTurn(0))
    expect(store.calls.at(-1)).toBe('reserve 2')
  })

  it('gives its reservation back when it cannot tell the others either, and one of them takes over', async () => {
    const place = stage()
    const store = { ...memoryStore(place), rationsReservations: false }
    const leader = leaderIn(await job(place, store).sharing.takeTurn(0))
    const waiting = job(place, store).sharing.takeTurn(0)
    store.answer.publish = () => ({ outcome: 'failed', because: 'it is full' })
    expect(await leader.publish(tokenOf(place, 'token'), true)).toBe('own')
    await leader.resign(Deadline.after(4_000, place.clock))
    const told = store.calls.filter((call) => /^(?:publish|give)/.test(call))
    expect(told).toEqual(['publish 1', 'publish 1', 'give back 1'])
    const [turn] = await place.play([waiting])
    expect(turn?.do).toBe('lead')
    expect(place.passedMs()).toBeLessThan(2_000)
  })

  it('keeps its reservation once the token may have been seen', async () => {
    const place = stage()
    const store = memoryStore(place)
    const leader = leaderIn(await job(place, store).sharing.takeTurn(0))
    store.answer.publish = () => ({ outcome: 'unknown' })
    expect(await leader.publish(tokenOf(place, 'token'), true)).toBe('unknown')
    await leader.resign(Deadline.after(4_000, place.clock))
    expect(store.calls.slice(-2)).toEqual(['reserve 1', 'publish 1'])
  })

  it('stays calm when giving up cannot be told to the store', async () => {
    const place = stage()
    const store = memoryStore(place)
    const leader = leaderIn(await job(place, store).sharing.takeTurn(0))
    store.answer.publish = () => {
      throw new Error('gone')
    }
    await expect(leader.resign(Deadline.after(4_000, place.clock))).resolves.toBeUndefined()
  })

  it('stops waiting when the step is cancelled', async () => {
    const place = stage()
    const store = memoryStore(place)
    store.reserved.add(1)
    const cancellation = new AbortController()
    const turn = job(place, store, { signal: cancellation.signal }).sharing.takeTurn(0)
    setImmediate(() => cancellation.abort(new Error('cancelled')))
    await expect(turn).rejects.toThrow('cancelled')
  })
})

describe('when the store is of no use', () => {
  it.each<[string, Partial<MemoryStore['answer']>]>([
    ['cannot be read', { find: () => ({ found: 'unavailable', because: 'it is down' }) }],
    ['cannot be written', { reserve: () => ({ outcome: 'unavailable', because: 'it is down' }) }],
  ])('grants alone at once, with one line, when it %s', async (_, answer) => {
    const place = stage()
    const store = memoryStore(place)
    store.answer = answer
    const { sharing, said } = job(place, store)
    expect((await sharing.takeTurn(0)).do).toBe('grant-alone')
    expect(said).toEqual(['Not sharing a token: it is down. Getting one for this job alone.'])
    expect(place.passedMs()).toBe(0)
  })

  it('keeps waiting for the leader through a moment of outage', async () => {
    const place = stage()
    const store = memoryStore(place)
    store.reserved.add(1)
    const waiting = job(place, store)
    store.answer.find = (round) => (round === 1 ? { found: 'unavailable', because: 'it is down' } : undefined)
    const turn = waiting.sharing.takeTurn(0)
    put(place, store, 1)
    store.entries.set(1, { sealed: store.entries.get(1)?.sealed ?? '', visibleAtMs: 2_000 })
    const [done] = await place.play([turn])
    expect(done?.do).toBe('use')
  })

  it('waits no more than ten seconds for a leader when the store stops to answer', async () => {
    const place = stage()
    const store = memoryStore(place)
    store.reserved.add(1)
    store.answer.find = (round) => (round > 0 ? { found: 'unavailable', because: 'it is down' } : undefined)
    const waiting = job(place, store, { matrixSize: 1, random: () => 0.5 })
    const [turn] = await place.play([waiting.sharing.takeTurn(0)])
    expect(turn?.do).toBe('grant-alone')
    expect(waiting.said.at(-1)).toBe('Not sharing a token: it is down. Getting one for this job alone.')
    expect(store.calls.filter((call) => call === 'find')).toHaveLength(4)
    expect(place.passedMs()).toBeLessThanOrEqual(10_000)
  })

  it('spends no more than ten seconds on a store that hangs, however late that begins', async () => {
    const place = stage()
    const store = memoryStore(place)
    store.reserved.add(1)
    let hungAt: number | undefined
    const hanging = {
      ...store,
      find: async (name: string, withinMs: number) => {
        if (place.passedMs() < 20_000) return store.find(name, withinMs)
        hungAt ??= place.passedMs()
        await place.clock.sleep(withinMs, new AbortController().signal)
        return { found: 'unavailable', because: 'no reply' } as const
      },
    }
    const [turn] = await place.play([
      job(place, hanging, { matrixSize: 1, random: () => 0.99 }).sharing.takeTurn(0),
    ])
    expect(turn?.do).toBe('grant-alone')
    expect(place.passedMs() - (hungAt ?? 0)).toBeLessThanOrEqual(10_000)
  })

  it('lets the last look take no longer than the ten seconds, after one that failed at once', async () => {
    const place = stage()
    const store = memoryStore(place)
    store.reserved.add(1)
    const looks: number[] = []
    const hanging = {
      ...store,
      find: async (name: string, withinMs: number) => {
        looks.push(withinMs)
        if (looks.length === 1) return store.find(name, withinMs)
        if (looks.length > 2) await place.clock.sleep(withinMs, new AbortController().signal)
        return { found: 'unavailable', because: 'no reply' } as const
      },
    }
    const waiting = job(place, hanging, { matrixSize: 1, random: () => 0.99 })
    const [turn] = await place.play([waiting.sharing.takeTurn(0)])
    expect(turn?.do).toBe('grant-alone')
    expect(looks).toEqual([4_000, 4_000, 4_000, 3_020])
  })

  it.each([
    [120_000, 4_000],
    [8_000, 1_000],
  ])(
    'gives each call of it an eighth of a timeout of %d ms, and 4 s at most: %d ms',
    async (timeoutMs, callMs) => {
      const place = stage()
      const store = memoryStore(place)
      const within: number[] = []
      const watched: MemoryStore = {
        ...store,
        find: (name, withinMs) => {
          within.push(withinMs)
          return store.find(name, withinMs)
        },
        reserve: (name, generation, withinMs) => {
          within.push(withinMs)
          return store.reserve(name, generation, withinMs)
        },
      }
      expect((await job(place, watched, { timeoutMs }).sharing.takeTurn(0)).do).toBe('lead')
      expect(within).toEqual([callMs, callMs])
    },
  )

  it('asks again later when the store is busy, and does not take that for a lost race', async () => {
    const place = stage()
    const store = memoryStore(place)
    let asked = 0
    store.answer.reserve = () => (asked++ === 0 ? { outcome: 'busy' } : undefined)
    const { sharing, said } = job(place, store)
    const [turn] = await place.play([sharing.takeTurn(0)])
    expect(turn?.do).toBe('lead')
    expect(store.calls.filter((call) => call === 'reserve 1')).toHaveLength(2)
    expect(place.passedMs()).toBe(500)
    expect(said).toEqual([])
  })

  it('grants alone when the store is busy to the end', async () => {
    const place = stage()
    const store = memoryStore(place)
    store.answer.reserve = () => ({ outcome: 'busy' })
    const [turn] = await place.play([job(place, store).sharing.takeTurn(0)])
    expect(turn?.do).toBe('grant-alone')
    expect(place.passedMs()).toBe(45_000)
  })

  it('keeps the token for itself when it could not be published', async () => {
    const place = stage()
    const store = memoryStore(place)
    const { sharing, said } = job(place, store)
    const leader = leaderIn(await sharing.takeTurn(0))
    store.answer.publish = () => ({ outcome: 'failed', because: 'it is full' })
    expect(await leader.publish(tokenOf(place, 'token'), true)).toBe('own')
    expect(said).toEqual(["The token could not be shared (it is full); it is this job's alone."])
  })
})

describe('when what lies in the store is not a token of this group', () => {
  it.each([
    ['junk', 'junk'],
    ['nothing', ''],
    ['an entry of another group', seal({ kind: 'resigned', at: 0 }, withSecret('other'), 3)],
    ['an entry of another generation', seal({ kind: 'resigned', at: 0 }, GROUP, 2)],
  ])('treats %s as absent, with one debug line, and goes on with the next generation', async (_, sealed) => {
    const place = stage()
    const store = memoryStore(place)
    store.entries.set(3, { sealed, visibleAtMs: 0 })
    store.reserved.add(3)
    const { sharing, said, debugged } = job(place, store)
    leaderIn(await sharing.takeTurn(0))
    expect(store.calls).toEqual(['find', 'reserve 4'])
    expect(said).toEqual([])
    expect(debugged).toEqual(['Entry 3 in the store does not open as a shared token; it counts as absent.'])
  })
})
