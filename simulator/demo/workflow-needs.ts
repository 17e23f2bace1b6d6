import { findLocalAction, findStandIn } from '../runner/actions.ts'
import { type RunOptions } from '../runner/types.ts'
import { isList, isMapping, type Json, type JsonObject, list, mapping, parseYaml } from '../runner/values.ts'

type Supplies = Pick<RunOptions, 'actions' | 'localActions' | 'secrets' | 'vars' | 'environments'>

/** What a workflow names and a run would not find. */
export interface Missing {
  readonly actions: readonly string[]
  readonly vars: readonly string[]
  readonly secrets: readonly string[]
}

/**
 * Looks at a workflow before it runs: GitHub gives an empty text for a variable or secret that is not there, and
 * the failure that follows says nothing of the cause.
 */
export function findMissing(text: string, where: string, supplies: Supplies): Missing {
  const { jobs, ...workflow } = mapping(parseYaml(text, where), where)
  const found = [workflow, ...Object.values(mapping(jobs, `${where}: jobs`))].map((part) => {
    const expressions = expressionsIn(withoutUnread(part, supplies))
    const { vars, secrets } = suppliedTo(part, supplies)
    return {
      actions: actionsIn(part, where).filter((uses) => !isKnownAction(uses, supplies)),
      vars: namesIn('vars', expressions).filter((name) => !vars.has(name)),
      secrets: namesIn('secrets', expressions).filter((name) => !secrets.has(name)),
    }
  })
  return {
    actions: sorted(found.flatMap(({ actions }) => actions.map((uses) => uses.split('@')[0] ?? uses))),
    vars: sorted(found.flatMap(({ vars }) => vars)),
    secrets: sorted(found.flatMap(({ secrets }) => secrets)),
  }
}

/** What runs in place of an action of others does without its credentials. */
function withoutUnread(part: Json, supplies: Supplies): Json {
  if (!isMapping(part) || !isList(part['steps'])) return part
  const steps = part['steps'].map((step) =>
    isMapping(step) && findStandIn(String(step['uses']), supplies) !== undefined
      ? { ...step, with: null }
      : step,
  )
  return { ...part, steps }
}

function isKnownAction(uses: string, supplies: Supplies): boolean {
  const isOnDisk = uses.startsWith('./') || findLocalAction(uses, supplies) !== undefined
  return isOnDisk || findStandIn(uses, supplies) !== undefined
}

/** "the action a/b and the variables X and Y"; undefined where nothing is missing. */
export function describeMissing({ actions, vars, secrets }: Missing): string | undefined {
  const parts = [
    describe('the action', actions),
    describe('the variable', vars),
    describe('the secret', secrets),
  ].filter((part) => part !== '')
  return parts.length === 0 ? undefined : inWords(parts)
}

/** An `if:` is an expression with or without the braces. */
function expressionsIn(value: Json, key = ''): readonly string[] {
  if (typeof value === 'string') {
    return key === 'if' ? [value] : [...value.matchAll(/\$\{\{([^]*?)\}\}/g)].map(([, inner = '']) => inner)
  }
  if (isList(value)) return value.flatMap((item) => expressionsIn(item))
  if (!isMapping(value)) return []
  return Object.entries(value).flatMap(([name, item]) => expressionsIn(item, name))
}

function namesIn(context: 'vars' | 'secrets', expressions: readonly string[]): readonly string[] {
  // What is followed by `||` has a value to fall back on.
  const pattern = new RegExp(
    String.raw`(?<![\w.-])${context}(?:\.|\[\s*')([a-z_]\w*)\b(?!\s*(?:'\s*\])?\s*\|\|)`,
    'gi',
  )
  return expressions.flatMap((text) => [...text.matchAll(pattern)].map(([, name = '']) => name.toUpperCase()))
}

function actionsIn(part: Json, where: string): readonly string[] {
  const steps = isMapping(part) ? list(part['steps'], `${where}: steps`) : []
  return steps.flatMap((step) => (isMapping(step) && typeof step['uses'] === 'string' ? [step['uses']] : []))
}

interface Names {
  readonly vars: ReadonlySet<string>
  readonly secrets: ReadonlySet<string>
}

function suppliedTo(part: Json, { vars, secrets, environments = {} }: Supplies): Names {
  const chosen = environmentsOf(part, environments)
  const names = (...sources: readonly (JsonObject | undefined)[]): Set<string> =>
    new Set(sources.flatMap((source) => Object.keys(source ?? {})).map((name) => name.toUpperCase()))
  return {
    vars: names(vars, ...chosen.map((environment) => environment.vars)),
    secrets: names({ GITHUB_TOKEN: '' }, secrets, ...chosen.map((environment) => environment.secrets)),
  }
}

/** A name that is worked out while the workflow runs may be any of them. */
function environmentsOf(
  part: Json,
  environments: NonNullable<Supplies['environments']>,
): readonly NonNullable<Supplies['environments']>[string][] {
  const value = isMapping(part) ? part['environment'] : undefined
  const name = isMapping(value) ? value['name'] : value
  if (typeof name !== 'string') return []
  return Object.entries(environments).flatMap(([known, settings]) =>
    known === name || name.includes('${{') ? [settings] : [],
  )
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort()
}

function describe(noun: string, names: readonly string[]): string {
  return names.length === 0 ? '' : `${noun}${names.length > 1 ? 's' : ''} ${inWords(names)}`
}

function inWords(items: readonly string[]): string {
  const last = items.at(-1) ?? ''
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`
}
