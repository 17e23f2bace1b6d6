import { randomUUID } from 'node:crypto'

/** A cache entry as a test sees it. */
export interface CacheEntry {
  readonly id: string
  readonly repository: string
  /** The branch, tag or merge ref that it belongs to. */
  readonly scope: string
  readonly key: string
  readonly version: string
  /** What was uploaded; readable only once it is finalized. */
  readonly content: Buffer | undefined
  readonly finalizedAt: number | undefined
}

/** Where a job may look, its own ref first; only there it may write. */
export interface Reader {
  readonly repository: string
  readonly scopes: readonly string[]
}

type MutableEntry = { -readonly [Name in keyof CacheEntry]: CacheEntry[Name] }

/** The entries of all repositories. Nothing is ever changed or taken away, as in GitHub's protocol. */
export class CacheLedger {
  readonly #entries: MutableEntry[] = []
  readonly #visibleFrom = new Map<string, number>()
  readonly #now: () => number
  readonly #lagMs: () => number

  /** @param lagMs for how long a finalized entry is not found yet */
  constructor(now: () => number, lagMs: () => number) {
    this.#now = now
    this.#lagMs = lagMs
  }

  get entries(): readonly CacheEntry[] {
    return this.#entries
  }

  /**
   * The reserved entry, or nothing when the key is taken in that scope, finalized or not.
   *
   * @param isFreeAgain whether a key may be had again once its entry is finalized
   */
  reserve(reader: Reader, key: string, version: string, isFreeAgain = false): CacheEntry | undefined {
    const last = this.#last(reader, key, version)
    if (last !== undefined && !(isFreeAgain && last.finalizedAt !== undefined)) return undefined
    const entry = {
      id: randomUUID(),
      repository: reader.repository,
      scope: reader.scopes[0] ?? '',
      key,
      version,
      content: undefined,
      finalizedAt: undefined,
    }
    this.#entries.push(entry)
    return entry
  }

  store(id: string, content: Buffer): boolean {
    const entry = this.#entries.find((candidate) => candidate.id === id)
    if (entry === undefined || entry.finalizedAt !== undefined) return false
    entry.content = content
    return true
  }

  /** The entry, visible after the lag; else what is wrong. */
  finalize(reader: Reader, key: string, version: string, sizeBytes: number): CacheEntry | string {
    const entry = this.#last(reader, key, version)
    if (entry === undefined) return 'no such reservation'
    if (entry.finalizedAt !== undefined) return 'the entry is finalized'
    if (entry.content?.length !== sizeBytes) return 'the size differs from what was uploaded'
    entry.finalizedAt = this.#now()
    this.#visibleFrom.set(entry.id, this.#now() + this.#lagMs())
    return entry
  }

  /** The own ref before the others; in each the exact key, else the newest entry with one of the prefixes. */
  find(reader: Reader, keys: readonly string[], version: string): CacheEntry | undefined {
    for (const scope of reader.scopes) {
      const visible = this.#entries.filter(
        (entry) =>
          entry.repository === reader.repository &&
          entry.scope === scope &&
          entry.version === version &&
          this.#now() >= (this.#visibleFrom.get(entry.id) ?? Infinity),
      )
      for (const key of keys) {
        const exact = visible.find((entry) => entry.key === key)
        const found = exact ?? visible.findLast((entry) => entry.key.startsWith(key))
        if (found !== undefined) return found
      }
    }
    return undefined
  }

  byId(id: string): CacheEntry | undefined {
    return this.#entries.find((entry) => entry.id === id)
  }

  #last(reader: Reader, key: string, version: string): MutableEntry | undefined {
    return this.#entries.findLast(
      (entry) =>
        entry.repository === reader.repository &&
        entry.scope === reader.scopes[0] &&
        entry.key === key &&
        entry.version === version,
    )
  }
}
