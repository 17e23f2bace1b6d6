import { type Command } from '../command.ts'
import { describeArgument, WrongUsage } from '../wrong-usage.ts'
import { parseTokenWish } from '../token-wish.ts'

const USAGE = ['gc-token [--header | --json] [--renew]']

/** A token on stdout. */
export const TOKEN: Command = {
  name: '',
  usage: USAGE,
  help: '',
  parse: (args) => {
    const wish = parseTokenWish(args)
    if (wish !== undefined) return (desk) => desk.printToken(wish)
    const unknown = args.find((argument) => parseTokenWish([argument]) === undefined)
    throw new WrongUsage(
      unknown === undefined ? '--header and --json exclude each other.' : describeArgument(unknown),
      USAGE,
    )
  },
}
