import { ActionError } from '../core/errors.ts'
import { type Interruption } from '../programs/gc-token/interruption.ts'
import { exitCodeOf, PASSED_ON } from './command.ts'
import { signalNumber } from './execution.ts'

/** The next signal that would end this process. From now on none does: there may be tokens to revoke. */
export async function nextSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const name of PASSED_ON) process.on(name, resolve)
  })
}

/** From now on signals end the wait for a token, and not this process. */
export function watchForInterruption(): Interruption {
  const cancellation = new AbortController()
  let by: NodeJS.Signals | undefined
  const stop = (signal: NodeJS.Signals): void => {
    by ??= signal
    cancellation.abort(new ActionError('CANCELLED', `gc-token was interrupted (${signal}).`))
  }
  const { signal } = cancellation
  const comes = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
  comes.catch(() => undefined)
  for (const name of PASSED_ON) process.on(name, stop)
  return {
    signal,
    comes,
    exitCode: () => (by === undefined ? undefined : exitCodeOf(signalNumber(by))),
    over: () => {
      for (const name of PASSED_ON) process.off(name, stop)
    },
  }
}
