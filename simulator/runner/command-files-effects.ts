import { type CommandEffects } from './command-processor.ts'
import { type CommandFileName, readPairs, readPathEntries } from './file-commands.ts'
import { type JobSession } from './session.ts'
import { type CommandFiles } from './types.ts'

const LARGEST_SUMMARY_BYTES = 1024 * 1024

/** The names that the runner's error messages use. */
const CONTEXT_NAMES: Readonly<Record<CommandFileName, string>> = {
  path: 'path',
  env: 'env',
  summary: 'step_summary',
  state: 'state',
  output: 'output',
}

/** Applies a step's files however the step ended; a bad one fails the step and does not stop the others. */
export function applyCommandFiles(files: CommandFiles, session: JobSession, effects: CommandEffects): void {
  const appliers: Readonly<Record<CommandFileName, () => void>> = {
    path: () => applyPath(files.path, session.pathEntries),
    env: () => applyEnvironment(files.env, session, effects),
    summary: () => applySummary(files.summary, session, effects),
    state: () => {
      for (const [name, value] of readPairs(files.state)) {
        effects.saveState(name, value)
        effects.log.debug(`Save intra-action state ${name} = ${value}`)
      }
    },
    output: () => {
      for (const [name, value] of readPairs(files.output)) {
        effects.setOutput(name, value)
        effects.log.debug(`Set output ${name} = ${value}`)
      }
    },
  }
  for (const [name, apply] of Object.entries(appliers) as [CommandFileName, () => void][]) {
    try {
      apply()
    } catch (error) {
      effects.log.issue('error', `Unable to process file command '${CONTEXT_NAMES[name]}' successfully.`)
      effects.log.issue('error', error instanceof Error ? error.message : String(error))
      effects.fail()
    }
  }
}

function applyPath(text: string, entries: string[]): void {
  for (const entry of readPathEntries(text)) {
    const before = entries.indexOf(entry)
    if (before >= 0) entries.splice(before, 1)
    entries.push(entry)
  }
}

function applyEnvironment(text: string, session: JobSession, { log }: CommandEffects): void {
  for (const [name, value] of readPairs(text)) {
    if (name.toUpperCase() === 'NODE_OPTIONS') {
      log.issue('error', "Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.")
      continue
    }
    session.environment.set(name, value)
    log.debug(`${name}='${value}'`)
  }
}

function applySummary(text: string, session: JobSession, { log }: CommandEffects): void {
  const bytes = Buffer.byteLength(text)
  if (bytes > LARGEST_SUMMARY_BYTES) {
    log.issue(
      'error',
      `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of ${LARGEST_SUMMARY_BYTES / 1024}k, got ${Math.floor(bytes / 1024)}k. For more information see: https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-markdown-summary`,
    )
  } else if (bytes > 0) {
    session.summaries.push(text.split('\n').map(session.masker.mask).join('\n'))
  }
}
