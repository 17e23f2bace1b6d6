import { describe, expect, it } from '@jest/globals'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const ROOT = join(import.meta.dirname, '..', '..')
const run = promisify(execFile)

describe('when npm start runs the example that rotates', () => {
  it('has a GitHub for it, and says what that saw', async () => {
    const environment = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' }
    const { stdout } = await run(process.execPath, ['simulator/demo/cli.ts', 'examples/rotate.yml'], {
      cwd: ROOT,
      env: environment,
    })
    expect(stdout).toContain('Job rotate: success')
    expect(stdout).toContain('Tokens: 4 issued, none still valid.')
    expect(stdout).toMatch(/^GitHub saw 10 requests:$/m)
  })
})
