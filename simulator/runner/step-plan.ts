import { loadAction } from './actions.ts'
import { type JobSession, type PlannedStep, type StepScope } from './session.ts'
import { type StepDefinition } from './workflow.ts'

/**
 * The steps of a job or composite action in the order in which they run. Actions in the workspace are found when
 * their turn comes, since an earlier step may put them there.
 */
export async function planSteps(
  definitions: readonly StepDefinition[],
  scope: StepScope,
  session: JobSession,
): Promise<readonly PlannedStep[]> {
  const steps: PlannedStep[] = []
  const taken = new Set<string>()
  for (const definition of definitions) {
    const key = definition.id ?? inventedKey(definition, taken)
    taken.add(key)
    const state = new Map<string, string>()
    const action = isRemote(definition)
      ? await loadAction(definition.uses ?? '', session.options, session.folders.workspace)
      : undefined
    steps.push({ phase: 'main', definition, action, key, scope, state, condition: definition.condition })
  }
  return steps
}

/** The same step with its action, for one that was left until its turn. */
export async function withAction(planned: PlannedStep, session: JobSession): Promise<PlannedStep> {
  const { uses } = planned.definition
  if (uses === undefined || planned.action !== undefined) return planned
  return { ...planned, action: await loadAction(uses, session.options, session.folders.workspace) }
}

function isRemote({ uses }: StepDefinition): boolean {
  return uses !== undefined && !uses.startsWith('./')
}

function inventedKey({ uses }: StepDefinition, taken: ReadonlySet<string>): string {
  const base = uses === undefined ? '__run' : keyOfAction(uses)
  let key = base
  for (let count = 2; taken.has(key); count++) key = `${base}_${count}`
  return key
}

function keyOfAction(uses: string): string {
  if (uses.startsWith('./')) return '__self'
  return `__${(uses.split('@')[0] ?? '').replaceAll(/[^\w-]/g, '_')}`
}
