import { type Failure } from '../http/retry-decision.ts'
import { type ClientAuthentication } from './client-authentication.ts'
import { IdTokenFailed } from './id-token-failed.ts'
import { type Diagnosis } from './diagnosis.ts'
import { type TokenEndpoint } from './token-endpoint.ts'

/** What is asked of a diagnosis about assertions. */
export interface AssertionFacts {
  readonly failure: Failure
  readonly cause: unknown
  readonly endpoint: TokenEndpoint
  readonly authentication: Pick<ClientAuthentication, 'method' | 'audience'>
}

/** Clocks of servers count whole seconds, and replies take time: less is no difference. */
const LEAST_CLOCK_DIFFERENCE_MS = 5_000

/** What is wrong with an assertion, or with making one; `undefined` if the failure has nothing to do with that. */
export function diagnoseAssertion(facts: AssertionFacts): Diagnosis | undefined {
  const { failure, cause, endpoint, authentication } = facts
  if (cause instanceof IdTokenFailed) return diagnoseIdToken(failure)
  if (authentication.audience === '' || failure.kind !== 'status' || !isAboutClient(failure)) return undefined
  const causes = causesOf(failure, authentication)
  const said = failure.description ?? ''
  const isNamed = ({ words }: Cause): boolean => words.test(said)
  return {
    code: 'ASSERTION_REJECTED',
    what: `The token endpoint of ${endpoint.place} did not accept the client's assertion`,
    causes: [...causes.filter(isNamed), ...causes.filter((one) => !isNamed(one))].map(({ text }) => text),
  }
}

function isAboutClient({ status, error = '', description = '' }: Failure): boolean {
  if (error === 'invalid_client' || error === 'unauthorized_client') return true
  if (error === 'invalid_request')
    return /assertion|jwt|\b(?:aud|exp|iat|alg|kid|jti|iss|sub)\b/i.test(description)
  return error === '' && status === 401
}

/** A likely cause, and the words by which a server says that it is this one. */
interface Cause {
  readonly words: RegExp
  readonly text: string
}

function causesOf(failure: Failure, { method, audience }: AssertionFacts['authentication']): Cause[] {
  const clock = clockCause(failure)
  return [
    ...(clock === undefined ? [] : [clock]),
    {
      words: /\baud\b|audience/i,
      text: `the server expects another audience than ${audience.replace(/\?.*$/, '')}: set assertion-audience`,
    },
    ...(method === 'github-oidc' ? TRUST : KEY),
    {
      words: /unauthorized|grant|auth.*method|client.*not found|not registered/i,
      text: `client-id is wrong, or this client is not registered for the grant client_credentials with client-auth ${method}`,
    },
  ]
}

const KEY: readonly Cause[] = [
  {
    words: /\bkey\b|\bjwks?\b|signature|certificate/i,
    text: 'the public key that is registered for this client does not belong to private-key',
  },
  { words: /\bkid\b/i, text: 'the server knows the key by another kid: set private-key-id' },
  {
    words: /\balg\b|algorithm/i,
    text: "the server does not take this key's algorithm: give a key of the kind that it wants, or a JWK with that alg",
  },
  {
    words: /\bjti\b|replay|once|already/i,
    text: 'a gateway or proxy sent the request twice: the server takes each assertion once',
  },
]

const TRUST: readonly Cause[] = [
  {
    words: /\bsub\b|subject|federated/i,
    text: 'the server does not trust this subject: compare sub (repo:owner/name:ref:refs/heads/main) with what is registered there',
  },
  {
    words: /\biss\b|issuer/i,
    text: 'the server does not trust the issuer https://token.actions.githubusercontent.com for this client',
  },
]

function clockCause({ clockAheadMs = 0, description = '' }: Failure): Cause | undefined {
  const words = /\b(?:exp|iat|nbf)\b|expired|issued in the future|not (?:yet )?(?:active|valid)|clock/i
  const seconds = Math.round(Math.abs(clockAheadMs) / 1000)
  if (Math.abs(clockAheadMs) >= LEAST_CLOCK_DIFFERENCE_MS) {
    const direction = clockAheadMs > 0 ? 'ahead of' : 'behind'
    return { words, text: `this machine's clock is ${seconds} s ${direction} the server's` }
  }
  return words.test(description)
    ? {
        words,
        text: "this machine's clock and the server's differ, or the server wants a shorter life than 120 s",
      }
    : undefined
}

function diagnoseIdToken({ kind, status = 0 }: Failure): Diagnosis {
  const refused = 'the job may not ask for ID tokens: give it permissions: with id-token: write'
  const isRefused = kind === 'status' && status < 500
  return {
    code: 'ID_TOKEN_FAILED',
    what: 'GitHub gave this job no ID token to prove the client with',
    causes: [
      ...(isRefused ? [refused, 'the job, whose token asks for it, has ended'] : []),
      "GitHub's service for ID tokens has an outage: see https://www.githubstatus.com",
      'the runner may not open connections to the host of ACTIONS_ID_TOKEN_REQUEST_URL (firewall, missing HTTPS_PROXY)',
    ],
  }
}
