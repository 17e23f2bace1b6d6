import { describe, expect, it } from '@jest/globals'
import { CLIENT, runExample } from './run-example.ts'
import { type Call } from './stand-ins.ts'

const GRANT = `POST /oauth/token 200 as Basic ${CLIENT.id}`
const LOOK_UP = 'GET /api/v2/tokens/me 200 as Bearer token-1'
const REVOCATION = 'DELETE /api/v2/tokens/me 200 as Bearer token-1'

/** What a tool of Genesys' would do with the two variables: find the host by the region, and use the token. */
const callWith = (region: string, path: string): string => `
  test "$GENESYSCLOUD_REGION" = ${region}
  curl --fail --silent --show-error --output /dev/null --header @- \
    https://api.mypurecloud.de${path} <<<"Authorization: Bearer $GENESYSCLOUD_ACCESS_TOKEN"`

const variables = ({ environment }: Call): string[] =>
  Object.keys(environment).filter((name) => name.startsWith('GENESYS'))

describe('when examples/terraform.yml runs', () => {
  const ran: Record<string, string>[] = []
  const settings = {
    example: 'terraform.yml',
    workspaceFiles: { 'infrastructure/main.tf': 'provider "genesyscloud" {}\n' },
    actions: {
      'hashicorp/setup-terraform': ({ inputs }: { inputs: Readonly<Record<string, string>> }) => {
        ran.push({ ...inputs })
      },
    },
    standIns: {
      terraform: `
        test -f main.tf
        case "$1" in
          init) test -z "\${GENESYSCLOUD_ACCESS_TOKEN:-}" ;;
          plan | apply) ${callWith('eu-central-1', '/api/v2/authorization/divisions')} ;;
        esac`,
    },
    given: ['GENESYSCLOUD_ACCESS_TOKEN'],
  }
  const DIVISIONS = 'GET /api/v2/authorization/divisions 200 as Bearer token-1'

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
    expect(requests).toEqual([GRANT, LOOK_UP, DIVISIONS, DIVISIONS, REVOCATION])
    expect(ran).toEqual([{ terraform_wrapper: 'false' }])
  })

  it('only plans for a pull request (terraform is a stand-in)', async () => {
    const { faults, requests, calls } = await runExample({ ...settings, event: { name: 'pull_request' } })
    expect(faults).toEqual([])
    expect(calls.map((call) => call.arguments[0])).toEqual(['init', 'plan'])
    expect(requests).toEqual([GRANT, LOOK_UP, DIVISIONS, REVOCATION])
  })

  it('says what a pull request from a fork lacks, and asks for nothing (terraform is a stand-in)', async () => {
    const { run, log, requests } = await runExample({
      ...settings,
      secrets: {},
      event: { name: 'pull_request' },
    })
    expect(run.conclusion).toBe('failure')
    expect(log).toContain('client-secret is empty.')
    expect(log).toContain('a pull request from a fork')
    expect(requests).toEqual([])
  })
})

describe('when examples/gc-cli.yml runs', () => {
  it('gives gc a token and the domain, and installs nothing where gc is (gc is a stand-in)', async () => {
    const { faults, requests, calls } = await runExample({
      example: 'gc-cli.yml',
      standIns: { gc: callWith('mypurecloud.de', '/api/v2/routing/queues') },
      given: ['GENESYSCLOUD_ACCESS_TOKEN'],
    })
    expect(faults).toEqual([])
    expect(calls.map((call) => call.arguments)).toEqual([['routing', 'queues', 'list', '--autopaginate']])
    expect(calls.map(variables)).toEqual([['GENESYSCLOUD_ACCESS_TOKEN', 'GENESYSCLOUD_REGION']])
    expect(requests).toEqual([GRANT, LOOK_UP, 'GET /api/v2/routing/queues 200 as Bearer token-1', REVOCATION])
  })

  it('installs gc before there is a token (curl and sudo are stand-ins)', async () => {
    const { run, calls, requests } = await runExample({
      example: 'gc-cli.yml',
      standIns: { curl: 'exit 22', sudo: 'cat' },
    })
    expect(run.conclusion).toBe('failure')
    // Both ends of a pipe start at once.
    expect(calls.map((call) => [call.command, call.arguments.at(-1)]).sort()).toEqual([
      ['curl', 'https://sdk-cdn.mypurecloud.com/external/go-cli/linux/dl/install.sh'],
      ['sudo', 'bash'],
    ])
    expect(requests).toEqual([])
  })
})
