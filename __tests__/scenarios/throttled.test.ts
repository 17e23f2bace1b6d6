import { describe, expect, it } from '@jest/globals'
import { play, said, theError } from './play.ts'

describe('when token requests are throttled with HTTP 400 for a moment', () => {
  const played = play({ faults: [{ kind: 'mint-rate-limit', host: 'login' }] })

  it('waits and gets its token', async () => {
    const { run, requests, cloud } = await played
    expect(run.conclusion).toBe('success')
    expect(requests.slice(0, 2)).toEqual(['POST /oauth/token 400', 'POST /oauth/token 200'])
    expect(cloud.liveTokens()).toEqual([])
  })

  it('says in one line what, why and how long', async () => {
    const lines = said((await played).main).filter((line) => line.includes('trying again'))
    expect(lines).toEqual([
      expect.stringMatching(
        /^The token request failed \(HTTP 400, invalid_request: rate limit exceeded.*\); trying again in \d\.\d s \(1[12]\d s left\)\.$/,
      ),
    ])
  })
})

describe('when the server says how long to wait', () => {
  it('waits at least so long', async () => {
    const { cloud, run } = await play({
      faults: [{ kind: 'too-many-requests', retryAfter: '1', host: 'login' }],
    })
    const [first, second] = cloud.requests
    expect(run.conclusion).toBe('success')
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1000)
  })

  it('gives up at once when that is longer than the time left, and says both', async () => {
    const { main, requests } = await play({
      with: { 'timeout-seconds': '5' },
      faults: [{ kind: 'too-many-requests', retryAfter: '60', host: 'login' }],
    })
    const error = theError(main)
    expect(requests).toEqual(['POST /oauth/token 429'])
    expect(error).toMatch(/after 1 attempt; the next would start in 6[01] s, and (?:5|4\.\d|5\.0) s are left/)
    expect(error).toMatch(/correlation id [-0-9a-f]{36}/)
    expect(error).toContain('#rate-limited')
  })
})
