import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type ActionCall, type ActionHandler, type RunOptions } from './types.ts'
import {
  isMapping,
  type Json,
  type JsonObject,
  mapping,
  optionalText,
  parseYaml,
  WorkflowError,
} from './values.ts'
import { readSteps, type StepDefinition } from './workflow.ts'

export interface ActionReference {
  /** Empty for `./…`. */
  readonly repository: string
  readonly ref: string
  readonly text: string
}

export type LoadedAction = HandledAction | NodeAction | CompositeAction

export interface HandledAction {
  readonly kind: 'handled'
  readonly reference: ActionReference
  readonly handler: ActionHandler
  readonly inputs: undefined
}

export interface NodeAction {
  readonly kind: 'node'
  readonly reference: ActionReference
  readonly folder: string
  readonly inputs: JsonObject
  readonly main: string
  readonly post: string | undefined
  readonly postCondition: string
}

export interface CompositeAction {
  readonly kind: 'composite'
  readonly reference: ActionReference
  readonly folder: string
  readonly inputs: JsonObject
  readonly outputs: JsonObject
  readonly steps: readonly StepDefinition[]
}

const NODE_RUNTIMES = ['node24', 'node20', 'node16', 'node12']

/** The stand-ins that every run has; `options.actions` adds to them or replaces them. */
const BUILT_IN_ACTIONS: Readonly<Record<string, ActionHandler>> = {
  'actions/checkout': async ({ workspace, workspaceFiles, inputs }) => {
    for (const [path, text] of Object.entries(workspaceFiles)) {
      const file = join(workspace, inputs['path'] ?? '', path)
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, text, { mode: path.endsWith('.sh') ? 0o755 : 0o644 })
    }
  },
  'actions/setup-node': standIn,
  'actions/setup-python': standIn,
  'actions/setup-dotnet': standIn,
  'actions/upload-artifact': standIn,
}

/** What runs in place of an action of others: what the options give, else what every run has. */
export function findStandIn(
  uses: string,
  { actions }: Pick<RunOptions, 'actions'>,
): ActionHandler | undefined {
  const [name = ''] = uses.split('@')
  return actions?.[name] ?? BUILT_IN_ACTIONS[name]
}

/** Where the repository of what a step uses lives on this machine. */
export function findLocalAction(
  uses: string,
  { localActions = {} }: Pick<RunOptions, 'localActions'>,
): string | undefined {
  const repository = repositoryOf(uses)
  return localActions[repository] ?? localActions[repository.replace(/^[^/]+/, '*')]
}

/** `owner/name` of what a step uses. */
export function repositoryOf(uses: string): string {
  return (uses.split('@')[0] ?? '').split('/').slice(0, 2).join('/')
}

/** Finds what a step `uses`, and refuses what this runner was not told how to run. */
export async function loadAction(
  uses: string,
  options: RunOptions,
  workspace: string,
): Promise<LoadedAction> {
  if (uses.startsWith('docker://')) throw new WorkflowError(`uses: ${uses}: docker is not supported.`)
  if (uses.startsWith('./')) {
    const folder = [join(workspace, uses), join(options.root, uses)].find(hasActionFile)
    if (folder === undefined) throw new WorkflowError(`uses: ${uses}: there is no action.yml.`)
    return readAction(folder, { repository: '', ref: '', text: uses })
  }
  const [name = '', ref = ''] = uses.split('@')
  if (ref === '') throw new WorkflowError(`uses: ${uses}: a ref is missing after "@".`)
  const repository = repositoryOf(name)
  const reference = { repository, ref, text: uses }
  const handler = findStandIn(uses, options)
  if (handler !== undefined) return { kind: 'handled', reference, handler, inputs: undefined }
  const root = findLocalAction(uses, options)
  if (root === undefined) {
    throw new WorkflowError(`uses: ${uses}: no such action here; give it in "actions" or "localActions".`)
  }
  return readAction(join(root, name.slice(repository.length)), reference)
}

function hasActionFile(folder: string): boolean {
  return actionFile(folder) !== undefined
}

function actionFile(folder: string): string | undefined {
  return [join(folder, 'action.yml'), join(folder, 'action.yaml')].find((file) => existsSync(file))
}

async function readAction(folder: string, reference: ActionReference): Promise<LoadedAction> {
  const file = actionFile(folder)
  const where = `uses: ${reference.text}`
  if (file === undefined) throw new WorkflowError(`${where}: there is no action.yml.`)
  const root = mapping(parseYaml(await readFile(file, 'utf8'), where), where)
  const runs = mapping(root['runs'], `${where}: runs`)
  const using = (optionalText(runs['using'], `${where}: runs.using`) ?? '').toLowerCase()
  const inputs = mapping(root['inputs'], `${where}: inputs`)
  if (using === 'composite') {
    const outputs = mapping(root['outputs'], `${where}: outputs`)
    const steps = readSteps(runs['steps'], `${where}: runs.steps`)
    if (steps.some(({ run, shell }) => run !== undefined && shell === null)) {
      throw new WorkflowError(`${where}: a step with "run" needs a "shell" in a composite action.`)
    }
    return { kind: 'composite', reference, folder, inputs, outputs, steps }
  }
  const main = optionalText(runs['main'], `${where}: runs.main`)
  if (!NODE_RUNTIMES.includes(using) || main === undefined || runs['pre'] !== undefined) {
    throw new WorkflowError(`${where}: "using: ${using}", without a main or with a pre, is not supported.`)
  }
  return {
    kind: 'node',
    reference,
    folder,
    inputs,
    main,
    post: optionalText(runs['post'], `${where}: runs.post`),
    postCondition: optionalText(runs['post-if'], `${where}: runs.post-if`) ?? 'always()',
  }
}

/** The default of an input, before its expressions are evaluated. */
export function inputDefault(definition: Json | undefined): Json {
  return isMapping(definition) ? (definition['default'] ?? '') : ''
}

function standIn({ say }: ActionCall): void {
  say('Nothing to do on the simulated runner.')
}
