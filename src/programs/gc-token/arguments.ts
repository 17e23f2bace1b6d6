import { parseTokenWish, type TokenWish } from './token-wish.ts'

/** What `gc-token` was asked to do. */
export type Command =
  | ({ readonly do: 'token' } & TokenWish)
  | { readonly do: 'status' }
  | {
      readonly do: 'exec'
      readonly command: string
      readonly args: readonly string[]
      /** Whether the client secret and key stay in the command's environment. */
      readonly keepsCredentials: boolean
    }
  | { readonly do: 'help' }
  | { readonly do: 'version' }

/** The arguments make no command; the message says why. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage'
}

/** @throws WrongUsage */
export function parseArguments(args: readonly string[]): Command {
  const [first, ...rest] = args
  if (first === 'exec') return parseExec(rest)
  if (first !== 'status') return parseOptions(args)
  if (rest.length > 0) throw new WrongUsage('status takes no arguments.')
  return { do: 'status' }
}

function parseExec(rest: readonly string[]): Command {
  // Without the two dashes an option of the command and one of ours could not be told apart later on.
  if (rest[0] === '--help' || rest[0] === '-h') return { do: 'help' }
  const keepsCredentials = rest[0] === '--keep-credentials'
  const [dashes, command, ...args] = keepsCredentials ? rest.slice(1) : rest
  if (dashes !== '--')
    throw new WrongUsage('exec needs two dashes before the command: gc-token exec -- COMMAND.')
  if (command === undefined || command === '')
    throw new WrongUsage('exec needs a command after the two dashes.')
  return { do: 'exec', command, args, keepsCredentials }
}

function parseOptions(args: readonly string[]): Command {
  if (args.includes('--help') || args.includes('-h')) return { do: 'help' }
  if (args.includes('--version')) return { do: 'version' }
  const wish = parseTokenWish(args)
  if (wish !== undefined) return { do: 'token', ...wish }
  const unknown = args.find((argument) => parseTokenWish([argument]) === undefined)
  if (unknown === undefined) throw new WrongUsage('--header and --json exclude each other.')
  // Not quoted in full: it may be a secret by mistake.
  throw new WrongUsage(`${describe(unknown)} is not known.`)
}

const describe = (argument: string): string =>
  /^-{0,2}[a-z-]{1,20}$/.test(argument) ? `"${argument}"` : 'An argument'
