import { describe, expect, it } from '@jest/globals'
import { join } from 'node:path'
import { shellQuoted } from '../../simulator/demo/tool-stand-ins.ts'
import { CLIENT, exampleText, runExample } from './run-example.ts'
import { TERRAFORM } from './tools/tools.ts'

const MODULES = join(import.meta.dirname, '..', '..', 'node_modules')
const SHORT_LIVED = { clients: [{ ...CLIENT, tokenLifetimeSeconds: 5 }] }

/** After the two requests of the provider's start, four at once. */
const MAIN = [
  'provider "genesyscloud" {\n  gateway {}\n}',
  ...['a', 'b', 'c', 'd'].map((name) => `data "genesyscloud_routing_queue" "${name}" {}`),
].join('\n')

describe('when examples/terraform-gateway.yml runs', () => {
  it.concurrent(
    'plans and applies with one placeholder after a plan that outlived a token (terraform is a stand-in)',
    async () => {
      const { faults, requests, log, cloud } = await runExample({
        example: 'terraform-gateway.yml',
        cloud: SHORT_LIVED,
        workspaceFiles: { 'infrastructure/main.tf': MAIN },
        actions: { 'hashicorp/setup-terraform': () => undefined },
        standIns: {
          terraform: `
          test -z "\${GENESYSCLOUD_OAUTHCLIENT_SECRET:-}"
          export STAND_IN_PLAN_SECONDS=6
          ${TERRAFORM}`,
        },
      })
      expect(faults).toEqual([])
      const queues = requests.filter((request) => request.includes('/routing/queues'))
      expect(queues).toHaveLength(8)
      expect(queues.every((request) => request.includes(' 200 as Bearer token-'))).toBe(true)
      // The first call is before the plan takes its time, all of these are after it.
      const first = requests.find((request) => request.includes('/organizations/me'))
      const bearer = (request = ''): string => request.replace(/^.* as /, '')
      expect(queues.map(bearer)).not.toContain(bearer(first))
      expect(log).toMatch(/The gateway is closed: 12 requests, \d+ replayed/)
      expect(cloud.liveTokens()).toEqual([])
    },
  )
})

describe('when examples/sdk-gateway.yml runs', () => {
  it.concurrent('lists the queues with the JavaScript SDK itself, which knows no other host', async () => {
    const { faults, requests, log } = await runExample({
      example: 'sdk-gateway.yml',
      cloud: SHORT_LIVED,
      actions: { 'actions/setup-node': () => undefined },
      standIns: { npm: `test "$*" = ci && ln -s ${shellQuoted(MODULES)} node_modules` },
      workspaceFiles: {
        'scripts/export-queues-gateway.mjs': await exampleText('scripts/export-queues-gateway.mjs'),
      },
    })
    expect(faults).toEqual([])
    expect(requests).toContainEqual(
      expect.stringMatching(
        /^GET \/api\/v2\/routing\/queues\?pageNumber=1&pageSize=100 200 as Bearer token-/,
      ),
    )
    expect(log).toContain('Billing')
  })
})
