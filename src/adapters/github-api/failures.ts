import { describeFailure } from '../../http/reply.ts'
import { RequestGivenUp } from '../../http/send.ts'
import { type SecretTarget } from '../../rotation/secret-target.ts'
import { VaultFailed } from '../../rotation/secret-vault.ts'
import { isTemporary, AttemptFailed, type Failure } from '../../http/retry-decision.ts'
import { type GitHubCall } from './call.ts'
import { type SecretLocation } from './location.ts'

/** What a call to GitHub came to when it was given up, and what it was for. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed'
  readonly call: Pick<GitHubCall, 'doing' | 'wasAllowed'>
  readonly failure: Failure
  readonly history: string

  constructor(call: Pick<GitHubCall, 'doing' | 'wasAllowed'>, cause: RequestGivenUp | AttemptFailed) {
    super(cause.message, { cause })
    this.call = call
    this.failure = cause.failure
    this.history = cause instanceof RequestGivenUp ? cause.history : ''
  }
}

/** The status of a failed call; 0 if it had none, `undefined` if `error` is something else. */
export function failureStatus(error: unknown): number | undefined {
  return error instanceof CallFailed ? (error.failure.status ?? 0) : undefined
}

/**
 * What `work` makes of calls to GitHub.
 *
 * @throws VaultFailed with likely causes where one of them failed
 */
export async function orVaultFailed<Result>(
  location: SecretLocation,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw toVaultFailed(error, location)
  }
}

/** A failed call as the vault's failure, `likely` first among its causes; anything else as it is. */
export function toVaultFailed(
  error: unknown,
  location: SecretLocation,
  likely: readonly string[] = [],
): unknown {
  const failed =
    error instanceof AttemptFailed ? new CallFailed({ doing: 'reading its reply' }, error) : error
  if (!(failed instanceof CallFailed)) return error
  const { call, failure, history } = failed
  const detail = [describeFailure(failure), history].filter((text) => text !== '').join(', ')
  const causes = [...likely, ...causesOf(failed, location)]
  return new VaultFailed(`${call.doing} failed (${detail})`, causes, error)
}

const LIMITED = 'GitHub limits the requests of this token: run the workflow again later'

function causesOf({ failure, call }: CallFailed, location: SecretLocation): string[] {
  if (failure.isRateLimit === true) return [LIMITED]
  switch (failure.kind) {
    case 'status':
      return isTemporary(failure)
        ? ['an outage: see https://www.githubstatus.com']
        : [
            ...(failure.status === 403 && call.wasAllowed === true ? [LIMITED] : []),
            ...causesOfStatus(failure.status ?? 0, location),
          ]
    case 'redirect':
      return ['the repository or organization was renamed or moved: give its new name in repository']
    case 'connection':
    case 'timeout':
    case 'truncated':
    case 'unreadable':
    case 'invalid':
    case 'too-large':
    case 'tls':
    case 'proxy':
      return [
        'this runner cannot reach the API of GitHub (firewall, proxy, private CA)',
        'GitHub has an outage: see https://www.githubstatus.com',
      ]
  }
}

function causesOfStatus(status: number, { target }: SecretLocation): string[] {
  const { kind, name } = target
  switch (status) {
    case 401:
      return ['github-token is wrong, has expired or was revoked']
    case 403:
      return [
        `github-token may not write here: ${PERMISSIONS[kind]}`,
        "github-token is the job's own GITHUB_TOKEN, which can never write secrets: use the token of a GitHub App, or a personal access token",
        'the repository is archived',
        'the organization wants single sign-on: authorize the personal access token for it',
      ]
    case 404:
      return [
        ABSENT[kind](target),
        `there is no secret ${name} there yet: create it first`,
        `github-token cannot see it: ${PERMISSIONS[kind]}`,
      ]
    case 422:
      return ['GitHub does not take the name, or the number of secrets']
    default:
      return ['GitHub, or a gateway or proxy in between, refuses the request']
  }
}

const PERMISSIONS: Record<SecretTarget['kind'], string> = {
  repository:
    'it needs the repository permission "Secrets: read and write" (classic personal access tokens: scope repo)',
  environment:
    'it needs the repository permission "Environments: read and write" (classic personal access tokens: scope repo)',
  organization:
    'it needs the organization permission "Secrets: read and write" (classic personal access tokens: scope admin:org)',
}

const ABSENT: Record<SecretTarget['kind'], (target: SecretTarget) => string> = {
  repository: ({ owner, repository }) => `there is no repository ${owner}/${repository}: see repository`,
  environment: ({ owner, repository, environment }) =>
    `there is no environment ${environment} in ${owner}/${repository}, or no such repository: see environment and repository`,
  organization: ({ owner }) =>
    `there is no organization ${owner} (a person's account has no organization secrets): see repository and target`,
}
