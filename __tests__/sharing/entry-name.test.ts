import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { entryName, type SharingGroup, type GroupJobs } from '../../src/sharing/entry-name.ts'
import { Secret } from '../../src/core/secret.ts'
import { CIRCLE } from '../support/sharing.ts'

const text = fc.string({ unit: 'grapheme' })
const anyReach: fc.Arbitrary<GroupJobs> = fc.oneof(
  fc.record({
    share: fc.constant('run' as const),
    repositoryId: text,
    runId: text,
    runAttempt: text,
  }),
  fc.record({ share: fc.constant('repository' as const), repositoryId: text }),
)
const anyCircle: fc.Arbitrary<SharingGroup> = fc.record({
  clientId: text,
  clientSecret: text.map((secret) => new Secret(secret)),
  loginUrl: text,
  apiUrl: text,
  scope: fc.option(text, { nil: undefined }),
  key: fc.option(text, { nil: undefined }),
  jobs: anyReach,
})
const identity = ({ clientSecret, ...rest }: SharingGroup): string =>
  JSON.stringify([
    clientSecret.reveal(),
    rest.clientId,
    rest.loginUrl,
    rest.apiUrl,
    rest.scope,
    rest.key,
    rest.jobs,
  ])

describe('when an entry is named', () => {
  it('has a name that any store takes', () => {
    expect(entryName(CIRCLE)).toMatch(/^gc-oauth-action-[0-9a-f]{64}$/)
  })

  it('is the same in every job of the circle', () => {
    expect(entryName({ ...CIRCLE, clientSecret: new Secret(CIRCLE.clientSecret.reveal()) })).toBe(
      entryName(CIRCLE),
    )
  })

  it('differs for any two circles that differ in anything', () => {
    fc.assert(
      fc.property(anyCircle, anyCircle, (one, two) => {
        expect(entryName(one) === entryName(two)).toBe(identity(one) === identity(two))
      }),
    )
  })

  it.each<[string, Partial<SharingGroup>, Partial<SharingGroup>]>([
    ['id and URL', { clientId: 'ab', loginUrl: 'c' }, { clientId: 'a', loginUrl: 'bc' }],
    ['scope and key', { scope: 'a', key: undefined }, { scope: undefined, key: 'a' }],
    ['no scope and an empty one', { scope: undefined }, { scope: '' }],
    [
      'run and attempt',
      { jobs: { share: 'run', repositoryId: '1', runId: '23', runAttempt: '4' } },
      { jobs: { share: 'run', repositoryId: '1', runId: '2', runAttempt: '34' } },
    ],
  ])('keeps %s apart', (_, one, two) => {
    expect(entryName({ ...CIRCLE, ...one })).not.toBe(entryName({ ...CIRCLE, ...two }))
  })
})
