import { isKey, type Keys } from './admission.ts'
import { headerValues, type RawHeaders } from './message-headers.ts'
import { jsonAnswer, tokenRefusalAnswer, type OwnAnswer } from './own-answer.ts'

/** A body of this endpoint is a short form. */
export const LARGEST_FORM_BYTES = 16 * 1024

/** What Genesys Cloud says of a token of a day. The placeholder is good until the job ends. */
const EXPIRES_IN_SECONDS = 86_399

/**
 * Answers a program that logs in by itself (RFC 6749, section 4.4) with the placeholder; nothing is issued. The id is anything, the
 * secret is the placeholder: in Basic, in the form, or as a bearer token.
 */
export function answerTokenRequest(
  headers: RawHeaders,
  body: string,
  keys: Keys,
  contextId: string,
): OwnAnswer {
  const form = new URLSearchParams(body)
  const [authorization = ''] = headerValues(headers, 'authorization')
  const presented = [form.get('client_secret'), ...secretsIn(authorization)].filter((text) => text !== null)
  if (!presented.some((text) => isKey(text, keys))) {
    const message = 'the client secret has to be the placeholder of this gateway.'
    return tokenRefusalAnswer(
      { status: 401, code: 'gateway.bad.credentials', message },
      'invalid_client',
      contextId,
    )
  }
  if (form.get('grant_type') !== 'client_credentials') {
    const message = 'only grant_type=client_credentials is answered here.'
    const refusal = { status: 400, code: 'gateway.bad.request', message } as const
    return tokenRefusalAnswer(refusal, 'unsupported_grant_type', contextId)
  }
  const token = {
    access_token: keys.placeholder.reveal(),
    token_type: 'bearer',
    expires_in: EXPIRES_IN_SECONDS,
  }
  return jsonAnswer(200, token, contextId)
}

/** The refusal of a body that is too long for a form. */
export function formTooLarge(contextId: string): OwnAnswer {
  const message = `a token request has at most ${LARGEST_FORM_BYTES} bytes.`
  return tokenRefusalAnswer(
    { status: 400, code: 'gateway.bad.request', message },
    'invalid_request',
    contextId,
  )
}

/** Clients encode the parts of Basic as in a form (RFC 6749, section 2.3.1), or do not: both readings count. */
function secretsIn(authorization: string): string[] {
  const [, scheme = '', credential = ''] = /^(\S+) +(\S+)$/.exec(authorization.trim()) ?? []
  if (scheme.toLowerCase() === 'bearer') return [credential]
  if (scheme.toLowerCase() !== 'basic') return []
  const text = Buffer.from(credential, 'base64').toString('utf8')
  const secret = text.slice(text.indexOf(':') + 1)
  return [secret, new URLSearchParams(`secret=${secret}`).get('secret') ?? '']
}
