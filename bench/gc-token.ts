import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startGenesysCloud, type GenesysCloud } from '../simulator/genesys/genesys-cloud.ts'
import { measureInTurn, run, statesIn } from './processes.ts'

const ROUNDS = 30
const CLIENT = { id: '4d0fa9c1-1a52-4a5f-8ff4-1d3a1c2b3e4f', secret: 'bench-secret-of-no-worth' }
const LIMITS = { toFloor: 1.5, bytes: 30_000, keepFreshMs: 150 }
const root = join(import.meta.dirname, '..')
const bundle = (entry: string): string => join(root, 'dist', entry, 'index.js')

/** `gc-token` against `node -e 0`, and main with an agent against main without one. */
export async function runCommandStart(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const cloud = await startGenesysCloud({ clients: [CLIENT] })
  try {
    const plain = (): Record<string, string> => jobEnvironment(cloud, folder, 'false')
    const fresh = (): Record<string, string> => jobEnvironment(cloud, folder, 'true')
    const [without, withAgent] = await measureInTurn(
      [
        {
          name: 'main',
          arguments: [bundle('main')],
          environment: async () => {
            await stopLast(folder, plain())
            return plain()
          },
        },
        {
          name: 'main with keep-fresh',
          arguments: [bundle('main')],
          environment: async () => {
            await stopLast(folder, plain())
            return fresh()
          },
        },
      ],
      ROUNDS,
    )
    if (without === undefined || withAgent === undefined) throw new Error('nothing was measured')
    const extraMs = withAgent.milliseconds - without.milliseconds
    console.log(
      `main ${without.milliseconds.toFixed(1)} ms, with keep-fresh ${extraMs.toFixed(1)} ms more (target ${LIMITS.keepFreshMs})`,
    )

    await stopLast(folder, plain())
    await run({ name: 'main', arguments: [bundle('main')], environment: () => Promise.resolve(fresh()) })
    const socket = /^GC_TOKEN_SOCK<<(.*)\n(.*)\n\1$/m.exec(read(folder, 'env'))?.[2] ?? ''
    const environment = (): Promise<Record<string, string>> => Promise.resolve({ GC_TOKEN_SOCK: socket })
    const [floor, own] = await measureInTurn(
      [
        { name: 'node -e 0', arguments: ['-e', '0'], environment },
        { name: 'gc-token', arguments: [bundle('gc-token')], environment },
      ],
      ROUNDS,
    )
    if (floor === undefined || own === undefined) throw new Error('nothing was measured')
    console.log(
      `gc-token ${own.milliseconds.toFixed(1)} ms, node -e 0 ${floor.milliseconds.toFixed(1)} ms: ` +
        `x${(own.milliseconds / floor.milliseconds).toFixed(2)} (target ${LIMITS.toFloor}); ` +
        `${own.peakMebibytes.toFixed(1)} MiB to ${floor.peakMebibytes.toFixed(1)} MiB; ` +
        `${statSync(bundle('gc-token')).size} bytes (target ${LIMITS.bytes})\n`,
    )
    await stopLast(folder, plain())
  } finally {
    await cloud.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Runs post for what main left, so that no agent outlives its round. */
async function stopLast(folder: string, environment: Record<string, string>): Promise<void> {
  const text = read(folder, 'kept-state')
  if (text === '') return
  writeFileSync(join(folder, 'kept-state'), '')
  const forPost = { ...environment, ...statesIn(text) }
  await run({ name: 'post', arguments: [bundle('post')], environment: () => Promise.resolve(forPost) })
}

function jobEnvironment(cloud: GenesysCloud, folder: string, keepFresh: string): Record<string, string> {
  const files = ['output', 'env', 'path', 'state']
  // Asked for twice before a round, once to stop what the last one left: the state of that is not to be lost.
  if (read(folder, 'state') !== '') writeFileSync(join(folder, 'kept-state'), read(folder, 'state'))
  for (const name of files) writeFileSync(join(folder, name), '')
  return {
    'INPUT_CLIENT-ID': CLIENT.id,
    'INPUT_CLIENT-SECRET': CLIENT.secret,
    'INPUT_LOGIN-URL': cloud.loginUrl,
    'INPUT_API-URL': cloud.apiUrl,
    'INPUT_KEEP-FRESH': keepFresh,
    RUNNER_TEMP: folder,
    ...Object.fromEntries(files.map((name) => [`GITHUB_${name.toUpperCase()}`, join(folder, name)])),
  }
}

function read(folder: string, name: string): string {
  try {
    return readFileSync(join(folder, name), 'utf8')
  } catch {
    return ''
  }
}
