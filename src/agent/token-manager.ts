import { Deadline } from '../core/deadline.ts'
import { ActionError, messageOf } from '../core/errors.ts'
import { tokenForms } from '../core/masks.ts'
import { type Secret } from '../core/secret.ts'
import { isoSeconds, type Moment, type MonotonicMs } from '../core/time.ts'
import { attemptsUntil, type RequestContext } from '../http/send.ts'
import { announced, type Announce } from '../lease/announced-request.ts'
import { issueToken, type IssuedToken } from '../lease/issue-token.ts'
import { type Leases } from '../lease/leases.ts'
import { type Release, type TokenLease } from '../lease/token-lease.ts'
import { type ServedToken, type TokenSource } from '../lease/token-source.ts'
import { type ManagedToken, type ManagerPorts, type ManagerSettings } from './manager-ports.ts'
import { afterProbe, probe, PROBE_MS, type Probe } from './probe.ts'
import { currentToken, isFresh, isSame, isValid, leftMs } from './renewal.ts'
import { noTokenInTime, ONE_TOKEN_ONLY, Renewals } from './renewals.ts'
import { Troubles, type Trouble } from './troubles.ts'

/** New tokens on demand are issued at most this often: a script in a loop of 401s must not exhaust the rate limit. */
const RENEW_AT_MOST_EVERY_MS = 10_000

/** How long a request waits for a new token while the old one is still valid. */
const PATIENCE_MS = 5_000

/** How often a request that has nothing to wait for looks again. */
const LOOK_AGAIN_MS = 250

/**
 * Holds the current token and gets the next one in time, once for all who ask. Tokens that were replaced are not
 * revoked, since a step may be using one: they are held by `Leases` until they expire or are released.
 */
export class TokenManager implements TokenSource {
  readonly settings: ManagerSettings
  readonly #leases: Leases
  readonly #context: RequestContext
  readonly #log: (sentence: string) => void
  readonly #announceRequest: Announce
  readonly #renewals: Renewals
  readonly #troubles: Troubles
  #state: ManagedToken | undefined
  #refreshToken: Secret | undefined
  #issued = 0
  #lastIssuedAt: MonotonicMs = -Infinity
  #check: { readonly lease: TokenLease; readonly found: Promise<Probe> } | undefined

  constructor(settings: ManagerSettings, { leases, context, log, announceRequest }: ManagerPorts) {
    this.settings = settings
    this.#leases = leases
    this.#context = context
    this.#log = log
    this.#troubles = new Troubles(context.clock)
    this.#announceRequest = announceRequest ?? (() => () => undefined)
    this.#renewals = new Renewals((tellDelay, signal) => this.#issue(tellDelay, signal), context.clock)
  }

  /** The token that is handed out; `undefined` while there is none. */
  get state(): ManagedToken | undefined {
    return this.#state
  }

  /** How many tokens were issued here. */
  get issued(): number {
    return this.#issued
  }

  get trouble(): Trouble | undefined {
    return this.#troubles.current
  }

  /** Whether a token may be on its way here. */
  get isRenewing(): boolean {
    return this.#renewals.isUnderWay
  }

  /** Starts with a token that there is already. */
  use(lease: TokenLease, refreshToken: Secret | undefined): void {
    this.#state = { ...currentToken(lease.token, this.#now()), lease }
    this.#refreshToken = refreshToken
  }

