import { CHECK_NAMES } from '../../../doctor/check.ts'
import { type Command } from '../command.ts'
import { DOCTOR_USAGE, parseDoctor } from '../doctor-wish.ts'

/** Which part is at fault. */
export const DOCTOR: Command = {
  name: 'doctor',
  usage: DOCTOR_USAGE,
  help: `Looks at the settings, this machine, the way to the login host and the API host, and the token, and says which
part is at fault. With an agent it looks at the agent's token and leaves it alone.

  --check NAME      only this check, and those that it needs; may be given several times
  --list-checks     the names of all checks
  --ask-for-token   where there is no agent: asks for a token, which is revoked in the end
  --offline         opens no connection
  --strict          a warning counts as a failure
  --json            one JSON document

Exit codes: 0 nothing failed; 1 a check failed; 2 wrong usage.
`,
  parse: (args) => {
    const wish = parseDoctor(args)
    if (wish !== 'list-checks') return (desk) => desk.examine(wish)
    return (desk) => {
      desk.put(`${CHECK_NAMES.join('\n')}\n`)
      return Promise.resolve(0)
    }
  },
}
