import { type Client, completeClient, randomClient } from '../genesys/options.ts'
import { type EnvironmentSettings, type RunOptions } from '../runner/types.ts'

/** The OAuth clients of `npm start`, and where a workflow finds their credentials. */
export interface SimulatedOrganizations {
  /** Of the production organization; what a workflow that knows of one organization gets. */
  readonly production: Client
  readonly test: Client
  readonly settings: Required<Pick<RunOptions, 'secrets' | 'vars' | 'environments'>>
}

const TEST = { organizationId: '0b6a5c8e-0d7c-4f2e-8e0b-5d0f6c3a9b17', organizationName: 'Octo Test' }

/** Of the role that a client of a pipeline has here, `CI pipeline role`: what the objects of the simulator need. */
export const PIPELINE_PERMISSIONS: readonly string[] = ['routing:queue:view', 'authorization:division:view']

/** A test and a production organization with a client each, by the names that the examples use. */
export function createSimulatedOrganizations(region: string): SimulatedOrganizations {
  const production = completeClient({ ...randomClient(), permissions: PIPELINE_PERMISSIONS })
  const test = completeClient({ ...randomClient(), ...TEST, permissions: PIPELINE_PERMISSIONS })
  const all = [
    settingsOf(production, 'GENESYSCLOUD', region),
    settingsOf(production, 'GENESYSCLOUD_PRODUCTION', region),
    settingsOf(test, 'GENESYSCLOUD_TEST', region),
  ]
  return {
    production,
    test,
    settings: {
      secrets: Object.assign({}, ...all.map(({ secrets }) => secrets)) as Record<string, string>,
      vars: Object.assign({}, ...all.map(({ vars }) => vars)) as Record<string, string>,
      environments: {
        'genesys-test': settingsOf(test, 'GENESYSCLOUD', region),
        'genesys-production': settingsOf(production, 'GENESYSCLOUD', region),
      },
    },
  }
}

function settingsOf(client: Client, prefix: string, region: string): Required<EnvironmentSettings> {
  return {
    secrets: { [`${prefix}_OAUTHCLIENT_SECRET`]: client.secret },
    vars: {
      [`${prefix}_OAUTHCLIENT_ID`]: client.id,
      [`${prefix}_REGION`]: region,
      [`${prefix}_ORGANIZATION_ID`]: client.organizationId,
    },
  }
}
