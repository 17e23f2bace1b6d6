import { describe, expect, it } from '@jest/globals'
import { play, said, theError } from './play.ts'

const OTHER = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee'

describe('when api-url does not know the token from the first', () => {
  it.each([undefined, 'the-organization'])(
    'does not call it revoked or dead (organization-id: %s)',
    async (guard) => {
      const { post, cloud, run } = await play({
        with: guard === undefined ? {} : { 'organization-id': guard },
        faults: [{ kind: 'status', status: 404, host: 'api', count: Infinity }],
      })
      expect(run.conclusion).toBe(guard === undefined ? 'success' : 'failure')
      expect(said(post)).toEqual([
        expect.stringMatching(
          /^::warning::The token could not be revoked \(the API host has not accepted it since it was issued: does api-url fit\?\)\. It may stay valid until/,
        ),
      ])
      expect(cloud.liveTokens()).toHaveLength(1)
    },
  )
})

describe('when the token belongs to another organization than the workflow expects', () => {
  const played = play({ with: { 'organization-id': OTHER, 'export-env': 'true', summary: 'true' } })

  it('revokes it at once and fails', async () => {
    const { main, requests, cloud } = await played
    expect(main.exitCode).toBe(1)
    expect(requests).toEqual([
      'POST /oauth/token 200',
      'GET /api/v2/tokens/me 200',
      'DELETE /api/v2/tokens/me 200',
    ])
    expect(cloud.liveTokens()).toEqual([])
  })

  it('names both organizations', async () => {
    const { main, cloud } = await played
    const { organizationId = '', organizationName = '' } = cloud.clients()[0] ?? {}
    expect(theError(main)).toContain(
      `belongs to ${organizationName} (${organizationId}), and organization-id asks for ${OTHER}`,
    )
    expect(theError(main)).toContain('#organization-mismatch')
  })

  it('hands out nothing, and post has nothing left to do', async () => {
    const { main, post, job } = await played
    expect(main.outputs).toEqual({})
    expect(main.files.env).toBe('')
    expect(job.summary).not.toContain('access token |')
    expect(said(post)).toEqual(['The step revoked its token itself; nothing to revoke.'])
  })
})

describe('when the organization is the expected one', () => {
  it('compares without regard to letter case, and says so', async () => {
    const id = (await play({})).cloud.clients()[0]?.organizationId ?? ''
    const { run, main } = await play({ with: { 'organization-id': id.toUpperCase() } })
    expect(run.conclusion).toBe('success')
    expect(said(main).at(-1)).toMatch(/ The organization is the one that organization-id asks for\.$/)
  })
})

describe('when the organization cannot be read', () => {
  const fault = { kind: 'status' as const, status: 503, host: 'api' as const, method: 'GET' }

  it('hands the token out all the same, after one try and with one line', async () => {
    const { main, run, requests } = await play({ faults: [{ ...fault, count: Infinity }] })
    expect(run.conclusion).toBe('success')
    expect(main.outputs).toMatchObject({ 'organization-id': '', 'organization-name': '' })
    expect(requests.filter((line) => line.startsWith('GET'))).toHaveLength(1)
    expect(said(main)).toContainEqual(
      expect.stringMatching(
        /^The token's organization could not be read \(HTTP 503, .*\); the token itself was issued\.$/,
      ),
    )
  })

  it('tries again where a guard has to know', async () => {
    const id = (await play({})).cloud.clients()[0]?.organizationId ?? ''
    const { run, requests } = await play({ with: { 'organization-id': id }, faults: [fault] })
    expect(run.conclusion).toBe('success')
    expect(requests.filter((line) => line.startsWith('GET'))).toEqual([
      'GET /api/v2/tokens/me 503',
      'GET /api/v2/tokens/me 200',
    ])
  })

  it('fails where a guard never gets to know, and revokes the token', async () => {
    const { main, cloud } = await play({
      with: { 'organization-id': OTHER, 'timeout-seconds': '2' },
      faults: [{ ...fault, count: Infinity }],
    })
    expect(main.exitCode).toBe(1)
    expect(theError(main)).toContain('#organization-unknown')
    expect(cloud.liveTokens()).toEqual([])
  })
})
