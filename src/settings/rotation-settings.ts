import { secretCredentials } from '../oauth/client-credentials.ts'
import { type RotationSettings } from '../rotation/rotation-settings.ts'
import { type SecretTarget } from '../rotation/secret-target.ts'
import { hasControlCharacters, quoted } from '../core/characters.ts'
import { tokenForms } from '../core/masks.ts'
import { Secret } from '../core/secret.ts'
import { placeOf } from '../genesys/region.ts'
import { CLIENT_FIELDS, field, TOKEN_FIELDS } from './fields.ts'
import { isDotSegment, oneOf, optionalClientId, optionalText } from './parsers.ts'
import { Mistake, read, type Field, type Rule, type Source, type Values } from './reader.ts'
import { readingBasic } from './reading.ts'
import { CLIENT_RULES } from './rules.ts'
import { clientSettings } from './settings.ts'

/**
 * The inputs of rotate/action.yml. There is no `token-url`: only Genesys Cloud replaces secrets. The default of `repository` is known when the step runs.
 */
export const ROTATION_FIELDS = {
  ...CLIENT_FIELDS,
  // A secret is what is replaced.
  clientAuthentication: { ...CLIENT_FIELDS.clientAuthentication, parse: basicOnly },
  privateKey: unused(CLIENT_FIELDS.privateKey),
  privateKeyId: unused(CLIENT_FIELDS.privateKeyId),
  assertionAudience: unused(CLIENT_FIELDS.assertionAudience),
  tokenUrl: unused(CLIENT_FIELDS.tokenUrl),
  timeoutMs: TOKEN_FIELDS.timeoutMs,
  targetClientId: field({ input: 'target-client-id', parse: optionalClientId }),
  githubToken: field({ input: 'github-token', parse: githubToken, secretForms: tokenForms }),
  secretName: field({ input: 'secret-name', parse: secretName }),
  target: field({
    input: 'target',
    default: 'repository',
    parse: oneOf('repository', 'environment', 'organization'),
  }),
  environment: field({ input: 'environment', parse: environment }),
  repository: field({ input: 'repository', parse: repository }),
}

type RotationValues = Values<typeof ROTATION_FIELDS>

/** What the runner says of the workflow that this step is in. */
export interface WorkflowFacts {
  /** `owner/name`; empty outside a workflow. */
  readonly repository: string
  readonly stepId: string | undefined
}

/** Everything that a use of the rotation may set, checked. */
export interface RotationPlan {
  readonly rotation: RotationSettings
  readonly target: SecretTarget
  readonly githubToken: Secret
  /** AWS name, or as given where it is unknown; empty if only URLs were given. */
  readonly region: string
}

/**
 * The settings of the action in `rotate/`.
 *
 * @param others what is wrong outside the inputs, to be told in the same error
 * @throws ActionError SETTINGS_INVALID that names every mistake at once
 */
export function readRotationSettings(
  source: Source,
  workflow: WorkflowFacts,
  others: readonly string[] = [],
): RotationPlan {
  const repository = { ...ROTATION_FIELDS.repository, default: workflow.repository }
  const fields = { ...ROTATION_FIELDS, repository }
  const values = read(fields, [...CLIENT_RULES, ENVIRONMENT_WITH_TARGET], source, others)
  const { clientId, secret } = values
  const { region, tokenUrl, apiUrl } = clientSettings(values, readingBasic(fields))
  return {
    rotation: {
      credentials: secretCredentials('basic', clientId, secret),
      endpoint: { place: placeOf(region, tokenUrl), tokenUrl },
      apiUrl,
      targetClientId: values.targetClientId ?? clientId,
      timeoutMs: values.timeoutMs,
      stepId: workflow.stepId,
    },
    target: {
      kind: values.target,
      name: values.secretName,
      ...values.repository,
      environment: values.environment ?? '',
    },
    githubToken: values.githubToken,
    region: region?.name ?? '',
  }
}

/** A field of the client that is no input here. */
function unused<Value>({ parse }: Field<Value>): Field<Value> {
  return { parse }
}

function basicOnly(text: string): 'basic' | Mistake {
  if (text.toLowerCase() === 'basic') return 'basic'
  return new Mistake(
    `is ${quoted(text)}. It takes basic only: only a client of Genesys Cloud has a secret to rotate.`,
  )
}

function githubToken(text: string): Secret | Mistake {
  if (text === '') return new Mistake('is empty. It takes a token that may write secrets.', 'empty')
  // Never quoted. A header cannot hold white space of this kind, and the message about that would not name the input.
  return /[^\x21-\x7e]/.test(text)
    ? new Mistake('contains white space or other characters that no token has.')
    : new Secret(text)
}

function secretName(text: string): string | Mistake {
  if (text === '') return new Mistake('is empty. It takes the name of the secret that the workflows read.')
  if (/^[a-z_][a-z0-9_]*$/i.test(text) && !/^github_/i.test(text)) return text
  return new Mistake(
    `is ${quoted(text)}. GitHub's names have letters, digits and _, do not start with a digit, nor with GITHUB_.`,
  )
}

/** `undefined` if it is empty. */
function environment(text: string): string | undefined | Mistake {
  if (!isDotSegment(text) && !hasControlCharacters(text)) return optionalText(text)
  return new Mistake(`is ${quoted(text)}. It takes the name of an environment of the repository.`)
}

interface Repository {
  readonly owner: string
  readonly repository: string
}

function repository(text: string): Repository | Mistake {
  if (text === '') return new Mistake('is empty, and GITHUB_REPOSITORY does not name one.')
  const [, owner, name] = /^([\w-]+)\/([\w.-]+)$/.exec(text) ?? []
  if (owner !== undefined && name !== undefined && !isDotSegment(name)) return { owner, repository: name }
  return new Mistake(`is ${quoted(text)}. It takes owner/name.`)
}

const ENVIRONMENT_WITH_TARGET: Rule<Pick<RotationValues, 'environment' | 'target'>> = {
  of: ['environment', 'target'],
  check: ({ environment, target }) => {
    if (target === 'environment' && environment === undefined) {
      return new Mistake('is empty. With target: environment it takes the name of the environment.')
    }
    if (target === 'environment' || environment === undefined) return undefined
    return new Mistake(
      `is ${quoted(environment)}, but target is ${target}. Set target: environment, or leave environment out.`,
    )
  },
}
