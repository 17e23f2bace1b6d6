import { Deadline } from '../core/deadline.ts'
import { grant } from '../oauth/grant.ts'
import { attemptsUntil, type RequestContext } from '../http/send.ts'
import { type AccessToken } from '../oauth/access-token.ts'
import { ActionError, messageOf } from '../core/errors.ts'
import { withoutOldCommands } from '../core/characters.ts'
import { basicCredentialForms, maskForms } from '../core/masks.ts'
import { longestFirst, printedForms, redact } from '../core/redact.ts'
import { isAlive, isFresh, isSurelyDead, keep, leftMs, type KeptToken } from './renewal.ts'
import { isTemporary, AttemptFailed } from '../http/retry-decision.ts'
import { type Secret } from '../core/secret.ts'
import { isoSeconds, type EpochMs, type MonotonicMs } from '../core/time.ts'
import { type ManagerSettings } from './agent-settings.ts'
import { type Journal } from '../adapters/agent-socket/journal-file.ts'
import { revokeUnusable } from './revoke-all.ts'

/** What is said in `status` while something does not work. */
export interface Trouble {
  readonly reason: string
  readonly since: EpochMs
}

/** One renewal under way, for however many wait for it. Neither promise ever rejects. */
interface Renewal {
  readonly done: Promise<void>
  /** Resolves when a first attempt has failed: from then on an old token that lives is better than waiting. */
  readonly delayed: Promise<void>
}

/** Asking for new tokens on demand (`--renew`) goes through at most this often. */
const RENEW_AT_MOST_EVERY_MS = 10_000

/** A renewal that was given up is tried again after this, then after twice as long, and so on. */
const FIRST_PAUSE_MS = 5_000
const LONGEST_PAUSE_MS = 300_000

/** How long a request waits for a new token while the old one is still alive. */
const PATIENCE_MS = 5_000

/** How often a request that has nothing to wait for looks again. */
const LOOK_AGAIN_MS = 250

/**
 * Holds the current token and gets the next one in time, once for however many ask. Tokens that were
 * replaced are not revoked, since a step may be using one, but remembered until they are dead.
 */
export class TokenManager {
  readonly settings: ManagerSettings
  readonly context: RequestContext
  readonly #journal: Journal
  readonly #log: (sentence: string) => void
  readonly #ending = new AbortController()
  #kept: KeptToken | undefined
  #refreshToken: Secret | undefined
  #owned: AccessToken[] = []
  #grants = 0
  #lastGrantAt: MonotonicMs = -Infinity
  #renewal: Renewal | undefined
  #failure: { readonly error: unknown; readonly at: MonotonicMs } | undefined
  #pauseMs = 0
  #trouble: Trouble | undefined
  #hidden: { readonly held: readonly string[]; readonly forms: readonly string[] } = { held: [], forms: [] }

  /** @param log gets a sentence for whatever is done or fails; what `retrying` says is about waiting only */
  constructor(
    settings: ManagerSettings,
    context: RequestContext,
    journal: Journal,
    log: (sentence: string) => void,
  ) {
    this.settings = settings
    this.context = { ...context, log: (sentence) => context.log(this.clean(sentence)) }
    this.#journal = journal
    this.#log = log
  }

  get kept(): KeptToken | undefined {
    return this.#kept
  }

  get grants(): number {
    return this.#grants
  }

  get trouble(): Trouble | undefined {
    return this.#trouble
  }

  /** The tokens that were granted here and may still be alive. */
  get owned(): readonly AccessToken[] {
    this.#forgetDead()
    return this.#owned
  }

  /** Starts with a token that somebody else answers for. */
  adopt(token: AccessToken, refreshToken: Secret | undefined): void {
    this.#kept = keep(token, this.#now())
    this.#refreshToken = refreshToken
  }

