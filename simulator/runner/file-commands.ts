import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type CommandEffects } from './commands.ts'
import { type JobSession } from './session.ts'
import { type CommandFiles } from './types.ts'

const LARGEST_SUMMARY_BYTES = 1024 * 1024

/** The names that the runner's error messages use. */
const CONTEXT_NAMES: Readonly<Record<CommandFileName, string>> = {
  path: 'path',
  env: 'env',
  summary: 'step_summary',
  state: 'state',
  output: 'output',
}

/** Applies a step's files however the step ended; a bad one fails the step and does not stop the others. */
export function applyCommandFiles(files: CommandFiles, session: JobSession, effects: CommandEffects): void {
  const appliers: Readonly<Record<CommandFileName, () => void>> = {
    path: () => applyPath(files.path, session.pathEntries),
    env: () => applyEnvironment(files.env, session, effects),
    summary: () => applySummary(files.summary, session, effects),
    state: () => {
      for (const [name, value] of readPairs(files.state)) {
        effects.saveState(name, value)
        effects.log.debug(`Save intra-action state ${name} = ${value}`)
      }
    },
    output: () => {
      for (const [name, value] of readPairs(files.output)) {
        effects.setOutput(name, value)
        effects.log.debug(`Set output ${name} = ${value}`)
      }
    },
  }
  for (const [name, apply] of Object.entries(appliers) as [CommandFileName, () => void][]) {
    try {
      apply()
    } catch (error) {
      effects.log.issue('error', `Unable to process file command '${CONTEXT_NAMES[name]}' successfully.`)
      effects.log.issue('error', error instanceof Error ? error.message : String(error))
      effects.fail()
    }
  }
}

function applyPath(text: string, entries: string[]): void {
  for (const entry of readPathEntries(text)) {
    const before = entries.indexOf(entry)
    if (before >= 0) entries.splice(before, 1)
    entries.push(entry)
  }
}

function applyEnvironment(text: string, session: JobSession, { log }: CommandEffects): void {
  for (const [name, value] of readPairs(text)) {
    if (name.toUpperCase() === 'NODE_OPTIONS') {
      log.issue('error', "Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.")
      continue
    }
    session.environment.set(name, value)
    log.debug(`${name}='${value}'`)
  }
}

function applySummary(text: string, session: JobSession, { log }: CommandEffects): void {
  const bytes = Buffer.byteLength(text)
  if (bytes > LARGEST_SUMMARY_BYTES) {
    log.issue(
      'error',
      `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of ${LARGEST_SUMMARY_BYTES / 1024}k, got ${Math.floor(bytes / 1024)}k. For more information see: https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-markdown-summary`,
    )
  } else if (bytes > 0) {
    session.summaries.push(text.split('\n').map(session.masker.mask).join('\n'))
  }
}

export type CommandFileName = keyof CommandFiles
export type CommandFilePaths = Readonly<Record<CommandFileName, string>>

/** In the order in which the runner processes them. */
const PREFIXES: Readonly<Record<CommandFileName, string>> = {
  path: 'add_path_',
  env: 'set_env_',
  summary: 'step_summary_',
  state: 'save_state_',
  output: 'set_output_',
}

/** Fresh files for one step; what a detached child writes to older ones is not read. */
export async function createCommandFiles(temp: string): Promise<CommandFilePaths> {
  const folder = join(temp, '_runner_file_commands')
  const suffix = randomUUID()
  const path = (name: CommandFileName): string => join(folder, `${PREFIXES[name]}${suffix}`)
  const paths: CommandFilePaths = {
    path: path('path'),
    env: path('env'),
    summary: path('summary'),
    state: path('state'),
    output: path('output'),
  }
  await mkdir(folder, { recursive: true })
  await Promise.all(Object.values(paths).map((file: string) => writeFile(file, '')))
  return paths
}

/** Reads and removes a step's files; one that the step deleted counts as empty. */
export async function takeCommandFiles(paths: CommandFilePaths): Promise<CommandFiles> {
  const take = async (name: CommandFileName): Promise<string> => {
    try {
      return await readFile(paths[name], 'utf8')
    } catch {
      return ''
    }
  }
  const files = {
    path: await take('path'),
    env: await take('env'),
    summary: await take('summary'),
    state: await take('state'),
    output: await take('output'),
  }
  await Promise.all(Object.values(paths).map((file: string) => rm(file, { force: true, recursive: true })))
  return files
}

/**
 * `NAME=VALUE` lines and heredocs, one pair at a time: the runner applies the pairs before a bad one and only
 * then fails, so this throws in the middle of the iteration.
 */
export function* readPairs(text: string): Generator<readonly [name: string, value: string]> {
  const lines = new LineReader(text)
  for (let line = lines.next(); line !== undefined; line = lines.next()) {
    if (line === '') continue
    const equals = line.indexOf('=')
    const heredoc = line.indexOf('<<')
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      yield [line.slice(0, equals), line.slice(equals + 1)]
    } else if (heredoc >= 0) {
      const name = line.slice(0, heredoc)
      const delimiter = line.slice(heredoc + 2)
      if (name === '' || delimiter === '') {
        throw new Error(`Invalid format '${line}'. Name must not be empty and delimiter must not be empty`)
      }
      yield [name, lines.until(delimiter)]
    } else {
      throw new Error(`Invalid format '${line}'`)
    }
  }
}

/** One directory per line; empty lines mean nothing. */
export function readPathEntries(text: string): readonly string[] {
  return text.split(/\r\n|\n|\r/).filter((line) => line !== '')
}

/** Splits on line feeds only: on Linux a carriage return belongs to the value. */
class LineReader {
  readonly #text: string
  #index = 0
  #endsWithNewline = false

  constructor(text: string) {
    this.#text = text
  }

  next(): string | undefined {
    if (this.#index >= this.#text.length) {
      this.#endsWithNewline = false
      return undefined
    }
    const start = this.#index
    const feed = this.#text.indexOf('\n', start)
    this.#endsWithNewline = feed >= 0
    this.#index = feed < 0 ? this.#text.length : feed + 1
    return this.#text.slice(start, feed < 0 ? undefined : feed)
  }

  until(delimiter: string): string {
    const start = this.#index
    let end = start
    for (let line = this.next(); line !== delimiter; line = this.next()) {
      if (line === undefined) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`)
      if (!this.#endsWithNewline) throw new Error('Invalid value. EOF marker missing new line.')
      end = this.#index - 1
    }
    return end > start ? this.#text.slice(start, end) : ''
  }
}
