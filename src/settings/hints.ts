import { quoted } from '../core/characters.ts'
import { ActionError, type ErrorCode } from '../core/errors.ts'
import { parseRegion } from '../genesys/region.ts'
import { CLIENT_FIELDS, TOKEN_FIELDS } from './fields.ts'
import { type Field, type Source } from './reader.ts'

/** Where there may be a slip. */
export interface Given {
  readonly source: Source
  /** The inputs that the action has; none for `gc-token`. */
  readonly inputs: readonly string[]
  readonly environment: Readonly<Record<string, string | undefined>>
}

/**
 * What looks like a slip in the settings is no mistake: there are servers with other ids, and secrets in quotation marks. Once
 * something was refused, it is the likeliest cause.
 *
 * @returns the error with such causes before its own
 */
export function explain(error: unknown, given: Given): unknown {
  if (!(error instanceof ActionError)) return error
  const hints = HINTS[error.code]?.(given) ?? []
  if (hints.length === 0) return error
  return new ActionError(error.code, error.message, [...hints, ...error.causes], error.cause)
}

const HINTS: Partial<Record<ErrorCode, (given: Given) => string[]>> = {
  SETTINGS_INVALID: (given) => (given.inputs.length === 0 ? [] : lostInputs(given)),
  GRANT_REJECTED: slipsInCredentials,
  REQUEST_REFUSED: slipsInCredentials,
  ORGANIZATION_MISMATCH: (given) => notAnId(TOKEN_FIELDS.organizationId, 'of an organization', given),
}

function slipsInCredentials(given: Given): string[] {
  const { clientId, secret } = CLIENT_FIELDS
  return [
    ...notAnId(clientId, 'of an OAuth client', given),
    ...wrapped(clientId, given),
    ...wrapped(secret, given),
  ]
}

/** Inputs that were given and have not arrived. */
function lostInputs({ source, inputs, environment }: Given): string[] {
  const given = (name: string): boolean => (environment[name] ?? '') !== ''
  const underscored = inputs
    .filter((name) => name.includes('-') && given(variableOf(name.replaceAll('-', '_'))))
    .map((name) => `the step sets ${name.replaceAll('-', '_')}: the name of this input is ${name}`)
  const names = Object.keys(environment).filter((name) => name.startsWith('INPUT_'))
  const slips = [...underscored, ...unknownInputs(names.filter(given), inputs)]
  const { clientId } = CLIENT_FIELDS
  if (source.text(clientId) !== '') return slips
  if (names.length > 0 && !names.some((name) => name.includes('-'))) {
    return [
      ...slips,
      'no input with a hyphen in its name has arrived: a shell that starts this action, such as sh as the entrypoint of a container, drops variables with such names',
    ]
  }
  const variable = clientId.variable ?? ''
  return slips.length > 0 || !given(variable)
    ? slips
    : [`the job has ${variable} in its env, which only gc-token reads: give the step inputs (with:)`]
}

/** The runner hands on what the step sets under any name. */
function unknownInputs(given: readonly string[], inputs: readonly string[]): string[] {
  const known = inputs.flatMap((name) => [variableOf(name), variableOf(name.replaceAll('-', '_'))])
  return given
    .filter((name) => !known.includes(name))
    .map((name) => `${quoted(name)} is set, and this action has no input of that name: is it misspelt?`)
}

/** As the runner makes it of the name of an input. */
const variableOf = (input: string): string => `INPUT_${input.toUpperCase()}`

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

/** Genesys Cloud's ids are UUIDs; behind other URLs may be servers with other ids. */
function notAnId(field: Field<unknown>, whose: string, { source }: Given): string[] {
  const text = source.text(field)
  const { region, loginUrl, tokenUrl, apiUrl } = CLIENT_FIELDS
  const isGenesysCloud =
    parseRegion(source.text(region)) !== undefined &&
    [loginUrl, tokenUrl, apiUrl].every((url) => source.text(url) === '')
  if (text === '' || UUID.test(text) || !isGenesysCloud) return []
  return [
    `${source.name(field)} does not have the form of an id ${whose}, such as 0b6a5c8e-0d7c-4f2e-8e0b-5d0f6c3a9b17`,
  ]
}

const IN_QUOTATION_MARKS = /^["'`‘’“”„«»].*["'`‘’“”«»]$/s

/** Format and control characters, and spaces other than the one of the keyboard. */
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u

/** Says nothing of the value itself, which may be a secret. */
function wrapped(field: Field<unknown>, { source }: Given): string[] {
  const text = source.text(field)
  const name = source.name(field)
  const causes = []
  if (IN_QUOTATION_MARKS.test(text)) causes.push(`${name} is in quotation marks, which count as part of it`)
  if (INVISIBLE.test(text)) causes.push(`${name} contains invisible characters: paste it anew`)
  return causes
}
