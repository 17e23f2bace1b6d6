import { Secret } from '../../src/core/secret.ts'
import { type AccessToken } from '../../src/oauth/access-token.ts'
import { type Clock, type Moment } from '../../src/core/time.ts'
import { type HttpReply, type HttpRequest } from '../../src/http/transport.ts'
import { AttemptFailed } from '../../src/http/retry-decision.ts'
import { AgentRuntime, type AgentPorts } from '../../src/agent/agent-runtime.ts'
import { type ManagerSettings } from '../../src/agent/manager-ports.ts'
import { TokenManager } from '../../src/agent/token-manager.ts'
import { Redactor } from '../../src/core/redactor.ts'
import { withCleanReplies } from '../../src/http/clean-replies.ts'
import { type RequestContext } from '../../src/http/send.ts'
import { Leases, NO_JOURNAL, type LeaseJournal } from '../../src/lease/leases.ts'
import { type TokenLease } from '../../src/lease/token-lease.ts'
import { basicAuthentication } from '../../src/oauth/client-authentication.ts'
import { secretForms } from '../../src/oauth/client-credentials.ts'

const START = { wallMs: Date.parse('2026-11-21T10:00:00Z'), monotonicMs: 1_000_000 }

interface Sleeper {
  readonly at: number
  readonly wake: () => void
}

/** Both clocks, moved by hand; a sleeper wakes when its time has come. */
export class HandClock implements Clock {
  #now: Moment = START
  #sleepers: Sleeper[] = []

  now(): Moment {
    return this.#now
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const at = this.#now.monotonicMs + ms
      const sleeper = { at, wake: resolve }
      this.#sleepers.push(sleeper)
      signal.addEventListener('abort', () => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper)
        reject(signal.reason as Error)
      })
    })
  }

  /** Lets time pass in small steps, so that everything that waits gets its turn in order. */
  async pass(ms: number, stepMs = 250): Promise<void> {
    const endsAt = this.#now.monotonicMs + ms
    await settle()
    while (this.#now.monotonicMs < endsAt) {
      const step = Math.min(stepMs, endsAt - this.#now.monotonicMs)
      this.#now = { wallMs: this.#now.wallMs + step, monotonicMs: this.#now.monotonicMs + step }
      const due = this.#sleepers.filter(({ at }) => at <= this.#now.monotonicMs)
      this.#sleepers = this.#sleepers.filter(({ at }) => at > this.#now.monotonicMs)
      for (const { wake } of due) wake()
      await settle()
    }
  }

  /** The clock on the wall is set. */
  jumpWall(ms: number): void {
    this.#now = { ...this.#now, wallMs: this.#now.wallMs + ms }
  }
}

/** Lets everything run that does not wait for time. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** What a server does with one request; `undefined` leaves it without an answer for ever. */
export type Behaviour = (request: HttpRequest) => Partial<HttpReply> | Error | undefined

/** A Genesys Cloud that issues numbered tokens, and does otherwise what a test tells it. */
export class Server {
  readonly requests: HttpRequest[] = []
  lifetimeSeconds: number
  idleSeconds: number | undefined
  behaviour: Behaviour | undefined
  grants = 0
  readonly #clock: Clock

  constructor(clock: Clock, lifetimeSeconds: number) {
    this.#clock = clock
    this.lifetimeSeconds = lifetimeSeconds
  }

