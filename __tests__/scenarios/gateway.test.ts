import { describe, expect, it } from '@jest/globals'
import { type GenesysCloud } from '../../simulator/genesys/genesys-cloud.ts'
import { play, said } from './play.ts'

const GATEWAY = { gateway: 'true' }
const step = (...lines: string[]): Record<string, unknown> => ({
  env: {
    URL: '${{ steps.genesys.outputs.gateway-url }}',
    PLACEHOLDER: '${{ steps.genesys.outputs.gateway-token }}',
  },
  run: lines.join('\n'),
})
const CURL =
  'curl --silent --show-error --output answer.json --write-out "%{http_code}\\n" --header "Authorization: Bearer $PLACEHOLDER"'

/** Ends every token that is valid at the moment, as an administrator would. */
async function revokeAll(cloud: GenesysCloud): Promise<void> {
  for (const { value } of cloud.liveTokens()) {
    await fetch(`${cloud.apiUrl}/api/v2/tokens/me`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${value}` },
    })
  }
}

describe('when a job has a gateway', () => {
  it.concurrent(
    'passes requests on with a valid token, and shows no token to those who make them',
    async () => {
      const played = await play({
        with: { ...GATEWAY, 'export-env': 'true', summary: 'true' },
        later: [
          step(
            `${CURL} "$URL/api/v2/organizations/me"`,
            `${CURL} --request DELETE "$URL/api/v2/tokens/me"`,
            `${CURL} "$URL/api/v2/organizations/me"`,
            'test "$GENESYSCLOUD_ACCESS_TOKEN" = "$PLACEHOLDER"',
            'test "$GENESYSCLOUD_GATEWAY_PROTOCOL://$GENESYSCLOUD_GATEWAY_HOST:$GENESYSCLOUD_GATEWAY_PORT" = "$URL"',
            'gc-token status | grep ^Gateway:',
          ),
        ],
      })
      expect(played.run.conclusion).toBe('success')
      expect(played.leaks).toEqual([])
      expect(played.cloud.liveTokens()).toEqual([])
      expect(said(played.main)).toContainEqual(
        expect.stringMatching(/^The gateway puts a valid token on requests to http:/),
      )
      expect(said(played.main)).toContainEqual(expect.stringContaining('gateway {}'))
      const log = played.job.log.join('\n')
      expect(log).toMatch(/200\n.*204\n.*200\n/)
      expect(log).toContain('Gateway: 3 requests, 0 replayed')
      expect(said(played.post)).toContainEqual(
        expect.stringMatching(/^The gateway is closed: 3 requests, 0 replayed/),
      )
      expect(played.requests.filter((request) => request.startsWith('DELETE'))).toHaveLength(1)
    },
  )

  it.concurrent('lets a job succeed whose token is revoked three times while 500 calls run', async () => {
    let calls = 0
    const revocations: Promise<void>[] = []
    const played = await play({
      cloud: { requestsPerTokenPerMinute: 1_000 },
      with: GATEWAY,
      later: [
        step(
          // Eight at once, as a provider does; slow enough for a new token each 10 s to be had.
          `seq 500 | xargs --max-procs=8 -I{} sh -c 'sleep 0.5; ${CURL.replaceAll('--output answer.json', '--output /dev/null')} "$URL/api/v2/organizations/me"' > statuses`,
          'sort statuses | uniq --count',
          'test "$(sort --unique statuses)" = 200',
          'test "$(wc --lines < statuses)" = 500',
        ),
      ],
      onRequest: (request, cloud) => {
        if (!request.includes('/organizations/me')) return
        calls++
        if (calls === 50 || calls === 220 || calls === 400) revocations.push(revokeAll(cloud))
      },
    })
    await Promise.all(revocations)
    expect(played.job.log.join('\n')).toContain('500 200')
    expect(played.run.conclusion).toBe('success')
    expect(played.cloud.tokens()).toHaveLength(4)
    expect(played.cloud.liveTokens()).toEqual([])
  })

  it.concurrent('refuses what does not bear the placeholder, and what a web page sends', async () => {
    const { run, job } = await play({
      with: GATEWAY,
      later: [
        step(
          'PLACEHOLDER=wrong',
          `${CURL} "$URL/api/v2/organizations/me"`,
          'cat answer.json',
          `${CURL} --header "Origin: https://evil.example" "$URL/api/v2/organizations/me"`,
          `${CURL} --header "Host: evil.example" "$URL/api/v2/organizations/me"`,
        ),
      ],
    })
    expect(run.conclusion).toBe('success')
    expect(job.log.join('\n')).toMatch(/401\n[^]*gateway on this machine[^]*403\n[^]*403\n/)
  })

  it.concurrent('refuses in the form of Genesys Cloud what no client of the API sends', async () => {
    const { run, job } = await play({
      with: GATEWAY,
      later: [
        step(
          `${CURL} --header "Host:" "$URL/api/v2/organizations/me"`,
          'grep --quiet gateway.host answer.json',
          `${CURL} --header "Expect: a-miracle" --data "{}" "$URL/api/v2/organizations/me"`,
          'grep --quiet gateway.expectation answer.json',
        ),
      ],
    })
    expect(run.conclusion).toBe('success')
    expect(job.log.join('\n')).toMatch(/403\n[^]*417\n?/)
  })
})

describe('when a command runs with a gateway', () => {
  it.concurrent('uses the one of the job, or has the agent open one', async () => {
    for (const inputs of [GATEWAY, { 'keep-fresh': 'true' }]) {
      const { run, job, leaks } = await play({
        with: inputs,
        later: [
          step(
            `gc-token exec --gateway -- sh -c 'PLACEHOLDER=$GENESYSCLOUD_ACCESS_TOKEN; ${CURL} "$GENESYSCLOUD_API_URL/api/v2/organizations/me"'`,
            'if gc-token status | grep ^Gateway:; then echo "still open"; fi',
          ),
        ],
        given: ['PLACEHOLDER'],
      })
      expect(run.conclusion).toBe('success')
      expect(leaks).toEqual([])
      const log = job.log.join('\n')
      expect(log).toContain('200')
      expect(/^still open$/m.test(log)).toBe('gateway' in inputs)
    }
  })
})
