import { Deadline } from '../core/deadline.ts'
import { keepAliveRequest, lookRequest, readIdleMs } from '../genesys/idle-timeout.ts'
import { describeFailure } from '../http/reply.ts'
import { attemptsUntil, RequestGivenUp, send } from '../http/send.ts'
import { type AccessToken } from '../oauth/access-token.ts'
import { idleLimit, nextStep, unreached, type KeptToken } from './renewal.ts'
import { type MonotonicMs } from '../core/time.ts'
import { type TokenManager } from './token-manager.ts'

/** The loop looks at the clocks at least this often, so that one that jumped or a machine that slept is noticed. */
const TICK_MS = 1_000

/** How often a token is looked at that nothing else is asked about: it may have been revoked elsewhere. */
const LOOK_EVERY_MS = 300_000

/** How often after a look that failed. */
const LOOK_AGAIN_MS = 60_000

/** What a look or a sign of life may take, all attempts together. */
const SIGN_OF_LIFE_MS = 20_000

/**
 * Keeps the keeper's token fresh until `signal` is aborted: renews in time, learns about the idle timeout,
 * and uses the token before half of that has passed.
 */
export async function upkeep(keeper: TokenManager, signal: AbortSignal): Promise<void> {
  const { clock } = keeper.context
  const looks = new Looks(keeper)
  while (!signal.aborted) {
    keeper.renewIfDue()
    looks.lookIfDue()
    const { kept } = keeper
    const step = kept && nextStep(kept, clock.now(), keeper.settings.minValidityMs)
    const untilMs = step === undefined ? TICK_MS : Math.min(step.keepAliveInMs, positive(step.renewInMs))
    await clock.sleep(Math.max(1, Math.min(TICK_MS, untilMs)), signal).catch(() => undefined)
  }
}

/** A renewal that is due is under way or paused: there is nothing to hurry for. */
const positive = (ms: number): number => (ms > 0 ? ms : Infinity)

/** Looks at the current token, and what came of it. */
class Looks {
  readonly #keeper: TokenManager
  #token: AccessToken | undefined
  #wasSeenAlive = false
  #lookAt: MonotonicMs = -Infinity
  #isLooking = false

  constructor(keeper: TokenManager) {
    this.#keeper = keeper
  }

  /** Not waited for: while the API does not answer, renewals go on. */
  lookIfDue(): void {
    const { kept, context, settings } = this.#keeper
    if (kept === undefined || this.#isLooking) return
    if (kept.token !== this.#token) {
      this.#token = kept.token
      this.#wasSeenAlive = false
      this.#lookAt = -Infinity
    }
    const now = context.clock.now()
    const isKeepAliveDue = nextStep(kept, now, settings.minValidityMs).keepAliveInMs <= 0
    if (!isKeepAliveDue && now.monotonicMs < this.#lookAt) return
    this.#isLooking = true
    const ended = (): void => {
      this.#isLooking = false
    }
    this.#look(kept, isKeepAliveDue ? keepAliveRequest : lookRequest).then(ended, ended)
  }

  async #look({ token }: KeptToken, requestFor: typeof lookRequest): Promise<void> {
    const { context, settings } = this.#keeper
    const { clock } = context
    const request = requestFor(settings.apiUrl, token.value)
    try {
      const time = attemptsUntil(Deadline.after(SIGN_OF_LIFE_MS, clock))
      const idleMs = await send({ doing: 'Looking at the token', request, read: readIdleMs }, time, context)
      const now = clock.now()
      this.#wasSeenAlive = true
      this.#lookAt = now.monotonicMs + LOOK_EVERY_MS
      this.#keeper.learn(token, (kept) => ({
        ...kept,
        idle: idleMs === undefined ? undefined : idleLimit(idleMs, now, kept.idle),
      }))
    } catch (error) {
      if (!(error instanceof RequestGivenUp)) throw error
      this.#couldNotLook(token, error)
    }
  }

  #couldNotLook(token: AccessToken, { failure }: RequestGivenUp): void {
    const { context } = this.#keeper
    const now = context.clock.now()
    this.#lookAt = now.monotonicMs + LOOK_AGAIN_MS
    // A token that was granted here and is refused from the first look on says nothing about its life: the
    // next one would be refused as well, by a gateway that wants more than a token, say.
    const isNews = this.#wasSeenAlive || !this.#keeper.owned.includes(token)
    if (failure.status === 401 && isNews) {
      this.#keeper.log(
        `The token is no longer valid (${describeFailure(failure)}): revoked or idled out. Getting a new one.`,
      )
      this.#keeper.learn(token, () => undefined)
    } else {
      this.#keeper.log(`The token could not be looked at (${describeFailure(failure)}).`)
      this.#keeper.learn(token, (kept) => unreached(kept, now))
    }
  }
}
