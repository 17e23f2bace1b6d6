import { Deadline } from '../core/deadline.ts'
import { ActionError, messageOf } from '../core/errors.ts'
import { isoSeconds, type Moment } from '../core/time.ts'
import { type RequestContext } from '../http/send.ts'
import { type Leases } from '../lease/leases.ts'
import { secondsLeft } from '../oauth/access-token.ts'
import { type AgentEnd } from './agent-end.ts'
import {
  encodeError,
  encodeReply,
  errorReply,
  gatewayReply,
  revokeReply,
  tokenReply,
  type AgentServer,
  type Answer,
} from './answering.ts'
import { type GatewayDoor, type GatewayWish } from './gateway-door.ts'
import { type AgentRequest, type StatusReply } from './protocol.ts'
import { isFresh, isValid } from './renewal.ts'
import { type TokenManager } from './token-manager.ts'
import { upkeep } from './upkeep.ts'

/** What an agent works with. */
export interface AgentPorts {
  readonly leases: Leases
  readonly context: RequestContext
  readonly log: (sentence: string) => void
  /** Takes secrets out of what crosses the socket. */
  readonly clean: (text: string) => string
  /** Starts to answer. @throws the operating system's error */
  readonly serve: (answer: Answer) => Promise<AgentServer>
  readonly gateway: GatewayDoor
  /** Why the tokens are not on record; empty if they are. */
  readonly journalFault: () => string
}

/** Who the agent is, and how long it lives at most. */
export interface AgentFacts {
  readonly clientId: string
  readonly place: string
  readonly apiUrl: string
  readonly lifetimeMs: number
}

/** How often the socket is looked after. */
const REPAIR_EVERY_MS = 1_000

/** A renewal under way may bring a token that has to be released: it gets this long to finish. */
const LAST_RENEWAL_MS = 3_000

/** Requests that are under way through the gateway get this long to finish. */
const LAST_REQUESTS_MS = 2_000

/** What an agent takes to end where its post step does not say what it has: a renewal, and its releases. */
export const STOP_WITHIN_MS = 13_000

/** The longest time that one question may take. */
const LONGEST_WAIT_MS = 600_000

const ONE_TOKEN: GatewayWish = { mostTokens: 1, isTokenPassed: false, isForJob: false }

/** A token manager at work: it renews and answers until it is stopped, then releases what is held. */
export class AgentRuntime {
  /** Resolves when it has ended, for whatever reason. */
  readonly ended: Promise<AgentEnd>
  /** Resolves when the API host was first asked about the token, with or without an answer. */
  readonly firstLook: Promise<void>
  readonly #manager: TokenManager
  readonly #facts: AgentFacts
  readonly #ports: AgentPorts
  readonly #startedAt: Moment
  readonly #work = new AbortController()
  #server: AgentServer | undefined
  #ending: Promise<AgentEnd> | undefined
  #tellEnded: (end: AgentEnd) => void = () => undefined
  #tellLooked: () => void = () => undefined

