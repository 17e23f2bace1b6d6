import { describe, expect, it } from '@jest/globals'
import { CLIENT, play, said } from './play.ts'

describe('when export-env is true', () => {
  it('exports the token and the AWS name of the region', async () => {
    const { run, cloud, job } = await play({
      with: { region: 'https://apps.mypurecloud.de/directory/', 'export-env': 'true' },
      later: [
        {
          id: 'later',
          run: 'echo "length=${#GENESYSCLOUD_ACCESS_TOKEN} $GENESYSCLOUD_REGION" >> "$GITHUB_OUTPUT"',
        },
      ],
      given: ['GENESYSCLOUD_ACCESS_TOKEN'],
    })
    const later = job.steps.find(({ id }) => id === 'later')
    expect(run.conclusion).toBe('success')
    expect(later?.outputs).toEqual({ length: `${cloud.tokens()[0]?.value.length ?? 0} eu-central-1` })
  })

  it('leaves no AWS name of an earlier step beside a token for which only URLs were given', async () => {
    const { main, job } = await play({
      with: { 'export-env': 'true' },
      jobs: (action) => ({
        job: {
          'runs-on': 'ubuntu-latest',
          steps: [
            { run: 'echo GENESYSCLOUD_REGION=us-east-1 >> "$GITHUB_ENV"' },
            action,
            { id: 'later', run: 'echo "region=<$GENESYSCLOUD_REGION>" >> "$GITHUB_OUTPUT"' },
          ],
        },
      }),
      given: ['GENESYSCLOUD_ACCESS_TOKEN'],
    })
    expect(job.steps.find(({ id }) => id === 'later')?.outputs).toEqual({ region: '<>' })
    expect(said(main)).toContainEqual(expect.stringContaining('GENESYSCLOUD_REGION is exported empty'))
  })
})

describe('when summary is true', () => {
  const played = play({ with: { summary: 'true', region: 'eu_central_1' } })

  it('tells organization, region, client, expiry in UTC and source, and post what became of the token', async () => {
    const { job, main, cloud } = await played
    const expiry = (main.outputs['expires-at'] ?? '').replace('T', ' ').replace('Z', '')
    expect(job.summary).toContain(
      `| Organization | Octo Contact Center <code>${cloud.clients()[0]?.organizationId ?? ''}</code> |`,
    )
    expect(job.summary).toContain('| Region | <code>eu-central-1</code> |')
    expect(job.summary).toContain(`| OAuth client | CI pipeline <code>${CLIENT.id}</code> |`)
    expect(job.summary).toContain(`| Expires | ${expiry} UTC |`)
    expect(job.summary).toContain('| Source | granted |')
    expect(job.summary).toContain('Genesys Cloud access token: Revoked.')
  })

  it('leaks nothing into it', async () => {
    expect((await played).leaks).toEqual([])
  })
})

describe('when a scope is given', () => {
  it('sends it as given', async () => {
    const { cloud } = await play({ with: { scope: 'a:b c/d' } })
    expect(cloud.requests[0]?.fields).toEqual({ grant_type: 'client_credentials', scope: 'a:b c/d' })
  })
})

describe('when a gateway stands in front of Genesys Cloud', () => {
  it('keeps the path prefixes', async () => {
    const { requests, run } = await play({ cloud: { pathPrefix: { login: '/gw/login', api: '/gw/api' } } })
    expect(run.conclusion).toBe('success')
    expect(requests).toEqual([
      'POST /gw/login/oauth/token 200',
      'GET /gw/api/api/v2/tokens/me 200',
      'DELETE /gw/api/api/v2/tokens/me 200',
    ])
  })
})

describe('when the clock of the runner is hours off', () => {
  it('tells the expiry by the clock of the server', async () => {
    const sixHoursMs = 6 * 3_600_000
    const { main, cloud } = await play({ cloud: { skewedDateMs: sixHoursMs } })
    const expiry = Date.parse(main.outputs['expires-at'] ?? '')
    const granted = cloud.tokens()[0]?.issuedAt ?? 0
    expect(Math.abs(expiry - (granted + sixHoursMs + 86_399_000))).toBeLessThan(2_000)
    expect(Number(main.outputs['expires-in'])).toBeLessThan(86_400)
    expect(cloud.liveTokens()).toEqual([])
  })
})

describe('when several organizations are used in one job', () => {
  it('keeps their tokens and their post steps apart', async () => {
    const other = { ...CLIENT, id: 'ffffffff-4b5a-4978-8695-a4b3c2d1e0f9', organizationName: 'Test Org' }
    const { job, cloud, requests } = await play({
      cloud: { clients: [CLIENT, other] },
      jobs: (action) => ({
        job: {
          'runs-on': 'ubuntu-latest',
          steps: [
            action,
            { ...action, id: 'other', with: { ...(action['with'] as object), 'client-id': other.id } },
          ],
        },
      }),
    })
    const outputs = job.steps.filter(({ phase }) => phase === 'main').map((step) => step.outputs)
    expect(outputs.map((output) => output['organization-name'])).toEqual(['Octo Contact Center', 'Test Org'])
    expect(new Set(outputs.map((output) => output['token'])).size).toBe(2)
    expect(requests.filter((line) => line.startsWith('DELETE'))).toHaveLength(2)
    expect(cloud.liveTokens()).toEqual([])
  })
})
