import { delimiter } from 'node:path'
import { inputDefault } from './actions.ts'
import { defineFunction, evaluateString, type ExpressionScope } from './expressions.ts'
import { type CommandFilePaths } from './file-commands.ts'
import { type JobSession, type PlannedStep, type StepScope } from './session.ts'
import { type JsonObject, mapping } from './values.ts'

/** What expressions of a step see, with the status functions that ask about the steps before it. */
export function stepExpressions(session: JobSession, scope: StepScope, env: JsonObject): ExpressionScope {
  const isCancelled = (): boolean => session.cancellation.aborted
  const status = isCancelled() ? 'cancelled' : scope.status
  const none = { min: 0, max: 0 }
  return {
    contexts: {
      ...session.contexts,
      ...(scope.inputs === undefined ? {} : { inputs: scope.inputs }),
      env,
      job: { status },
      steps: Object.fromEntries(
        Object.entries(scope.results)
          .filter(([key]) => !key.startsWith('__'))
          .map(([key, { outputs, outcome, conclusion }]) => [key, { outputs, outcome, conclusion }]),
      ),
      github: githubContext(session, scope),
    },
    functions: [
      defineFunction('success', none, () => !isCancelled() && scope.status === 'success'),
      defineFunction('failure', none, () => !isCancelled() && scope.status === 'failure'),
      defineFunction('cancelled', none, isCancelled),
      defineFunction('always', none, () => true),
    ],
  }
}

function githubContext(session: JobSession, scope: StepScope): JsonObject {
  const github = mapping(session.contexts['github'], 'github')
  if (scope.actionFolder === undefined) return github
  return { ...github, action_path: scope.actionFolder, action_status: scope.status }
}

/** The `env` context of a step: the job's, what steps exported, and its own. */
export function stepEnvironment(session: JobSession, planned: PlannedStep): Record<string, string> {
  const env = { ...Object.fromEntries(session.environment), ...planned.scope.environment }
  const scope = stepExpressions(session, planned.scope, env)
  for (const [name, value] of Object.entries(planned.definition.env)) {
    env[name] = evaluateString(value, scope)
  }
  return env
}

/** The step's inputs: its `with`, then the defaults of the action. */
export function stepInputs(planned: PlannedStep, scope: ExpressionScope): Readonly<Record<string, string>> {
  const inputs: Record<string, string> = {}
  for (const [name, value] of Object.entries(planned.definition.with)) {
    inputs[name] = evaluateString(value, scope)
  }
  const given = new Set(Object.keys(inputs).map((name) => name.toLowerCase()))
  for (const [name, definition] of Object.entries(planned.action?.inputs ?? {})) {
    if (!given.has(name.toLowerCase())) inputs[name] = evaluateString(inputDefault(definition), scope)
  }
  return inputs
}

/** The complete environment of a process of a step, in the runner's order: later entries win. */
export function processEnvironment(
  session: JobSession,
  planned: PlannedStep,
  files: CommandFilePaths,
  own: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const environment: Record<string, string> = {
    CI: 'true',
    ...session.machineEnvironment,
    ...own,
    ...githubVariables(session, planned, files),
  }
  const path = [...session.pathEntries].reverse()
  const inherited = environment['PATH'] ?? ''
  return { ...environment, PATH: [...path, inherited].join(delimiter), GITHUB_ACTIONS: 'true' }
}

/** Members of the github context that never become a variable. */
const NOT_EXPORTED = ['event', 'token']

function githubVariables(
  session: JobSession,
  planned: PlannedStep,
  files: CommandFilePaths,
): Readonly<Record<string, string>> {
  const { reference } = planned.action ?? {}
  const github: JsonObject = {
    ...mapping(session.contexts['github'], 'github'),
    action: planned.key,
    env: files.env,
    output: files.output,
    path: files.path,
    state: files.state,
    step_summary: files.summary,
    // Only the steps inside a composite action are told where it is.
    ...(planned.scope.actionFolder === undefined ? {} : { action_path: planned.scope.actionFolder }),
    ...(reference === undefined || reference.repository === ''
      ? {}
      : { action_repository: reference.repository, action_ref: reference.ref }),
  }
  const variables: Record<string, string> = {}
  for (const [name, value] of Object.entries(github)) {
    if (typeof value === 'string' && !NOT_EXPORTED.includes(name)) {
      variables[`GITHUB_${name.toUpperCase()}`] = value
    }
  }
  for (const [name, value] of Object.entries(mapping(session.contexts['runner'], 'runner'))) {
    if (typeof value === 'string') variables[`RUNNER_${name.toUpperCase()}`] = value
  }
  return variables
}
