import { startGenesysCloud } from '../genesys/genesys-cloud.ts'
import { startNetwork } from '../network/network.ts'
import { type RunOptions } from '../runner/types.ts'
import { WorkflowError } from '../runner/values.ts'
import { makeTemporaryFolder, removeTemporaryFolder } from '../temporary-folders.ts'
import { reportRequests } from './console.ts'
import { secretFor, startFailing, type Failure } from './failures.ts'
import { describeRefusedHosts, describeUnknownCalls } from './limits.ts'
import { type Logins } from './other-names.ts'
import { startRotationWorld } from './rotation-world.ts'
import { createSimulatedOrganizations } from './simulated-organizations.ts'

const SIMULATED_REGION = 'eu-central-1'
/** What a user may have written who has looked at the wrong page. */
const WRONG_REGION = 'us-east-1'
const CREDENTIALS = [
  'GENESYSCLOUD_OAUTHCLIENT_ID',
  'GENESYSCLOUD_OAUTHCLIENT_SECRET',
  'GENESYSCLOUD_REGION',
] as const
/** How a machine reaches the internet; a real organization may only be found that way. */
const NETWORK_VARIABLES = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY', 'https_proxy', 'http_proxy', 'no_proxy']
const CERTIFICATE_VARIABLES = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'CURL_CA_BUNDLE']

/** What the workflow talks to: the simulator, or an organization of the user's own. */
export interface Target {
  readonly description: string
  readonly isSimulated: boolean
  readonly settings: Required<Pick<RunOptions, 'secrets' | 'vars' | 'environments'>> &
    Pick<RunOptions, 'actions' | 'machineEnvironment'>
  readonly logins: Logins
  readonly report: () => readonly string[]
  readonly close: () => Promise<void>
}

/** The user's own organization where the environment names one, else the bundled simulator. */
export async function chooseTarget(failure?: Failure): Promise<Target> {
  const given = CREDENTIALS.filter((name) => (process.env[name] ?? '') !== '')
  // A failure is one of the simulator's: nothing goes wrong on purpose in an organization.
  if (given.length === 0 || failure !== undefined) return simulatedTarget(failure)
  const missing = CREDENTIALS.filter((name) => !given.includes(name))
  if (missing.length > 0) {
    const without = `env ${given.map((name) => `-u ${name}`).join(' ')} npm start`
    throw new WorkflowError(
      `${given.join(' and ')} alone ${given.length === 1 ? 'is' : 'are'} set. ` +
        `To run against your own organization, set ${missing.join(' and ')} as well; against the simulator: ${without}`,
    )
  }
  const [id = '', secret = '', region = ''] = CREDENTIALS.map((name) => process.env[name])
  const inherited = [...NETWORK_VARIABLES, ...CERTIFICATE_VARIABLES].flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    description: `your organization in ${region}`,
    isSimulated: false,
    settings: {
      secrets: { GENESYSCLOUD_OAUTHCLIENT_SECRET: secret },
      vars: { GENESYSCLOUD_OAUTHCLIENT_ID: id, GENESYSCLOUD_REGION: region },
      environments: {},
      machineEnvironment: Object.fromEntries(inherited),
    },
    logins: { production: { id, secret }, test: { id, secret }, region },
    report: () => ['This ran against a real organization, so there is no list of its requests.'],
    close: () => Promise.resolve(),
  }
}

async function simulatedTarget(failure: Failure | undefined): Promise<Target> {
  const { production, test, settings } = createSimulatedOrganizations(SIMULATED_REGION)
  const rotation = await startRotationWorld(production.secret)
  const genesys = await startFailing([production, test, rotation.rotator], failure)
  // With the wrong region every host but those of the client's is another Genesys Cloud, which does not know it.
  const elsewhere = failure === 'wrong-region' ? await startGenesysCloud() : undefined
  const folder = makeTemporaryFolder('gha-network-')
  const otherHosts = { 'api.github.com': rotation.github.apiUrl }
  const spoken = elsewhere ?? genesys
  const network = await startNetwork({ genesys: spoken, otherHosts, folder })
  const secret = settings.secrets['GENESYSCLOUD_OAUTHCLIENT_SECRET'] ?? ''
  return {
    description: `the bundled simulator of Genesys Cloud, as ${SIMULATED_REGION}`,
    isSimulated: true,
    settings: {
      ...rotation.settings,
      secrets: {
        ...settings.secrets,
        GENESYSCLOUD_OAUTHCLIENT_SECRET: secretFor(failure, secret),
        COMPANY_PROXY: network.proxyUrl,
      },
      vars: {
        ...rotation.settings.vars,
        ...settings.vars,
        ...(failure === 'wrong-region' ? { GENESYSCLOUD_REGION: WRONG_REGION } : {}),
        COMPANY_CA_FILE: network.caFile,
        GENESYSCLOUD_LOGIN_URL: genesys.loginUrl,
        GENESYSCLOUD_API_URL: genesys.apiUrl,
      },
      environments: { ...rotation.settings.environments, ...settings.environments },
      machineEnvironment: network.environment,
    },
    logins: { production, test, region: SIMULATED_REGION },
    report: () => [
      ...reportRequests(spoken),
      ...rotation.report(),
      ...describeUnknownCalls(spoken.requests),
      ...describeRefusedHosts(network.requests),
    ],
    close: async () => {
      await network.close()
      await rotation.github.close()
      await Promise.all([genesys.close(), elsewhere?.close()])
      await removeTemporaryFolder(folder)
    },
  }
}
