import { secretsOfEnvironment } from '../settings/environment.ts'
import { explain } from '../settings/hints.ts'
import { variableSource } from '../settings/sources.ts'
import { readManifest } from '../adapters/manifest.ts'
import { environment, writeAll } from '../adapters/process.ts'
import { describeForTerminal, exitCodeFor } from '../programs/gc-token/describe.ts'
import { withoutOldCommands } from '../core/characters.ts'
import { documentationUrl } from '../core/documentation.ts'
import { longestFirst, printedForms, redact } from '../core/redact.ts'
import { VERSION } from '../core/version.ts'

/** One sentence on stderr, without the secret should a server have quoted it in an error. */
export function log(sentence: string): void {
  writeAll(2, `gc-token: ${withoutSecret(sentence)}\n`)
}

/** `text` without the client secret of the environment, in whichever form it stands there. */
export function withoutSecret(text: string): string {
  const forms = secretsOfEnvironment(environment()).flatMap(printedForms)
  return withoutOldCommands(redact(text, longestFirst(forms)))
}

/** Says what went wrong. @returns the exit code for it */
export function complain(error: unknown): 1 | 2 {
  try {
    const variables = environment()
    const given = { source: variableSource(variables), inputs: [], environment: variables }
    const socket = variables['GC_TOKEN_SOCK'] ?? ''
    log(describeForTerminal(explain(error, given), documentation(), socket))
  } catch {
    // Nobody reads stderr any more; the exit code has to say it all.
  }
  return exitCodeFor(error)
}

/** The page on errors at the version that runs. A step's own variables may name another action, so they do not count. */
function documentation(): string {
  const script = process.argv[1] ?? ''
  return documentationUrl({
    serverUrl: environment()['GITHUB_SERVER_URL'] ?? '',
    repository: '',
    ref: `v${VERSION}`,
    script,
    manifest: readManifest(script),
  })
}
