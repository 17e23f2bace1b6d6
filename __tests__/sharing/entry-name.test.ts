import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { attemptsUpTo, entryName, type SharingGroup, type GroupJobs } from '../../src/sharing/entry-name.ts'
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
    ['two scopes', { scope: 'a' }, { scope: 'b' }],
    ['two keys', { key: 'a' }, { key: 'b' }],
    [
      'two repositories',
      { jobs: { share: 'repository', repositoryId: '1' } },
      { jobs: { share: 'repository', repositoryId: '2' } },
    ],
    [
      'run and attempt',
      { jobs: { share: 'run', repositoryId: '1', runId: '23', runAttempt: '4' } },
      { jobs: { share: 'run', repositoryId: '1', runId: '2', runAttempt: '34' } },
    ],
  ])('keeps %s apart', (_, one, two) => {
    expect(entryName({ ...GROUP, ...one })).not.toBe(entryName({ ...GROUP, ...two }))
  })

  it('has no name for credentials of which each job has its own', () => {
    const credentials = {
      method: 'github-oidc',
      clientId: CREDENTIALS.clientId,
      requestUrl: 'https://tokens.example.com/id',
      requestToken: new Secret('the-request-token'),
      audience: undefined,
    } as const
    expect(() => entryName({ ...GROUP, credentials })).toThrow('no secret that jobs could share')
  })
})

describe('when a run was attempted before', () => {
  const RUN = { share: 'run', repositoryId: '4711', runId: '99' } as const
  const attemptsOf = (runAttempt: string): string[] =>
    attemptsUpTo({ ...RUN, runAttempt }).map((jobs) => (jobs.share === 'run' ? jobs.runAttempt : ''))

  it('has the same jobs in each attempt, the newest first', () => {
    expect(attemptsUpTo({ ...RUN, runAttempt: '3' })).toEqual([
      { ...RUN, runAttempt: '3' },
      { ...RUN, runAttempt: '2' },
      { ...RUN, runAttempt: '1' },
    ])
  })

  it.each(['1', '10', '9999'])('counts down from %s to the first', (attempt) => {
    expect(attemptsOf(attempt)).toHaveLength(Number(attempt))
    expect(attemptsOf(attempt).at(-1)).toBe('1')
  })

  it.each(['', '0', '03', '10000', '3rd', 'no 3', '1.5'])(
    'takes "%s" for what it is, and nothing before it',
    (attempt) => {
      expect(attemptsOf(attempt)).toEqual([attempt])
    },
  )

  it('means nothing to a whole repository', () => {
    const jobs = { share: 'repository', repositoryId: '4711' } as const
    expect(attemptsUpTo(jobs)).toEqual([jobs])
  })
})
