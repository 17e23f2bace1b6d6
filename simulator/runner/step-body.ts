import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type CompositeAction, type HandledAction, type NodeAction } from './actions.ts'
import { evaluateString, type ExpressionScope } from './expressions.ts'
import { type CommandFilePaths } from './file-commands.ts'
import { type ProcessEnd, runProcess } from './processes.ts'
import { createScope, type JobSession, type PlannedStep } from './session.ts'
import { chooseShell, findShell, shellArguments } from './shells.ts'
import { processEnvironment, stepExpressions } from './step-context.ts'
import { printActionDetails, printScript } from './step-heading.ts'
import { type StepLog } from './step-log.ts'
import { type EmittedLine } from './types.ts'
import { type JsonObject, mapping } from './values.ts'

/** One phase of one step while it runs. */
export interface RunningStep {
  readonly session: JobSession
  readonly planned: PlannedStep
  readonly name: string
  readonly log: StepLog
  readonly files: CommandFilePaths
  readonly env: Readonly<Record<string, string>>
  readonly inputs: Readonly<Record<string, string>>
  readonly expressions: ExpressionScope
  readonly handleLine: (line: string) => void
  readonly emitted: EmittedLine[]
  readonly setOutput: (name: string, value: string) => void
  readonly signal: AbortSignal
}

export type BodyEnd = ProcessEnd | undefined

/** Runs the steps of a composite action; given from outside, since they are steps like any other. */
export type NestedRun = (action: CompositeAction, running: RunningStep) => Promise<boolean>

/** What a step does, after its condition held. Undefined where no process ran. */
export async function runBody(running: RunningStep, runNested: NestedRun): Promise<BodyEnd> {
  const { action, definition } = running.planned
  if (action === undefined) return runScript(running, definition.run ?? '')
  printActionDetails(running)
  if (action.kind === 'handled') return runHandler(running, action)
  if (action.kind === 'node') return runNode(running, action)
  return (await runNested(action, running)) ? undefined : { exitCode: 1, signal: null }
}

async function runScript(running: RunningStep, contents: string): Promise<ProcessEnd> {
  const { session, planned, log, env, expressions } = running
  const { shell, workingDirectory } = planned.definition
  const defaults = planned.scope.actionFolder === undefined ? session.definition.runDefaults : {}
  const shellText = evaluateString(shell ?? defaults['shell'] ?? '', expressions)
  const folder = evaluateString(workingDirectory ?? defaults['working-directory'] ?? '', expressions)
  const chosen = chooseShell(shellText)
  const environment = processEnvironment(session, planned, running.files, env)
  const command = await findShell(shellText, chosen.name, environment['PATH'] ?? '')
  const script = evaluateString(contents, expressions)
  printScript(log, script, `${command} ${chosen.template}`, env)
  const path = join(session.folders.temp, `${randomUUID()}${chosen.extension}`)
  await writeFile(path, script)
  const argv = shellArguments(chosen.template, path)
  const end = await start(running, command, argv, resolve(session.folders.workspace, folder), environment)
  if (end.exitCode !== 0 && !running.signal.aborted) {
    log.issue('error', `Process completed with exit code ${end.exitCode}.`)
  }
  return end
}

async function runNode(running: RunningStep, action: NodeAction): Promise<ProcessEnd> {
  const { session, planned, env, inputs } = running
  const entry = planned.phase === 'post' ? (action.post ?? action.main) : action.main
  const own: Record<string, string> = { ...env }
  for (const [name, value] of planned.state) own[`STATE_${name}`] = value
  for (const [name, value] of Object.entries(inputs)) {
    own[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] = value
  }
  const { cacheService } = session.options
  const service = cacheService === undefined ? {} : cacheVariables(cacheService)
  const environment = { ...processEnvironment(session, planned, running.files, own), ...service }
  const argv = [join(action.folder, entry)]
  return start(running, process.execPath, argv, session.folders.workspace, environment)
}

function cacheVariables({ url, token }: { url: string; token: string }): Readonly<Record<string, string>> {
  const base = url.endsWith('/') ? url : `${url}/`
  return {
    ACTIONS_RUNTIME_URL: base,
    ACTIONS_RUNTIME_TOKEN: token,
    ACTIONS_RESULTS_URL: base,
    ACTIONS_CACHE_SERVICE_V2: 'True',
  }
}

async function runHandler(running: RunningStep, action: HandledAction): Promise<BodyEnd> {
  const { session, planned, log, env, files, inputs } = running
  await action.handler({
    inputs,
    environment: processEnvironment(session, planned, files, env),
    workspace: session.folders.workspace,
    workspaceFiles: session.options.workspaceFiles ?? {},
    say: log.output,
    setOutput: running.setOutput,
    exportVariable: (name, value) => session.environment.set(name, value),
  })
  return undefined
}

/** The scope for the steps inside a composite action, and its outputs once they have run. */
export function openComposite(
  action: CompositeAction,
  running: RunningStep,
): { scope: ReturnType<typeof createScope>; close: () => void } {
  const inputs: JsonObject = running.inputs
  const scope = createScope(inputs, action.folder, running.env)
  const close = (): void => {
    const expressions = stepExpressions(running.session, scope, running.env)
    for (const [name, definition] of Object.entries(action.outputs)) {
      const { value = '' } = mapping(definition, `outputs.${name}`)
      running.setOutput(name, evaluateString(value, expressions))
    }
  }
  return { scope, close }
}

function start(
  running: RunningStep,
  file: string,
  argv: readonly string[],
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<ProcessEnd> {
  const { session, planned, name, signal, emitted, handleLine } = running
  return runProcess({
    file,
    argv,
    folder,
    environment,
    signal,
    delays: session.delays,
    onStart: (pid) =>
      session.processes.push({ step: name, phase: planned.phase, pid, argv: [file, ...argv], environment }),
    onLine: (stream, line) => {
      emitted.push({ stream, line })
      handleLine(line)
    },
  })
}