  /** While no new token can be had, this serves the old one for as long as it is valid. */
  async current(deadline: Deadline): Promise<ServedToken> {
    for (;;) {
      if (this.#state !== undefined && this.#isFresh(this.#state)) return this.#serve(this.#state)
      const renewal = this.#renewals.beginSoon()
      const valid = this.#validState()
      if (valid !== undefined) {
        const patienceMs = Math.min(PATIENCE_MS, leftMs(valid.endsAt, this.#now()) / 2, deadline.leftMs)
        if (renewal !== undefined) await this.#renewals.wait([renewal.done, renewal.delayed], patienceMs)
        const best = this.#validState()
        if (best !== undefined) return this.#serve(best)
      } else if (deadline.leftMs <= 0 || (renewal === undefined && !this.#renewals.isWorthWaitingFor)) {
        throw this.#noToken()
      } else if (renewal === undefined) {
        await this.#renewals.wait([], Math.min(deadline.leftMs, LOOK_AGAIN_MS))
      } else {
        await this.#renewals.wait([renewal.done], deadline.leftMs)
      }
    }
  }

  /**
   * Within ten seconds of the last token, and for one that was refused elsewhere, the API host is asked about it first: a token that
   * it accepts stays, one that it does not accept is not handed out again.
   */
  async renew(deadline: Deadline, rejected?: Secret): Promise<ServedToken> {
    const before = this.#state
    if (before === undefined) return this.current(deadline)
    if (rejected !== undefined && !isSame(rejected, before)) return this.current(deadline)
    const allowedAt = this.#lastIssuedAt + RENEW_AT_MOST_EVERY_MS
    const isToBeChecked = rejected !== undefined || this.#now().monotonicMs < allowedAt
    if (isToBeChecked) {
      if (await this.#isAccepted(before, deadline)) return { ...this.#serve(before), isUnchanged: true }
      const waitMs = allowedAt - this.#now().monotonicMs
      if (waitMs > 0) await this.#renewals.wait([], Math.min(waitMs, deadline.leftMs))
      if (this.#now().monotonicMs < allowedAt) throw this.#noToken()
    }
    // Another one who waited may have got it meanwhile.
    const isReplaced = this.#state !== undefined && this.#state.lease !== before.lease
    const renewal = isReplaced ? undefined : this.#renewals.beginNow()
    if (renewal !== undefined) await this.#renewals.wait([renewal.done], deadline.leftMs)
    const state = this.#state
    if (state === undefined || state.lease === before.lease) throw this.#noToken()
    if (!isSame(before.token.value, state)) return this.#serve(state)
    if (isToBeChecked) throw new ActionError('TIMED_OUT', ONE_TOKEN_ONLY)
    return { ...this.#serve(state), isUnchanged: true }
  }

  /** Ends the current token, which is not handed out again; `undefined` if there is none. */
  async revoke(deadline: Deadline): Promise<Release | undefined> {
    const lease = this.#validState()?.lease
    if (lease === undefined) return undefined
    const release = await lease.release(deadline)
    if (release.outcome !== 'may-be-valid') this.#drop(lease, 'it was revoked on request')
    return release
  }

  /** Renews if it is time, unless the last attempt failed a moment ago. */
  renewIfDue(): void {
    if (this.#state === undefined || !this.#isFresh(this.#state)) this.#renewals.begin()
  }

  /** What a probe found out about a token; news of one that was replaced meanwhile is no news. */
  learn(lease: TokenLease, found: Probe): void {
    if (this.#state?.lease !== lease) return
    this.#troubles.report(
      'probe',
      found.found === 'accepted' ? undefined : `The token could not be looked at (${found.because}).`,
    )
    // A refusal of a token that this host has never accepted says nothing: a gateway may want more than a token.
    if (found.found === 'refused' && lease.wasAccepted) this.#drop(lease, found.because)
    else {
      if (found.found !== 'accepted') this.#log(`The token could not be looked at (${found.because}).`)
      this.#state = afterProbe(this.#state, found, this.#now())
    }
  }

  /**
   * Makes no further attempt, and resolves when none is under way. One that is goes on until the deadline: the token that it
   * brings has to be released.
   */
  async drain(deadline: Deadline): Promise<void> {
    await this.#renewals.drain(deadline)
  }

  async #issue(tellDelay: () => void, signal: AbortSignal): Promise<void> {
    const context = this.#context
    const log = (sentence: string): void => {
      context.log(sentence)
      this.#troubles.report('renewal', sentence)
      tellDelay()
    }
    // The end of this manager ends the pauses between attempts, not an attempt.
    const unhurried: RequestContext['transport'] = (request, timeoutMs) =>
      context.transport(request, timeoutMs, context.signal)
    const { transport, over } = announced(unhurried, this.#announceRequest)
    try {
      const attempts = attemptsUntil(Deadline.after(this.settings.timeoutMs, context.clock))
      const order = { client: this.settings.client, attempts, refreshToken: this.#refreshToken }
      this.#take(await issueToken(order, this.#leases, { ...context, signal, log, transport }))
    } catch (error) {
      this.#troubles.report('renewal', messageOf(error))
      this.#log(`The token could not be renewed: ${messageOf(error)}`)
      throw error
    } finally {
      over()
    }
  }

  #take({ lease, refreshToken }: IssuedToken): void {
    const now = this.#now()
    const before = this.#state
    if (!this.settings.revoke && lease.custody.is === 'held') lease.keep()
    // What the organization's idle timeout is does not change with the token, only when it strikes.
    this.#state = { ...currentToken(lease.token, now, before?.idle?.timeoutMs), lease }
    if (this.#refreshToken !== undefined) this.#context.forget(tokenForms(this.#refreshToken.reveal()))
    this.#refreshToken = refreshToken
    this.#leases.forgetEnded()
    this.#troubles.report('renewal', undefined)
    if (before !== undefined && isSame(lease.token.value, before)) {
      this.#renewals.repeatsUntil(lease.token.deadBy.monotonicMs)
      this.#log('The server handed out the same token again; the next one is asked for when it has expired.')
      return
    }
    this.#issued++
    this.#lastIssuedAt = now.monotonicMs
    this.#log(`Got a new token; it expires at ${isoSeconds(lease.token.expiresAt)}.`)
  }

  /** Asked once for all who wait. Without an answer the token counts as not accepted. */
  async #isAccepted({ lease }: ManagedToken, deadline: Deadline): Promise<boolean> {
    if (this.#check?.lease !== lease) {
      const check = { lease, found: this.#ask(lease) }
      const over = (): void => {
        if (this.#check === check) this.#check = undefined
      }
      this.#check = check
      check.found.then(over, over)
    }
    let isAccepted = false
    const answered = this.#check.found.then(({ found }) => void (isAccepted = found === 'accepted'))
    await this.#renewals.wait([answered], deadline.leftMs)
    return isAccepted
  }

  async #ask(lease: TokenLease): Promise<Probe> {
    const found = await probe(lease, 'look', Deadline.after(PROBE_MS, this.#context.clock), this.#context)
    this.learn(lease, found)
    if (found.found === 'refused') this.#drop(lease, found.because)
    return found
  }

  /** The API host does not accept the token any more: it is not handed out again. */
  #drop(lease: TokenLease, because: string): void {
    if (this.#state?.lease !== lease) return
    this.#log(
      `The token is no longer valid (${because}): revoked, or invalidated by the idle timeout. Getting a new one.`,
    )
    this.#state = undefined
    this.#renewals.holdUntil(this.#lastIssuedAt + RENEW_AT_MOST_EVERY_MS)
  }

  #isFresh(state: ManagedToken): boolean {
    return isFresh(state, this.#now(), this.settings.minValidityMs)
  }

  #validState(): ManagedToken | undefined {
    return this.#state !== undefined && isValid(this.#state, this.#now()) ? this.#state : undefined
  }

  #serve({ token, lease }: ManagedToken): ServedToken {
    const { value, type, expiresAt } = token
    return { value, type, expiresAt, region: this.settings.region, apiUrl: lease.apiUrl }
  }

  #noToken(): unknown {
    return this.#renewals.failure ?? noTokenInTime()
  }

  #now(): Moment {
    return this.#context.clock.now()
  }
}
