import { onOneLine } from '../core/characters.ts'
import { CHECK_NAMES, type CheckName, type CheckResult, type Verdict } from './check.ts'

const SYMBOLS: Readonly<Record<Verdict, string>> = {
  ok: '✓',
  warn: '!',
  fail: '✗',
  unknown: '?',
  skipped: '–',
}

/** Select Graphic Rendition, as terminals know it. */
const COLOURS: Readonly<Record<Verdict, number>> = { ok: 32, warn: 33, fail: 31, unknown: 36, skipped: 2 }

const widthOf = (words: readonly string[]): number => Math.max(...words.map(({ length }) => length))

const NAME_WIDTH = widthOf(CHECK_NAMES)
const WORD_WIDTH = widthOf(Object.keys(SYMBOLS))

/** How a report looks. */
export interface ReportStyle {
  readonly isColoured: boolean
  /** URL of the page on doctor. */
  readonly documentation: string
}

/** Whether the machine, the settings and the servers are in order, as an exit code has it. */
export function isHealthy(results: readonly CheckResult[], isStrict: boolean): boolean {
  return !results.some(({ result }) => result === 'fail' || (isStrict && result === 'warn'))
}

/** A line for each check; below a failure or a warning what to do, below a failure where to read on. */
export function reportLines(
  results: readonly CheckResult[],
  { isColoured, documentation }: ReportStyle,
): string[] {
  const indent = ' '.repeat(WORD_WIDTH + NAME_WIDTH + 4)
  return results.flatMap((finding) => {
    const { name, result, detail, hint } = finding
    const word = `${SYMBOLS[result]} ${result.padEnd(WORD_WIDTH)}`
    const shown = isColoured ? `\u001b[${COLOURS[result]}m${word}\u001b[0m` : word
    return [
      `${shown} ${name.padEnd(NAME_WIDTH)} ${onOneLine(detail)}`,
      ...(hint === '' ? [] : [`${indent}${onOneLine(hint)}`]),
      ...(result === 'fail' ? [`${indent}${helpFor(name, documentation)}`] : []),
    ]
  })
}

/** One JSON document. */
export function reportJson(
  results: readonly CheckResult[],
  isStrict: boolean,
  documentation: string,
): string {
  const checks = results.map(({ name, result, code, detail, hint, ms }) => {
    return { name, result, code, detail, hint, ms: Math.round(ms), help: helpFor(name, documentation) }
  })
  return JSON.stringify({ version: 1, ok: isHealthy(results, isStrict), checks })
}

/** The section on a check: `dns.login` and `dns.api` share one. */
function helpFor(name: CheckName, documentation: string): string {
  return `${documentation}#${name.replace(/\..*$/, '')}`
}

/**
 * What a further cause in an error says: the first failure behind it, and its cure.
 *
 * @param narrowed what is known of credentials that were refused
 */
export function describeFirstFailure(results: readonly CheckResult[], narrowed = ''): string | undefined {
  const failed = results.filter(({ result }) => result === 'fail')
  // That there is no token is the error itself: it counts if nothing else is at fault.
  const first = failed.find(({ name }) => name !== 'token')
  if (first !== undefined) {
    return `doctor finds: ${first.name}: ${onOneLine(first.detail)} (${onOneLine(first.hint)})`
  }
  const [token] = failed
  if (token === undefined) return undefined
  return `doctor finds: token: ${[token.code, narrowed].filter((text) => text !== '').join(', ')}; what comes before it is in order`
}
