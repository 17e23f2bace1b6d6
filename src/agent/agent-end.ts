import { onOneLine } from '../core/characters.ts'
import { booleanIn, listIn, numberIn, oneOfIn, textIn } from '../core/decode.ts'
import { type Fields } from '../core/json.ts'
import { type Release } from '../lease/token-lease.ts'

/** What an agent says when it has ended: what came of each token that was its own. */
export interface AgentEnd {
  readonly releases: readonly Release[]
  /** A token request was still unanswered: it may have been issued a token. */
  readonly isAwaitingToken: boolean
  /** Why the tokens could not be put on record; empty if they were. */
  readonly journalFault: string
}

/** @throws NotDecodable */
export function decodeAgentEnd(fields: Fields): AgentEnd {
  return {
    releases: listIn(fields, 'releases', decodeRelease),
    isAwaitingToken: booleanIn(fields, 'isAwaitingToken'),
    journalFault: onOneLine(textIn(fields, 'journalFault')),
  }
}

function decodeRelease(fields: Fields): Release {
  const outcome = oneOfIn(fields, 'outcome', ['revoked', 'already-invalid', 'expired', 'may-be-valid'])
  const until = numberIn(fields, 'until')
  return outcome === 'may-be-valid'
    ? { outcome, until, because: onOneLine(textIn(fields, 'because')) }
    : { outcome, until }
}
