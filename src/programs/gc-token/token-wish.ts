/** How a token is printed. */
export type Format = 'plain' | 'header' | 'json'

/** A token that `gc-token` is to print. */
export interface TokenWish {
  readonly format: Format
  /** Whether it has to be a new one. */
  readonly renew: boolean
}

/** What most calls ask for, by itself so that they load no more; `undefined` for all other arguments. */
export function parseTokenWish(args: readonly string[]): TokenWish | undefined {
  const [isHeader, isJson, renew] = ['--header', '--json', '--renew'].map((option) => args.includes(option))
  if (!args.every((argument) => ['--header', '--json', '--renew'].includes(argument))) return undefined
  if (isHeader === true && isJson === true) return undefined
  return { format: isHeader === true ? 'header' : isJson === true ? 'json' : 'plain', renew: renew === true }
}
