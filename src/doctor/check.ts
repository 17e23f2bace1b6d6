import { type Deadline } from '../core/deadline.ts'
import { type DoctorContext } from './context.ts'

/** In the order in which they are reported. */
export const CHECK_NAMES = [
  'settings',
  'environment',
  'dns.login',
  'dns.api',
  'connect.login',
  'connect.api',
  'tls.login',
  'tls.api',
  'clock',
  'endpoint',
  'token',
  'organization',
  'lifetime',
  'idle-timeout',
  'roles',
  'rate-limit',
] as const

export type CheckName = (typeof CHECK_NAMES)[number]

/** `unknown`: the server does not let this client look. `skipped`: there was no reason, or no way, to look. */
export type Verdict = 'ok' | 'warn' | 'fail' | 'unknown' | 'skipped'

/** What a check found. */
export interface Finding {
  readonly result: Verdict
  /** What programs tell a finding by, such as `NAME_NOT_FOUND`; empty where all is well. */
  readonly code: string
  /** One sentence, or a clause that can stand as one. */
  readonly detail: string
  /** What to do about it; empty where there is nothing to do. */
  readonly hint: string
  /** Of one that was skipped: what needs it cannot run either. */
  readonly isInTheWay: boolean
}

/** What one check works with. */
export interface Examination extends DoctorContext {
  /** When the check has to be done. */
  readonly deadline: Deadline
  /** Aborted when nothing waits for the check any more. */
  readonly signal: AbortSignal
  /** What was found by the checks that this one needs or follows. */
  readonly found: ReadonlyMap<CheckName, Finding>
}

/** One thing to look at. */
export interface Check {
  readonly name: CheckName
  /** It makes no sense if one of these fails. */
  readonly needs: readonly CheckName[]
  /** These come first, whatever they find. */
  readonly follows?: readonly CheckName[]
  /** It opens no connection. */
  readonly isLocal?: boolean
  readonly run: (examination: Examination) => Finding | Promise<Finding>
  /** What it means that `run` is not done in time. */
  readonly whenSilent?: (context: DoctorContext) => Finding
}

/** A finding under the name of its check. */
export interface CheckResult extends Finding {
  readonly name: CheckName
  /** How long the check took, in milliseconds. */
  readonly ms: number
}

const NOTHING = { code: '', hint: '', isInTheWay: false }

/** All is well, or there is only something to know. */
export function ok(detail: string): Finding {
  return { ...NOTHING, result: 'ok', detail }
}

/** It works, and may not be what was meant. */
export function warn(code: string, detail: string, hint: string): Finding {
  return { ...NOTHING, result: 'warn', code, detail, hint }
}

/** It does not work. */
export function fail(code: string, detail: string, hint: string): Finding {
  return { ...NOTHING, result: 'fail', code, detail, hint, isInTheWay: true }
}

/** The server does not tell this client. */
export function unknown(code: string, detail: string, hint = ''): Finding {
  return { ...NOTHING, result: 'unknown', code, detail, hint }
}

/** Not looked at; what comes after it can do without. */
export function skipped(detail: string): Finding {
  return { ...NOTHING, result: 'skipped', detail }
}

/** Not looked at, as is what needs it. */
export function blocked(detail: string): Finding {
  return { ...skipped(detail), isInTheWay: true }
}
