import { randomUUID } from 'node:crypto'
import { githubApi } from '../../src/adapters/github-api/api.ts'
import { locate } from '../../src/adapters/github-api/location.ts'
import { GitHubSecret } from '../../src/adapters/github-api/secrets.ts'
import { httpTransport } from '../../src/adapters/node-http.ts'
import { type HttpRequest } from '../../src/http/transport.ts'
import { type RequestContext } from '../../src/http/send.ts'
import { type StateName, type Step } from '../../src/programs/step.ts'
import { rotateClientSecret } from '../../src/programs/rotate.ts'
import { type RotationSettings } from '../../src/rotation/rotation-settings.ts'
import { type SecretTarget } from '../../src/rotation/secret-target.ts'
import { parseList } from '../../src/core/decode.ts'
import { ActionError } from '../../src/core/errors.ts'
import { AttemptFailed } from '../../src/http/retry-decision.ts'
import { Secret } from '../../src/core/secret.ts'
import { type Clock } from '../../src/core/time.ts'
import { decodeLease, type Custody } from '../../src/lease/lease-record.ts'
import { type Fault } from '../../simulator/genesys/faults.ts'
import {
  type GenesysCloud,
  type GenesysCloudOptions,
  startGenesysCloud,
} from '../../simulator/genesys/genesys-cloud.ts'
import {
  type GitHub,
  type GitHubOptions,
  type SecretOwner,
  startGitHub,
} from '../../simulator/github/github.ts'

export const CALLER = { id: '5a1f2c3d-0000-4111-8222-9b9b9b9b9b9b', secret: 'old-caller-secret-0123' }
export const OTHER = { id: '6b2e3d4c-0000-4111-8222-8a8a8a8a8a8a', secret: 'old-other-secret-4567' }
export const GITHUB_TOKEN = 'github_pat_0123456789abcdefghij'
export const SECRET_NAME = 'GENESYS_SECRET'

export type Kind = SecretTarget['kind']

/** Which request of a rotation goes wrong, and how. */
export interface Mishap {
  /** Counted from 0 over both servers. */
  readonly at: number
  readonly fault: Fault
  /** Every later request to the same server goes wrong too. */
  readonly forever?: boolean
}

export interface RotationCase {
  readonly rotatesOther?: boolean
  readonly kind?: Kind
  readonly mishaps?: readonly Mishap[]
  readonly genesys?: Partial<GenesysCloudOptions>
  readonly github?: Partial<GitHubOptions>
  readonly settings?: Partial<RotationSettings>
  /** Which events of the step throw, as a full disk would make them. */
  readonly failing?: (event: string) => boolean
  /** Before each request, with its number. */
  readonly beforeRequest?: (index: number, request: HttpRequest, world: World) => void
}

export interface World {
  readonly genesys: GenesysCloud
  readonly github: GitHub
}

/** What a rotation came to, and what both servers hold afterwards. */
export interface Outcome {
  readonly error: ActionError | undefined
  /** `mask`, `say …`, `output name`, `state leases` and so on, in order. */
  readonly events: readonly string[]
  /** Who answers for each token by the end, as post is told it. */
  readonly custodies: readonly Custody['is'][]
  readonly summary: string
  readonly outputs: Readonly<Record<string, string>>
  readonly masked: readonly string[]
  /** `POST /api/v2/…`, in order. */
  readonly requests: readonly string[]
  readonly oldSecret: string
  readonly validSecret: string
  readonly storedSecret: string | undefined
  readonly secretNames: readonly string[]
  readonly liveTokens: number
}

/** Runs one rotation with the real adapters against both simulators, without waiting for anything. */
export async function runRotation(given: RotationCase = {}): Promise<Outcome> {
  const target = given.rotatesOther === true ? OTHER : CALLER
  const kind = given.kind ?? 'repository'
  const world = await startWorld(target, given)
  const requests: string[] = []
  const step = recordingStep(given.failing)
  try {
    const context = fastRetrying(world, given, requests, step)
    const vault = vaultOf(world, kind, context)
    const doNotCancel = (): void => step.record('do not cancel')
    const error = await errorOf(
      rotateClientSecret(settingsOf(world, target, given), { step, context, vault, doNotCancel }),
    )
    step.end()
    const validSecret = world.genesys.clients().find(({ id }) => id === target.id)?.secret ?? ''
    return {
      error,
      events: step.events,
      custodies: parseList(step.savedState('leases') || '[]', decodeLease).map(({ custody }) => custody.is),
      summary: step.summary(),
      outputs: step.outputs,
      masked: step.masked,
      requests,
      oldSecret: target.secret,
      validSecret,
      storedSecret: world.github.secret(ownerOf(kind), SECRET_NAME)?.value,
      secretNames: world.github.secretNames(ownerOf(kind)),
      liveTokens: world.genesys.liveTokens().length,
    }
  } finally {
    await Promise.all([world.genesys.close(), world.github.close()])
  }
}

export function ownerOf(kind: Kind): SecretOwner {
  switch (kind) {
    case 'repository':
      return { repository: 'octo/demo' }
    case 'environment':
      return { repository: 'octo/demo', environment: 'prod/eu west' }
    case 'organization':
      return { organization: 'octo' }
  }
}

