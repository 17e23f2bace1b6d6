import { withoutOldCommands } from './characters.ts'
import { longestFirst, printedForms, redact } from './redact.ts'

/** A secret of so many characters does not stand in a reply by chance. */
const SHORTEST_SURE_FORM = 8

/**
 * What must not be printed, and texts without it. What masks registers with one, and what says that a token has ended lets
 * it forget: an agent lives for a day.
 */
export class Redactor {
  /** How often each form was added: two tokens may have one in common. */
  readonly #counts = new Map<string, number>()
  #sorted: readonly string[] | undefined

  /** @returns the forms that were not known before */
  add(forms: readonly string[]): string[] {
    const given = [...new Set(forms)].filter((form) => form !== '')
    const added = given.filter((form) => !this.#counts.has(form))
    for (const form of given) this.#counts.set(form, (this.#counts.get(form) ?? 0) + 1)
    if (added.length > 0) this.#sorted = undefined
    return added
  }

  /** Takes back one `add` of the same forms. */
  forget(forms: readonly string[]): void {
    for (const form of new Set(forms)) {
      const count = this.#counts.get(form) ?? 0
      if (count > 1) this.#counts.set(form, count - 1)
      else if (this.#counts.delete(form)) this.#sorted = undefined
    }
  }

  /** `text` as it may be printed: without secrets, and without what the runner takes for one of its older commands. */
  clean(text: string): string {
    return withoutOldCommands(redact(text, this.#forms()))
  }

  /**
   * A reply's text before it is parsed, cleaned and cut, all of which can change a secret beyond recognition. Short ones
   * stay: they would be found by chance, and change what a reply says.
   */
  cleanReply(text: string): string {
    return redact(
      text,
      this.#forms().filter((form) => form.length >= SHORTEST_SURE_FORM),
    )
  }

  /** Worked out anew only after a change: each reply has a dozen headers to be cleaned. */
  #forms(): readonly string[] {
    this.#sorted ??= longestFirst([...this.#counts.keys()].flatMap(printedForms))
    return this.#sorted
  }
}
