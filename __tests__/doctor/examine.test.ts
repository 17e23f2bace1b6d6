import { describe, expect, it } from '@jest/globals'
import { Deadline } from '../../src/core/deadline.ts'
import { fail, ok, skipped, warn, type Check, type Finding } from '../../src/doctor/check.ts'
import { examine } from '../../src/doctor/examine.ts'
import { contextOf, realRequests } from '../support/doctor.ts'
import { handClock } from '../support/genesys.ts'

const check = (
  name: Check['name'],
  needs: Check['needs'],
  run: Check['run'],
  more: Partial<Check> = {},
): Check => ({
  name,
  needs,
  run,
  ...more,
})

/** Time does not pass by itself: a wait ends when the test says so. */
function world(): { context: ReturnType<typeof contextOf>; clock: ReturnType<typeof handClock> } {
  const clock = { ...handClock(), sleep: () => new Promise<void>(() => undefined) }
  return { context: contextOf({ loginUrl: 'http://127.0.0.1:1' }, realRequests(clock)), clock }
}

const run = async (checks: readonly Check[], wanted: Check['name'][] = [], isOffline = false) => {
  const { context, clock } = world()
  return examine(checks, { ...context, isOffline }, Deadline.after(60_000, clock), wanted)
}

const brief = (results: readonly { name: string; result: string; detail: string }[]) =>
  results.map(({ name, result, detail }) => `${name} ${result} ${detail}`)

describe('after a check has failed', () => {
  const broken = check('connect.login', [], () => fail('X', 'it is broken', 'mend it'))

  it('skips all that need it, however far, and says which one it was', async () => {
    const results = await run([
      broken,
      check('tls.login', ['connect.login'], () => ok('')),
      check('endpoint', ['tls.login'], () => ok('')),
    ])
    expect(brief(results)).toEqual([
      'connect.login fail it is broken',
      'tls.login skipped connect.login failed',
      'endpoint skipped connect.login failed',
    ])
  })

  it('runs what only follows it, with what was found', async () => {
    let found: Finding | undefined
    const clock = check(
      'clock',
      [],
      (examination) => {
        found = examination.found.get('connect.login')
        return ok('right')
      },
      { follows: ['connect.login'] },
    )
    expect(brief(await run([broken, clock]))[1]).toBe('clock ok right')
    expect(found?.code).toBe('X')
  })
})

describe('what does not keep others from running', () => {
  it.each([warn('X', 'odd', ''), skipped('not needed')])('is %o', async (finding) => {
    const results = await run([
      check('dns.login', [], () => finding),
      check('connect.login', ['dns.login'], () => ok('open')),
    ])
    expect(results[1]).toMatchObject({ result: 'ok' })
  })
})

describe('with some checks wanted', () => {
  it('runs them and what they need or follow, in the order of all', async () => {
    const results = await run(
      [
        check('settings', [], () => ok('')),
        check('environment', [], () => ok('')),
        check('dns.login', [], () => ok(''), { follows: ['settings'] }),
        check('connect.login', ['dns.login'], () => ok('')),
        check('tls.login', ['connect.login'], () => ok('')),
      ],
      ['connect.login'],
    )
    expect(results.map(({ name }) => name)).toEqual(['settings', 'dns.login', 'connect.login'])
  })
})

describe('checks that do not need each other', () => {
  it('run side by side', async () => {
    const both = Promise.withResolvers<Finding>()
    const results = await run([
      check('dns.login', [], () => both.promise),
      check('dns.api', [], () => {
        both.resolve(ok('the other one has begun'))
        return ok('')
      }),
    ])
    expect(results[0]).toMatchObject({ result: 'ok', detail: 'the other one has begun' })
  })
})

describe('when a check is not done in 5 s', () => {
  const never = (): Promise<Finding> => new Promise(() => undefined)

  it('fails, and ends what is under way', async () => {
    const clock = handClock()
    const context = contextOf({ loginUrl: 'http://127.0.0.1:1' }, realRequests(clock))
    let signal: AbortSignal | undefined
    const hanging = check('endpoint', [], (examination) => {
      signal = examination.signal
      return never()
    })
    const [result] = await examine([hanging], context, Deadline.after(60_000, clock))
    expect(result).toMatchObject({ result: 'fail', code: 'TIMED_OUT', ms: 5_000 })
    expect(signal?.aborted).toBe(true)
  })

  it('finds what its silence means, where that is known', async () => {
    const clock = handClock()
    const context = contextOf({ loginUrl: 'http://127.0.0.1:1' }, realRequests(clock))
    const silent = check('connect.login', [], never, {
      whenSilent: () => fail('CONNECTION_SILENT', 'not a word', ''),
    })
    const [result] = await examine([silent], context, Deadline.after(60_000, clock))
    expect(result).toMatchObject({ code: 'CONNECTION_SILENT' })
  })

  it('has less where all together have less, and none begins after the end', async () => {
    const clock = handClock()
    const context = contextOf({ loginUrl: 'http://127.0.0.1:1' }, realRequests(clock))
    const checks = [check('clock', [], never), check('endpoint', [], () => ok(''), { follows: ['clock'] })]
    const results = await examine(checks, context, Deadline.after(2_000, clock))
    expect(results[0]).toMatchObject({ ms: 2_000 })
    expect(results[1]).toMatchObject({ result: 'skipped', detail: 'there was no time left' })
  })
})

describe('offline', () => {
  it('runs only what opens no connection', async () => {
    const checks = [
      check('settings', [], () => ok('fine'), { isLocal: true }),
      check('dns.login', [], () => ok('')),
    ]
    expect(brief(await run(checks, [], true))).toEqual([
      'settings ok fine',
      'dns.login skipped offline: no connection is opened',
    ])
  })
})

describe('a fault of a check’s own', () => {
  it('is unknown, and the others go on', async () => {
    const results = await run([
      check('clock', [], () => {
        throw new TypeError('no such thing')
      }),
      check('endpoint', [], () => ok('')),
    ])
    expect(results.map(({ result }) => result)).toEqual(['unknown', 'ok'])
  })
})