  async answer(request: HttpRequest): Promise<HttpReply> {
    this.requests.push(request)
    const sent = this.#clock.now()
    await Promise.resolve()
    const special = this.behaviour === undefined ? this.usual(request) : this.behaviour(request)
    if (special === undefined) return new Promise(() => undefined)
    if (special instanceof Error) throw special
    return { status: 200, headers: {}, body: '', sent, received: this.#clock.now(), ...special }
  }

  usual(request: HttpRequest): Partial<HttpReply> {
    if (request.method === 'POST') {
      this.grants++
      const fields = {
        access_token: `token-${this.grants}`,
        token_type: 'bearer',
        expires_in: this.lifetimeSeconds,
      }
      return { body: JSON.stringify(fields) }
    }
    if (request.method === 'DELETE') return { status: 200 }
    const idles = this.idleSeconds
    const at = new Date(this.#clock.now().wallMs + (idles ?? 0) * 1000).toISOString()
    return { body: JSON.stringify(idles === undefined ? {} : { dateTokenIdles: at }) }
  }

  /** The requests of one kind, such as `POST` or `GET`. */
  of(method: string): HttpRequest[] {
    return this.requests.filter((request) => request.method === method)
  }
}

export const down = (): AttemptFailed =>
  new AttemptFailed({ kind: 'connection', summary: 'the connection was refused (ECONNREFUSED)' })

export const API_URL = 'https://api.example.com'

export const SECRET = 'S3cr3t-of-the-client-0001'

/** What a test says of its manager besides what all have. */
export interface ManagerOptions {
  readonly settings?: Partial<ManagerSettings>
  readonly journal?: LeaseJournal
  readonly secret?: string
  readonly answer?: (request: HttpRequest) => Promise<HttpReply>
  readonly announceRequest?: () => () => void
}

/** A manager and what it works with, as the agent's entry puts them together. */
export interface ManagedAgent {
  readonly manager: TokenManager
  readonly leases: Leases
  readonly context: RequestContext
  readonly redactor: Redactor
  /** Every sentence, as it is printed. */
  readonly said: string[]
  /** Starts it with a token that another process answers for. */
  readonly use: (token: AccessToken, refreshToken?: Secret) => TokenLease
}

/** A manager over a fake server, with a clock moved by hand. */
export function managedAgent(clock: HandClock, server: Server, options: ManagerOptions = {}): ManagedAgent {
  const redactor = new Redactor()
  const said: string[] = []
  const log = (sentence: string): void => void said.push(redactor.clean(sentence))
  const credentials = {
    method: 'basic',
    clientId: 'client-1',
    clientSecret: new Secret(options.secret ?? SECRET),
  } as const
  redactor.add(secretForms(credentials))
  const answer = options.answer ?? ((request: HttpRequest) => server.answer(request))
  const context: RequestContext = {
    transport: withCleanReplies(answer, (text) => redactor.cleanReply(text)),
    clock,
    random: () => 0.5,
    signal: new AbortController().signal,
    log,
    mask: (forms) => void redactor.add(forms),
    forget: (forms) => redactor.forget(forms),
  }
  const leases = new Leases(API_URL, options.journal ?? NO_JOURNAL, context)
  const settings: ManagerSettings = {
    client: {
      endpoint: { place: 'eu-central-1', tokenUrl: 'https://login.example.com/oauth/token' },
      scope: undefined,
      authentication: basicAuthentication(credentials),
    },
    region: 'eu-central-1',
    minValidityMs: 300_000,
    timeoutMs: 120_000,
    revoke: true,
    ...options.settings,
  }
  const manager = new TokenManager(settings, {
    leases,
    context,
    log,
    ...(options.announceRequest === undefined ? {} : { announceRequest: options.announceRequest }),
  })
  const use = (token: AccessToken, refreshToken?: Secret): TokenLease => {
    const record = { token, apiUrl: API_URL, wasAccepted: true, custody: { is: 'shared' } } as const
    const lease = leases.adopt(record)
    manager.use(lease, refreshToken)
    return lease
  }
  return { manager, leases, context, redactor, said, use }
}

/** A runtime for it that answers at no socket, unless `serve` says where. */
export function runtimeOf(
  { manager, leases, context, redactor, said }: ManagedAgent,
  {
    lifetimeMs = Infinity,
    serve = serveNowhere,
    gateway = NO_GATEWAY,
  }: { lifetimeMs?: number; serve?: AgentPorts['serve']; gateway?: AgentPorts['gateway'] } = {},
): AgentRuntime {
  const facts = { clientId: 'client-1', place: 'eu-central-1', apiUrl: API_URL, lifetimeMs }
  return new AgentRuntime(manager, facts, {
    leases,
    context,
    log: (sentence) => void said.push(redactor.clean(sentence)),
    clean: (text) => redactor.clean(text),
    serve,
    gateway,
    journalFault: () => '',
  })
}

const NO_GATEWAY: AgentPorts['gateway'] = {
  open: () => Promise.reject(new Error('there is none')),
  leave: () => Promise.resolve(),
  close: () => Promise.resolve(''),
  drain: () => Promise.resolve(),
  isAwaitingToken: false,
  describe: () => '',
}

const serveNowhere: AgentPorts['serve'] = () =>
  Promise.resolve({ repair: () => Promise.resolve(true), close: () => Promise.resolve() })

/** A token as main would have got it `ageSeconds` ago. */
export function tokenAt(
  now: Moment,
  lifetimeSeconds: number,
  value = 'first-token',
  ageSeconds = 0,
): AccessToken {
  const leftMs = (lifetimeSeconds - ageSeconds) * 1000
  return {
    value: new Secret(value),
    type: 'bearer',
    expiresAt: now.wallMs + leftMs,
    endsAfter: now.monotonicMs + leftMs,
    deadBy: { wallMs: now.wallMs + leftMs, monotonicMs: now.monotonicMs + leftMs },
    lifetimeMs: lifetimeSeconds * 1000,
  }
}
