import { parseList } from '../../src/core/decode.ts'
import { decodeLease, type LeaseRecord } from '../../src/lease/lease-record.ts'
import { type SecretCredentials } from '../../src/oauth/client-credentials.ts'
import { basicAuthentication } from '../../src/oauth/client-authentication.ts'
import { type MainSettings } from '../../src/programs/main-settings.ts'
import { type StateName, type Step } from '../../src/programs/step.ts'
import { type Source } from '../../src/settings/reader.ts'
import { type Settings } from '../../src/settings/settings.ts'
import { inputSource } from '../../src/settings/sources.ts'
import { type AccessToken } from '../../src/oauth/access-token.ts'
import { REGIONS } from '../../src/genesys/region.ts'
import { Secret } from '../../src/core/secret.ts'
import { START_MS } from './genesys.ts'

export const TOKEN = 'opaque-token-value-0123456789'
export const ORGANIZATION = { id: '0f1c0000-1111-4222-8333-444444444444', name: 'Example Org' }

/** Inputs as the runner gives them when only the required ones were set: defaults of action.yml filled in. */
export const INPUTS = {
  'client-id': '5a1f2c3d-0000-4111-8222-9b9b9b9b9b9b',
  'client-secret': 'Qp9-s3cr3t-value-0123',
  'client-auth': 'basic',
  'private-key': '',
  'private-key-id': '',
  'assertion-audience': '',
  region: 'eu-central-1',
  'login-url': '',
  'token-url': '',
  'api-url': '',
  scope: '',
  'organization-id': '',
  share: 'none',
  'redis-url': '',
  'share-key': '',
  'min-validity-seconds': '300',
  'keep-fresh': 'false',
  gateway: 'false',
  'gateway-tokens': '1',
  'gateway-pass-token': 'false',
  'export-env': 'false',
  revoke: 'true',
  'timeout-seconds': '120',
  summary: 'false',
  'require-permissions': '',
  doctor: 'false',
  'matrix-size': '1',
}

/** Inputs by name, as the runner would give them. */
export function inputsOf(texts: Readonly<Record<string, string>>): Source {
  return inputSource((name) => texts[name] ?? '')
}

/** What the settings of an input make of main's. */
const CREDENTIALS: SecretCredentials = {
  method: 'basic',
  clientId: INPUTS['client-id'],
  clientSecret: new Secret(INPUTS['client-secret']),
}

export const MAIN_SETTINGS: MainSettings = {
  client: {
    endpoint: { place: 'eu-central-1', tokenUrl: 'https://login.mypurecloud.de/oauth/token' },
    scope: undefined,
    authentication: basicAuthentication(CREDENTIALS),
  },
  clientId: INPUTS['client-id'],
  region: REGIONS.find(({ name }) => name === 'eu-central-1'),
  loginUrl: 'https://login.mypurecloud.de',
  apiUrl: 'https://api.mypurecloud.de',
  organizationId: undefined,
  exportEnvironment: false,
  revoke: true,
  timeoutMs: 120_000,
  summary: false,
  requiredPermissions: [],
  environment: {},
}

export const SETTINGS: Settings = {
  credentials: CREDENTIALS,
  region: REGIONS.find(({ name }) => name === 'eu-central-1'),
  loginUrl: 'https://login.mypurecloud.de',
  tokenUrl: 'https://login.mypurecloud.de/oauth/token',
  apiUrl: 'https://api.mypurecloud.de',
  scope: undefined,
  organizationId: undefined,
  share: 'none',
  redis: undefined,
  shareKey: undefined,
  minValidityMs: 300_000,
  keepFresh: false,
  gateway: false,
  gatewayTokens: 1,
  gatewayPassToken: false,
  exportEnvironment: false,
  revoke: true,
  timeoutMs: 120_000,
  summary: false,
  requiredPermissions: [],
  doctor: 'false',
  matrixSize: 1,
}

/** One thing that an action did to its runner, in a form that is easy to compare: `output token=…`. */
export type Event = string

/** A step that writes down all that happens, in one order with whatever else is recorded there. */
export interface RecordingStep extends Step {
  readonly events: Event[]
  readonly masked: string[]
  /** What was saved last under each name. */
  readonly states: Partial<Record<StateName, string>>
  /** Ends the process, as far as the step is concerned. */
  end(): void
}

export function recordingStep(
  events: Event[] = [],
  failing: { readonly on?: ((event: Event) => boolean) | undefined } = {},
  states: RecordingStep['states'] = {},
): RecordingStep {
  const masked: string[] = []
  const last: (() => void)[] = []
  const record = (event: Event): void => {
    if (failing.on?.(event) === true)
      throw new Error(`ENOSPC: no space left on device, ${event.split(' ')[0] ?? ''}`)
    events.push(event)
  }
  return {
    events,
    masked,
    states,
    mask: (values) => {
      record('mask')
      masked.push(...values)
    },
    log: (sentence) => record(`say ${sentence}`),
    warn: (sentence) => record(`warn ${sentence}`),
    saveState: (name, text) => {
      record(`state ${describeState(name, text)}`)
      states[name] = text
    },
    savedState: (name) => states[name] ?? '',
    setOutput: (name, value) => record(`output ${name}=${value}`),
    exportVariable: (name, value) => record(`export ${name}=${value}`),
    addPath: (folder) => record(`path ${folder}`),
    addSummary: (markdown) => record(`summary ${markdown}`),
    atExit: (end) => last.push(end),
    end: () => last.forEach((end) => end()),
  }
}

function describeState(name: StateName, text: string): string {
  if (name === 'leases') return describeLeases(text)
  return text === '' ? `no ${name}` : name
}

/** `held+, shared`: the custody of each lease, with a plus if the API host has accepted its token. */
function describeLeases(text: string): string {
  return parseList(text, decodeLease)
    .map(({ custody, wasAccepted }) => `${custody.is}${wasAccepted ? '+' : ''}`)
    .join(', ')
}

/** A token that was granted at the start of the test and lives for an hour. */
export const ACCESS_TOKEN: AccessToken = {
  value: new Secret(TOKEN),
  type: 'bearer',
  expiresAt: START_MS + 3_600_000,
  endsAfter: 50_000 + 3_600_000,
  deadBy: { wallMs: START_MS + 3_600_000, monotonicMs: 50_000 + 3_600_000 },
  lifetimeMs: 3_600_000,
}

/** The lease of that token, as main leaves it. */
export const LEASE: LeaseRecord = {
  token: ACCESS_TOKEN,
  apiUrl: SETTINGS.apiUrl,
  wasAccepted: true,
  custody: { is: 'held' },
}
