import { type Command } from '../command.ts'
import { describeArgument, WrongUsage } from '../wrong-usage.ts'
import { printStatus, printStatusJson } from '../status.ts'

const USAGE = ['gc-token status [--json]']

/** What the agent holds. */
export const STATUS: Command = {
  name: 'status',
  usage: USAGE,
  help: `Says what the agent of this job holds: its OAuth client, the token's expiry and idle timeout, and what went
wrong lately. Never the token. With --json the same facts as one JSON document.

Exit codes: 0; 1 there is no agent, or none that answers; 2 wrong usage.
`,
  parse: (args) => {
    const isJson = args.length === 1 && args[0] === '--json'
    if (args.length > 0 && !isJson) throw new WrongUsage(describeArgument(args[0] ?? ''), USAGE)
    return async (desk) => {
      const fields = await desk.status()
      desk.put(isJson ? printStatusJson(fields) : printStatus(fields))
      return 0
    }
  },
}
