import type { SavedAgent } from '../agent/stop.ts'
import type { TokenOwner } from '../genesys/organization.ts'
import type { Retrying, TimeBudget } from '../genesys/with-retry.ts'
import type { AccessToken } from '../token/access-token.ts'
import { ActionError, messageOf } from '../token/errors.ts'
import type { AgentStarter } from './keep-fresh.ts'
import type { Runner } from './runner.ts'
import { encodeState, stateOf, type Fate } from './saved-state.ts'
import type { Settings } from './settings.ts'

/** One run of main: what it works with, from beginning to end. */
export interface Task {
  readonly settings: Settings
  readonly time: TimeBudget
  readonly runner: Runner
  readonly retrying: Retrying
  readonly starter: AgentStarter | undefined
  /** Set as soon as there may be one, so that every later state tells post of it. */
  agent: SavedAgent | undefined
}

/** A token, and whose it is as far as that could be read. */
export interface Found {
  readonly token: AccessToken
  readonly owner: TokenOwner | undefined
}

/**
 * Tells post what has become of the token.
 *
 * @throws ActionError OUTPUT_FAILED
 */
export function save(token: AccessToken, fate: Fate, { settings, runner, retrying, agent }: Task): void {
  const state = stateOf(token, fate, settings, retrying.clock.now(), agent)
  write(() => runner.saveState(encodeState(state)))
}

/** @throws ActionError OUTPUT_FAILED for what the operating system says about the runner's files */
export function write(files: () => void): void {
  try {
    files()
  } catch (error) {
    throw new ActionError(
      'OUTPUT_FAILED',
      `The files in which the runner takes the step's outputs and state could not be written (${messageOf(error)}).`,
      ['the disk of the runner is full', 'something removed or locked files of the runner in RUNNER_TEMP'],
      error,
    )
  }
}
