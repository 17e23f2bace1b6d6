import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * So much of bodies passes before its memory is freed. By itself the runtime waits for 64 MiB of it (V8's limit for external memory,
 * which no option changes): it sees the small objects, and not the pieces of 64 KiB that they stand for.
 */
const FREE_EVERY_BYTES = 1024 * 1024

type Collect = (options: { readonly type: 'minor' }) => void

/** Keeps the memory small that bodies take on their way through, at 0.1 ms for each MiB. */
export class PassedBodies {
  readonly #collect: Collect | null
  #bytes = 0

  /** @param collect frees young objects; `null` leaves it to the runtime */
  constructor(collect: Collect | null = minorCollection()) {
    this.#collect = collect
  }

  /** A piece of a body has passed. */
  add(bytes: number): void {
    this.#bytes += bytes
    if (this.#bytes < FREE_EVERY_BYTES) return
    this.#bytes = 0
    this.#collect?.({ type: 'minor' })
  }
}

/** The runtime's own function, which only new contexts show; `null` where there is none. */
function minorCollection(): Collect | null {
  // Several threads for so little cost more time and memory than one.
  const flags = ['--no-parallel-scavenge', '--no-concurrent-array-buffer-sweeping', '--expose-gc']
  for (const flag of flags) setFlagsFromString(flag)
  const collect: unknown = runInNewContext('globalThis.gc')
  setFlagsFromString('--no-expose-gc')
  return typeof collect === 'function' ? (collect as Collect) : null
}
