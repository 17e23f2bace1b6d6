import { describe, expect, it } from '@jest/globals'
import { join } from 'node:path'
import { shellQuoted } from '../../simulator/demo/tool-stand-ins.ts'
import { CLIENT, exampleText, runExample } from '../scenarios/run-example.ts'
import { DAY_MS, JAVASCRIPT, PAGE, PYTHON, SCRIPTS, SDKS } from './sdks.ts'

/** The script as it is, with the one setting that the SDK does not take from the environment. */
const BEHIND_A_PROXY = `
import os, runpy, sys, PureCloudPlatformClientV2
PureCloudPlatformClientV2.configuration.proxy = os.environ["HTTPS_PROXY"]
runpy.run_path(sys.argv[1], run_name="__main__")`

/** A step that gives a script the gateway in place of the API host, and a placeholder in place of a token. */
const THROUGH_THE_GATEWAY = (command: string): string => `
on: push
jobs:
  export:
    runs-on: ubuntu-latest
    steps:
      - uses: org/gc-oauth-action@v1
        id: genesys
        with:
          client-id: \${{ vars.GENESYSCLOUD_OAUTHCLIENT_ID }}
          client-secret: \${{ secrets.GENESYSCLOUD_OAUTHCLIENT_SECRET }}
          region: \${{ vars.GENESYSCLOUD_REGION }}
          gateway: true
      - env:
          GENESYS_API_URL: \${{ steps.genesys.outputs.gateway-url }}
          GENESYS_ACCESS_TOKEN: \${{ steps.genesys.outputs.gateway-token }}
          GATEWAY_URL: \${{ steps.genesys.outputs.gateway-url }}
          GATEWAY_TOKEN: \${{ steps.genesys.outputs.gateway-token }}
        run: |
          ${command}
`

describe.each([
  ...SDKS.filter(({ name }) => name !== 'JavaScript'),
  { ...JAVASCRIPT, script: join(SCRIPTS, 'export-queues-gateway.mjs') },
])('when a script goes through the gateway with the Platform SDK for $name', ({ command, script }) => {
  it('lists the queues although the token expires between two pages', async () => {
    let passedMs = 0
    const { faults, requests, log } = await runExample({
      workflow: THROUGH_THE_GATEWAY([...command, script].map(shellQuoted).join(' ')),
      cloud: { clients: [CLIENT], now: () => Date.now() + passedMs },
      prepare: ({ cloud: asked }) => {
        asked.inject({ kind: 'fields', path: PAGE, count: 3, fields: { pageCount: 2 } })
        let pages = 0
        asked.onRequest(({ path }) => {
          if (path.startsWith(PAGE)) pages += 1
          if (pages === 2) passedMs = DAY_MS
        })
        return {}
      },
    })
    expect(faults).toEqual([])
    const asked = requests
      .filter((request) => request.includes(PAGE))
      .map((request) => request.replace(/^.*?pageNumber=/, ''))
    expect(asked).toEqual([
      '1&pageSize=100 200 as Bearer token-1',
      '2&pageSize=100 401 as Bearer token-1',
      '2&pageSize=100 200 as Bearer token-2',
    ])
    expect(log).toMatch(/Billing\nComplaints\nOrders\nSupport/)
  })
})

describe('when examples/sdk-python.yml runs', () => {
  it('lists the queues with the SDK, which pip has installed', async () => {
    const { faults, requests, log, calls } = await runExample({
      example: 'sdk-python.yml',
      workspaceFiles: {
        'requirements.txt': 'PureCloudPlatformClientV2\n',
        'scripts/list_queues.py': await exampleText('scripts/list_queues.py'),
      },
      standIns: {
        pip: `exec '${PYTHON}' -m pip "$@"`,
        python: `exec '${PYTHON}' -B -c '${BEHIND_A_PROXY}' "$@"`,
      },
      given: ['GENESYS_ACCESS_TOKEN'],
    })
    expect(faults).toEqual([])
    expect(requests).toEqual([
      `POST /oauth/token 200 as Basic ${CLIENT.id}`,
      'GET /api/v2/tokens/me 200 as Bearer token-1',
      'GET /api/v2/routing/queues?pageNumber=1&pageSize=100 200 as Bearer token-1',
      'DELETE /api/v2/tokens/me 200 as Bearer token-1',
    ])
    expect(log).toMatch(
      /Requirement already satisfied: PureCloudPlatformClientV2[^]*Billing\nComplaints\nOrders\nSupport/,
    )
    expect(calls.map((call) => [call.command, ...call.arguments])).toEqual([
      ['pip', 'install', '--requirement', 'requirements.txt'],
      ['python', 'scripts/list_queues.py'],
    ])
    expect(calls[0]?.environment['GENESYS_ACCESS_TOKEN']).toBeUndefined()
    expect(calls[1]?.environment['GENESYS_API_URL']).toBe('https://api.mypurecloud.de')
  })
})
