import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type GenesysCloud } from '../simulator/genesys/genesys-cloud.ts'
import { run, statesIn } from './processes.ts'

export const BENCH_CLIENT = { id: '4d0fa9c1-1a52-4a5f-8ff4-1d3a1c2b3e4f', secret: 'bench-secret-of-no-worth' }

const root = join(import.meta.dirname, '..')

/** What main, post and the agent are given in a job. */
export function jobEnvironment(
  cloud: GenesysCloud,
  folder: string,
  trackingId: string,
): Record<string, string> {
  const files = ['output', 'state', 'env', 'path']
  for (const name of files) writeFileSync(join(folder, name), '')
  return {
    'INPUT_CLIENT-ID': BENCH_CLIENT.id,
    'INPUT_CLIENT-SECRET': BENCH_CLIENT.secret,
    'INPUT_LOGIN-URL': cloud.loginUrl,
    'INPUT_API-URL': cloud.apiUrl,
    'INPUT_KEEP-FRESH': 'true',
    RUNNER_TEMP: folder,
    RUNNER_TRACKING_ID: trackingId,
    ...Object.fromEntries(files.map((name) => [`GITHUB_${name.toUpperCase()}`, join(folder, name)])),
  }
}

/** Runs main or post as the runner would. */
export async function entry(name: string, environment: Record<string, string>): Promise<void> {
  const bundle = join(root, 'dist', name, 'index.js')
  await run({ name, arguments: [bundle], environment: () => Promise.resolve(environment) })
}

/** What main left for post. */
export function savedState(folder: string): Record<string, string> {
  return statesIn(readFileSync(join(folder, 'state'), 'utf8'))
}

/** The one process with this tracking id, as the runner finds it. */
export function processWith(trackingId: string): number {
  const found = readdirSync('/proc').find((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/environ`, 'utf8').includes(trackingId)
    } catch {
      return false
    }
  })
  if (found === undefined) throw new Error('The agent is not running.')
  return Number(found)
}
