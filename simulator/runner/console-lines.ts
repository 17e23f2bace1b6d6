import { stripVTControlCharacters, styleText } from 'node:util'

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

/** The raw log, as one downloads it from GitHub, without colours. */
export const plainLines: LineFormatter = (line) => stripVTControlCharacters(line)

/** For a terminal: headings of groups in bold, their contents indented, problems in colour. */
export function createColourLines(): LineFormatter {
  let isInGroup = false
  return (line) => {
    if (line.startsWith('##[endgroup]')) {
      isInGroup = false
      return undefined
    }
    const match = /^##\[(\w+)\](.*)$/.exec(line)
    if (match?.[1] === 'group') {
      isInGroup = true
      return style('bold', match[2] ?? '')
    }
    const tag = TAGS[match?.[1] ?? '']
    const text = tag === undefined ? line : style(tag.style, `${tag.label}${match?.[2] ?? ''}`)
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
