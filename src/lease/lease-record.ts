import { booleanIn, numberIn, objectIn, oneOfIn, textIn } from '../core/decode.ts'
import { type Fields } from '../core/json.ts'
import { Secret } from '../core/secret.ts'
import { type Moment } from '../core/time.ts'
import { type AccessToken } from '../oauth/access-token.ts'

/** Where a published token can be looked for. No secret. */
export interface EntryReference {
  readonly store: 'actions-cache' | 'redis'
  readonly name: string
  readonly generation: number
}

/** Who answers for a token's end. */
export type Custody =
  /** This process, and post after it. */
  | { readonly is: 'held' }
  /** This process, unless other jobs can see the entry by now. */
  | { readonly is: 'offered'; readonly entry: EntryReference }
  /** All jobs that share it: its own expiry, or `revoke/`. */
  | { readonly is: 'shared' }
  /** The user, who asked for that. */
  | { readonly is: 'kept' }
  /** Its end is certain. */
  | { readonly is: 'released' }

/** Our duty for one issued token, as another process of this machine is told it. */
export interface LeaseRecord {
  readonly token: AccessToken
  readonly apiUrl: string
  /** The API host has taken the token once: only then does its 401 prove that the token is no longer valid. */
  readonly wasAccepted: boolean
  readonly custody: Custody
}

/** As fields with the token revealed: for the runner's state, an encrypted file, or a pipe to the agent. */
export function encodeLease({ token, ...record }: LeaseRecord): Fields {
  return { ...record, token: { ...token, value: token.value.reveal() } }
}

/** @throws NotDecodable that names the first field that is wrong, without its value */
export function decodeLease(fields: Fields): LeaseRecord {
  return {
    token: decodeToken(objectIn(fields, 'token')),
    apiUrl: textIn(fields, 'apiUrl'),
    wasAccepted: booleanIn(fields, 'wasAccepted'),
    custody: decodeCustody(objectIn(fields, 'custody')),
  }
}

function decodeToken(fields: Fields): AccessToken {
  return {
    value: new Secret(textIn(fields, 'value')),
    type: textIn(fields, 'type'),
    expiresAt: numberIn(fields, 'expiresAt'),
    endsAfter: numberIn(fields, 'endsAfter'),
    deadBy: decodeMoment(objectIn(fields, 'deadBy')),
    lifetimeMs: numberIn(fields, 'lifetimeMs'),
  }
}

function decodeMoment(fields: Fields): Moment {
  return { wallMs: numberIn(fields, 'wallMs'), monotonicMs: numberIn(fields, 'monotonicMs') }
}

function decodeCustody(fields: Fields): Custody {
  const is = oneOfIn(fields, 'is', ['held', 'offered', 'shared', 'kept', 'released'])
  if (is !== 'offered') return { is }
  const entry = objectIn(fields, 'entry')
  const store = oneOfIn(entry, 'store', ['actions-cache', 'redis'])
  return { is, entry: { store, name: textIn(entry, 'name'), generation: numberIn(entry, 'generation') } }
}
