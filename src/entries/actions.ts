import './early-signals.ts'
import { runAction } from '../adapters/github-runner/run-action.ts'

// The two actions beside the token action are one bundle: apart, each would bring a copy of all that they have in common.

/** Called by dist/revoke/index.js. */
export function revoke(): void {
  runAction(async (action) => (await import('./revoke.ts')).revokeAction(action))
}

/** Called by dist/rotate/index.js. */
export function rotate(): void {
  runAction(async (action) => (await import('./rotate.ts')).rotateAction(action))
}
