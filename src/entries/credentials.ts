import { readSecretFile, runSecretCommand } from '../adapters/secret-places.ts'
import { messageOf } from '../core/errors.ts'
import { secretsOfEnvironment } from '../settings/environment.ts'
import { isSecretOfUse, SECRET_VARIABLES, secretPlace } from '../settings/secret-place.ts'
import { log, redactor } from './terminal.ts'
import { variables } from './variables.ts'

/** The environment as if the client secret were in it, and what kept it from being read. */
export interface CompleteEnvironment {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly mistakes: readonly string[]
}

/** Reads the client secret from where it is. It gets into no environment: commands would inherit it. */
export async function withClientSecret(): Promise<CompleteEnvironment> {
  const { environment: given, mistakes } = variables()
  const place = secretPlace(given)
  if (place.in !== 'variable' && !isSecretOfUse(given)) {
    log(`${place.variable} is ignored: GENESYSCLOUD_CLIENT_AUTH names a method that has no use for it.`)
    return { environment: given, mistakes }
  }
  const complete = (secret: string, ifEmpty: string): CompleteEnvironment => {
    if (secret.trim() === '') return without(ifEmpty)
    const all = { ...given, [SECRET_VARIABLES.itself]: secret }
    redactor().add(secretsOfEnvironment(all))
    return { environment: all, mistakes }
  }
  // Told once: an empty secret is a consequence.
  const without = (mistake: string): CompleteEnvironment => ({
    environment: { ...given, [SECRET_VARIABLES.itself]: 'unread' },
    mistakes: [...mistakes, mistake],
  })
  switch (place.in) {
    case 'variable':
      return { environment: given, mistakes }
    case 'nowhere':
      return without(place.mistake)
    case 'file':
      try {
        const secret = readSecretFile(place.path)
        return secret === undefined
          ? without(`${SECRET_VARIABLES.file} names a file that is too large for a secret.`)
          : complete(secret, `${SECRET_VARIABLES.file} names a file that is empty.`)
      } catch (error) {
        return without(`${SECRET_VARIABLES.file} names a file that cannot be read (${codeOf(error)}).`)
      }
    case 'command':
      try {
        return complete(await runSecretCommand(place.command, place.args), PRINTED_NOTHING)
      } catch (error) {
        return without(`${SECRET_VARIABLES.command} gave no secret (${messageOf(error)}).`)
      }
  }
}

const PRINTED_NOTHING = `${SECRET_VARIABLES.command} names a command that printed nothing: it has to print the secret on standard output.`

/** The name of a system error. Its message has the path, which may be the secret in the wrong variable. */
const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
