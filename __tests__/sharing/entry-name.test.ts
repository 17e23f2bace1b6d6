import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { entryName, type SharingGroup, type GroupJobs } from '../../src/sharing/entry-name.ts'
import { type SecretCredentials } from '../../src/oauth/client-credentials.ts'
import { Secret } from '../../src/core/secret.ts'
import { CREDENTIALS, GROUP, withSecret } from '../support/sharing.ts'

const text = fc.string({ unit: 'grapheme' })
const anyJobs: fc.Arbitrary<GroupJobs> = fc.oneof(
  fc.record({
    share: fc.constant('run' as const),
    repositoryId: text,
    runId: text,
    runAttempt: text,
  }),
  fc.record({ share: fc.constant('repository' as const), repositoryId: text }),
)
const anyGroup = fc.record({
  credentials: fc.record({
    method: fc.constant('basic' as const),
    clientId: text,
    clientSecret: text.map((secret) => new Secret(secret)),
  }),
  tokenUrl: text,
  apiUrl: text,
  scope: fc.option(text, { nil: undefined }),
  key: fc.option(text, { nil: undefined }),
  jobs: anyJobs,
})
const identity = ({
  credentials: { clientId, clientSecret },
  ...rest
}: SharingGroup & { credentials: SecretCredentials }): string => {
  const { tokenUrl, apiUrl, scope, key, jobs } = rest
  return JSON.stringify([clientSecret.reveal(), clientId, tokenUrl, apiUrl, scope, key, jobs])
}

describe('when an entry is named', () => {
  it('has a name that any store takes', () => {
    expect(entryName(GROUP)).toMatch(/^gc-oauth-action-[0-9a-f]{64}$/)
  })

  it('is the same in every job of the group', () => {
    expect(entryName(withSecret(CREDENTIALS.clientSecret.reveal()))).toBe(entryName(GROUP))
  })

  it('differs for any two groups that differ in anything', () => {
    fc.assert(
      fc.property(anyGroup, anyGroup, (one, two) => {
        expect(entryName(one) === entryName(two)).toBe(identity(one) === identity(two))
      }),
    )
  })

  it.each<[string, Partial<SharingGroup>, Partial<SharingGroup>]>([
    ['two URLs', { tokenUrl: 'ab', apiUrl: 'c' }, { tokenUrl: 'a', apiUrl: 'bc' }],
    ['scope and key', { scope: 'a', key: undefined }, { scope: undefined, key: 'a' }],
    ['no scope and an empty one', { scope: undefined }, { scope: '' }],
    [
      'run and attempt',
      { jobs: { share: 'run', repositoryId: '1', runId: '23', runAttempt: '4' } },
      { jobs: { share: 'run', repositoryId: '1', runId: '2', runAttempt: '34' } },
    ],
  ])('keeps %s apart', (_, one, two) => {
    expect(entryName({ ...GROUP, ...one })).not.toBe(entryName({ ...GROUP, ...two }))
  })
})
