import { describe, expect, it } from '@jest/globals'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ActionCall } from '../../simulator/runner/types.ts'
import { type JsonObject } from '../../simulator/runner/values.ts'
import { CLIENT, exampleText, runExample } from './run-example.ts'
import { type Call } from './stand-ins.ts'
import { ARCHY, TERRAFORM } from './tools/tools.ts'

const GRANT = `POST /oauth/token 200 as Basic ${CLIENT.id}`
const LOOK_UP = 'GET /api/v2/tokens/me 200 as Bearer token-1'
const REVOCATION = 'DELETE /api/v2/tokens/me 200 as Bearer token-1'

/** Where nothing but the download of providers happens, there is no token yet. */
const NO_TOKEN_AT_INIT = 'test "$1" != init || test -z "${GENESYSCLOUD_ACCESS_TOKEN:-}"\n'

const MAIN = {
  'infrastructure/main.tf': 'provider "genesyscloud" {}\ndata "genesyscloud_auth_division" "home" {}\n',
}

const pullRequestFrom = (repository: string): JsonObject => ({
  pull_request: { head: { repo: { full_name: repository } } },
})

const variables = ({ environment }: Call): string[] =>
  Object.keys(environment).filter((name) => name.startsWith('GENESYS'))

describe('when examples/terraform.yml runs', () => {
  const ran: Record<string, string>[] = []
  const settings = {
    example: 'terraform.yml',
    workspaceFiles: MAIN,
    actions: {
      'hashicorp/setup-terraform': ({ inputs }: { inputs: Readonly<Record<string, string>> }) => {
        ran.push({ ...inputs })
      },
    },
    standIns: {
      terraform: `${NO_TOKEN_AT_INIT}${TERRAFORM}`,
    },
    given: ['GENESYSCLOUD_ACCESS_TOKEN'],
  }
  /** What the provider asks at its start, and then for the data source. */
  const COMMAND = [
    'GET /api/v2/organizations/me 200 as Bearer token-1',
    'GET /api/v2/authorization/products 200 as Bearer token-1',
    'GET /api/v2/authorization/divisions?pageNumber=1&pageSize=1 200 as Bearer token-1',
  ]

  it('gives the provider a token and the AWS name to plan and apply on main (terraform is a stand-in)', async () => {
    const { faults, requests, calls } = await runExample({ ...settings, event: { name: 'push' } })
    expect(faults).toEqual([])
    expect(calls.map((call) => call.arguments.join(' '))).toEqual([
      'init -input=false',
      'plan -input=false -out=changes.tfplan',
      'apply -input=false changes.tfplan',
    ])
    expect(calls.map(variables)).toEqual([
      [],
      ['GENESYSCLOUD_ACCESS_TOKEN', 'GENESYSCLOUD_REGION'],
      ['GENESYSCLOUD_ACCESS_TOKEN', 'GENESYSCLOUD_REGION'],
    ])
    expect(requests).toEqual([GRANT, LOOK_UP, ...COMMAND, ...COMMAND, REVOCATION])
    expect(ran).toEqual([{ terraform_wrapper: 'false' }])
  })

  it('only plans for a pull request (terraform is a stand-in)', async () => {
    const event = { name: 'pull_request', payload: pullRequestFrom('octo/demo') }
    const { faults, requests, calls } = await runExample({ ...settings, event })
    expect(faults).toEqual([])
    expect(calls.map((call) => call.arguments[0])).toEqual(['init', 'plan'])
    expect(requests).toEqual([GRANT, LOOK_UP, ...COMMAND, REVOCATION])
  })

  it('is skipped for a pull request from a fork, which has no secrets (terraform is a stand-in)', async () => {
    const { run, requests, calls } = await runExample({
      ...settings,
      secrets: {},
      event: { name: 'pull_request', payload: pullRequestFrom('stranger/demo') },
    })
    expect(run.jobs.map(({ conclusion }) => conclusion)).toEqual(['skipped'])
    expect(calls).toEqual([])
    expect(requests).toEqual([])
  })
})

