import { type SavedAgent } from '../adapters/agent-socket/stop.ts'
import { type AccessToken } from '../oauth/access-token.ts'
import { Secret } from '../core/secret.ts'
import { type EpochMs, type Moment } from '../core/time.ts'

/** Whose a token is at the end of main; only what the step owns is revoked by post. */
export type Fate = (typeof FATES)[number]

const FATES = ['owned', 'shared', 'kept-on-request', 'revoked-by-main'] as const

/** What main leaves for post. Never a client secret: post needs none. */
export interface SavedState {
  /** What to do with the token, as main left it. */
  readonly token: Fate
  readonly value: Secret
  readonly apiUrl: string
  readonly expiresAt: EpochMs
  readonly savedAt: Moment
  readonly deadBy: Moment
  readonly summary: boolean
  /** The agent that keeps the token fresh, if there is one. */
  readonly agent?: SavedAgent
  /** The API host answered 401 or 404 right after the grant: from there that is no proof that the token is dead. */
  readonly isRefused?: true
}

/** The state of a token that the step has. */
export function stateOf(
  token: AccessToken,
  fate: Fate,
  settings: { readonly apiUrl: string; readonly summary: boolean },
  now: Moment,
  {
    agent,
    isRefused = false,
  }: { readonly agent?: SavedAgent | undefined; readonly isRefused?: boolean } = {},
): SavedState {
  return {
    token: fate,
    value: token.value,
    apiUrl: settings.apiUrl,
    expiresAt: token.expiresAt,
    savedAt: now,
    deadBy: token.deadBy,
    summary: settings.summary,
    ...(agent === undefined ? {} : { agent }),
    ...(isRefused ? { isRefused } : {}),
  }
}

const VERSION = 1

/** The state as text for the runner, which keeps it in memory until the job ends. */
export function encodeState(state: SavedState): string {
  const agent = state.agent && { ...state.agent, journalKey: state.agent.journalKey.reveal() }
  return JSON.stringify({ version: VERSION, ...state, value: state.value.reveal(), agent })
}

/** The state in `text`, each field checked; `undefined` if it is no state of this version. */
export function decodeState(text: string): SavedState | undefined {
  const fields = parseFields(text)
  if (fields?.['version'] !== VERSION) return undefined
  const { token, value, apiUrl, expiresAt, summary } = fields
  const savedAt = readMoment(fields['savedAt'])
  const deadBy = readMoment(fields['deadBy'])
  const fate = FATES.find((known) => known === token)
  if (fate === undefined) return undefined
  if (typeof value !== 'string' || value === '' || typeof apiUrl !== 'string') return undefined
  if (!isTime(expiresAt) || typeof summary !== 'boolean') return undefined
  if (savedAt === undefined || deadBy === undefined) return undefined
  const agent = readAgent(fields['agent'])
  return {
    token: fate,
    value: new Secret(value),
    apiUrl,
    expiresAt,
    savedAt,
    deadBy,
    summary,
    ...(agent === undefined ? {} : { agent }),
    ...(fields['isRefused'] === true ? { isRefused: true } : {}),
  }
}

function readAgent(value: unknown): SavedAgent | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { socket, folder, journalKey, isRevoking } = value as Record<string, unknown>
  if (typeof socket !== 'string' || typeof folder !== 'string' || typeof journalKey !== 'string')
    return undefined
  return { socket, folder, journalKey: new Secret(journalKey), isRevoking: isRevoking === true }
}

/** Within the days that a Date can tell. */
const isTime = (value: unknown): value is number => typeof value === 'number' && Math.abs(value) <= 8.64e15

function readMoment(value: unknown): Moment | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { wallMs, monotonicMs } = value as Record<string, unknown>
  return isTime(wallMs) && isTime(monotonicMs) ? { wallMs, monotonicMs } : undefined
}

function parseFields(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
