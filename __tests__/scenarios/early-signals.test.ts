import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { statesIn } from '../../bench/processes.ts'
import { startGenesysCloud, type GenesysCloud } from '../../simulator/genesys/genesys-cloud.ts'
import { CLIENT, ROOT } from './play.ts'

/** Sends the process a signal as soon as its bundle loads the first file besides itself. */
const PRELOAD = `
const Module = require('node:module')
const load = Module._load
Module._load = function (request, ...rest) {
  if (/shared[\\\\/]/.test(request)) process.kill(process.pid, process.env.EARLY_SIGNAL)
  return load.call(this, request, ...rest)
}
`

let cloud: GenesysCloud
let folder: string

beforeAll(async () => {
  cloud = await startGenesysCloud({ clients: [CLIENT] })
  folder = await mkdtemp(join(tmpdir(), 'early signals '))
  await writeFile(join(folder, 'preload.cjs'), PRELOAD)
})

afterAll(async () => {
  await cloud.close()
  await rm(folder, { recursive: true })
})

async function run(
  entry: string,
  env: Readonly<Record<string, string>>,
  ...flags: string[]
): Promise<unknown> {
  const script = join(ROOT, 'dist', entry, 'index.js')
  const child = spawn(process.execPath, [...flags, script], { env, stdio: 'ignore' })
  return new Promise((resolve) => child.once('close', (code, signal) => resolve(signal ?? code)))
}

describe('when a signal comes while the post step still loads its code', () => {
  it.each(['SIGUSR1', 'SIGUSR2', 'SIGINT', 'SIGHUP', 'SIGQUIT'])(
    'revokes the token all the same: %s',
    async (signal) => {
      const [output, state] = ['output', 'state'].map((name) => join(folder, `${signal}-${name}`))
      if (output === undefined || state === undefined) throw new Error('no files')
      await Promise.all([writeFile(output, ''), writeFile(state, '')])
      const inputs = {
        'INPUT_CLIENT-ID': CLIENT.id,
        'INPUT_CLIENT-SECRET': CLIENT.secret,
        'INPUT_LOGIN-URL': cloud.loginUrl,
        'INPUT_API-URL': cloud.apiUrl,
      }
      expect(await run('main', { ...inputs, GITHUB_OUTPUT: output, GITHUB_STATE: state })).toBe(0)
      expect(cloud.liveTokens()).toHaveLength(1)
      const states = statesIn(await readFile(state, 'utf8'))
      const preload = `--require=${join(folder, 'preload.cjs')}`
      expect(await run('post', { ...states, EARLY_SIGNAL: signal }, preload)).toBe(0)
      expect(cloud.liveTokens()).toEqual([])
    },
  )
})
