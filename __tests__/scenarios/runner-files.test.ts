import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { statesIn } from '../../bench/processes.ts'
import { startGenesysCloud, type GenesysCloud } from '../../simulator/genesys/genesys-cloud.ts'
import { run } from '../support/run-entry.ts'
import { CLIENT, ROOT } from './play.ts'

/** A device that opens for writing and says "no space left" to every write: a disk that has just become full. */
const FULL_DISK = '/dev/full'

interface Ended {
  readonly exitCode: number
  readonly errors: readonly string[]
  readonly warnings: readonly string[]
  readonly lines: readonly string[]
}

let cloud: GenesysCloud
let folder: string

beforeAll(async () => {
  cloud = await startGenesysCloud({ clients: [CLIENT] })
  folder = await mkdtemp(join(tmpdir(), 'runner files '))
})

afterAll(async () => {
  await cloud.close()
  await rm(folder, { recursive: true })
})

/** Runs main by itself, with files of our choice in place of the runner's. */
async function runMain(files: Readonly<Record<string, string>>, inputs = {}): Promise<Ended> {
  const working = join(folder, 'file')
  await writeFile(working, '')
  const environment = {
    'INPUT_CLIENT-ID': CLIENT.id,
    'INPUT_CLIENT-SECRET': CLIENT.secret,
    'INPUT_LOGIN-URL': cloud.loginUrl,
    'INPUT_API-URL': cloud.apiUrl,
    ...inputs,
    GITHUB_OUTPUT: working,
    GITHUB_STATE: working,
    GITHUB_ENV: working,
    ...files,
  }
  return new Promise((resolve) => {
    const main = join(ROOT, 'dist', 'main', 'index.js')
    const child = execFile(process.execPath, [main], { env: environment }, (_, stdout) => {
      const lines = stdout.split('\n')
      const errors = lines.filter((line) => line.startsWith('::error'))
      const warnings = lines.filter((line) => line.startsWith('::warning'))
      resolve({ exitCode: child.exitCode ?? -1, errors, warnings, lines })
    })
  })
}

describe.each([
  ['is not set', '', 'GITHUB_OUTPUT is not set'],
  ['does not exist', '/nowhere/output', 'GITHUB_OUTPUT cannot be written to'],
])('when the file for outputs %s', (_, path, text) => {
  it('fails before it asks for a token that nobody could get', async () => {
    const before = cloud.requests.length
    const { exitCode, errors } = await runMain({ GITHUB_OUTPUT: path })
    expect(exitCode).toBe(1)
    expect(errors).toEqual([expect.stringContaining(text)])
    expect(errors[0]).toContain('#not-a-runner')
    expect(cloud.requests).toHaveLength(before)
  })
})

// The device is Linux's own; elsewhere nothing stands in for a full disk.
const whereThereIsOne = process.platform === 'linux' ? describe : describe.skip

whereThereIsOne.each([
  ['outputs', { GITHUB_OUTPUT: FULL_DISK }, {}],
  ['state', { GITHUB_STATE: FULL_DISK }, {}],
  ['exports', { GITHUB_ENV: FULL_DISK }, { 'INPUT_EXPORT-ENV': 'true' }],
])('when the disk is full by the time of the %s', (_, files, inputs) => {
  it('fails with one error and leaves no live token', async () => {
    const { exitCode, errors } = await runMain(files, inputs)
    expect(exitCode).toBe(1)
    expect(errors).toEqual([expect.stringContaining('ENOSPC')])
    expect(errors[0]).toContain('#output-failed')
    expect(cloud.liveTokens()).toEqual([])
  })
})

whereThereIsOne('when the disk is full by the time of the outputs and an agent runs already', () => {
  it('ends the agent too, and post has nothing to say of it', async () => {
    const temporary = await mkdtemp(join(folder, 'temporary-'))
    const files = { state: join(folder, 'agent-state'), more: join(folder, 'more') }
    await Promise.all(Object.values(files).map((file) => writeFile(file, '')))
    const tracking = `agent-of-${basename(temporary)}`
    const variables = {
      GITHUB_OUTPUT: FULL_DISK,
      GITHUB_STATE: files.state,
      GITHUB_PATH: files.more,
      RUNNER_TEMP: temporary,
      RUNNER_TRACKING_ID: tracking,
    }
    const { exitCode, errors, lines } = await runMain(variables, { 'INPUT_KEEP-FRESH': 'true' })
    expect(exitCode).toBe(1)
    expect(errors).toEqual([expect.stringContaining('ENOSPC')])
    expect(lines).toContain('The agent was stopped.')
    expect(await readdir(temporary)).toEqual([])
    expect(processesWith(`RUNNER_TRACKING_ID=${tracking}`)).toEqual([])
    expect(cloud.liveTokens()).toEqual([])
    const states = statesIn(await readFile(files.state, 'utf8'))
    const { log } = await run('post', folder, states)
    const told = log.split('\n').filter((line) => line !== '' && !line.startsWith('::add-mask::'))
    expect(told).toEqual(['The step revoked its token itself; nothing to revoke.'])
  })
})

/** The ids of all processes with such a variable. */
function processesWith(variable: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(variable)
    } catch {
      return false
    }
  })
}

whereThereIsOne('when the state cannot be saved and the token cannot be revoked either', () => {
  it('warns until when it may live', async () => {
    cloud.inject({ kind: 'status', status: 403, host: 'api', method: 'DELETE' })
    const { exitCode, warnings } = await runMain({ GITHUB_STATE: FULL_DISK })
    expect(exitCode).toBe(1)
    expect(warnings).toEqual([
      expect.stringMatching(/could not be revoked \(HTTP 403.*\)\. It may stay valid until \S+Z\.$/),
    ])
  })
})

describe('when the file for the summary cannot be written', () => {
  it('says so and succeeds', async () => {
    const { exitCode, errors } = await runMain(
      { GITHUB_STEP_SUMMARY: '/nowhere/summary' },
      { INPUT_SUMMARY: 'true' },
    )
    expect(exitCode).toBe(0)
    expect(errors).toEqual([])
  })
})
