import { type JobSession } from './session.ts'

/** Tells a running step when to end, and afterwards why it had to. */
export interface EndWatch {
  readonly signal: AbortSignal
  readonly reason: () => 'cancelled' | 'timeout' | undefined
  readonly stop: () => void
}

/** A cancelled job asks the step's condition again: a step that says `always()` goes on. */
export function watchForEnd(session: JobSession, timeoutMinutes: number, holds: () => boolean): EndWatch {
  const controller = new AbortController()
  let reason: ReturnType<EndWatch['reason']>
  const end = (why: 'cancelled' | 'timeout'): void => {
    reason ??= why
    controller.abort()
  }
  const onCancel = (): void => {
    if (!holds()) end('cancelled')
  }
  // The job may have been cancelled since the condition was looked at.
  if (session.cancellation.aborted) onCancel()
  session.cancellation.addEventListener('abort', onCancel, { once: true })
  const timer =
    timeoutMinutes > 0 ? setTimeout(() => end('timeout'), timeoutMinutes * session.minuteMs) : undefined
  return {
    signal: controller.signal,
    reason: () => reason,
    stop: () => {
      clearTimeout(timer)
      session.cancellation.removeEventListener('abort', onCancel)
    },
  }
}
