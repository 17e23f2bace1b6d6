import { describe, expect, it } from '@jest/globals'
import { readSettings } from '../src/settings/settings.ts'
import { requireFiles } from '../src/adapters/github-runner/github-step.ts'
import { tokenError } from '../src/oauth/token-error.ts'
import { guardOrganization } from '../src/genesys/organization.ts'
import { RequestGivenUp } from '../src/http/send.ts'
import { ActionError, anchorOf, ERROR_CODES, type ErrorCode } from '../src/core/errors.ts'
import { AttemptFailed, type Failure } from '../src/http/retry-decision.ts'
import { IdTokenFailed } from '../src/oauth/id-token-failed.ts'
import { anchorsOf, blocksOf, filesBelow, readText, sectionOf } from './support/documents.ts'
import { inputsOf } from './support/step-fakes.ts'

const PATH = 'docs/troubleshooting.md'
const page = readText(PATH)
const sources = filesBelow('src').map(readText).join('\n')

const NO_TIME_LEFT = 'after 6 attempts; the next would start in 18 s, and 4.1 s are left'

function failedGrant(failure: Failure, history = '', host = 'login.mypurecloud.de'): () => never {
  return () => {
    throw tokenError(new RequestGivenUp(failure, history, undefined), {
      place: 'eu-central-1',
      tokenUrl: `https://${host}/oauth/token`,
    })
  }
}

/** By a key; the ID token of a job where the token endpoint itself said nothing. */
function failedAssertion(failure: Failure): () => never {
  const attempt =
    failure.error === undefined ? new IdTokenFailed(failure, undefined) : new AttemptFailed(failure)
  const endpoint = { place: 'idp.example.com', tokenUrl: 'https://idp.example.com/token' }
  return () => {
    throw tokenError(new RequestGivenUp(attempt.failure, '', attempt), endpoint, {
      method: 'private-key-jwt',
      audience: endpoint.tokenUrl,
    })
  }
}

const status = (code: number, error?: string, description?: string): Failure => ({
  kind: 'status',
  summary: `HTTP ${code}`,
  status: code,
  ...(error === undefined ? {} : { error }),
  ...(description === undefined ? {} : { description }),
})

/** What brings about the text that stands in each section, where a function of its own makes it. */
const OCCASIONS: Partial<Record<ErrorCode, () => unknown>> = {
  SETTINGS_INVALID: () => readSettings(inputsOf({ 'client-id': 'an id', region: 'eu-central-3' })),
  NOT_A_RUNNER: () => requireFiles(['GITHUB_OUTPUT', 'GITHUB_STATE'], {}),
  GRANT_REJECTED: failedGrant(status(400, 'invalid_client', 'authentication failed')),
  ASSERTION_REJECTED: failedAssertion({
    ...status(401, 'invalid_client', 'client authentication failed'),
    clockAheadMs: 180_000,
  }),
  ID_TOKEN_FAILED: failedAssertion(status(403)),
  GRANT_TYPE_NOT_ALLOWED: failedGrant(
    status(400, 'unauthorized_client', 'client is not authorized to use the client_credential grant type'),
  ),
  SCOPE_REJECTED: failedGrant(status(400, 'invalid_scope', 'The requested scope is invalid')),
  REQUEST_REFUSED: failedGrant(status(403)),
  ENDPOINT_NOT_FOUND: failedGrant(status(404), '', 'api.mypurecloud.de'),
  REDIRECTED: failedGrant({ kind: 'redirect', summary: 'HTTP 302', status: 302 }),
  RATE_LIMITED: failedGrant(
    { ...status(400, 'invalid_request', 'rate limit exceeded'), isRateLimit: true },
    'after 5 attempts; the next would start in 21 s, and 8.0 s are left',
  ),
  SERVER_FAILED: failedGrant(status(503), NO_TIME_LEFT),
  REPLY_UNREADABLE: failedGrant({
    kind: 'invalid',
    summary: 'HTTP 200, but access_token is missing or empty',
  }),
  NETWORK_FAILED: failedGrant(
    { kind: 'connection', summary: 'getaddrinfo ENOTFOUND login.mypurecloud.de' },
    NO_TIME_LEFT,
  ),
  TIMED_OUT: failedGrant({ kind: 'timeout', summary: 'no reply within 15 s' }, NO_TIME_LEFT),
  TLS_FAILED: failedGrant({
    kind: 'tls',
    summary: 'unable to verify the first certificate (UNABLE_TO_VERIFY_LEAF_SIGNATURE)',
  }),
  PROXY_FAILED: failedGrant({ kind: 'proxy', summary: 'the proxy answered HTTP 407', status: 407 }),
  ORGANIZATION_MISMATCH: () =>
    guardOrganization('0b6a5c8e-0d7c-4f2e-8e0b-5d0f6c3a9b17', {
      organizationId: '5f1c1d2a-7a0b-4a6e-9d1f-3c2b6f0e8a41',
      organizationName: 'Octo Contact Center',
      clientId: '',
      clientName: '',
    }),
}

function thrownBy(occasion: () => unknown): ActionError {
  try {
    occasion()
  } catch (error) {
    if (error instanceof ActionError) return error
    throw error
  }
  throw new Error('Nothing was thrown.')
}

/** The first block of a section, and the causes in it: what stands in bold after a number. */
function documented(code: ErrorCode): { readonly text: string; readonly causes: readonly string[] } {
  const section = sectionOf(page, anchorOf(code))
  const [block] = blocksOf({ path: PATH, text: section })
  const causes = [...section.matchAll(/^\d+\. \*\*([^]+?)\.?\*\*/gm)].map(([, cause = '']) =>
    asPrinted(cause),
  )
  return { text: block?.text.trimEnd() ?? '', causes }
}

function asPrinted(markdown: string): string {
  const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>' }
  return markdown.replaceAll(/\s+/g, ' ').replaceAll(/&[lg]t;/g, (entity) => entities[entity] ?? '')
}

describe('when an error sends its reader to the troubleshooting page', () => {
  it.each(ERROR_CODES)('has a section for %s', (code) => {
    expect(anchorsOf(page)).toContain(anchorOf(code))
    expect(sectionOf(page, anchorOf(code))).toContain(`\`${code}\``)
  })

  it.each(Object.keys(OCCASIONS) as ErrorCode[])(
    'shows %s as it is printed, with its causes in order',
    (code) => {
      const error = thrownBy(OCCASIONS[code] ?? (() => undefined))
      expect(error.code).toBe(code)
      expect(documented(code)).toEqual({ text: error.message, causes: error.causes })
    },
  )

  it.each(ERROR_CODES.filter((code) => !(code in OCCASIONS)))(
    'names the causes of %s in its words',
    (code) => {
      const { text, causes } = documented(code)
      expect(text).not.toBe('')
      expect(causes.filter((cause) => !sources.includes(cause))).toEqual([])
      expect(causes).not.toEqual([])
    },
  )
})
