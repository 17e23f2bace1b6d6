import { type Step } from '../../src/programs/step.ts'
import { stateOf, type SavedState } from '../../src/programs/saved-state.ts'
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
  region: 'eu-central-1',
  'login-url': '',
  'api-url': '',
  scope: '',
  'organization-id': '',
  share: 'none',
  'redis-url': '',
  'share-key': '',
  'min-validity-seconds': '300',
  'keep-fresh': 'false',
  'export-env': 'false',
  revoke: 'true',
  'timeout-seconds': '120',
  summary: 'false',
  'matrix-size': '1',
}

/** Inputs by name, as the runner would give them. */
export function inputsOf(texts: Readonly<Record<string, string>>): Source {
  return inputSource((name) => texts[name] ?? '')
}

export const SETTINGS: Settings = {
  clientId: INPUTS['client-id'],
  clientSecret: new Secret(INPUTS['client-secret']),
  region: REGIONS.find(({ name }) => name === 'eu-central-1'),
  loginUrl: 'https://login.mypurecloud.de',
  apiUrl: 'https://api.mypurecloud.de',
  scope: undefined,
  organizationId: undefined,
  share: 'none',
  redis: undefined,
  shareKey: undefined,
  minValidityMs: 300_000,
  keepFresh: false,
  exportEnvironment: false,
  revoke: true,
  timeoutMs: 120_000,
  summary: false,
  matrixSize: 1,
}

/** One thing that an action did to its runner, in a form that is easy to compare: `output token=…`. */
export type Event = string

/** A runner that writes down all that happens, in one order with whatever else is recorded there. */
export function recordingRunner(
  events: Event[] = [],
  failing: { readonly on?: (event: Event) => boolean } = {},
): Step & { readonly events: Event[]; readonly masked: string[]; readonly states: string[] } {
  const masked: string[] = []
  const states: string[] = []
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
    say: (sentence) => record(`say ${sentence}`),
    warn: (sentence) => record(`warn ${sentence}`),
    saveState: (text) => {
      record(`state ${(JSON.parse(text) as SavedState).token}`)
      states.push(text)
    },
    setOutput: (name, value) => record(`output ${name}=${value}`),
    exportVariable: (name, value) => record(`export ${name}=${value}`),
    addPath: (folder) => record(`path ${folder}`),
    addSummary: (markdown) => record(`summary ${markdown}`),
  }
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

export const STATE: SavedState = stateOf(ACCESS_TOKEN, 'owned', SETTINGS, {
  wallMs: START_MS,
  monotonicMs: 50_000,
})
