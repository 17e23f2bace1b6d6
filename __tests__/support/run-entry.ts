import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What one entry of the action printed, saved and ended with. */
export interface Ended {
  readonly code: number | null
  readonly log: string
  readonly outputs: Readonly<Record<string, string>>
  readonly state: Readonly<Record<string, string>>
}

/**
 * Runs a built entry as the runner does: inputs and files by environment, the exit code as its word.
 *
 * @param started gets what sends it a signal
 */
export async function run(
  entry: 'main' | 'post' | 'revoke' | 'rotate',
  folder: string,
  environment: Readonly<Record<string, string>>,
  started: (kill: (signal: NodeJS.Signals) => void) => void = () => undefined,
): Promise<Ended> {
  const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STATE: join(folder, 'state') }
  for (const file of Object.values(files)) writeFileSync(file, '')
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', '..', 'dist', entry, 'index.js')], {
    env: { ...files, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started((signal) => void child.kill(signal))
  let log = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      log += data.toString()
    })
  }
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, log, outputs: readPairs(files.GITHUB_OUTPUT), state: readPairs(files.GITHUB_STATE) }
}

/** The pairs in a file of the runner, each between its delimiters. */
function readPairs(file: string): Record<string, string> {
  const pairs = readFileSync(file, 'utf8').matchAll(/^(.+?)<<(.+)\n([^]*?)\n\2$/gm)
  return Object.fromEntries(Array.from(pairs, ([, name = '', , value = '']) => [name, value]))
}
