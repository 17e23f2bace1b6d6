import { describe, expect, it } from '@jest/globals'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startGenesysCloud, type GenesysCloud } from '../../simulator/genesys/genesys-cloud.ts'
import { run } from '../support/run-entry.ts'
import { CLIENT, play, said, theError } from './play.ts'

describe('when the run is cancelled while the token endpoint hangs', () => {
  const cancel = new AbortController()
  const played = play({
    faults: [{ kind: 'hang', host: 'login', count: Infinity }],
    onRequest: () => cancel.abort(),
    runner: { signal: cancel.signal },
  })

  it('ends the step at once, on the first signal', async () => {
    const { main } = await played
    expect(main.exitCode).toBe(1)
    expect(main.endedAt - main.startedAt).toBeLessThan(7_000)
    expect(theError(main)).toContain('The step was cancelled (SIGINT) before it was done.')
  })

  it('says that the request may have been issued a token', async () => {
    expect(said((await played).main)).toContain(
      'A token request was still unanswered. If a token was issued for it, it stays valid until it expires.',
    )
  })

  it('warns in post of what no one can revoke', async () => {
    expect(said((await played).post)).toEqual([
      expect.stringMatching(
        /^::warning::The step ended while its token request was unanswered\. .* until \S+Z at the latest\. /,
      ),
    ])
  })
})

describe('when the run is cancelled while main waits to ask again', () => {
  it('warns of nothing: the request that there was is answered', async () => {
    const cancel = new AbortController()
    const { post } = await play({
      faults: [
        { kind: 'status', status: 503, host: 'login', count: Infinity, headers: { 'retry-after': '30' } },
      ],
      runner: {
        signal: cancel.signal,
        onLine: (_, line) => {
          if (line.includes('trying again in')) cancel.abort()
        },
      },
    })
    expect(said(post)).toEqual(['The step got no token; nothing to revoke.'])
  })
})

describe('when main is killed', () => {
  const inputs = (cloud: GenesysCloud): Record<string, string> => ({
    'INPUT_CLIENT-ID': CLIENT.id,
    'INPUT_CLIENT-SECRET': CLIENT.secret,
    'INPUT_LOGIN-URL': cloud.loginUrl,
    'INPUT_API-URL': cloud.apiUrl,
  })

  it.each([
    [
      'with its token request unanswered',
      '/oauth/token',
      /^::warning::The step ended while its token request/,
    ],
    ['with a token', '/api/v2/tokens/me', /^The token was revoked\.$/],
  ])('tells in post all that there is to tell: %s', async (_, path, sentence) => {
    const cloud = await startGenesysCloud({ clients: [CLIENT] })
    const folder = await mkdtemp(join(tmpdir(), 'killed main '))
    try {
      cloud.inject({ kind: 'hang', path, method: path === '/oauth/token' ? 'POST' : 'GET', count: Infinity })
      const killed = run('main', folder, inputs(cloud), (kill) =>
        cloud.onRequest((request) => request.path === path && kill('SIGKILL')),
      )
      const { code, state } = await killed
      expect(code).toBeNull()
      const states = Object.fromEntries(Object.entries(state).map(([name, text]) => [`STATE_${name}`, text]))
      const { log } = await run('post', folder, states)
      const lines = log.split('\n').filter((line) => line !== '' && !line.startsWith('::add-mask::'))
      expect(lines).toEqual([expect.stringMatching(sentence)])
    } finally {
      await cloud.close()
      await rm(folder, { recursive: true })
    }
  })
})

describe('when the run is cancelled between the grant and the outputs', () => {
  it('revokes in post what main had saved', async () => {
    const cancel = new AbortController()
    const { main, cloud, run } = await play({
      faults: [{ kind: 'hang', host: 'api', method: 'GET', count: Infinity }],
      onRequest: (request) => {
        if (request.startsWith('GET')) cancel.abort()
      },
      runner: { signal: cancel.signal },
    })
    expect(run.conclusion).toBe('cancelled')
    expect(said(main)).not.toContainEqual(expect.stringContaining('unanswered'))
    expect(main.outputs).toEqual({})
    expect(cloud.tokens()).toHaveLength(1)
    expect(cloud.liveTokens()).toEqual([])
  })
})

describe('when the run is cancelled during a later step', () => {
  it('revokes the token', async () => {
    const cancel = new AbortController()
    const { cloud, run } = await play({
      later: [{ run: 'echo started; sleep 30' }],
      runner: {
        signal: cancel.signal,
        cancelDelays: { afterInterruptMs: 50, afterTerminateMs: 50 },
        onLine: (_, line) => {
          if (line === 'started') cancel.abort()
        },
      },
    })
    expect(run.conclusion).toBe('cancelled')
    expect(cloud.liveTokens()).toEqual([])
  })
})
