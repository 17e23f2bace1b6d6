import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { type CommandFiles } from './types.ts'

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

/** Fresh files for one step; what a detached child writes to older ones is read by nobody. */
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
