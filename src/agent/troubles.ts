import { type Clock, type EpochMs } from '../core/time.ts'

/** What does not work at the moment. */
export interface Trouble {
  readonly reason: string
  readonly since: EpochMs
}

type About = 'renewal' | 'probe'

/** What did not work when it was tried last. */
export class Troubles {
  readonly #clock: Clock
  readonly #troubles = new Map<About, Trouble>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** The one that matters most. */
  get current(): Trouble | undefined {
    return this.#troubles.get('renewal') ?? this.#troubles.get('probe')
  }

  /** @param reason `undefined` when it has worked */
  report(about: About, reason: string | undefined): void {
    const since = this.#troubles.get(about)?.since ?? this.#clock.now().wallMs
    if (reason === undefined) this.#troubles.delete(about)
    else this.#troubles.set(about, { reason, since })
  }
}
