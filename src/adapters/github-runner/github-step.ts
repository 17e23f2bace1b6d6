import * as core from '@actions/core'
import { accessSync, appendFileSync, constants, statSync } from 'node:fs'
import { documentationUrl } from '../../core/documentation.ts'
import { ActionError, describeError, messageOf } from '../../core/errors.ts'
import { Redactor } from '../../core/redactor.ts'
import { type StateName, type Step } from '../../programs/step.ts'
import { cleanStderr } from '../clean-stderr.ts'
import { readManifest } from '../manifest.ts'

/** The runner, over `@actions/core`. Nothing leaves it that holds a value it was told to mask. */
export class GitHubStep implements Step {
  readonly #redactor = new Redactor()
  readonly #last: (() => void)[] = []

  constructor() {
    cleanStderr((text) => this.#redactor.clean(text))
  }

  mask(values: readonly string[]): void {
    // One write for all of them: each of its own costs a system call.
    process.stdout.cork()
    for (const value of this.#redactor.add(values)) core.setSecret(value)
    process.stdout.uncork()
  }

  /** A reply's text without the secrets in it. */
  cleanReply(text: string): string {
    return this.#redactor.cleanReply(text)
  }

  log(sentence: string): void {
    // A line break would let whatever is quoted here start a command of its own.
    core.info(this.#redactor.clean(sentence).replace(/[\r\n]+/g, ' '))
  }

  /** A text without what was to be masked. */
  clean(text: string): string {
    return this.#redactor.clean(text)
  }

  /** Lines that the log shows folded. */
  group(title: string, lines: readonly string[]): void {
    core.startGroup(title)
    for (const line of lines) this.log(line)
    core.endGroup()
  }

  /** Only shown when the workflow runs with debug logging on. */
  debug(sentence: string): void {
    core.debug(this.#redactor.clean(sentence))
  }

  warn(sentence: string): void {
    core.warning(this.#redactor.clean(sentence))
  }

  /** The one error line of a failing step; the technical cause goes above it, dimmed. */
  fail(error: ActionError): void {
    if (error.cause !== undefined && error.code === 'INTERNAL') this.#dim(causeOf(error.cause))
    core.error(this.#redactor.clean(describeError(error, documentation())))
  }

  saveState(name: StateName, text: string): void {
    core.saveState(name, text)
  }

  savedState(name: StateName): string {
    return core.getState(name)
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
      appendFileSync(path, `${this.#redactor.clean(markdown)}\n`)
    } catch (error) {
      this.log(`The job summary could not be written (${messageOf(error)}).`)
    }
  }

  atExit(last: () => void): void {
    this.#last.push(last)
  }

  /** To be called once, when nothing more is going to happen but the end of the process. */
  end(): void {
    for (const last of this.#last) last()
  }

  #dim(text: string): void {
    for (const line of this.#redactor.clean(text).split('\n')) core.info(`\u001b[2m${line}\u001b[22m`)
  }
}

/** The technical side of a fault of ours: where it was thrown. */
function causeOf(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
}

/** The troubleshooting page at the very commit or tag that runs, so that its advice fits. */
export function documentation(): string {
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
 * Looking first also saves a token that no step could use.
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
