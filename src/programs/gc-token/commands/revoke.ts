import { type Command } from '../command.ts'
import { describeArgument, WrongUsage } from '../wrong-usage.ts'

const USAGE = ['gc-token revoke < FILE']

/** The end of a token. */
export const REVOKE: Command = {
  name: 'revoke',
  usage: USAGE,
  help: `Revokes the token on standard input, or, with an agent and no input, the agent's, which then gets another
when it is asked. It needs no credentials, only a host: that of GENESYSCLOUD_REGION or GENESYSCLOUD_API_URL, else the
agent's.

Exit codes: 0 it was revoked, or the host does not accept it; 1 it may still be valid; 2 there is no token, or no
host.
`,
  parse: (args) => {
    if (args.length > 0) throw new WrongUsage(describeArgument(args[0] ?? ''), USAGE)
    return async (desk) => {
      const revoked = await desk.revoke()
      switch (revoked.is) {
        case 'revoked':
          desk.log('The token was revoked.')
          return 0
        case 'not-accepted':
          desk.log(
            'This host does not accept the token (HTTP 401): it has ended, or belongs to another host.',
          )
          return 0
        case 'may-be-valid':
          desk.log(`The token could not be revoked (${revoked.because}); it may still be valid.`)
          return 1
        case 'too-large':
          throw new WrongUsage(
            `Standard input has more than ${revoked.mostBytes} bytes, and no token is as large. Nothing was revoked.`,
            USAGE,
          )
        case 'none':
          throw new WrongUsage('There is no token on standard input, and no agent that has one.', USAGE)
      }
    }
  },
}
