/** The arguments make no command; the message says why. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage'
  /** How the command is written. */
  readonly usage: readonly string[]

  constructor(message: string, usage: readonly string[]) {
    super(message)
    this.usage = usage
  }
}

/** An argument that is not known. Not quoted in full: it may be a secret by mistake. */
export function describeArgument(argument: string): string {
  return /^-{0,2}[a-z-]{1,20}$/.test(argument) ? `"${argument}" is not known.` : 'An argument is not known.'
}

/** `Usage: ` and each way to write a command, below each other. */
export function describeUsage(usage: readonly string[]): string {
  return `Usage: ${usage.join('\n       ')}`
}

/** The number behind an option, from 1 on. @throws WrongUsage */
export function wholeNumber(
  option: string,
  text: string | undefined,
  most: number,
  usage: readonly string[],
): number {
  const value = /^\d{1,5}$/.test(text ?? '') ? Number(text) : 0
  if (value >= 1 && value <= most) return value
  throw new WrongUsage(`${option} takes a whole number from 1 to ${most}.`, usage)
}