async function startWorld(target: typeof CALLER, given: RotationCase): Promise<World> {
  const secrets = { [SECRET_NAME]: target.secret }
  const [genesys, github] = await Promise.all([
    startGenesysCloud({
      clients: [
        { ...CALLER, permissions: ['oauth:client:edit'] },
        { ...OTHER, name: 'Nightly export' },
      ],
      ...given.genesys,
    }),
    startGitHub({
      tokens: { [GITHUB_TOKEN]: { secrets: 'write', environments: 'write', organizationSecrets: 'write' } },
      repositories: [{ name: 'octo/demo', id: 7, secrets, environments: { 'prod/eu west': secrets } }],
      organizations: {
        octo: { [SECRET_NAME]: { value: target.secret, visibility: 'selected', repositoryIds: [7, 11] } },
      },
      ...given.github,
    }),
  ])
  return { genesys, github }
}

function settingsOf({ genesys }: World, target: typeof CALLER, given: RotationCase): RotationSettings {
  return {
    credentials: { method: 'basic', clientId: CALLER.id, clientSecret: new Secret(CALLER.secret) },
    endpoint: { place: 'eu-central-1', tokenUrl: `${genesys.loginUrl}/oauth/token` },
    apiUrl: genesys.apiUrl,
    targetClientId: target.id,
    timeoutMs: 120_000,
    stepId: 'rotate',
    ...given.settings,
  }
}

function vaultOf({ github }: World, kind: Kind, context: RequestContext): GitHubSecret {
  const location = locate({
    kind,
    name: SECRET_NAME,
    owner: 'octo',
    repository: 'demo',
    environment: 'prod/eu west',
  })
  const api = githubApi(github.apiUrl, new Secret(GITHUB_TOKEN), context)
  return new GitHubSecret(location, 'https://github.com', api, context.log)
}

/** The real transport, with each mishap put in front of its request; waits pass at once on a clock of their own. */
function fastRetrying(world: World, given: RotationCase, requests: string[], step: Step): RequestContext {
  let passedMs = 0
  const clock: Clock = {
    now: () => ({ wallMs: Date.now() + passedMs, monotonicMs: performance.now() + passedMs }),
    sleep: (ms) => {
      passedMs += ms
      return Promise.resolve()
    },
  }
  const send = httpTransport(clock)
  const down = new Map<string, Fault>()
  return {
    clock,
    random: Math.random,
    signal: new AbortController().signal,
    log: (sentence) => step.log(sentence),
    mask: (forms) => step.mask(forms),
    forget: () => undefined,
    transport: (request, timeoutMs, signal) => {
      const index = requests.push(`${request.method} ${new URL(request.url).pathname}`) - 1
      given.beforeRequest?.(index, request, world)
      const server = request.url.startsWith(world.github.apiUrl) ? 'github' : 'genesys'
      const mishap = given.mishaps?.find(({ at }) => at === index)
      if (mishap?.forever === true) down.set(server, mishap.fault)
      const fault = mishap?.fault ?? down.get(server)
      if (fault === undefined) return send(request, timeoutMs, signal)
      world[server].inject(fault)
      if (fault.kind !== 'hang') return send(request, timeoutMs, signal)
      passedMs += timeoutMs
      return send(request, timeoutMs, endedOnArrival(world[server]))
    },
  }
}

/** What hangs does so however long one waits, so the time is over as soon as the request has arrived. */
function endedOnArrival(server: Pick<GenesysCloud, 'onRequest'> | Pick<GitHub, 'onRequest'>): AbortSignal {
  const waiting = new AbortController()
  const stop = server.onRequest(() => {
    stop()
    const timeout = new AttemptFailed({ kind: 'timeout', summary: 'no reply within 15 s' })
    setImmediate(() => waiting.abort(timeout))
  })
  return waiting.signal
}

interface RecordingStep extends Step {
  readonly events: string[]
  readonly masked: string[]
  readonly outputs: Record<string, string>
  summary(): string
  record(event: string): void
  /** As the process does when it ends. */
  end(): void
}

function recordingStep(failing: (event: string) => boolean = () => false): RecordingStep {
  const events: string[] = []
  const masked: string[] = []
  const outputs: Record<string, string> = {}
  const states = new Map<StateName, string>()
  const last: (() => void)[] = []
  let summary = ''
  const record = (event: string): void => {
    if (failing(event)) throw new Error('ENOSPC: no space left on device')
    events.push(event)
  }
  return {
    events,
    masked,
    outputs,
    record,
    summary: () => summary,
    end: () => last.forEach((act) => act()),
    mask: (values) => {
      record('mask')
      masked.push(...values)
    },
    log: (sentence) => record(`say ${sentence}`),
    warn: (sentence) => record(`warn ${sentence}`),
    setOutput: (name, value) => {
      record(`output ${name}`)
      outputs[name] = value
    },
    saveState: (name, text) => {
      record(`state ${name}`)
      states.set(name, text)
    },
    savedState: (name) => states.get(name) ?? '',
    exportVariable: (name) => record(`export ${name}`),
    addPath: (folder) => record(`path ${folder}`),
    addSummary: (markdown) => {
      summary += markdown
    },
    atExit: (act) => last.push(act),
  }
}

async function errorOf(running: Promise<void>): Promise<ActionError | undefined> {
  try {
    await running
    return undefined
  } catch (error) {
    // As the entry point does with a mistake of our own.
    return error instanceof ActionError ? error : new ActionError('INTERNAL', String(error))
  }
}

/** Every text that a person could see. */
export function visibleTexts({ events, error }: Outcome): string[] {
  return [...events, ...(error === undefined ? [] : [error.message, ...error.causes])]
}

/** A fresh id, of no client. */
export const unknownId = (): string => randomUUID()
