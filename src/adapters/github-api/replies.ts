import { type Fields } from '../../core/decode.ts'
import { AttemptFailed } from '../../http/retry-decision.ts'
import { PUBLIC_KEY_BYTES } from './sealed-box.ts'

/** The key that GitHub wants a secret sealed for. */
export interface PublicKey {
  readonly id: string
  /** In Base64. */
  readonly key: string
}

/** Which repositories may use an organization secret. */
export interface Visibility {
  readonly visibility: 'all' | 'private' | 'selected'
  /** Those selected, where it is `selected`. */
  readonly repositories: readonly { readonly id: number; readonly name: string }[]
}

/** @throws AttemptFailed for a reply that holds no key */
export function readPublicKey({ key_id: id, key }: Fields): PublicKey {
  const isId = typeof id === 'string' && id !== ''
  const isKey = typeof key === 'string' && Buffer.from(key, 'base64').length === PUBLIC_KEY_BYTES
  if (!isId || !isKey) throw invalid('the reply holds no public key')
  return { id, key }
}

/**
 * The visibility of an organization secret, and the pages of its list of repositories where it has one.
 *
 * @throws AttemptFailed for anything unknown: guessing could show the secret to every repository
 */
export function readVisibility(visibility: unknown, pages: readonly Fields[]): Visibility {
  if (visibility !== 'all' && visibility !== 'private' && visibility !== 'selected') {
    throw invalid('the reply does not say which repositories may use it')
  }
  return { visibility, repositories: pages.flatMap(readRepositories) }
}

function readRepositories({ repositories }: Fields): Visibility['repositories'] {
  if (!Array.isArray(repositories)) throw invalid('the reply holds no list of repositories')
  return repositories.map((entry: unknown) => {
    const { id, name } = (entry ?? {}) as Fields
    if (typeof id !== 'number' || typeof name !== 'string') throw invalid('a repository has no id or name')
    return { id, name }
  })
}

const invalid = (what: string): AttemptFailed =>
  new AttemptFailed({ kind: 'invalid', summary: `HTTP 200, but ${what}` })
