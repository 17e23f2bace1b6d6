import { describe, expect, it } from '@jest/globals'
import { play, said, theError } from './play.ts'

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

  it('has nothing to revoke', async () => {
    expect(said((await played).post)).toEqual(['The step got no token; nothing to revoke.'])
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
