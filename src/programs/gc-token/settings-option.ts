import { WrongUsage } from './wrong-usage.ts'

const USAGE = ['gc-token --settings FILE [COMMAND] [ARGUMENT]...']

/** The arguments without `--settings FILE`, which may stand anywhere before `--`. @throws WrongUsage */
export function takeSettingsOption(args: readonly string[]): {
  readonly file: string | undefined
  readonly others: readonly string[]
} {
  const end = args.includes('--') ? args.indexOf('--') : args.length
  const at = args.findIndex((text, index) => index < end && /^--settings(?:=|$)/.test(text))
  if (at === -1) return { file: undefined, others: args }
  const isJoined = args[at]?.startsWith('--settings=') === true
  const file = isJoined ? args[at]?.slice('--settings='.length) : at + 1 < end ? args[at + 1] : undefined
  if (file === undefined || file === '') throw new WrongUsage('--settings needs a file.', USAGE)
  const others = args.toSpliced(at, isJoined ? 1 : 2)
  if (takeSettingsOption(others).file !== undefined) throw new WrongUsage('--settings is given twice.', USAGE)
  return { file, others }
}
