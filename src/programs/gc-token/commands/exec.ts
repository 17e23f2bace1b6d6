import { type Command } from '../command.ts'
import { wholeNumber, WrongUsage } from '../wrong-usage.ts'
import { type CommandLine } from '../desk.ts'

const USAGE = [
  'gc-token exec [--keep-credentials] [--gateway [--gateway-tokens N] [--pass-token]] -- COMMAND [ARGUMENT]...',
]

const DASHES = 'exec needs two dashes before the command: gc-token exec -- COMMAND.'

/** A command with a token in its environment. */
export const EXEC: Command = {
  name: 'exec',
  usage: USAGE,
  help: `Runs COMMAND with a token in its environment: GENESYSCLOUD_ACCESS_TOKEN, with GENESYSCLOUD_API_URL,
GENESYSCLOUD_DOMAIN and GENESYSCLOUD_REGION. Where there is no agent it has one of its own while COMMAND runs, so
that gc-token works in it; the tokens that were issued are revoked when it ends. Signals are passed on.

  --keep-credentials   leaves the client secret and key in COMMAND's environment (Archy needs them)
  --gateway            COMMAND gets a placeholder for a gateway on 127.0.0.1, which puts a valid token on each request
  --gateway-tokens N   how many tokens the gateway may hold at once, 1 to 10
  --pass-token         with --gateway: COMMAND gets the real token, for uploads

Who is the same user on this machine can read the environment of COMMAND, and that of gc-token itself, which has
the client secret, under /proc/PID/environ. GENESYSCLOUD_OAUTHCLIENT_SECRET_FILE and
GENESYSCLOUD_OAUTHCLIENT_SECRET_COMMAND keep the secret out of it.

Exit codes: that of COMMAND, 128 + n if signal n ended it; 126 or 127 if it could not be started; 1 there is no
token; 2 wrong usage or settings.
`,
  parse: (args) => {
    // Without the two dashes an option of the command and one of ours could not be told apart later on.
    const dashes = args.indexOf('--')
    const wish = parseOptions(dashes === -1 ? args : args.slice(0, dashes))
    if (dashes === -1) throw new WrongUsage(DASHES, USAGE)
    const [command, ...rest] = args.slice(dashes + 1)
    if (command === undefined || command === '')
      throw new WrongUsage('exec needs a command after the two dashes.', USAGE)
    return async (desk) => {
      const { exitCode, fault } = await desk.execute({ command, args: rest, ...wish })
      if (fault !== undefined) desk.log(fault)
      return exitCode
    }
  },
}

function parseOptions(options: readonly string[]): Pick<CommandLine, 'keepsCredentials' | 'gateway'> {
  const waiting = [...options]
  let [keepsCredentials, isGateway, isTokenPassed] = [false, false, false]
  let mostTokens: number | undefined
  for (let option = waiting.shift(); option !== undefined; option = waiting.shift()) {
    if (option === '--keep-credentials') keepsCredentials = true
    else if (option === '--gateway') isGateway = true
    else if (option === '--pass-token') isTokenPassed = true
    else if (option === '--gateway-tokens') mostTokens = wholeNumber(option, waiting.shift(), 10, USAGE)
    else throw new WrongUsage(DASHES, USAGE)
  }
  if (isGateway) return { keepsCredentials, gateway: { mostTokens: mostTokens ?? 1, isTokenPassed } }
  if (isTokenPassed || mostTokens !== undefined) {
    throw new WrongUsage('--gateway-tokens and --pass-token go with --gateway.', USAGE)
  }
  return { keepsCredentials, gateway: undefined }
}
