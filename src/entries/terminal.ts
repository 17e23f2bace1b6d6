import { cleanStderr } from '../adapters/clean-stderr.ts'
import { readManifest } from '../adapters/manifest.ts'
import { environment, writeAll } from '../adapters/process.ts'
import { type AgentUnreachable } from '../agent/agent-errors.ts'
import { documentationUrl } from '../core/documentation.ts'
import { Redactor } from '../core/redactor.ts'
import { VERSION } from '../core/version.ts'
import { describeForTerminal, exitCodeFor } from '../programs/gc-token/describe.ts'
import { Interrupted } from '../programs/gc-token/interruption.ts'
import { hasCredentials, secretsOfEnvironment } from '../settings/environment.ts'
import { explain } from '../settings/hints.ts'
import { inVariables } from '../settings/in-variables.ts'
import { variableSource } from '../settings/sources.ts'
import { variables } from './variables.ts'

let known: Redactor | undefined

/** What no line of this process may show: the secrets of its environment, and the tokens that it comes to hold. */
export function redactor(): Redactor {
  if (known === undefined) {
    known = new Redactor()
    known.add(secretsOfEnvironment(variables().environment))
  }
  return known
}

/** Has what Node itself prints with NODE_DEBUG cleaned as well. */
export function cleanDebugLines(): void {
  cleanStderr((text) => redactor().clean(text))
}

/** One sentence on stderr, without the secret should a server have quoted it in an error. */
export function log(sentence: string): void {
  write(inVariables(sentence))
}

function write(text: string): void {
  writeAll(2, `gc-token: ${redactor().clean(text)}\n`)
}

/** Says that `--renew` printed the token from before. */
export function sayUnchanged(): void {
  log('The token is the one from before: the API host still accepts it.')
}

/** Says that no agent answers, where there are credentials to do without it. @throws error where there are none */
export function sayUnreachable(error: AgentUnreachable): void {
  if (!hasCredentials(environment())) throw error
  log(`The agent does not answer (${error.message}); asking Genesys Cloud directly.`)
}

/** Says what went wrong. @returns the exit code for it */
export function complain(error: unknown): number {
  try {
    if (error instanceof Interrupted) return error.exitCode
    const given = { source: variableSource(environment()), inputs: [], environment: environment() }
    const socket = environment()['GC_TOKEN_SOCK'] ?? ''
    const place = { socket, isOnRunner: environment()['GITHUB_ACTIONS'] === 'true' }
    write(describeForTerminal(explain(error, given), documentation(), place))
  } catch {
    // stderr was closed; the exit code has to say it all.
  }
  return exitCodeFor(error)
}

/** The page on errors at the version that runs. A step's own variables may name another action, so they do not count. */
export function documentation(): string {
  const script = process.argv[1] ?? ''
  return documentationUrl({
    serverUrl: environment()['GITHUB_SERVER_URL'] ?? '',
    repository: '',
    ref: `v${VERSION}`,
    script,
    manifest: readManifest(script),
  })
}
