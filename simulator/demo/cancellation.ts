import { removeTemporaryFoldersNow } from '../temporary-folders.ts'

/** A run that is told to end from outside: what to pass on, the exit code that it calls for, and how to stop listening. */
export interface Cancellation {
  readonly signal: AbortSignal
  readonly exitCode: () => number | undefined
  readonly stop: () => void
}

/** What a shell shows of a program that wrote to a pipe whose reader has left: 128 and SIGPIPE. */
const OUTPUT_CLOSED = 141

/**
 * The first Ctrl+C cancels as the button on GitHub does, so that posts still run; the second gives up. A console that
 * is gone cancels too, only without a word: nothing shows one.
 */
export function listenForTheEnd(): Cancellation {
  const controller = new AbortController()
  let exitCode: number | undefined
  const cancel = (code: number): void => {
    exitCode ??= code
    controller.abort()
  }
  const handle = (code: number) => (): void => {
    if (exitCode !== undefined) leaveAtOnce(code)
    console.error('Cancelling the run: steps with `if: always()` go on. Once more to leave at once.')
    cancel(code)
  }
  const onInterrupt = handle(130)
  const onTerminate = handle(143)
  const onHangUp = (): void => cancel(129)
  const onPipe = (): void => cancel(OUTPUT_CLOSED)
  process.on('SIGINT', onInterrupt).on('SIGTERM', onTerminate).on('SIGHUP', onHangUp)
  // These stay: a last line may be on its way when the run is over.
  process.stdout.on('error', onPipe)
  process.stderr.on('error', onPipe)
  const stop = (): void => {
    process.off('SIGINT', onInterrupt).off('SIGTERM', onTerminate).off('SIGHUP', onHangUp)
  }
  return { signal: controller.signal, exitCode: () => exitCode, stop }
}

/** No post runs any more. An agent ends by itself within a second or two when its folder is gone. */
function leaveAtOnce(exitCode: number): never {
  removeTemporaryFoldersNow()
  process.exit(exitCode)
}
