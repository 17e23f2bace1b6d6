import { tokenForms } from '../core/masks.ts'
import { Secret } from '../core/secret.ts'
import { AUTHENTICATION_METHODS } from '../oauth/authentication-methods.ts'
import { secretCredentials, type ClientCredentials, type SigningKey } from '../oauth/client-credentials.ts'
import { privateKeyForms } from '../oauth/private-key-forms.ts'
import { parsePrivateKey } from '../oauth/private-key.ts'
import { type ClientFields, type ClientValues, type Reading } from './client-reading.ts'
import { type IdTokenAccess } from './id-token-access.ts'
import { type Field, type Mistake, type Rule, type Source } from './reader.ts'

/**
 * What this module uses of those that main has already. It is handed over: a module that a late chunk imports is bundled apart from
 * all others, and longer names would cost main 3 kB.
 */
export interface ReadingTools {
  readonly wrong: (rest: string, what?: 'empty') => Mistake
  readonly oneOf: <Word extends string>(...words: readonly Word[]) => (text: string) => Word | Mistake
}

/** The texts that say how the client proves itself, and what the runner says. */
export interface ProofSource {
  readonly source: Source
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** Reads every way in which a client proves itself. An input that the chosen one has no use for is a mistake. */
export function readingAnyProof<F extends ClientFields>(
  fields: F,
  from: ProofSource,
  tools: ReadingTools,
): Reading<F> {
  const reading = readingVariables(fields, from, tools)
  const useless = PROOFS.map((proof) => isUseless(proof, tools))
  return { ...reading, rules: [...reading.rules, ...useless, secretInCommon(tools)] }
}

/** The same for variables, which may be there for others, too: what is not used is ignored. */
export function readingVariables<F extends ClientFields>(
  fields: F,
  { source, environment }: ProofSource,
  tools: ReadingTools,
): Reading<F> {
  const { clientAuthentication, privateKey, privateKeyId, assertionAudience } = fields
  const isByIdToken = source.text(clientAuthentication).toLowerCase() === 'github-oidc'
  const all = {
    ...fields,
    clientAuthentication: { ...clientAuthentication, parse: tools.oneOf(...AUTHENTICATION_METHODS) },
    privateKey: { ...privateKey, secretForms: privateKeyForms, parse: (text: string) => keyIn(text, tools) },
    privateKeyId: { ...privateKeyId, parse: optionalText },
    assertionAudience: { ...assertionAudience, parse: optionalText },
    ...(isByIdToken ? { idTokens: idTokensField(clientAuthentication, environment, tools) } : {}),
  }
  return { fields: all, rules: [keyIsNeeded(tools)], credentialsOf }
}

/** The names of the variables that the chosen method has no use for. */
export function ignoredVariables(fields: ClientFields, source: Source): string[] {
  const text = source.text(fields.clientAuthentication).toLowerCase() || 'basic'
  const method = AUTHENTICATION_METHODS.find((known) => known === text)
  if (method === undefined) return []
  const unused = PROOFS.filter((proof) => !isOfUse(proof, method) && source.text(fields[proof]) !== '')
  return unused.map((proof) => source.name(fields[proof]))
}

const optionalText = (text: string): string | undefined => (text === '' ? undefined : text)

function keyIn(text: string, { wrong }: ReadingTools): SigningKey | undefined | Mistake {
  if (text === '') return undefined
  const key = parsePrivateKey(text)
  return 'mistake' in key ? wrong(key.mistake) : key
}

/** As a host that credentials may go to, which the runner's own is. */
const SAFE_ADDRESS = /^(?:https:\/\/|http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])[:/])[^@]*$/

/** What the runner says stands in no text of a user's: a mistake in it is one about the method that wants it. */
function idTokensField(
  { input = '', variable = '' }: Field<unknown>,
  {
    ACTIONS_ID_TOKEN_REQUEST_URL: url = '',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: token = '',
  }: ProofSource['environment'],
  { wrong }: ReadingTools,
): Field<IdTokenAccess | undefined> {
  return {
    input,
    variable,
    secretForms: () => (token === '' ? [] : tokenForms(token)),
    parse: () => {
      if (url === '' || token === '') return wrong(NO_PERMISSION)
      if (URL.canParse(url) && SAFE_ADDRESS.test(url))
        return { requestUrl: url, requestToken: new Secret(token) }
      return wrong(
        'is github-oidc, but ACTIONS_ID_TOKEN_REQUEST_URL is no https address: something has changed it.',
      )
    },
  }
}

const NO_PERMISSION = `is github-oidc, but this job may not ask for ID tokens (ACTIONS_ID_TOKEN_REQUEST_URL is not set). Outside GitHub Actions there are none. Add these two lines to the job, and what else it needs, since all other permissions then end:
permissions:
  id-token: write`

const PROOFS = ['secret', 'privateKey', 'privateKeyId', 'assertionAudience'] as const
type Proof = (typeof PROOFS)[number]

/** Whether the method takes it. */
function isOfUse(proof: Proof, method: ClientCredentials['method']): boolean {
  const isByAssertion = method === 'private-key-jwt' || method === 'github-oidc'
  if (proof === 'secret') return !isByAssertion
  return proof === 'assertionAudience' ? isByAssertion : method === 'private-key-jwt'
}

const keyIsNeeded = ({ wrong }: ReadingTools): Rule<ClientValues> => ({
  of: ['privateKey', 'clientAuthentication'],
  check: ({ privateKey, clientAuthentication }) =>
    privateKey === undefined && clientAuthentication === 'private-key-jwt'
      ? wrong('is empty.', 'empty')
      : undefined,
})

const isUseless = (proof: Proof, { wrong }: ReadingTools): Rule<ClientValues> => ({
  of: [proof, 'clientAuthentication'],
  check: ({ clientAuthentication: method }, { name, isGiven }) =>
    isOfUse(proof, method) || !isGiven(proof)
      ? undefined
      : wrong(
          `is given, but ${name('clientAuthentication')} is ${method}, which has no use for it. Leave one of them out.`,
        ),
})

/** Not all that have these fields share. */
type MayShare = ClientValues & { readonly share?: unknown }

const secretInCommon = ({ wrong }: ReadingTools): Rule<ClientValues> => ({
  of: ['clientAuthentication'],
  check: ({ clientAuthentication: method, share }: MayShare) =>
    method === 'github-oidc' && (share === 'run' || share === 'repository')
      ? wrong(
          `is github-oidc, but share is ${share}: jobs share what only they can open, and have no secret in common then. Set share to none, or use private-key-jwt.`,
        )
      : undefined,
})

/** What the chosen method takes: rules see to it that it is there. @throws Error if they did not */
function credentialsOf(values: ClientValues): ClientCredentials {
  const { clientAuthentication: method, clientId, secret, privateKey, privateKeyId, idTokens } = values
  const audience = values.assertionAudience
  if (method === 'basic' || method === 'post') return secretCredentials(method, clientId, secret)
  if (method === 'github-oidc' && idTokens !== undefined) return { method, clientId, ...idTokens, audience }
  if (method === 'private-key-jwt' && privateKey !== undefined) {
    return { method, clientId, key: { ...privateKey, id: privateKeyId ?? privateKey.id }, audience }
  }
  throw new Error(`There is nothing to prove the client with by ${method}.`)
}
