import { type Fields } from '../../core/json.ts'
import { type EpochMs } from '../../core/time.ts'
import { type Attempts } from '../../http/send.ts'

/** One call of GitHub's REST API. */
export interface GitHubCall {
  /** For the log: `fetching its public key`. */
  readonly doing: string
  /** As in GitHub's reference: `GET /orgs/{org}/actions/secrets/{secret_name}`. */
  readonly route: string
  /** What stands in braces in the route; the rest becomes the query or the body. */
  readonly parameters: Readonly<Record<string, unknown>>
  /** Which statuses mean that it was done. */
  readonly expected: readonly number[]
  /** The token was allowed to do this a moment ago: a 403 that names no reason for a change is waited for once, like a limit. */
  readonly wasAllowed?: boolean
}

/** The status and the fields of a reply that was expected; none where it has no body. */
export interface GitHubReply {
  readonly status: number
  readonly fields: Fields
  /** The query of the next page of a list, from the header `Link`; `undefined` after the last one. */
  readonly nextPage: Readonly<Record<string, string>> | undefined
  /** GitHub's own time. */
  readonly date: EpochMs | undefined
}

/**
 * Calls GitHub, trying again while that makes sense.
 *
 * @throws CallFailed with what GitHub or the network said
 */
export type GitHubApi = (call: GitHubCall, attempts: Attempts) => Promise<GitHubReply>
