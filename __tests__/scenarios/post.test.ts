import { describe, expect, it } from '@jest/globals'
import { CLIENT, play, said } from './play.ts'

const TOKEN = { TOKEN: '${{ steps.genesys.outputs.token }}', API: '${{ steps.genesys.outputs.api-url }}' }

describe('when the token expired during the job', () => {
  it('skips the revocation and says when it expired', async () => {
    const { post, requests } = await play({
      cloud: { clients: [{ ...CLIENT, tokenLifetimeSeconds: 1 }] },
      faults: [{ kind: 'fields', fields: { expires_in: 1 }, host: 'login' }],
      later: [{ run: 'sleep 3.2' }],
    })
    expect(requests.filter((line) => line.startsWith('DELETE'))).toEqual([])
    expect(said(post)).toEqual([
      expect.stringMatching(/^The token had already expired at \S+Z; nothing to revoke\.$/),
    ])
  })
})

describe('when something else revoked the token during the job', () => {
  it('takes HTTP 401 for done, without a warning', async () => {
    const revoke =
      'echo "Authorization: Bearer $TOKEN" | curl -fsS -X DELETE --header @- "$API/api/v2/tokens/me"'
    const { post, job, run } = await play({ later: [{ env: TOKEN, run: revoke }] })
    expect(run.conclusion).toBe('success')
    expect(said(post)).toEqual([expect.stringContaining('was no longer valid')])
    expect(job.annotations).toEqual([])
  })
})

describe('when revoke is false', () => {
  it('leaves the token alive and says until when', async () => {
    const { post, cloud, requests } = await play({ with: { revoke: 'false' } })
    expect(requests.filter((line) => line.startsWith('DELETE'))).toEqual([])
    expect(cloud.liveTokens()).toHaveLength(1)
    expect(said(post)).toEqual([
      expect.stringMatching(/^The token was left valid because revoke is false; it expires at \S+Z\.$/),
    ])
  })
})

describe('when the API fails for a moment', () => {
  it('tries again and revokes the token', async () => {
    const { cloud, post } = await play({ faults: [{ kind: 'reset', host: 'api', method: 'DELETE' }] })
    expect(cloud.liveTokens()).toEqual([])
    expect(said(post)).toEqual([expect.stringContaining('trying again'), 'The token was revoked.'])
  })
})

describe('when the API refuses the revocation for good', () => {
  it('warns until when the token may live, and does not fail the job', async () => {
    const fault = { kind: 'status' as const, status: 403, host: 'api' as const, method: 'DELETE' }
    const { run, job, main } = await play({ faults: [{ ...fault, count: Infinity }] })
    expect(run.conclusion).toBe('success')
    expect(job.annotations).toEqual([
      expect.objectContaining({
        level: 'warning',
        message: expect.stringContaining(
          `It may stay valid until ${main.outputs['expires-at'] ?? ''}.`,
        ) as unknown,
      }),
    ])
  })
})

describe('when a later step fails', () => {
  it('revokes the token nevertheless', async () => {
    const { cloud, run, post } = await play({ later: [{ run: 'exit 3' }] })
    expect(run.conclusion).toBe('failure')
    expect(post?.conclusion).toBe('success')
    expect(cloud.liveTokens()).toEqual([])
  })
})
