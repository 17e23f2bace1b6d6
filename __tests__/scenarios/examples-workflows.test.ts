import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { CLIENT, exampleText, PRODUCTION, runExample } from './run-example.ts'

const environmentOf = (client: typeof CLIENT): object => ({
  secrets: { GENESYSCLOUD_OAUTHCLIENT_SECRET: client.secret },
  vars: {
    GENESYSCLOUD_OAUTHCLIENT_ID: client.id,
    GENESYSCLOUD_REGION: 'eu-central-1',
    GENESYSCLOUD_ORGANIZATION_ID: client.organizationId,
  },
})

const DEV = {
  id: '1c2d3e4f-5a6b-4c7d-8e9f-0a1b2c3d4e5f',
  secret: 'Dv1-qR7xK_9pLm2tYc4wZs',
  organizationId: '7a8b9c0d-1e2f-4a3b-8c4d-5e6f7a8b9c0d',
  organizationName: 'Octo Dev',
}

const settings = {
  cloud: { clients: [DEV, CLIENT, PRODUCTION] },
  secrets: {},
  vars: {},
  environments: {
    'genesys-dev': environmentOf(DEV),
    'genesys-test': environmentOf(CLIENT),
    'genesys-production': environmentOf(PRODUCTION),
  },
  given: ['TOKEN'],
}

const deploy = async (ending = ''): Promise<Record<string, string>> => ({
  'scripts/deploy.sh': `${await exampleText('scripts/deploy.sh')}${ending}`,
})

const clientsOf = (requests: readonly string[]): readonly string[] =>
  requests.filter((line) => line.startsWith('POST')).map((line) => line.split(' ').at(-1) ?? '')

describe('when examples/environments-matrix.yml runs', () => {
  const example = 'environments-matrix.yml'

  it('deploys to dev, test and production in that order, each with credentials of its own', async () => {
    const { faults, requests, run } = await runExample({
      ...settings,
      example,
      workspaceFiles: await deploy(),
    })
    expect(faults).toEqual([])
    expect(clientsOf(requests)).toEqual([DEV.id, CLIENT.id, PRODUCTION.id])
    expect(requests.filter((line) => line.startsWith('DELETE'))).toHaveLength(3)
    expect(run.jobs.map(({ summary }) => summary)).toEqual([
      expect.stringContaining('Octo Dev'),
      expect.stringContaining('Octo Test'),
      expect.stringContaining('Octo Contact Center'),
    ])
  })

  it('leaves production alone when the deployment to dev fails', async () => {
    const { run, cloud, requests } = await runExample({
      ...settings,
      example,
      workspaceFiles: await deploy('exit 3'),
    })
    expect(run.conclusion).toBe('failure')
    expect(clientsOf(requests)).not.toContain(PRODUCTION.id)
    expect(cloud.liveTokens()).toEqual([])
  })
})

describe('when examples/reusable.yml is called', () => {
  interface Caller {
    readonly jobs: Record<string, { uses: string; with: Record<string, string>; secrets: string }>
  }

  it('is called by reusable-caller.yml with the inputs that it has, and with the secrets', async () => {
    const caller = parse(await exampleText('reusable-caller.yml')) as Caller
    const called = parse(await exampleText('reusable.yml')) as {
      on: { workflow_call: { inputs: Record<string, object> } }
    }
    for (const job of Object.values(caller.jobs)) {
      expect(job.uses).toBe('./.github/workflows/reusable.yml')
      expect(Object.keys(job.with)).toEqual(Object.keys(called.on.workflow_call.inputs))
      expect(job.secrets).toBe('inherit')
    }
  })

  it('deploys with the credentials of the environment that the caller names', async () => {
    const caller = parse(await exampleText('reusable-caller.yml')) as Caller
    const clients: (readonly string[])[] = []
    for (const job of Object.values(caller.jobs)) {
      const { faults, requests } = await runExample({
        ...settings,
        example: 'reusable.yml',
        inputs: job.with,
        workspaceFiles: await deploy(),
      })
      expect(faults).toEqual([])
      clients.push(clientsOf(requests))
    }
    expect(clients).toEqual([[CLIENT.id], [PRODUCTION.id]])
  })
})
