import { type SecretMasker } from './masks.ts'
import { type StepLog } from './step-log.ts'

/** What commands on stdout and stderr may change besides the log. */
export interface CommandEffects {
  readonly log: StepLog
  readonly masker: SecretMasker
  readonly onMask: (value: string) => void
  readonly setOutput: (name: string, value: string) => void
  readonly saveState: (name: string, value: string) => void
  /** The step fails in the end, whatever its exit code. */
  readonly fail: () => void
}

type CommandHandler = (command: WorkflowCommand, effects: CommandEffects) => void

const SHORTEST_MASKED_STOP_TOKEN = 7

const HANDLERS: Readonly<Record<string, CommandHandler>> = {
  'add-mask': addMask,
  'set-output': (command, effects) => {
    warnDeprecated(command, effects)
    effects.setOutput(requiredName(command), command.data)
  },
  'save-state': (command, effects) => {
    warnDeprecated(command, effects)
    const name = requiredName(command)
    effects.saveState(name, command.data)
    effects.log.debug(`Save intra-action state ${name} = ${command.data}`)
  },
  'set-env': refuse,
  'add-path': refuse,
  debug: ({ data }, { log }) => log.debug(data),
  error: ({ data, properties }, { log }) => log.issue('error', data, properties),
  warning: ({ data, properties }, { log }) => log.issue('warning', data, properties),
  notice: ({ data, properties }, { log }) => log.issue('notice', data, properties),
  group: ({ data }, { log }) => log.output(`##[group]${data}`),
  endgroup: ({ data }, { log }) => log.output(`##[endgroup]${data}`),
}

const SILENT = ['add-mask', 'debug', 'error', 'warning', 'notice']

/** Handles the lines of one phase of one step: commands take effect, everything else is output. */
export function createLineHandler(effects: CommandEffects): (line: string) => void {
  let stopToken: string | undefined
  const isKnown = (name: string): boolean =>
    name === 'stop-commands' || name === stopToken || name in HANDLERS

  const run = (command: WorkflowCommand, line: string): void => {
    try {
      if (command.name === 'stop-commands') {
        stopToken = takeStopToken(command.data, isKnown, effects)
        effects.log.output(line)
      } else {
        HANDLERS[command.name]?.(command, effects)
      }
    } catch (error) {
      const shown = SILENT.includes(command.name) ? command.name : line
      effects.log.issue('error', `Unable to process command '${shown}' successfully.`)
      effects.log.issue('error', error instanceof Error ? error.message : String(error))
      effects.fail()
    }
  }

  return (line) => {
    const command = parseCommand(line, isKnown)
    if (command === undefined) {
      effects.log.output(line)
    } else if (stopToken === undefined) {
      run(command, line)
    } else {
      effects.log.output(line)
      if (command.name === stopToken) stopToken = undefined
    }
  }
}

function addMask({ data }: WorkflowCommand, { log, masker, onMask }: CommandEffects): void {
  if (data.trim() === '') {
    log.issue('warning', "Can't add secret mask for empty string in ##[add-mask] command.")
    return
  }
  onMask(data)
  masker.add(data)
}

function takeStopToken(data: string, isKnown: (name: string) => boolean, { masker }: CommandEffects): string {
  const token = data.toLowerCase()
  if (token === '' || token === 'pause-logging' || isKnown(token)) {
    throw new Error(
      "You cannot use a endToken that is an empty string, the string 'pause-logging', or another workflow command.",
    )
  }
  if (data.length >= SHORTEST_MASKED_STOP_TOKEN) masker.add(data)
  return token
}

function requiredName({ name, properties }: WorkflowCommand): string {
  const value = properties['name'] ?? ''
  if (value === '') throw new Error(`Required field 'name' is missing in ##[${name}] command.`)
  return value
}

function warnDeprecated({ name }: WorkflowCommand, { log }: CommandEffects): void {
  log.issue(
    'warning',
    `The \`${name}\` command is deprecated and will be disabled soon. Please upgrade to using Environment Files. For more information see: https://github.blog/changelog/2022-10-11-github-actions-deprecating-save-state-and-set-output-commands/`,
  )
}

function refuse({ name }: WorkflowCommand): void {
  throw new Error(
    `The \`${name}\` command is disabled. Please upgrade to using Environment Files or opt into unsecure command execution by setting the \`ACTIONS_ALLOW_UNSECURE_COMMANDS\` environment variable to \`true\`. For more information see: https://github.blog/changelog/2020-10-01-github-actions-deprecating-set-env-and-add-path-commands/`,
  )
}

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
