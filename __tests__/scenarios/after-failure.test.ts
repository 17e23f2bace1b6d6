import { describe, expect, it } from '@jest/globals'
import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startGenesysCloud } from '../../simulator/genesys/genesys-cloud.ts'
import { CLIENT, ROOT, said, theError } from './play.ts'
import { inWorldsOfTheirOwn, postsOf, stepsOf } from './shared-world.ts'

const itWith = inWorldsOfTheirOwn()

describe('when a step fails and several things hang at once', () => {
  itWith('takes 9 s for all that follows, and post revokes the token', async (world) => {
    world.cloud.inject({ kind: 'hang', host: 'api', method: 'DELETE', count: 2 })
    world.cache.inject({ method: 'upload', answer: 'hang', count: Infinity })
    let lookedUpAt = 0
    world.cloud.onRequest(({ method }) => {
      if (method === 'GET') lookedUpAt = Date.now()
    })
    const inputs = { 'organization-id': 'another' }
    const run = await world.run(({ token }) => ({
      job: { 'runs-on': 'ubuntu-latest', steps: [token(inputs)] },
    }))
    const [main] = stepsOf(run)
    if (main === undefined) throw new Error('The action did not run.')
    expect(theError(main)).toContain('organization-id asks for another')
    expect(said(main).join('\n')).toMatch(/The token could not be revoked yet \(no reply within .*\)/)
    // One after the other they would take 13 s at the least.
    expect(main.endedAt - lookedUpAt).toBeLessThan(12_500)
    expect(said(postsOf(run)[0])).toEqual(['The token was revoked.'])
    expect(world.cloud.liveTokens()).toEqual([])
  })
})

describe('when the state cannot be written and the step is cancelled while it revokes its token', () => {
  it('warns of the token, which no post step knows of', async () => {
    const cloud = await startGenesysCloud({ clients: [CLIENT] })
    const folder = await mkdtemp(join(tmpdir(), 'after failure '))
    try {
      cloud.inject({ kind: 'hang', host: 'api', method: 'DELETE', count: Infinity })
      const output = join(folder, 'output')
      await writeFile(output, '')
      const env = {
        'INPUT_CLIENT-ID': CLIENT.id,
        'INPUT_CLIENT-SECRET': CLIENT.secret,
        'INPUT_LOGIN-URL': cloud.loginUrl,
        'INPUT_API-URL': cloud.apiUrl,
        GITHUB_OUTPUT: output,
        GITHUB_STATE: '/dev/full',
      }
      const child = spawn(process.execPath, [join(ROOT, 'dist', 'main', 'index.js')], { env })
      cloud.onRequest(({ method }) => {
        if (method === 'DELETE') child.kill('SIGINT')
      })
      let log = ''
      child.stdout.on('data', (chunk: Buffer) => (log += chunk.toString()))
      const exitCode = await new Promise((resolve) => child.once('close', resolve))
      expect(exitCode).toBe(1)
      const annotations = log.split('\n').filter((line) => /^::(?:error|warning)/.test(line))
      expect(annotations).toEqual([
        expect.stringContaining('The step was cancelled (SIGINT)'),
        expect.stringMatching(
          /^::warning::The token that was issued could not be revoked\. It may stay valid until \S+Z\.$/,
        ),
      ])
    } finally {
      await cloud.close()
      await rm(folder, { recursive: true })
    }
  })
})
