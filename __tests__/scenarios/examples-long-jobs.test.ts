import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { shellQuoted } from '../../simulator/demo/tool-stand-ins.ts'
import { CLIENT, exampleText, runExample } from './run-example.ts'
import { TERRAFORM } from './tools/tools.ts'

const MODULES = join(import.meta.dirname, '..', '..', 'node_modules')
const SHORT_LIVED = { clients: [{ ...CLIENT, tokenLifetimeSeconds: 5 }] }
const NPM = `test "$*" = ci && ln -s ${shellQuoted(MODULES)} node_modules`

describe('when examples/long-job-terraform.yml runs', () => {
  it.concurrent(
    'applies with a live token after a plan that outlived one (terraform is a stand-in)',
    async () => {
      const { faults, calls, requests } = await runExample({
        example: 'long-job-terraform.yml',
        cloud: SHORT_LIVED,
        workspaceFiles: { 'infrastructure/main.tf': 'provider "genesyscloud" {}\n' },
        actions: { 'hashicorp/setup-terraform': () => undefined },
        standIns: {
          terraform: `
          test -z "\${GENESYSCLOUD_OAUTHCLIENT_SECRET:-}"
          export STAND_IN_PLAN_SECONDS=6
          ${TERRAFORM}`,
        },
        given: ['GENESYSCLOUD_ACCESS_TOKEN'],
      })
      expect(faults).toEqual([])
      expect(calls.map((call) => call.arguments.join(' '))).toEqual([
        'init -input=false',
        'plan -input=false -out=changes.tfplan',
        'apply -input=false changes.tfplan',
      ])
      expect(calls[0]?.environment['GENESYSCLOUD_ACCESS_TOKEN']).toBeUndefined()
      const used = requests.filter((request) => request.includes('/organizations/me'))
      expect(used.every((request) => request.includes(' 200 '))).toBe(true)
      expect(new Set(used).size).toBe(2)
    },
  )
})

describe('when examples/long-job-sdk.yml runs', () => {
  it.concurrent(
    'asks for a live token per page, and for a new one after a 401 (the real Platform SDK)',
    async () => {
      const { faults, requests, log } = await runExample({
        example: 'long-job-sdk.yml',
        workspaceFiles: {
          'package.json': '{"type":"module"}',
          'scripts/export-queues.mjs': await exampleText('scripts/export-queues.mjs'),
        },
        standIns: { npm: NPM },
        prepare: ({ cloud }) => {
          cloud.inject({
            kind: 'status',
            status: 401,
            body: '{"code":"bad.credentials","message":"Invalid login credentials.","status":401}',
            host: 'api',
            path: '/api/v2/routing/queues',
          })
          return {}
        },
      })
      expect(faults).toEqual([])
      const pages = requests.filter((request) => request.includes('/routing/queues'))
      expect(pages).toEqual([
        'GET /api/v2/routing/queues?pageNumber=1&pageSize=100 401 as Bearer token-1',
        'GET /api/v2/routing/queues?pageNumber=1&pageSize=100 200 as Bearer token-2',
      ])
      expect(log).toMatch(/Billing\nComplaints\nOrders\nSupport/)
    },
  )
})

describe('when examples/long-job-angular.yml runs', () => {
  // As much of Playwright as the test uses; its page shows what the desktop would.
  const playwright = `
    import { deepStrictEqual } from 'node:assert'
    import { execFileSync } from 'node:child_process'
    const tests = []
    export const test = (name, body) => tests.push({ name, body })
    export const expect = (value) => ({ toEqual: (wanted) => deepStrictEqual(value, wanted) })
    const page = {
      goto: () => new Promise((resolve) => setTimeout(resolve, 2_000)),
      locator: () => ({ allTextContents: async () => ['Billing', 'Complaints', 'Orders', 'Support'] }),
    }
    const request = {
      get: async (url, { headers }) => {
        const input = 'Authorization: ' + headers.authorization
        const body = execFileSync('curl', ['--fail', '--silent', '--header', '@-', url], { input })
        return { json: async () => JSON.parse(body) }
      },
    }
    export async function run() {
      for (const { name, body } of tests) {
        await body({ page, request })
        console.log('ok', name)
      }
    }`

  it.concurrent(
    'compares with a live token in every test (Angular and Playwright are stand-ins)',
    async () => {
      const { faults, requests, log } = await runExample({
        example: 'long-job-angular.yml',
        cloud: SHORT_LIVED,
        vars: {
          GENESYSCLOUD_OAUTHCLIENT_ID: CLIENT.id,
          GENESYSCLOUD_REGION: 'eu-central-1',
          GENESYSCLOUD_TEST_ORGANIZATION_ID: CLIENT.organizationId,
        },
        workspaceFiles: {
          'e2e/current-token.mjs': await exampleText('scripts/current-token.mjs'),
          'e2e/desktop.spec.mjs': await exampleText('scripts/desktop.spec.mjs'),
          'node_modules/@playwright/test/package.json': '{"type":"module","exports":"./index.js"}',
          'node_modules/@playwright/test/index.js': playwright,
          'run-e2e.mjs': `await import('./e2e/desktop.spec.mjs')
          await (await import('@playwright/test')).run()`,
        },
        standIns: {
          npm: 'test "$*" = ci',
          npx: `case "$1 $2" in
          'ng build' | 'playwright install') test -z "\${GC_TOKEN_SOCK:-}" ;;
          'playwright test') node run-e2e.mjs ;;
        esac`,
        },
      })
      expect(faults).toEqual([])
      expect(log.match(/^ok /gm)).toHaveLength(3)
      const asked = requests.filter((request) => request.includes('/routing/queues'))
      expect(asked.every((request) => request.includes(' 200 '))).toBe(true)
      expect(new Set(asked).size).toBeGreaterThanOrEqual(2)
    },
  )
})
