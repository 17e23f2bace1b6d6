import { stripVTControlCharacters, styleText } from 'node:util'
import { type GenesysCloud } from '../genesys/genesys-cloud.ts'

/** Turns a line of a job's log into what a console shows; undefined where it shows nothing. */
export type LineFormatter = (line: string) => string | undefined

type Style = Parameters<typeof styleText>[0]

/** How GitHub's log viewer shows the tags that the runner writes. */
const TAGS: Readonly<Record<string, { readonly label: string; readonly style: Style }>> = {
  error: { label: 'Error: ', style: 'red' },
  warning: { label: 'Warning: ', style: 'yellow' },
  notice: { label: 'Notice: ', style: 'blue' },
  debug: { label: '', style: 'gray' },
}

/** For a console: the contents of groups indented below their headings, problems called by name. */
export function createConsoleLines(isColoured: boolean): LineFormatter {
  const paint = (format: Style, text: string): string => (isColoured ? style(format, text) : text)
  let isInGroup = false
  return (given) => {
    const line = isColoured ? given : stripVTControlCharacters(given)
    if (line.startsWith('##[endgroup]')) {
      isInGroup = false
      return undefined
    }
    const match = /^##\[(\w+)\](.*)$/.exec(line)
    if (match?.[1] === 'group') {
      isInGroup = true
      return paint('bold', match[2] ?? '')
    }
    const tag = TAGS[match?.[1] ?? '']
    const text = tag === undefined ? line : paint(tag.style, `${tag.label}${match?.[2] ?? ''}`)
    return isInGroup ? `  ${text}` : text
  }
}

/** A verdict in the colour that it deserves. */
export function colourVerdict(conclusion: string, isColoured: boolean): string {
  if (!isColoured) return conclusion
  return style(conclusion === 'success' ? 'green' : 'red', conclusion)
}

/** Whether to colour was decided by the caller, who knows the stream and NO_COLOR. */
function style(format: Style, text: string): string {
  return styleText(format, text, { validateStream: false })
}

/** What Genesys Cloud saw during a run, and what became of its tokens, in lines for the console. */
export function reportRequests(
  genesys: Pick<GenesysCloud, 'requests' | 'tokens' | 'liveTokens'>,
): readonly string[] {
  const rows = genesys.requests.map(({ method, host, path, status, headers }) =>
    [
      `  ${method.padEnd(6)} ${host.padEnd(5)}`,
      path.padEnd(28),
      String(status ?? '-').padEnd(3),
      headers['authorization'] ?? '',
    ]
      .join(' ')
      .trimEnd(),
  )
  const alive = genesys
    .liveTokens()
    .map(({ number, expiresAt }) => `  token-${number}, until ${new Date(expiresAt).toISOString()}`)
  const granted = genesys.tokens().length
  return [
    `Genesys Cloud saw ${counted(rows.length)}${rows.length === 0 ? '.' : ':'}`,
    ...rows,
    granted === 0
      ? 'Tokens: none issued.'
      : `Tokens: ${granted} issued, ${alive.length === 0 ? 'none' : alive.length} still valid.`,
    ...alive,
  ]
}

function counted(requests: number): string {
  if (requests === 0) return 'no requests'
  return requests === 1 ? '1 request' : `${requests} requests`
}
