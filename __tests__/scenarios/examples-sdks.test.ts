import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { shellQuoted } from '../../simulator/demo/tool-stand-ins.ts'
import { CLIENT, exampleText, runExample } from './run-example.ts'

const MODULES = join(import.meta.dirname, '..', '..', 'node_modules')
const GRANT = `POST /oauth/token 200 as Basic ${CLIENT.id}`
const LOOK_UP = 'GET /api/v2/tokens/me 200 as Bearer token-1'
const REVOCATION = 'DELETE /api/v2/tokens/me 200 as Bearer token-1'
const queues = (query: string): string => `GET /api/v2/routing/queues?${query} 200 as Bearer token-1`

/** `npm ci` without a registry: the packages that this project has. */
const NPM = `test "$*" = ci && ln -s ${shellQuoted(MODULES)} node_modules`

describe('when examples/sdk-node.yml runs', () => {
  it('lists the queues with the real Platform SDK and its token', async () => {
    const { faults, requests, log, calls } = await runExample({
      example: 'sdk-node.yml',
      workspaceFiles: {
        'package.json': '{"type":"module"}',
        'scripts/list-queues.mjs': await exampleText('scripts/list-queues.mjs'),
      },
      standIns: { npm: NPM },
      given: ['GENESYS_ACCESS_TOKEN'],
    })
    expect(faults).toEqual([])
    expect(requests).toEqual([GRANT, LOOK_UP, queues('pageNumber=1&pageSize=100'), REVOCATION])
    expect(log).toMatch(/Billing\nComplaints\nOrders\nSupport/)
    expect(calls.map(({ environment }) => environment['GENESYS_ACCESS_TOKEN'])).toEqual([undefined])
  })
})

describe('when examples/sdk-dotnet.yml runs', () => {
  it('builds without a token and runs with one and the region (dotnet is a stand-in)', async () => {
    const { faults, requests, calls } = await runExample({
      example: 'sdk-dotnet.yml',
      workspaceFiles: {
        'scripts/list-queues/Program.cs': await exampleText('scripts/list-queues/Program.cs'),
        'scripts/list-queues/list-queues.csproj': await exampleText('scripts/list-queues/list-queues.csproj'),
      },
      standIns: {
        dotnet: `
          test -f scripts/list-queues/list-queues.csproj
          test "$1" = build && exit
          test "$GENESYS_REGION" = eu-central-1
          curl --fail --silent --show-error --output /dev/null --header @- \
            'https://api.mypurecloud.de/api/v2/routing/queues?pageSize=100' <<<"Authorization: Bearer $GENESYS_ACCESS_TOKEN"`,
      },
      given: ['GENESYS_ACCESS_TOKEN'],
    })
    expect(faults).toEqual([])
    expect(calls.map((call) => call.arguments.join(' '))).toEqual([
      'build scripts/list-queues',
      'run --no-build --project scripts/list-queues',
    ])
    expect(calls[0]?.environment['GENESYS_ACCESS_TOKEN']).toBeUndefined()
    expect(requests).toEqual([GRANT, LOOK_UP, queues('pageSize=100'), REVOCATION])
  })
})

describe('when examples/angular-e2e.yml runs', () => {
  const start = async (queuesNeeded = ''): ReturnType<typeof runExample> =>
    runExample({
      example: 'angular-e2e.yml',
      vars: {
        GENESYSCLOUD_OAUTHCLIENT_ID: CLIENT.id,
        GENESYSCLOUD_REGION: 'eu-central-1',
        GENESYSCLOUD_TEST_ORGANIZATION_ID: CLIENT.organizationId,
      },
      workspaceFiles: {
        'e2e/global-setup.mjs': (await exampleText('scripts/global-setup.mjs')).replace(
          "'Support'",
          `'Support'${queuesNeeded}`,
        ),
        // What Playwright does: the set-up first, then workers with the environment that it leaves.
        'run-e2e.mjs': `
          const { default: globalSetup } = await import('./e2e/global-setup.mjs')
          await globalSetup()
          const { GENESYS_ACCESS_TOKEN: token, E2E_QUEUE_BILLING: billing, E2E_QUEUE_SUPPORT: support } = process.env
          console.log(JSON.stringify({ hasToken: token !== undefined, billing, support }))`,
      },
      standIns: {
        npm: NPM,
        npx: `case "$1 $2" in
          'ng build' | 'playwright install') test -z "\${GENESYS_ACCESS_TOKEN:-}" ;;
          'playwright test') node run-e2e.mjs ;;
        esac`,
      },
      given: ['GENESYS_ACCESS_TOKEN'],
    })

  it('sets the tests up with the real SDK, and the workers get no token (Angular and Playwright are stand-ins)', async () => {
    const { faults, requests, calls, log } = await start()
    expect(faults).toEqual([])
    expect(calls.map((call) => [call.command, ...call.arguments].join(' '))).toEqual([
      'npm ci',
      'npx ng build --configuration e2e',
      'npx playwright install --with-deps chromium',
      'npx playwright test --trace off',
    ])
    expect(requests).toEqual([GRANT, LOOK_UP, queues('pageSize=100'), REVOCATION])
    expect(log).toMatch(/"hasToken":false,"billing":"[-0-9a-f]{36}","support":"[-0-9a-f]{36}"/)
  })

  it('fails before the first test when the test organization lacks a queue', async () => {
    const { run, log, cloud } = await start(", 'Escalations'")
    expect(run.conclusion).toBe('failure')
    expect(log).toContain('The test organization has no queue "Escalations".')
    expect(cloud.liveTokens()).toEqual([])
  })
})
