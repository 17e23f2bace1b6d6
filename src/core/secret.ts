import { inspect } from 'node:util'

const HIDDEN = '***'

/**
 * A value that must not be seen: it prints, joins, serializes and inspects as `***`.
 * Only `reveal()` gives it, and each call of it is a place to look at in review.
 */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  reveal(): string {
    return this.#value
  }

  toString(): string {
    return HIDDEN
  }

  toJSON(): string {
    return HIDDEN
  }

  [inspect.custom](): string {
    return HIDDEN
  }
}
