import { parseCommand, type WorkflowCommand } from './commands.ts'
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
  // Problem matchers only make annotations of other tools' output, which no test here looks at.
  'add-matcher': () => undefined,
  'remove-matcher': () => undefined,
}

const SILENT = ['add-mask', 'debug', 'error', 'warning', 'notice']

/** Handles the lines of one phase of one step: commands take effect, everything else is output. */
export function createLineHandler(effects: CommandEffects): (line: string) => void {
  let stopToken: string | undefined
  let isEchoing = false
  const isKnown = (name: string): boolean =>
    name === 'stop-commands' || name === 'echo' || name === stopToken || name in HANDLERS

  const run = (command: WorkflowCommand, line: string): void => {
    if (isEchoing && !SILENT.includes(command.name)) effects.log.output(line)
    try {
      if (command.name === 'stop-commands') {
        stopToken = takeStopToken(command.data, isKnown, effects)
        effects.log.output(line)
      } else if (command.name === 'echo') {
        isEchoing = command.data.trim().toLowerCase() === 'on'
      } else {
        if (isEchoing && command.name === 'add-mask') effects.log.output('::add-mask::***')
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
