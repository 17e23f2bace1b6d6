import { type Deadline } from '../core/deadline.ts'
import { type Clock } from '../core/time.ts'

/** Until when a caller waits. */
export interface Patience {
  readonly deadline: Deadline
  /** Aborted when the caller has gone. */
  readonly signal: AbortSignal
}

/**
 * What `work` comes to by the deadline, else `undefined`.
 *
 * @throws the signal's reason as soon as the caller has gone
 */
export async function within<Result>(
  work: Promise<Result>,
  { deadline, signal }: Patience,
  clock: Clock,
): Promise<Result | undefined> {
  const over = new AbortController()
  const nothing = (): undefined => undefined
  const timedOut = clock.sleep(deadline.leftMs, over.signal).then(nothing, nothing)
  try {
    return await unlessGone(Promise.race([work, timedOut]), signal)
  } finally {
    over.abort()
  }
}

/** What `work` comes to. @throws the signal's reason as soon as the caller has gone */
export async function unlessGone<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  let leave = (): void => undefined
  const gone = new Promise<never>((_, reject) => {
    leave = () => reject(signal.reason as Error)
  })
  signal.addEventListener('abort', leave, { once: true })
  if (signal.aborted) leave()
  try {
    return await Promise.race([gone, work])
  } finally {
    signal.removeEventListener('abort', leave)
  }
}
