import { describe, expect, it } from '@jest/globals'
import { CallFailed, orVaultFailed } from '../../../src/adapters/github-api/failures.ts'
import { locate } from '../../../src/adapters/github-api/location.ts'
import { readRepositories, readTotal } from '../../../src/adapters/github-api/replies.ts'
import { RequestGivenUp } from '../../../src/http/send.ts'
import { VaultFailed } from '../../../src/rotation/secret-vault.ts'
import { AttemptFailed, type Failure } from '../../../src/http/retry-decision.ts'
import { thrownBy } from '../../support/genesys.ts'

const target = { name: 'S', owner: 'octo', repository: 'demo', environment: 'prod' }
const location = locate({ ...target, kind: 'environment' })

async function failureOf(failure: Failure, history = ''): Promise<unknown> {
  const gaveUp = new RequestGivenUp(failure, history, undefined)
  return thrownBy(() =>
    orVaultFailed(location, () => Promise.reject(new CallFailed({ doing: 'storing it' }, gaveUp))),
  )
}

describe('when a call to GitHub was given up', () => {
  it('says what was being done, what happened and how often', async () => {
    const error = await failureOf({ kind: 'timeout', summary: 'no reply within 15 s' }, 'after 3 attempts')
    expect(error).toBeInstanceOf(VaultFailed)
    expect(error).toMatchObject({ message: 'storing it failed (no reply within 15 s, after 3 attempts)' })
  })

  it.each<[Failure, string]>([
    [{ kind: 'status', summary: 'HTTP 503', status: 503 }, 'an outage: see https://www.githubstatus.com'],
    [
      { kind: 'status', summary: 'HTTP 401', status: 401 },
      'github-token is wrong, has expired or was revoked',
    ],
    [
      { kind: 'status', summary: 'HTTP 403', status: 403 },
      'github-token may not write here: it needs the repository permission "Environments: read and write" (classic personal access tokens: scope repo)',
    ],
    [
      { kind: 'status', summary: 'HTTP 404', status: 404 },
      'there is no environment prod in octo/demo, or no such repository: see environment and repository',
    ],
    [
      { kind: 'status', summary: 'HTTP 422', status: 422 },
      'GitHub does not take the name, or the number of secrets',
    ],
    [
      { kind: 'status', summary: 'HTTP 418', status: 418 },
      'GitHub, or a gateway or proxy in between, refuses the request',
    ],
    [{ kind: 'status', summary: 'nothing' }, 'GitHub, or a gateway or proxy in between, refuses the request'],
    [
      { kind: 'status', summary: 'HTTP 403', status: 403, isRateLimit: true },
      'GitHub limits the requests of this token: run the workflow again later',
    ],
    [
      { kind: 'proxy', summary: 'the proxy answered HTTP 407' },
      'this runner cannot reach the API of GitHub (firewall, proxy, private CA)',
    ],
  ])('names the likeliest cause: %j', async (failure, cause) => {
    const error = await failureOf(failure)
    expect((error as VaultFailed).causes[0]).toBe(cause)
  })

  it('passes on what is not its own', async () => {
    const own = new Error('a mistake of ours')
    expect(await thrownBy(() => orVaultFailed(location, () => Promise.reject(own)))).toBe(own)
  })
})

describe('when a call that was allowed a moment ago is forbidden', () => {
  it('names a limit of requests first', async () => {
    const gaveUp = new RequestGivenUp({ kind: 'status', summary: 'HTTP 403', status: 403 }, '', undefined)
    const failed = new CallFailed({ doing: 'storing it', wasAllowed: true }, gaveUp)
    const error = await thrownBy(() => orVaultFailed(location, () => Promise.reject(failed)))
    expect((error as VaultFailed).causes.slice(0, 2)).toEqual([
      'GitHub limits the requests of this token: run the workflow again later',
      expect.stringContaining('github-token may not write here'),
    ])
  })
})

describe('when GitHub tells who may use an organization secret', () => {
  it.each([
    {},
    { repositories: 'all' },
    { repositories: [null] },
    { repositories: [{ id: '1', name: 'r' }] },
  ])('does not guess: %j', async (page) => {
    expect(await thrownBy(() => readRepositories(page))).toBeInstanceOf(AttemptFailed)
  })

  it('wants to be told how many there are', async () => {
    expect(await thrownBy(() => readTotal({ repositories: [] }))).toBeInstanceOf(AttemptFailed)
  })
})
