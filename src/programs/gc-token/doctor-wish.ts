import { CHECK_NAMES, type CheckName } from '../../doctor/check.ts'
import { describeArgument, WrongUsage } from './wrong-usage.ts'

/** What doctor is to look at, and how it tells. */
export interface DoctorWish {
  readonly isJson: boolean
  /** None for all. */
  readonly checks: readonly CheckName[]
  readonly isStrict: boolean
  readonly asksForToken: boolean
  readonly isOffline: boolean
}

export const DOCTOR_USAGE = [
  'gc-token doctor [--json] [--check NAME]... [--strict] [--ask-for-token] [--offline]',
  'gc-token doctor --list-checks',
]

/** @throws WrongUsage */
export function parseDoctor(args: readonly string[]): DoctorWish | 'list-checks' {
  const checks: CheckName[] = []
  const flags = new Set<string>()
  for (let index = 0; index < args.length; index++) {
    const argument = args[index] ?? ''
    if (argument === '--check') checks.push(checkNamed(args[++index]))
    else if (argument.startsWith('--check=')) checks.push(checkNamed(argument.slice('--check='.length)))
    else if (FLAGS.includes(argument)) flags.add(argument)
    else throw new WrongUsage(describeArgument(argument), DOCTOR_USAGE)
  }
  if (flags.has('--list-checks')) return 'list-checks'
  return {
    isJson: flags.has('--json'),
    checks,
    isStrict: flags.has('--strict'),
    asksForToken: flags.has('--ask-for-token'),
    isOffline: flags.has('--offline'),
  }
}

const FLAGS = ['--json', '--strict', '--ask-for-token', '--offline', '--list-checks']

function checkNamed(name: string | undefined): CheckName {
  const check = CHECK_NAMES.find((known) => known === name)
  if (check !== undefined) return check
  throw new WrongUsage(`--check takes one of ${CHECK_NAMES.join(', ')}.`, DOCTOR_USAGE)
}
