import { VERSION } from '../../../core/version.ts'
import { type Command, type Run } from '../command.ts'
import { describeArgument, describeUsage, WrongUsage } from '../wrong-usage.ts'
import { HELP } from '../help.ts'
import { DOCTOR } from './doctor.ts'
import { EXEC } from './exec.ts'
import { GATEWAY } from './gateway.ts'
import { REVOKE } from './revoke.ts'
import { STATUS } from './status.ts'
import { TOKEN } from './token.ts'

/** Every command of `gc-token` besides help. */
export const COMMANDS: readonly Command[] = [TOKEN, STATUS, EXEC, GATEWAY, REVOKE, DOCTOR]

const HELP_USAGE = ['gc-token help [COMMAND]', 'gc-token COMMAND --help']

/** What the arguments ask for. @throws WrongUsage */
export function parseArguments(args: readonly string[]): Run {
  const [name, ...rest] = args
  if (name === 'help') return helpFor(rest)
  const command = COMMANDS.find((one) => one.name !== '' && one.name === name)
  const own = rest.slice(0, rest.includes('--') ? rest.indexOf('--') : rest.length)
  if (command !== undefined) return asksForHelp(own) ? put(describeCommand(command)) : command.parse(rest)
  if (asksForHelp(args)) return put(HELP)
  if (args.includes('--version')) return put(`${VERSION}\n`)
  return TOKEN.parse(args)
}

const asksForHelp = (args: readonly string[]): boolean => args.includes('--help') || args.includes('-h')

function helpFor(args: readonly string[]): Run {
  const [name, ...more] = args
  if (name === undefined) return put(HELP)
  const command = COMMANDS.find((one) => one.name === name && name !== '')
  if (command !== undefined && more.length === 0) return put(describeCommand(command))
  throw new WrongUsage(describeArgument(more[0] ?? name), HELP_USAGE)
}

function describeCommand({ usage, help }: Command): string {
  return `${describeUsage(usage)}\n\n${help}`
}

const put =
  (text: string): Run =>
  (desk) => {
    desk.put(text)
    return Promise.resolve(0)
  }
