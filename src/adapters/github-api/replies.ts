import { type Fields } from '../../core/json.ts'
import { type EpochMs } from '../../core/time.ts'
import { AttemptFailed } from '../../http/retry-decision.ts'
import { PUBLIC_KEY_BYTES } from './sealed-box.ts'

/** The key that GitHub wants a secret sealed for. */
export interface PublicKey {
  readonly id: string
  /** In Base64. */
  readonly key: string
}

/** A repository that may use an organization secret. */
export interface Repository {
  readonly id: number
  readonly name: string
}

/** Which repositories may use an organization secret. */
export interface Visibility {
  readonly visibility: 'all' | 'private' | 'selected'
  /** Those selected, where it is `selected`. */
  readonly repositories: readonly Repository[]
}

/** @throws AttemptFailed for a reply that holds no key */
export function readPublicKey({ key_id: id, key }: Fields): PublicKey {
  const isId = typeof id === 'string' && id !== ''
  const isKey = typeof key === 'string' && Buffer.from(key, 'base64').length === PUBLIC_KEY_BYTES
  if (!isId || !isKey) throw invalid('the reply holds no public key')
  return { id, key }
}

/** @throws AttemptFailed for anything unknown: guessing could show the secret to every repository */
export function readVisibility({ visibility }: Fields): Visibility['visibility'] {
  if (visibility === 'all' || visibility === 'private' || visibility === 'selected') return visibility
  throw invalid('the reply does not say which repositories may use it')
}

/** When a secret was last written, in whole seconds as in GitHub's header `Date`; `undefined` where the reply does not say so. */
export function readUpdatedAt({ updated_at: updatedAt }: Fields): EpochMs | undefined {
  const time = typeof updatedAt === 'string' ? Date.parse(updatedAt) : Number.NaN
  return Number.isNaN(time) ? undefined : Math.floor(time / 1000) * 1000
}

/** How many there are of what the reply shows a page of. @throws AttemptFailed where it does not say so */
export function readTotal({ total_count: total }: Fields): number {
  if (typeof total !== 'number') throw invalid('the reply does not say how many there are')
  return total
}

/** @throws AttemptFailed for a list that cannot be read whole */
export function readRepositories({ repositories }: Fields): Repository[] {
  if (!Array.isArray(repositories)) throw invalid('the reply holds no list of repositories')
  return repositories.map((entry: unknown) => {
    const { id, name } = (entry ?? {}) as Fields
    if (typeof id !== 'number' || typeof name !== 'string') throw invalid('a repository has no id or name')
    return { id, name }
  })
}

const invalid = (what: string): AttemptFailed =>
  new AttemptFailed({ kind: 'invalid', summary: `HTTP 200, but ${what}` })
