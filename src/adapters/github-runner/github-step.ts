import * as core from '@actions/core'
import { accessSync, appendFileSync, constants, statSync } from 'node:fs'
import { type Step } from '../../programs/step.ts'
import { documentationUrl } from '../../core/documentation.ts'
import { ActionError, describeError, messageOf } from '../../core/errors.ts'
import { readManifest } from '../manifest.ts'
import { withoutOldCommands } from '../../core/characters.ts'
import { longestFirst, printedForms, redact } from '../../core/redact.ts'

const STATE_NAME = 'token'

/** A secret of so many characters does not stand in a reply by chance. */
const SHORTEST_SURE_FORM = 8

/** The runner, over `@actions/core`. Nothing leaves it that holds a value it was told to mask. */
export class GitHubStep implements Step {
  readonly #masked = new Set<string>()
  #forms: readonly string[] = []

  mask(values: readonly string[]): void {
    const added = [...new Set(values)].filter((value) => value !== '' && !this.#masked.has(value))
    // One write for all of them: each of its own costs a system call.
    process.stdout.cork()
    for (const value of added) {
      core.setSecret(value)
      this.#masked.add(value)
    }
    process.stdout.uncork()
    this.#forms = longestFirst([...this.#forms, ...added.flatMap(printedForms)])
  }

  /**
   * A reply's text without the secrets in it, before it is parsed, cleaned and cut, all of which can change
   * them beyond recognition. Short ones stay: they would be found by chance, and change what a reply says.
   */
  withoutSecrets(text: string): string {
    const forms = this.#forms.filter((form) => form.length >= SHORTEST_SURE_FORM)
    return redact(text, forms)
  }

  say(sentence: string): void {
    // A line break would let whatever is quoted here start a command of its own.
    core.info(this.#clean(sentence).replace(/[\r\n]+/g, ' '))
  }

  /** Only shown when the workflow runs with debug logging on. */
  debug(sentence: string): void {
    core.debug(this.#clean(sentence))
  }

  warn(sentence: string): void {
    core.warning(this.#clean(sentence))
  }

  /** The one error line of a failing step; the technical cause goes above it, dimmed. */
  fail(error: ActionError): void {
    if (error.cause !== undefined && error.code === 'INTERNAL') this.#dim(causeOf(error.cause))
    core.error(this.#clean(describeError(error, documentation())))
  }

  saveState(text: string): void {
    core.saveState(STATE_NAME, text)
  }

  /** What main saved for this post, or an empty text. */
  savedState(): string {
    return core.getState(STATE_NAME)
  }

  setOutput(name: string, value: string): void {
    core.setOutput(name, value)
  }

  exportVariable(name: string, value: string): void {
    core.exportVariable(name, value)
  }

  addPath(folder: string): void {
    core.addPath(folder)
  }

  addSummary(markdown: string): void {
    const path = process.env['GITHUB_STEP_SUMMARY'] ?? ''
    try {
      // Not by core.summary: for one line of text it would load fs.promises and readline, 2 ms and 1 MiB.
      appendFileSync(path, `${this.#clean(markdown)}\n`)
    } catch (error) {
      this.say(`The job summary could not be written (${messageOf(error)}).`)
    }
  }

  #dim(text: string): void {
    for (const line of this.#clean(text).split('\n')) core.info(`\u001b[2m${line}\u001b[22m`)
  }

  /** The way out of every line: no secret, and nothing that the runner takes for one of its older commands, anywhere in a line. */
  #clean(text: string): string {
    return withoutOldCommands(redact(text, this.#forms))
  }
}

/** The technical side of a fault of ours: where it was thrown. */
function causeOf(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
}

/** The troubleshooting page at the very commit or tag that runs, so that its advice fits. */
function documentation(): string {
  const { GITHUB_SERVER_URL, GITHUB_ACTION_REPOSITORY, GITHUB_ACTION_REF } = process.env
  const repository = GITHUB_ACTION_REPOSITORY ?? ''
  const script = process.argv[1] ?? ''
  return documentationUrl({
    serverUrl: GITHUB_SERVER_URL ?? '',
    repository,
    ref: GITHUB_ACTION_REF || (repository === '' ? 'v1' : 'main'),
    script,
    manifest: readManifest(script),
  })
}

/**
 * Without these files `@actions/core` falls back to printing what it should write, a token included.
 * Looking first also saves a grant that nobody could use.
 *
 * @throws ActionError NOT_A_RUNNER
 */
export function requireFiles(
  names: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
): void {
  const faults = names.flatMap((name) => {
    const path = environment[name] ?? ''
    if (path === '') return [`${name} is not set`]
    try {
      accessSync(path, constants.W_OK)
      return statSync(path).isDirectory() ? [`${name} is a folder`] : []
    } catch (error) {
      return [`${name} cannot be written to (${messageOf(error)})`]
    }
  })
  if (faults.length === 0) return
  throw new ActionError(
    'NOT_A_RUNNER',
    `The files that a GitHub Actions runner gives to a step are missing: ${faults.join('; ')}.`,
    [
      'this was started outside a workflow',
      'something removed files of the runner in RUNNER_TEMP',
      'the disk is mounted read-only',
    ],
  )
}
