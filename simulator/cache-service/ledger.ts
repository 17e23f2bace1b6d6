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

/** The entries of all repositories. Nothing is ever changed or taken away, as in GitHub's protocol. */
export interface CacheLedger {
  readonly entries: readonly CacheEntry[]
  /**
   * The reserved entry, or nothing when the key is taken in that scope, finalized or not.
   *
   * @param isFreeAgain whether a key may be had again once its entry is finalized
   */
  reserve(reader: Reader, key: string, version: string, isFreeAgain?: boolean): CacheEntry | undefined
  store(id: string, content: Buffer): boolean
  finalize(reader: Reader, key: string, version: string, sizeBytes: number): CacheEntry | string
  /** The own ref before the others; in each the exact key, else the newest entry with one of the prefixes. */
  find(reader: Reader, keys: readonly string[], version: string): CacheEntry | undefined
  byId(id: string): CacheEntry | undefined
}

type MutableEntry = { -readonly [Name in keyof CacheEntry]: CacheEntry[Name] }

/** @param lagMs for how long a finalized entry is not found yet */
export function createCacheLedger(now: () => number, lagMs: () => number): CacheLedger {
  const entries: MutableEntry[] = []
  const visibleFrom = new Map<string, number>()
  const same = (reader: Reader, key: string, version: string): MutableEntry | undefined =>
    entries.findLast(
      (entry) =>
        entry.repository === reader.repository &&
        entry.scope === reader.scopes[0] &&
        entry.key === key &&
        entry.version === version,
    )
  return {
    entries,
    reserve(reader, key, version, isFreeAgain = false) {
      const last = same(reader, key, version)
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
      entries.push(entry)
      return entry
    },
    store(id, content) {
      const entry = entries.find((candidate) => candidate.id === id)
      if (entry === undefined || entry.finalizedAt !== undefined) return false
      entry.content = content
      return true
    },
    finalize(reader, key, version, sizeBytes) {
      const entry = same(reader, key, version)
      if (entry === undefined) return 'no such reservation'
      if (entry.finalizedAt !== undefined) return 'the entry is finalized'
      if (entry.content?.length !== sizeBytes) return 'the size differs from what was uploaded'
      entry.finalizedAt = now()
      visibleFrom.set(entry.id, now() + lagMs())
      return entry
    },
    find(reader, keys, version) {
      for (const scope of reader.scopes) {
        const visible = entries.filter(
          (entry) =>
            entry.repository === reader.repository &&
            entry.scope === scope &&
            entry.version === version &&
            now() >= (visibleFrom.get(entry.id) ?? Infinity),
        )
        for (const key of keys) {
          const exact = visible.find((entry) => entry.key === key)
          const newest = visible.findLast((entry) => entry.key.startsWith(key))
          const found = exact ?? newest
          if (found !== undefined) return found
        }
      }
      return undefined
    },
    byId: (id) => entries.find((entry) => entry.id === id),
  }
}