  constructor(manager: TokenManager, facts: AgentFacts, ports: AgentPorts) {
    this.#manager = manager
    this.#facts = facts
    this.#ports = ports
    this.#startedAt = ports.context.clock.now()
    this.ended = new Promise((resolve) => (this.#tellEnded = resolve))
    this.firstLook = new Promise((resolve) => (this.#tellLooked = resolve))
  }

  /** @throws the operating system's error if it cannot answer */
  async start(): Promise<void> {
    this.#server = await this.#ports.serve((request) => this.#answer(request))
    void this.#lookAfterSocket()
    void upkeep(this.#manager, this.#ports.context, this.#work.signal, () => this.#tellLooked())
  }

  /** Ends it, once: every token that is held is released, and no question is answered any more. */
  async stop(why: string, withinMs = STOP_WITHIN_MS): Promise<AgentEnd> {
    this.#ending ??= this.#end(why, Deadline.after(withinMs, this.#ports.context.clock))
    return this.#ending
  }

  async #end(why: string, deadline: Deadline): Promise<AgentEnd> {
    const { log, leases } = this.#ports
    log(`Ending: ${why}.`)
    this.#work.abort()
    // Before any token ends: what is under way needs its own.
    const { gateway } = this.#ports
    await gateway.close(deadline.part(LAST_REQUESTS_MS))
    const forRenewals = deadline.part(LAST_RENEWAL_MS)
    await Promise.all([this.#manager.drain(forRenewals), gateway.drain(forRenewals)])
    const releases = (await leases.releaseAll(deadline)).map(({ release }) => release)
    const isAwaitingToken =
      this.#manager.settings.revoke && (this.#manager.isRenewing || gateway.isAwaitingToken)
    const end = { releases, isAwaitingToken, journalFault: this.#ports.clean(this.#ports.journalFault()) }
    const left = releases.filter(({ outcome }) => outcome === 'may-be-valid').length
    log(`Released ${releases.length - left} tokens; ${left} may still be valid.`)
    // Not waited for: the one who asked for the end is among those that still want an answer.
    void (this.#server?.close() ?? Promise.resolve()).then(() => this.#tellEnded(end))
    return end
  }

  async #lookAfterSocket(): Promise<void> {
    const { clock } = this.#ports.context
    const { signal } = this.#work
    while (!signal.aborted) {
      await clock.sleep(REPAIR_EVERY_MS, signal).catch(() => undefined)
      await this.#repair()
    }
  }

  async #repair(): Promise<void> {
    if (this.#ending !== undefined) return
    const now = this.#ports.context.clock.now()
    try {
      if (now.monotonicMs - this.#startedAt.monotonicMs >= this.#facts.lifetimeMs) {
        await this.stop('its time is over')
      } else if ((await this.#server?.repair()) === false) {
        await this.stop('its folder was removed, so the job is over')
      }
    } catch (error) {
      this.#ports.log(`The socket is missing and could not be made again (${messageOf(error)}).`)
    }
  }

  async #answer(request: AgentRequest): Promise<string> {
    try {
      return await this.#answerTo(request)
    } catch (error) {
      return encodeError(errorReply(error, this.#ports.clean))
    }
  }

  async #answerTo({ ask, waitMs, wish = ONE_TOKEN }: AgentRequest): Promise<string> {
    if (ask === 'stop') return encodeReply(await this.stop('it was asked to', waitMs))
    if (this.#ending !== undefined) throw new ActionError('AGENT_UNREACHABLE', 'it is ending')
    const deadline = Deadline.after(Math.min(waitMs, LONGEST_WAIT_MS), this.#ports.context.clock)
    switch (ask) {
      case 'token':
        return encodeReply(tokenReply(await this.#manager.current(deadline)))
      case 'renew':
        return encodeReply(tokenReply(await this.#manager.renew(deadline)))
      case 'revoke':
        return encodeReply(revokeReply(await this.#manager.revoke(deadline)))
      case 'status':
        return encodeReply(this.#status())
      case 'open-gateway':
        return encodeReply(gatewayReply(await this.#ports.gateway.open(wish, deadline)))
      case 'leave-gateway':
        await this.#ports.gateway.leave()
        return encodeReply({ traffic: '' })
      case 'close-gateway':
        return encodeReply({ traffic: await this.#ports.gateway.close(deadline.part(LAST_REQUESTS_MS)) })
    }
  }

  #status(): StatusReply {
    const { settings, state, trouble, issued } = this.#manager
    const { leases, clean, context, journalFault } = this.#ports
    const { clientId, place, apiUrl, lifetimeMs } = this.#facts
    const now = context.clock.now()
    leases.forgetEnded()
    const valid = state !== undefined && isValid(state, now) ? state : undefined
    return {
      place,
      clientId,
      apiUrl,
      region: settings.region,
      tokenUrl: settings.client.endpoint.tokenUrl.replace(/\?.*$/, ''),
      startedAt: this.#startedAt.wallMs,
      endsAt: this.#startedAt.wallMs + lifetimeMs,
      minValiditySeconds: settings.minValidityMs / 1000,
      token: valid === undefined ? 'none' : isFresh(valid, now, settings.minValidityMs) ? 'fresh' : 'old',
      expiresAt: valid === undefined ? '' : isoSeconds(valid.token.expiresAt),
      secondsLeft: valid === undefined ? 0 : secondsLeft(valid.token, now),
      lifetimeSeconds: (valid?.token.lifetimeMs ?? 0) / 1000,
      idlesAt: valid?.idle === undefined ? '' : isoSeconds(valid.idle.endsAt.wallMs),
      grants: issued,
      owned: leases.held.length,
      trouble: clean(trouble?.reason ?? ''),
      troubleSince: trouble === undefined ? '' : isoSeconds(trouble.since),
      journalFault: clean(journalFault()),
      gateway: this.#ports.gateway.describe(),
    }
  }
}
