/** A workflow command as a line of a process holds it. */
export interface WorkflowCommand {
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly data: string
}

interface Syntax {
  readonly separator: ',' | ';'
  readonly unescapeProperty: (text: string) => string
  readonly unescapeData: (text: string) => string
}

/** The order is the runner's: `%` last, so that `%250A` stays `%0A`. */
const unescapeData = unescapeWith(['\r', '\n', '%'])
const unescapeAll = unescapeWith([';', '\r', '\n', ']', '%'])
const CURRENT: Syntax = {
  separator: ',',
  unescapeProperty: unescapeWith(['\r', '\n', ':', ',', '%']),
  unescapeData,
}
const OLD: Syntax = { separator: ';', unescapeProperty: unescapeAll, unescapeData: unescapeAll }

/** Reads `::name key=value::data` at the start of a line, or the older `##[name key=value]data` anywhere in it. */
export function parseCommand(line: string, isKnown: (name: string) => boolean): WorkflowCommand | undefined {
  return parseCurrent(line, isKnown) ?? parseOld(line, isKnown)
}

function parseCurrent(line: string, isKnown: (name: string) => boolean): WorkflowCommand | undefined {
  const text = line.trimStart()
  if (!text.startsWith('::')) return undefined
  const end = text.indexOf('::', 2)
  return end < 0 ? undefined : read(text.slice(2, end), text.slice(end + 2), CURRENT, isKnown)
}

function parseOld(line: string, isKnown: (name: string) => boolean): WorkflowCommand | undefined {
  const start = line.indexOf('##[')
  const end = start < 0 ? -1 : line.indexOf(']', start)
  return end < 0 ? undefined : read(line.slice(start + 3, end), line.slice(end + 1), OLD, isKnown)
}

function read(
  head: string,
  data: string,
  syntax: Syntax,
  isKnown: (name: string) => boolean,
): WorkflowCommand | undefined {
  const space = head.indexOf(' ')
  const name = (space < 0 ? head : head.slice(0, space)).toLowerCase()
  if (!isKnown(name)) return undefined
  const properties: Record<string, string> = {}
  for (const pair of space > 0
    ? head
        .slice(space + 1)
        .trim()
        .split(syntax.separator)
    : []) {
    const equals = pair.indexOf('=')
    if (equals > 0 && equals < pair.length - 1) {
      properties[pair.slice(0, equals).toLowerCase()] = syntax.unescapeProperty(pair.slice(equals + 1))
    }
  }
  return { name, properties, data: syntax.unescapeData(data) }
}

function unescapeWith(characters: readonly string[]): (text: string) => string {
  const escapes = characters.map(
    (character) =>
      [`%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`, character] as const,
  )
  return (text) => escapes.reduce((result, [escape, character]) => result.replaceAll(escape, character), text)
}
