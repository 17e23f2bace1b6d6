/** How a token is printed. */
export type Format = 'plain' | 'header' | 'json'

/** What `gc-token` was asked to do. */
export type Command =
  | { readonly do: 'token'; readonly format: Format; readonly renew: boolean }
  | { readonly do: 'status' }
  | { readonly do: 'exec'; readonly command: string; readonly args: readonly string[] }
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
  const [dashes, command, ...args] = rest
  if (dashes !== '--')
    throw new WrongUsage('exec needs two dashes before the command: gc-token exec -- COMMAND.')
  if (command === undefined || command === '')
    throw new WrongUsage('exec needs a command after the two dashes.')
  return { do: 'exec', command, args }
}

function parseOptions(args: readonly string[]): Command {
  if (args.includes('--help') || args.includes('-h')) return { do: 'help' }
  if (args.includes('--version')) return { do: 'version' }
  const known = ['--header', '--json', '--renew']
  const unknown = args.find((argument) => !known.includes(argument))
  // Not quoted in full: somebody may have put a secret there.
  if (unknown !== undefined) throw new WrongUsage(`${describe(unknown)} is not known.`)
  const isHeader = args.includes('--header')
  const isJson = args.includes('--json')
  if (isHeader && isJson) throw new WrongUsage('--header and --json exclude each other.')
  return {
    do: 'token',
    format: isHeader ? 'header' : isJson ? 'json' : 'plain',
    renew: args.includes('--renew'),
  }
}

const describe = (argument: string): string =>
  /^-{0,2}[a-z-]{1,20}$/.test(argument) ? `"${argument}"` : 'An argument'
