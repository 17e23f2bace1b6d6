import { type Command } from '../command.ts'
import { wholeNumber, WrongUsage } from '../wrong-usage.ts'

const USAGE = ['gc-token gateway [--port N]']

/** A gateway in the foreground. */
export const GATEWAY: Command = {
  name: 'gateway',
  usage: USAGE,
  help: `Has a gateway on 127.0.0.1 until Ctrl-C, which puts a valid token on each request of a program that holds a
placeholder. Prints the export lines that such a program needs, and revokes its tokens in the end.

  --port N   where it listens; without it, on any port that is free

Exit codes: 130 after Ctrl-C, 143 after SIGTERM; 1 the port is taken, or there is no token; 2 wrong usage or settings.
`,
  parse: (args) => {
    const [option, port, ...others] = args
    if (option === undefined) return (desk) => desk.runGateway(0)
    if (option !== '--port' || others.length > 0)
      throw new WrongUsage('gateway takes --port N, and nothing else.', USAGE)
    const wanted = wholeNumber(option, port, 65_535, USAGE)
    return (desk) => desk.runGateway(wanted)
  },
}
