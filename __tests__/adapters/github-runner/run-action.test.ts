import { describe, expect, it } from '@jest/globals'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const FIXTURE = join(import.meta.dirname, 'run-action.fixture.ts')

interface Ending {
  readonly code: number | null
  readonly lines: readonly string[]
  readonly errors: readonly string[]
  readonly warnings: readonly string[]
  readonly stderr: string
}

/** Runs the fixture as the runner would run an entry; `signal` is sent once it says that it is waiting. */
async function run(kind: 'main' | 'post', behaviour: string, ...signals: NodeJS.Signals[]): Promise<Ending> {
  const child = spawn(process.execPath, [FIXTURE, kind, behaviour], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Only what the process needs: the runner's own variables of the machine must not show through.
    env: { PATH: process.env['PATH'] },
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (data: Buffer) => {
    stdout += data.toString()
    if (stdout.includes('waiting\n')) for (const signal of signals.splice(0)) child.kill(signal)
  })
  child.stderr.on('data', (data: Buffer) => {
    stderr += data.toString()
  })
  const [code] = (await once(child, 'close')) as [number | null]
  const lines = stdout.split('\n').filter((line) => line !== '')
  return {
    code,
    lines,
    errors: lines.filter((line) => line.startsWith('::error::')),
    warnings: lines.filter((line) => line.startsWith('::warning::')),
    stderr,
  }
}

describe('when main does its work', () => {
  it('exits with 0', async () => {
    expect(await run('main', 'succeeds')).toMatchObject({ code: 0, lines: ['done'], stderr: '' })
  })

  it('exits even though something is still open', async () => {
    expect((await run('main', 'succeeds-with-an-open-handle')).code).toBe(0)
  })

  it('loses nothing of what it printed', async () => {
    const { lines } = await run('main', 'prints-much')
    expect(lines).toHaveLength(20_000)
    expect(lines.at(-1)).toBe('line 19999')
  })
})

describe('when main does not do its work', () => {
  it.each([
    ['never-settles', 'nothing is left that could complete the work'],
    ['throws-action-error', 'It was refused.%0ALikely causes: a cause.%0ASee '],
    ['throws', 'The action stopped because of a fault of its own (no such field).'],
    ['throws-at-once', 'thrown, not rejected'],
    ['rejects-elsewhere', 'nobody listened'],
    ['throws-elsewhere', 'in a callback'],
  ])('exits with 1 and one error line if it %s', async (behaviour, words) => {
    const ending = await run('main', behaviour)
    expect(ending.code).toBe(1)
    expect(ending.errors).toHaveLength(1)
    expect(ending.errors[0]).toContain(words)
    expect(ending.warnings).toEqual([])
    expect(ending.stderr).toBe('')
  })

  it('exits with 1 and one error line if it throws nothing at all', async () => {
    const ending = await run('main', 'throws-nothing')
    expect(ending.code).toBe(1)
    expect(ending.errors).toHaveLength(1)
  })

  it('links to the section of the code', async () => {
    expect((await run('main', 'throws-action-error')).errors[0]).toMatch(
      /troubleshooting\.md#grant-rejected$/,
    )
    expect((await run('main', 'throws')).errors[0]).toMatch(/troubleshooting\.md#internal$/)
  })

  it('shows no masked value in the error and in the lines above it', async () => {
    const { lines } = await run('main', 'throws-masked')
    expect(lines.filter((line) => line.includes('hunter2'))).toEqual(['::add-mask::hunter2-secret'])
    expect(lines.at(-1)).toContain('(*** leaked)')
  })
})

describe('when main is cancelled', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const)(
    'exits with 1 and one error line on %s',
    async (signal) => {
      const ending = await run('main', 'waits', signal)
      expect(ending.code).toBe(1)
      expect(ending.errors).toHaveLength(1)
      expect(ending.errors[0]).toContain(`The step was cancelled (${signal}) before it was done.`)
      expect(ending.errors[0]).toMatch(/#cancelled$/)
    },
  )

  it('does not wait for work that ignores it', async () => {
    const ending = await run('main', 'ignores-signals', 'SIGINT')
    expect(ending).toMatchObject({
      code: 1,
      lines: ['waiting', expect.stringContaining('cancelled (SIGINT)')],
    })
  })

  it('opens no debugger on SIGUSR1, through which its secrets could be read', async () => {
    const ending = await run('main', 'waits', 'SIGUSR1', 'SIGTERM')
    expect(ending.stderr).not.toContain('Debugger')
    expect(ending.code).toBe(1)
  })

  it('says so once if it is cancelled twice', async () => {
    const ending = await run('main', 'ignores-signals', 'SIGINT', 'SIGTERM')
    expect(ending.code).toBe(1)
    expect(ending.errors).toHaveLength(1)
  })
})

describe('when post does its work', () => {
  it('exits with 0', async () => {
    expect(await run('post', 'succeeds')).toMatchObject({ code: 0, lines: ['done'], stderr: '' })
  })

  it.each(['SIGINT', 'SIGHUP', 'SIGQUIT'] as const)(
    'finishes it after %s, which leaves it time, and says so',
    async (signal) => {
      expect(await run('post', 'works-for-a-while', signal)).toMatchObject({
        code: 0,
        lines: [
          'waiting',
          `The job was cancelled (${signal}); the post step finishes its work first.`,
          'finished its work',
        ],
      })
    },
  )
})

describe('when post does not do its work', () => {
  it.each([
    ['never-settles', 'nothing is left that could complete the work'],
    ['throws-action-error', 'It was refused.'],
    ['throws', 'no such field'],
    ['throws-at-once', 'thrown, not rejected'],
    ['rejects-elsewhere', 'nobody listened'],
    ['throws-elsewhere', 'in a callback'],
  ])('exits with 0 all the same and warns once if it %s', async (behaviour, words) => {
    const ending = await run('post', behaviour)
    expect(ending.code).toBe(0)
    expect(ending.errors).toEqual([])
    expect(ending.warnings).toHaveLength(1)
    expect(ending.warnings[0]).toContain('The post step could not do its work (')
    expect(ending.warnings[0]).toContain(words)
    expect(ending.stderr).toBe('')
  })

  it('ends on SIGTERM, and warns', async () => {
    const ending = await run('post', 'waits', 'SIGTERM')
    expect(ending.code).toBe(0)
    expect(ending.warnings).toHaveLength(1)
  })
})
