import { secondsLeft, type AccessToken } from '../oauth/access-token.ts'
import { ActionError, messageOf } from '../core/errors.ts'
import { isAlive, isFresh } from './renewal.ts'
import { isoSeconds, type Moment } from '../core/time.ts'
import { type AgentAddress } from '../adapters/agent-socket/address.ts'
import { encodeError, encodeReply } from './answering.ts'
import {
  type AgentRequest,
  type ErrorReply,
  type StatusReply,
  type StopReply,
  type TokenReply,
} from './protocol.ts'
import { revokeAll } from './revoke-all.ts'
import { serve, type AgentServer } from '../adapters/agent-socket/server.ts'
import { type TokenManager } from './token-manager.ts'
import { upkeep } from './probe.ts'

/** How often the socket is looked after. */
const REPAIR_EVERY_MS = 1_000

/** A renewal under way may bring a token that nobody would revoke: it gets this long to finish. */
const LAST_RENEWAL_MS = 3_000

/** Post waits for this, and has 30 s for everything. */
const REVOKE_MS = 10_000

/** The longest that anyone may let the agent wait on their behalf. */
const LONGEST_WAIT_MS = 600_000

/** A request that outlived the patience at the end may have been granted a token that nobody will know of. */
function withOneOnItsWay(outcome: StopReply): StopReply {
  const reasons = [outcome.reason, 'a token request was still unanswered']
  return {
    ...outcome,
    failed: outcome.failed + 1,
    reason: reasons.filter((reason) => reason !== '').join('; '),
    aliveUntil: '',
  }
}

/** A keeper at work: it renews and answers until it is stopped, then revokes what is its own. */
export class AgentRuntime {
  /** Resolves when it has ended, for whatever reason. */
  readonly ended: Promise<StopReply>
  readonly #keeper: TokenManager
  readonly #startedAt: Moment
  readonly #lifetimeMs: number
  readonly #work = new AbortController()
  #server: AgentServer | undefined
  #repairs: NodeJS.Timeout | undefined
  #ending: Promise<StopReply> | undefined
  #tellEnded: (outcome: StopReply) => void = () => undefined

  /** @param lifetimeMs after which it ends by itself */
  constructor(keeper: TokenManager, lifetimeMs: number) {
    this.#keeper = keeper
    this.#startedAt = keeper.context.clock.now()
    this.#lifetimeMs = lifetimeMs
    this.ended = new Promise((resolve) => (this.#tellEnded = resolve))
  }

  /** @throws the operating system's error if the socket at `address` cannot be made */
  async start(address: AgentAddress): Promise<void> {
    this.#server = await serve(address, (request) => this.#answer(request))
    this.#repairs = setInterval(() => {
      this.#lookAround().catch((error: unknown) => {
        this.#keeper.log(`The socket is gone and could not be made again (${messageOf(error)}).`)
      })
    }, REPAIR_EVERY_MS)
    void upkeep(this.#keeper, this.#work.signal)
  }

  /** Ends it, once: every token that is its own is revoked, and nobody answers any more. */
  async stop(why: string): Promise<StopReply> {
    this.#ending ??= this.#end(why)
    return this.#ending
  }

  async #end(why: string): Promise<StopReply> {
    const { context, settings } = this.#keeper
    this.#keeper.log(`Ending: ${why}.`)
    clearInterval(this.#repairs)
    this.#work.abort()
    await this.#lastRenewal()
    const owned = settings.revoke ? this.#keeper.owned : []
    // Whatever was interrupted until now, this is not.
    const uninterrupted = { ...context, signal: new AbortController().signal }
    const revoked = await revokeAll(owned, settings.apiUrl, REVOKE_MS, uninterrupted)
    const outcome = settings.revoke && this.#keeper.isRenewing ? withOneOnItsWay(revoked) : revoked
    this.#keeper.log(`Revoked ${outcome.revoked} tokens; ${outcome.failed} may still be alive.`)
    // Not waited for: the one who asked for the end is among those that still want an answer.
    void (this.#server?.close() ?? Promise.resolve()).then(() => this.#tellEnded(outcome))
    return outcome
  }

  async #lastRenewal(): Promise<void> {
    const over = new AbortController()
    const sleep = this.#keeper.context.clock.sleep(LAST_RENEWAL_MS, over.signal).catch(() => undefined)
    await Promise.race([this.#keeper.drain(), sleep])
    over.abort()
  }

  async #lookAround(): Promise<void> {
    const now = this.#keeper.context.clock.now()
    if (now.monotonicMs - this.#startedAt.monotonicMs >= this.#lifetimeMs) {
      await this.stop('its time is over')
    } else if ((await this.#server?.repair()) === false) {
      await this.stop('its folder is gone, so the job is over')
    }
  }

  async #answer(request: AgentRequest): Promise<string> {
    try {
      return await this.#answerTo(request)
    } catch (error) {
      return encodeError(this.#describe(error))
    }
  }

  #describe(error: unknown): ErrorReply {
    const clean = (text: string): string => this.#keeper.clean(text)
    const isOurs = error instanceof ActionError
    return {
      code: isOurs ? error.code : 'INTERNAL',
      message: clean(messageOf(error)),
      causes: isOurs ? error.causes.map(clean) : [],
    }
  }

  async #answerTo({ ask, waitMs }: AgentRequest): Promise<string> {
    if (ask === 'stop') return encodeReply(await this.stop('it was asked to'))
    if (this.#ending !== undefined) throw new ActionError('AGENT_UNREACHABLE', 'it is ending')
    const patienceMs = Math.min(waitMs, LONGEST_WAIT_MS)
    switch (ask) {
      case 'token':
        return encodeReply(this.#tokenReply(await this.#keeper.token(patienceMs)))
      case 'renew':
        return encodeReply(this.#tokenReply(await this.#keeper.renewedToken(patienceMs)))
      case 'status':
        return encodeReply(this.#status())
    }
  }

  #tokenReply(token: AccessToken): TokenReply {
    const { region, apiUrl } = this.#keeper.settings
    return {
      accessToken: token.value.reveal(),
      tokenType: token.type,
      expiresAt: token.expiresAt,
      region,
      apiUrl,
    }
  }

  #status(): StatusReply {
    const { settings, kept, context, trouble, grants, owned } = this.#keeper
    const now = context.clock.now()
    const isLive = kept !== undefined && isAlive(kept, now)
    const live = isLive ? kept : undefined
    return {
      place: settings.place,
      clientId: settings.clientId,
      apiUrl: settings.apiUrl,
      startedAt: this.#startedAt.wallMs,
      endsAt: this.#startedAt.wallMs + this.#lifetimeMs,
      minValiditySeconds: settings.minValidityMs / 1000,
      token: live === undefined ? 'none' : isFresh(live, now, settings.minValidityMs) ? 'fresh' : 'old',
      expiresAt: live === undefined ? '' : isoSeconds(live.token.expiresAt),
      secondsLeft: live === undefined ? 0 : secondsLeft(live.token, now),
      idlesAt: live?.idle === undefined ? '' : isoSeconds(live.idle.endsAt.wallMs),
      grants,
      owned: owned.length,
      trouble: trouble?.reason ?? '',
      troubleSince: trouble === undefined ? '' : isoSeconds(trouble.since),
    }
  }
}