  /** Replaces what is known about the current token; news of one that was replaced meanwhile is no news. */
  learn(about: AccessToken, change: (kept: KeptToken) => KeptToken | undefined): void {
    if (this.#kept?.token === about) this.#kept = change(this.#kept)
  }

  report(reason: string | undefined): void {
    if (reason === undefined) this.#trouble = undefined
    else this.#trouble = { reason: this.clean(reason), since: this.#trouble?.since ?? this.#now().wallMs }
  }

  log(sentence: string): void {
    this.#log(this.clean(sentence))
  }

  /** `text` without the secret and the tokens: a server may quote in an error what it was sent. */
  clean(text: string): string {
    return withoutOldCommands(redact(text, this.#formsToHide()))
  }

  /** Worked out anew only when what is held has changed: each reply has a dozen headers to be cleaned. */
  #formsToHide(): readonly string[] {
    const secret = this.settings.clientSecret.reveal()
    const tokens = [...this.#owned, this.#kept?.token].flatMap((token) => token?.value.reveal() ?? [])
    const held = tokens.concat(secret, this.#refreshToken?.reveal() ?? [])
    const isKnown = held.length === this.#hidden.held.length
    if (isKnown && held.every((value, index) => value === this.#hidden.held[index])) return this.#hidden.forms
    const forms = [...held.flatMap(maskForms), ...basicCredentialForms(this.settings.clientId, secret)]
    this.#hidden = { held, forms: longestFirst(forms.flatMap(printedForms)) }
    return this.#hidden.forms
  }

  /**
   * A token with the wanted time left; while none can be had, the old one for as long as it lives.
   *
   * @throws ActionError when there is no live token and none came within `waitMs`
   */
  async token(waitMs: number): Promise<AccessToken> {
    const endsAt = this.#now().monotonicMs + waitMs
    for (;;) {
      const fresh = this.#freshToken()
      if (fresh !== undefined) return fresh
      const renewal = this.#renewUnlessPaused(FIRST_PAUSE_MS)
      const remainingMs = endsAt - this.#now().monotonicMs
      if (this.#liveToken() !== undefined) {
        if (renewal !== undefined) await this.#settled([renewal.done, renewal.delayed], this.#patienceMs())
        const best = this.#freshToken() ?? this.#liveToken()
        if (best !== undefined) return best
      } else if (remainingMs <= 0 || (renewal === undefined && !this.#isWorthWaiting())) {
        throw this.#noToken()
      } else if (renewal === undefined) {
        await this.#settled([], Math.min(remainingMs, LOOK_AGAIN_MS))
      } else {
        await this.#settled([renewal.done], remainingMs)
      }
    }
  }

  /**
   * A new token although the old one may have time left. Whoever asks again within ten seconds of the
   * last grant gets what that one brought: a script in a loop of 401s must not exhaust the rate limit.
   *
   * @throws ActionError when no new token could be had within `waitMs`
   */
  async renewedToken(waitMs: number): Promise<AccessToken> {
    const sinceLastMs = this.#now().monotonicMs - this.#lastGrantAt
    if (sinceLastMs < RENEW_AT_MOST_EVERY_MS) return this.token(waitMs)
    const before = this.#kept?.token
    const renewal = this.#renewUnlessPaused(FIRST_PAUSE_MS)
    if (renewal === undefined) throw this.#noToken()
    await this.#settled([renewal.done], waitMs)
    const { kept } = this
    if (kept !== undefined && kept.token !== before) return kept.token
    throw this.#noToken()
  }

  /** Renews if it is time, unless the last attempt failed a moment ago. */
  renewIfDue(): void {
    if (this.#freshToken() === undefined) this.#renewUnlessPaused(this.#pauseMs)
  }

  /** Whether a token may be on its way here. */
  get isRenewing(): boolean {
    return this.#renewal !== undefined
  }

  /**
   * Makes no further attempt, and resolves when none is under way. One that is goes on to its end: what it
   * brings would otherwise be nobody's to revoke.
   */
  async drain(): Promise<void> {
    this.#ending.abort(new Error('it is ending'))
    await this.#renewal?.done
  }

  #renewUnlessPaused(pauseMs: number): Renewal | undefined {
    if (this.#renewal !== undefined) return this.#renewal
    const isPaused = this.#failure !== undefined && this.#now().monotonicMs - this.#failure.at < pauseMs
    return isPaused || this.#isEnding() ? undefined : this.#startRenewal()
  }

  #startRenewal(): Renewal {
    let tellDelay = (): void => undefined
    const delayed = new Promise<void>((resolve) => (tellDelay = resolve))
    const done = this.#grantNext(tellDelay).finally(() => (this.#renewal = undefined))
    this.#renewal = { done, delayed }
    return this.#renewal
  }

  async #grantNext(tellDelay: () => void): Promise<void> {
    const { settings, context } = this
    const log = (sentence: string): void => {
      context.log(sentence)
      this.report(sentence)
      tellDelay()
    }
    try {
      const time = attemptsUntil(Deadline.after(settings.timeoutMs, context.clock))
      this.#take(await grant(settings, time, { ...this.#uninterrupted(), log }, this.#refreshToken))
    } catch (error) {
      const left = await revokeUnusable(error, settings.apiUrl, context)
      if (left !== undefined) this.#own(left)
      this.#failure = { error, at: this.#now().monotonicMs }
      this.#pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, this.#pauseMs * 2))
      this.report(messageOf(error))
      this.log(`The token could not be renewed: ${messageOf(error)}`)
    }
  }

  /** The end of this keeper ends the pauses between attempts, not an attempt. */
  #uninterrupted(): RequestContext {
    const { context } = this
    return {
      ...context,
      signal: this.#ending.signal,
      transport: (request, timeoutMs) => context.transport(request, timeoutMs, context.signal),
    }
  }

  #take({ token, refreshToken }: Awaited<ReturnType<typeof grant>>): void {
    const now = this.#now()
    this.#own(token)
    // What the organization's idle timeout is does not change with the token, only when it strikes.
    const timeoutMs = this.#kept?.idle?.timeoutMs
    this.#kept = keep(token, now, timeoutMs)
    this.#refreshToken = refreshToken
    this.#grants++
    this.#lastGrantAt = now.monotonicMs
    this.#failure = undefined
    this.#pauseMs = 0
    this.report(undefined)
    this.log(`Got a new token; it expires at ${isoSeconds(token.expiresAt)}.`)
  }

  /** From now on it is ended with this keeper, or by post from the journal. */
  #own(token: AccessToken): void {
    this.#owned.push(token)
    this.#forgetDead()
    this.#writeJournal()
  }

  #writeJournal(): void {
    if (!this.settings.revoke) return
    try {
      this.#journal.write(this.#owned)
    } catch (error) {
      // The token is good all the same. Only if this process is killed, its tokens outlive the job.
      this.log(`The list of tokens to revoke could not be written (${messageOf(error)}).`)
    }
  }

  #forgetDead(): void {
    const now = this.#now()
    this.#owned = this.#owned.filter((token) => !isSurelyDead(token, now))
  }

  #freshToken(): AccessToken | undefined {
    const kept = this.#kept
    return kept !== undefined && isFresh(kept, this.#now(), this.settings.minValidityMs)
      ? kept.token
      : undefined
  }

  #liveToken(): AccessToken | undefined {
    return this.#kept !== undefined && isAlive(this.#kept, this.#now()) ? this.#kept.token : undefined
  }

  #patienceMs(): number {
    const left = this.#kept === undefined ? 0 : leftMs(this.#kept.endsAt, this.#now())
    return Math.min(PATIENCE_MS, left / 2)
  }

  #isEnding(): boolean {
    return this.#ending.signal.aborted
  }

  #isWorthWaiting(): boolean {
    if (this.#isEnding()) return false
    const { error } = this.#failure ?? {}
    const cause = error instanceof Error ? error.cause : undefined
    return cause instanceof AttemptFailed && isTemporary(cause.failure)
  }

  #noToken(): unknown {
    return (
      this.#failure?.error ??
      new ActionError('TIMED_OUT', 'No token came in time: the request for it is still under way.', [
        'Genesys Cloud is slow or has an outage',
        'Genesys Cloud limits token requests: the limit takes about a minute to recover',
      ])
    )
  }

  async #settled(promises: readonly Promise<void>[], ms: number): Promise<void> {
    const over = new AbortController()
    const sleep = this.context.clock.sleep(Math.max(1, ms), over.signal).catch(() => undefined)
    await Promise.race([...promises, sleep])
    over.abort()
  }

  #now(): ReturnType<RequestContext['clock']['now']> {
    return this.context.clock.now()
  }
}