describe('when examples/terraform-plan-artifact.yml runs', () => {
  const artifacts = new Map<string, string>()
  const settings = {
    example: 'terraform-plan-artifact.yml',
    workspaceFiles: MAIN,
    vars: {
      GENESYSCLOUD_OAUTHCLIENT_ID: CLIENT.id,
      GENESYSCLOUD_REGION: 'eu-central-1',
      GENESYSCLOUD_ORGANIZATION_ID: CLIENT.organizationId,
      AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/state',
      AWS_REGION: 'eu-central-1',
    },
    environments: { 'genesys-production': {} },
    actions: {
      'hashicorp/setup-terraform': () => undefined,
      'aws-actions/configure-aws-credentials': ({ exportVariable }: ActionCall) =>
        exportVariable('AWS_SESSION_TOKEN', 'of-the-role'),
      'actions/upload-artifact': async ({ inputs, workspace }: ActionCall) => {
        const { name = '', path = '' } = inputs
        artifacts.set(name, await readFile(join(workspace, path), 'utf8'))
      },
      'actions/download-artifact': async ({ inputs, workspace }: ActionCall) => {
        const { name = '', path = '' } = inputs
        await writeFile(join(workspace, path, 'changes.tfplan'), artifacts.get(name) ?? '')
      },
    },
    standIns: {
      // The state's backend needs AWS; the provider needs its token for all but init.
      terraform: `
        test "$AWS_SESSION_TOKEN" = of-the-role
        ${NO_TOKEN_AT_INIT}
        test "$1" != apply || test "$(cat changes.tfplan)" = 'the plan'
        ${TERRAFORM}
        test "$1" != plan || echo 'the plan' >changes.tfplan`,
    },
    given: ['GENESYSCLOUD_ACCESS_TOKEN'],
  }

  it('applies the plan of the first job with a token of its own (terraform, AWS and artifacts are stand-ins)', async () => {
    const { faults, requests, calls } = await runExample(settings)
    expect(faults).toEqual([])
    expect(calls.map((call) => call.arguments.join(' '))).toEqual([
      'init -input=false',
      'plan -input=false -out=changes.tfplan',
      'init -input=false',
      'apply -input=false changes.tfplan',
    ])
    expect(requests.filter((line) => line.includes('/divisions'))).toEqual([
      'GET /api/v2/authorization/divisions?pageNumber=1&pageSize=1 200 as Bearer token-1',
      'GET /api/v2/authorization/divisions?pageNumber=1&pageSize=1 200 as Bearer token-2',
    ])
    expect(requests.filter((line) => line.startsWith('DELETE'))).toHaveLength(2)
  })

  it('keeps the artifact, which anyone with access can read, for a day', async () => {
    const text = await exampleText('terraform-plan-artifact.yml')
    expect(text).toContain('retention-days: 1\n')
  })
})

describe('when examples/archy.yml runs', () => {
  const start = (ending = ''): ReturnType<typeof runExample> =>
    runExample({
      example: 'archy.yml',
      workspaceFiles: { 'flows/main.yaml': 'inboundCall: {}\n' },
      standIns: { archy: `test -z "\${CLIENT_SECRET:-}"\n${ARCHY}${ending}` },
      given: ['CLIENT_SECRET'],
    })

  it('gives Archy id and secret in a file of mode 600, which is gone afterwards (archy is a stand-in)', async () => {
    const { run, faults, calls, requests, log } = await start()
    expect(run.conclusion).toBe('success')
    // Archy's own login: nothing but its expiry ends that token.
    expect(faults).toEqual(['token 2 is still alive'])
    expect(log).toMatch(/mode 600 of .*archy-options\.yml/)
    expect(calls.map((call) => call.arguments.slice(0, 4))).toEqual([
      ['publish', '--forceUnlock', '--file', 'flows/main.yaml'],
    ])
    expect(requests).toEqual([GRANT, LOOK_UP, GRANT, REVOCATION])
  })

  it('deletes the file when Archy fails, too (archy is a stand-in)', async () => {
    const { run, faults } = await start('\nexit 7')
    expect(run.conclusion).toBe('failure')
    expect(faults).toEqual(['the run ended with failure', 'token 2 is still alive'])
  })
})
