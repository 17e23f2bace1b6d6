import { type GatewayWish } from '../../agent/gateway-door.ts'
import { parseTokenWish, type TokenWish } from './token-wish.ts'

/** What `gc-token` was asked to do. */
export type Command =
  | ({ readonly do: 'token' } & TokenWish)
  | { readonly do: 'status' }
  | ExecCommand
  /** @property port 0 for any that is free */
  | { readonly do: 'gateway'; readonly port: number }
  | { readonly do: 'help' }
  | { readonly do: 'version' }

export interface ExecCommand {
  readonly do: 'exec'
  readonly command: string
  readonly args: readonly string[]
  /** Whether the client secret and key stay in the command's environment. */
  readonly keepsCredentials: boolean
  /** The gateway that the command is to use; `undefined` if it gets a token. */
  readonly gateway: Pick<GatewayWish, 'mostTokens' | 'isTokenPassed'> | undefined
}

/** The arguments make no command; the message says why. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage'
}

/** @throws WrongUsage */
export function parseArguments(args: readonly string[]): Command {
  const [first, ...rest] = args
  if (first === 'exec') return parseExec(rest)
  if (first === 'gateway') return parseGateway(rest)
  if (first !== 'status') return parseOptions(args)
  if (rest.length > 0) throw new WrongUsage('status takes no arguments.')
  return { do: 'status' }
}

function parseExec(rest: readonly string[]): Command {
  if (rest[0] === '--help' || rest[0] === '-h') return { do: 'help' }
  // Without the two dashes an option of the command and one of ours could not be told apart later on.
  const dashes = rest.indexOf('--')
  const options = dashes === -1 ? rest : rest.slice(0, dashes)
  const wish = parseExecOptions(options)
  if (dashes === -1)
    throw new WrongUsage('exec needs two dashes before the command: gc-token exec -- COMMAND.')
  const [command, ...args] = rest.slice(dashes + 1)
  if (command === undefined || command === '')
    throw new WrongUsage('exec needs a command after the two dashes.')
  return { do: 'exec', command, args, ...wish }
}

function parseExecOptions(options: readonly string[]): Pick<ExecCommand, 'keepsCredentials' | 'gateway'> {
  const waiting = [...options]
  let [keepsCredentials, isGateway, isTokenPassed] = [false, false, false]
  let mostTokens: number | undefined
  for (let option = waiting.shift(); option !== undefined; option = waiting.shift()) {
    if (option === '--keep-credentials') keepsCredentials = true
    else if (option === '--gateway') isGateway = true
    else if (option === '--pass-token') isTokenPassed = true
    else if (option === '--gateway-tokens') mostTokens = wholeNumber(option, waiting.shift(), 10)
    else throw new WrongUsage('exec needs two dashes before the command: gc-token exec -- COMMAND.')
  }
  if (isGateway) return { keepsCredentials, gateway: { mostTokens: mostTokens ?? 1, isTokenPassed } }
  if (isTokenPassed || mostTokens !== undefined) {
    throw new WrongUsage('--gateway-tokens and --pass-token go with --gateway.')
  }
  return { keepsCredentials, gateway: undefined }
}

function parseGateway(rest: readonly string[]): Command {
  const [option, port, ...others] = rest
  if (option === '--help' || option === '-h') return { do: 'help' }
  if (option === undefined) return { do: 'gateway', port: 0 }
  if (option !== '--port' || others.length > 0)
    throw new WrongUsage('gateway takes --port N, and nothing else.')
  return { do: 'gateway', port: wholeNumber(option, port, 65_535) }
}

function wholeNumber(option: string, text: string | undefined, most: number): number {
  const value = /^\d{1,5}$/.test(text ?? '') ? Number(text) : 0
  if (value >= 1 && value <= most) return value
  throw new WrongUsage(`${option} takes a whole number from 1 to ${most}.`)
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
