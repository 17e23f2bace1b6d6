import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, it } from '@jest/globals'
import { startGenesysCloud } from '../../simulator/genesys/genesys-cloud.ts'
import { startNetwork } from '../../simulator/network/network.ts'
import { first } from './runner-fixture.ts'

const CLI = resolve(import.meta.dirname, '../../simulator/demo/cli.ts')
const folder = await mkdtemp(join(tmpdir(), 'demo-ending-'))

afterAll(() => rm(folder, { recursive: true }))

/** With an agent in the background, and a step that would talk for a minute. */
const TALKS = `
on: push
jobs:
  job:
    steps:
      - uses: org/gc-oauth-action@v1
        with:
          client-id: \${{ vars.GENESYSCLOUD_OAUTHCLIENT_ID }}
          client-secret: \${{ secrets.GENESYSCLOUD_OAUTHCLIENT_SECRET }}
          region: \${{ vars.GENESYSCLOUD_REGION }}
          keep-fresh: true
      - run: |
          trap 'exit 1' INT
          for second in $(seq 60); do echo "second $second"; sleep 1; done
`
const file = join(folder, 'talks.yml')
await writeFile(file, TALKS)

/** What the first group of `pattern` matches, as soon as it is there. */
async function partOf(stream: Readable, pattern: RegExp): Promise<string> {
  let text = ''
  return new Promise((resolve) => {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const part = pattern.exec(text)?.[1]
      if (part !== undefined) resolve(part)
    })
  })
}

type Leave = (child: ChildProcessWithoutNullStreams) => void

/** Runs the workflow until its step talks, and leaves it then. */
async function leaveTalking(leave: Leave, environment: Readonly<Record<string, string>> = {}) {
  const temp = await mkdtemp(join(folder, 'temp-'))
  const env = { PATH: process.env['PATH'] ?? '', TMPDIR: temp, ...environment }
  const child = spawn(process.execPath, [CLI, file], { env })
  let shown = ''
  let complaints = ''
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()))
  child.stdout.on('data', (chunk: Buffer) => {
    const wasTalking = /^second 1$/m.test(shown)
    shown += chunk.toString()
    if (!wasTalking && /^second 1$/m.test(shown)) leave(child)
  })
  const [code] = (await once(child, 'close')) as unknown[]
  return { code, complaints, shown, left: [...readdirSync(temp), ...processesIn(temp)] }
}

/** Processes of a job have its folder in their environment. */
function processesIn(temp: string): readonly string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`=${temp}`)
    } catch {
      // It has ended, or is somebody else's.
      return false
    }
  })
}

/** With an agent in the background, and a step that a cancellation does not end at once. */
const STAYS = `${TALKS.slice(0, TALKS.indexOf('trap'))}trap '' INT TERM
          echo "process $$"
          exec sleep 60
`

describe('when the user wants npm start to leave at once', () => {
  it('removes the folders of the run, and with its folder the agent ends', async () => {
    const temp = await mkdtemp(join(folder, 'temp-'))
    const stays = join(folder, 'stays.yml')
    await writeFile(stays, STAYS)
    const env = { PATH: process.env['PATH'] ?? '', TMPDIR: temp }
    const child = spawn(process.execPath, [CLI, stays], { env })
    const step = Number(await partOf(child.stdout, /^process (\d+)$/m))
    try {
      child.kill('SIGINT')
      await partOf(child.stderr, /(Once more) to leave at once/)
      child.kill('SIGTERM')
      expect(await once(child, 'exit')).toEqual([143, null])
      expect(readdirSync(temp)).toEqual([])
      // It is the test's own limit of time that fails if the agent stays.
      while (processesIn(temp).some((pid) => Number(pid) !== step)) await sleep(50)
    } finally {
      process.kill(step, 'SIGKILL')
    }
    expect(readdirSync(temp)).toEqual([])
  })
})

describe('when the output of npm start has come to its end', () => {
  it.each<readonly [string, Leave, number]>([
    ['a pipe whose reader has left', (child) => child.stdout.destroy(), 141],
    ['a terminal that was closed', (child) => child.kill('SIGHUP'), 129],
  ])('cancels the run without a word, and leaves nothing behind: %s', async (_what, leave, expected) => {
    const { code, complaints, shown, left } = await leaveTalking(leave)
    expect(shown).toContain('second 1\n')
    expect(complaints).toBe('')
    expect(left).toEqual([])
    expect(code).toBe(expected)
  })

  it('revokes the token', async () => {
    const genesys = await startGenesysCloud()
    const network = await startNetwork({ genesys, folder })
    const { id, secret } = first(genesys.clients())
    try {
      const { code } = await leaveTalking((child) => child.stdout.destroy(), {
        ...network.environment,
        GENESYSCLOUD_OAUTHCLIENT_ID: id,
        GENESYSCLOUD_OAUTHCLIENT_SECRET: secret,
        GENESYSCLOUD_REGION: 'eu-central-1',
      })
      expect(genesys.tokens().map(({ state }) => state)).toEqual(['revoked'])
      expect(code).toBe(141)
    } finally {
      await network.close()
      await genesys.close()
    }
  })
})
