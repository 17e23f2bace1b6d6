import type { SavedAgent } from '../adapters/agent-socket/stop.ts'
import type { TokenOwner } from '../genesys/organization.ts'
import type { RequestContext, Attempts } from '../http/send.ts'
import type { AccessToken } from '../oauth/access-token.ts'
import type { AgentStarter } from './keep-fresh.ts'
import type { Step } from './step.ts'
import { encodeState, stateOf, type Fate } from './saved-state.ts'
import type { Settings } from '../settings/settings.ts'
import { write } from './write.ts'

/** One run of main: what it works with, from beginning to end. */
export interface Task {
  readonly settings: Settings
  readonly time: Attempts
  readonly runner: Step
  readonly retrying: RequestContext
  readonly starter: AgentStarter | undefined
  /** Set as soon as there may be one, so that every later state tells post of it. */
  agent: SavedAgent | undefined
  /** Set when the API host did not take the token from the first: what it says of it later means nothing. */
  isRefused: boolean
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
export function save(
  token: AccessToken,
  fate: Fate,
  { settings, runner, retrying, agent, isRefused }: Task,
): void {
  const state = stateOf(token, fate, settings, retrying.clock.now(), { agent, isRefused })
  write(() => runner.saveState(encodeState(state)))
}
