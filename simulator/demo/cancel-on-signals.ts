/** Cancelling by the keyboard: what to pass on, the exit code that it calls for, and how to stop listening. */
export interface Cancellation {
  readonly signal: AbortSignal
  readonly exitCode: () => number | undefined
  readonly stop: () => void
}

/** The first Ctrl+C cancels as the button on GitHub does, so that posts still run; the second gives up. */
export function cancelOnSignals(): Cancellation {
  const controller = new AbortController()
  let exitCode: number | undefined
  const handle = (code: number) => (): void => {
    if (exitCode !== undefined) process.exit(code)
    exitCode = code
    console.error('Cancelling the run; once more to leave at once.')
    controller.abort()
  }
  const onInterrupt = handle(130)
  const onTerminate = handle(143)
  process.on('SIGINT', onInterrupt).on('SIGTERM', onTerminate)
  const stop = (): void => {
    process.off('SIGINT', onInterrupt).off('SIGTERM', onTerminate)
  }
  return { signal: controller.signal, exitCode: () => exitCode, stop }
}
