import { type RotationSettings } from '../rotation/rotation-settings.ts'
import { type SecretTarget } from '../rotation/secret-target.ts'
import { hasControlCharacters, quoted } from '../core/characters.ts'
import { placeOf } from '../genesys/region.ts'
import { Secret } from '../core/secret.ts'
import { INPUT_NAMES, parseSettings, type InputName, type Inputs } from './settings.ts'

/** The inputs of rotate/action.yml, by name. */
export const ROTATION_INPUT_NAMES = [
  'client-id',
  'client-secret',
  'region',
  'login-url',
  'api-url',
  'timeout-seconds',
  'target-client-id',
  'github-token',
  'secret-name',
  'target',
  'environment',
  'repository',
] as const

export type RotationInputs = Readonly<Record<(typeof ROTATION_INPUT_NAMES)[number], string>>

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
}

/**
 * The settings that the inputs make.
 *
 * @throws ActionError SETTINGS_INVALID that names every mistake at once
 */
export function parseRotationSettings(
  inputs: RotationInputs,
  workflow: WorkflowFacts,
  otherMistakes: readonly string[] = [],
): RotationPlan {
  const mistakes = [
    ...mistakesInClientId(inputs['target-client-id']),
    ...mistakesInToken(inputs['github-token']),
    ...mistakesInName(inputs['secret-name']),
    ...mistakesInTarget(inputs),
    ...mistakesInRepository(inputs.repository, workflow.repository),
  ]
  const settings = parseSettings(sharedInputs(inputs), [...mistakes, ...otherMistakes])
  const [owner = '', repository = ''] = (inputs.repository || workflow.repository).split('/')
  return {
    rotation: {
      caller: { ...settings, place: placeOf(settings.region, settings.loginUrl) },
      apiUrl: settings.apiUrl,
      targetClientId: inputs['target-client-id'] || settings.clientId,
      timeoutMs: settings.timeoutMs,
      stepId: workflow.stepId,
    },
    target: {
      kind: readKind(inputs.target) ?? 'repository',
      name: inputs['secret-name'],
      owner,
      repository,
      environment: inputs.environment,
    },
    githubToken: new Secret(inputs['github-token']),
  }
}

/** The inputs that this action has in common with the token action; the others as if nobody had set them. */
function sharedInputs(inputs: RotationInputs): Inputs {
  const given: Readonly<Partial<Record<InputName, string>>> = inputs
  return Object.fromEntries(INPUT_NAMES.map((name) => [name, given[name] ?? ''])) as Record<InputName, string>
}

function mistakesInClientId(id: string): string[] {
  if (!id.includes(':') && !hasControlCharacters(id)) return []
  return ['target-client-id contains a colon or a control character: it is no client id.']
}

function mistakesInToken(token: string): string[] {
  if (token === '') return ['github-token is empty. It takes a token that may write secrets.']
  // Never quoted. A header cannot hold white space of this kind, and the message about that would not name the input.
  return /[^\x21-\x7e]/.test(token)
    ? ['github-token contains white space or other characters that no token has.']
    : []
}

function mistakesInName(name: string): string[] {
  if (name === '') return ['secret-name is empty. It takes the name of the secret that the workflows read.']
  if (/^[a-z_][a-z0-9_]*$/i.test(name) && !/^github_/i.test(name)) return []
  return [
    `secret-name is ${quoted(name)}. GitHub's names have letters, digits and _, do not start with a digit, nor with GITHUB_.`,
  ]
}

function mistakesInTarget({ target, environment }: RotationInputs): string[] {
  const kind = readKind(target)
  if (kind === undefined) {
    return [`target is ${quoted(target)}. It takes repository, environment or organization.`]
  }
  if (kind === 'environment' && environment === '') {
    return ['environment is empty. With target: environment it takes the name of the environment.']
  }
  if (kind !== 'environment' && environment !== '') {
    return [
      `environment is ${quoted(environment)}, but target is ${kind}. Set target: environment, or leave environment out.`,
    ]
  }
  return []
}

function mistakesInRepository(given: string, own: string): string[] {
  if (/^[\w.-]+\/[\w.-]+$/.test(given || own)) return []
  if (given === '') return ['repository is empty, and GITHUB_REPOSITORY does not name one.']
  return [`repository is ${quoted(given)}. It takes owner/name.`]
}

function readKind(target: string): SecretTarget['kind'] | undefined {
  switch (target.toLowerCase()) {
    case '':
    case 'repository':
      return 'repository'
    case 'environment':
      return 'environment'
    case 'organization':
      return 'organization'
    default:
      return undefined
  }
}
