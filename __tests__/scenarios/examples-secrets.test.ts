import { describe, expect, it } from '@jest/globals'
import { CLIENT, exampleText, PRODUCTION, runExample } from './run-example.ts'

const GRANT = `POST /oauth/token 200 as Basic ${CLIENT.id}`
/** The summary asks for roles and the idle timeout side by side, so that their order is not certain. */
const FOR_SUMMARY = /^GET \/api\/v2\/(?:authorization\/subjects\/me|tokens\/timeout) 200 /
const LOOK_UP = 'GET /api/v2/tokens/me 200 as Bearer token-1'
const QUEUES = 'GET /api/v2/routing/queues?pageSize=100 200 as Bearer token-1'
const REVOCATION = 'DELETE /api/v2/tokens/me 200 as Bearer token-1'

describe('when examples/environments.yml runs', () => {
  const environmentOf = (client: typeof CLIENT): object => ({
    secrets: { GENESYSCLOUD_OAUTHCLIENT_SECRET: client.secret },
    vars: {
      GENESYSCLOUD_OAUTHCLIENT_ID: client.id,
      GENESYSCLOUD_REGION: 'eu-central-1',
      GENESYSCLOUD_ORGANIZATION_ID: client.organizationId,
    },
  })
  const settings = {
    example: 'environments.yml',
    cloud: { clients: [CLIENT, PRODUCTION] },
    secrets: {},
    vars: {},
    environments: { 'genesys-test': environmentOf(CLIENT), 'genesys-production': environmentOf(PRODUCTION) },
    given: ['TOKEN'],
  }
  const deploy = async (ending = ''): Promise<Record<string, string>> => ({
    'scripts/deploy.sh': `${await exampleText('scripts/deploy.sh')}${ending}`,
  })

  it('deploys to test and then to production, each with the credentials of its environment', async () => {
    const { faults, requests, run } = await runExample({ ...settings, workspaceFiles: await deploy() })
    expect(faults).toEqual([])
    expect(requests.filter((request) => !FOR_SUMMARY.test(request))).toEqual([
      `POST /oauth/token 200 as Basic ${CLIENT.id}`,
      'GET /api/v2/tokens/me 200 as Bearer token-1',
      'GET /api/v2/organizations/me 200 as Bearer token-1',
      'DELETE /api/v2/tokens/me 200 as Bearer token-1',
      `POST /oauth/token 200 as Basic ${PRODUCTION.id}`,
      'GET /api/v2/tokens/me 200 as Bearer token-2',
      'GET /api/v2/organizations/me 200 as Bearer token-2',
      'DELETE /api/v2/tokens/me 200 as Bearer token-2',
    ])
    expect(run.jobs.map(({ summary }) => summary)).toEqual([
      expect.stringMatching(/Octo Test[^]*Revoked\./),
      expect.stringMatching(/Octo Contact Center[^]*Revoked\./),
    ])
  })

  it('leaves production alone when the deployment to test fails', async () => {
    const { run, cloud } = await runExample({ ...settings, workspaceFiles: await deploy('exit 3') })
    expect(run.jobs.map(({ id, conclusion }) => [id, conclusion])).toEqual([
      ['test', 'failure'],
      ['production', 'skipped'],
    ])
    expect(cloud.tokens().map(({ state }) => state)).toEqual(['revoked'])
  })
})

describe('when examples/aws-secrets-manager.yml runs', () => {
  const role = 'arn:aws:iam::123456789012:role/genesys-ci'
  const configured: Record<string, string>[] = []

  it('takes the client secret from AWS and masks it (AWS and its CLI are stand-ins)', async () => {
    const { faults, requests, calls, log, run } = await runExample({
      example: 'aws-secrets-manager.yml',
      secrets: {},
      vars: {
        GENESYSCLOUD_OAUTHCLIENT_ID: CLIENT.id,
        GENESYSCLOUD_REGION: 'eu-central-1',
        AWS_ROLE_ARN: role,
        AWS_REGION: 'eu-central-1',
        AWS_SECRET_ID: 'genesys-cloud/ci',
      },
      actions: {
        'aws-actions/configure-aws-credentials': ({ inputs, exportVariable }) => {
          configured.push({ ...inputs })
          exportVariable('AWS_SESSION_TOKEN', 'of-the-role')
        },
      },
      standIns: { aws: `test "$AWS_SESSION_TOKEN" = of-the-role\necho '${CLIENT.secret}'` },
      given: ['TOKEN'],
    })
    expect(faults).toEqual([])
    expect(configured).toEqual([{ 'role-to-assume': role, 'aws-region': 'eu-central-1' }])
    expect(calls.map((call) => call.arguments.join(' '))).toEqual([
      'secretsmanager get-secret-value --secret-id genesys-cloud/ci --query SecretString --output text',
    ])
    expect(requests).toEqual([GRANT, LOOK_UP, QUEUES, REVOCATION])
    expect(run.jobs[0]?.masks).toContain(CLIENT.secret)
    expect(log).not.toContain(CLIENT.secret)
  })

  it('asks for the one permission that AWS needs, in the job that needs it', async () => {
    const text = await exampleText('aws-secrets-manager.yml')
    expect(text).toMatch(/^permissions: \{\}$/m)
    expect(text).toMatch(/^ {4}permissions:\n {6}id-token: write\n {4}steps:/m)
  })
})
