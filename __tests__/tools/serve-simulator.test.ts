import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const tools = join(import.meta.dirname, '../../tools')

let folder = ''
let outputs: Readonly<Record<string, string>> = {}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'serve-simulator-'))
  const [GITHUB_OUTPUT, GITHUB_STATE] = [join(folder, 'output'), join(folder, 'state')]
  for (const file of [GITHUB_OUTPUT, GITHUB_STATE]) writeFileSync(file, '')
  const { stdout } = await run(process.execPath, [join(tools, 'serve-simulator.ts')], {
    env: { ...process.env, GITHUB_OUTPUT, GITHUB_STATE },
  })
  outputs = readPairs(GITHUB_OUTPUT)
  expect(stdout).toContain(`::add-mask::${outputs['client-secret'] ?? ''}\n`)
  expect(readPairs(GITHUB_STATE)).toEqual({ 'control-url': outputs['control-url'] })
})

afterEach(async () => {
  // It may have ended already, as it should.
  await fetch(outputs['control-url'] ?? '', { method: 'DELETE' }).catch(() => undefined)
  rmSync(folder, { recursive: true })
})

function readPairs(file: string): Record<string, string> {
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  return Object.fromEntries(lines.map((line) => line.split(/=(.*)/s, 2) as [string, string]))
}

async function grantToken(): Promise<string> {
  const credential = Buffer.from(`${outputs['client-id'] ?? ''}:${outputs['client-secret'] ?? ''}`)
  const reply = await fetch(`${outputs['login-url'] ?? ''}/oauth/token`, {
    method: 'POST',
    headers: { Authorization: `Basic ${credential.toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  return ((await reply.json()) as { access_token: string }).access_token
}

async function checkRevoked(): Promise<{ stdout: string; code: unknown }> {
  const env = { ...process.env, 'STATE_control-url': outputs['control-url'] ?? '' }
  try {
    const { stdout } = await run(process.execPath, [join(tools, 'check-revoked.ts')], { env })
    return { stdout, code: 0 }
  } catch (error) {
    const { stdout, code } = error as { stdout: string; code: unknown }
    return { stdout, code }
  }
}

describe('when every token was revoked before the job ends', () => {
  it('passes the job and ends the simulator', async () => {
    const headers = { Authorization: `Bearer ${await grantToken()}` }
    await fetch(`${outputs['api-url'] ?? ''}/api/v2/tokens/me`, { method: 'DELETE', headers })
    expect(await checkRevoked()).toEqual({ stdout: 'Of 1 granted tokens 0 are still alive.\n', code: 0 })
    await expect(fetch(outputs['control-url'] ?? '')).rejects.toThrow()
  })
})

describe('when a token is still alive when the job ends', () => {
  it('fails the job', async () => {
    await grantToken()
    const { stdout, code } = await checkRevoked()
    expect(stdout).toContain('::error::A token outlived the post step that owns it.')
    expect(code).toBe(1)
  })
})
