import { ActionError, tellMistakes } from '../core/errors.ts'

/** One setting: what it is called where, and how its text is read. */
export interface Field<Value> {
  /** Its name as an input of an action; `undefined` if it is none. */
  readonly input?: string
  /** Its name as an environment variable of `gc-token`; `undefined` if it is none. */
  readonly variable?: string
  /** The text that counts where none is given. */
  readonly default?: string
  readonly parse: (text: string) => Value | Mistake
  /** Of a secret: every text that no log may show. The text is not empty, and may be anything. */
  readonly secretForms?: (text: string, source: Source) => readonly string[]
}

/** What is wrong with a setting: the rest of a sentence that begins with its name. */
export class Mistake {
  readonly rest: string
  /** Nothing was given: where the texts come from, there may be a reason for that. */
  readonly isEmpty: boolean

  constructor(rest: string, what?: 'empty') {
    this.rest = rest
    this.isEmpty = what === 'empty'
  }
}

/** Where the texts come from, and what a field is called there. */
export interface Source {
  /** Without white space around it; empty if nothing was given. */
  readonly text: (field: Names) => string
  readonly name: (field: Names) => string
  /** Likely causes of a text that is empty. */
  readonly whyEmpty: readonly string[]
}

type Names = Pick<Field<unknown>, 'input' | 'variable'>
export type Fields = Readonly<Record<string, Field<unknown>>>

export type Values<F extends Fields> = {
  readonly [Key in keyof F]: F[Key] extends Field<infer Value> ? Value : never
}

/** What several fields say together. It is checked once those that it looks at are right each by itself. */
export interface Rule<V> {
  /** What it looks at. The first is the one that the mistake is about. */
  readonly of: readonly [keyof V & string, ...(keyof V & string)[]]
  readonly check: (values: V, fields: Asked<V>) => Mistake | undefined
}

/** What a rule may ask of any field, right or wrong. */
export interface Asked<V> {
  readonly name: (key: keyof V & string) => string
  readonly isGiven: (key: keyof V & string) => boolean
}

/** The inputs that an action with these fields has. */
export function inputNames(fields: Fields): string[] {
  return Object.values(fields).flatMap(({ input = [] }) => input)
}

/** Every text to be masked before anything is parsed: an error may quote a text that a secret was pasted into. */
export function formsToMask(fields: Fields, source: Source): string[] {
  return Object.values(fields).flatMap((field) => {
    const text = source.text(field)
    return text === '' ? [] : [...(field.secretForms?.(text, source) ?? [])]
  })
}

/**
 * The values of all fields.
 *
 * @param others what is wrong elsewhere, to be told in the same error
 * @throws ActionError SETTINGS_INVALID that names every mistake, in the order of the fields
 */
export function read<F extends Fields>(
  fields: F,
  rules: readonly Rule<Values<F>>[],
  source: Source,
  others: readonly string[] = [],
): Values<F> {
  const { values, mistakes } = parseAll(fields, source)
  const asked: Asked<Values<F>> = {
    name: (key) => source.name(fields[key] ?? {}),
    isGiven: (key) => source.text(fields[key] ?? {}) !== '',
  }
  const wrong = new Set(mistakes.map(({ key }) => key))
  for (const { of: about, check } of rules) {
    if (about.some((key) => wrong.has(key))) continue
    // A rule gets only what was parsed: it looks at the fields that it names, and those are right.
    const mistake = check(values as Values<F>, asked)
    if (mistake !== undefined) mistakes.push({ key: about[0], mistake })
  }
  if (mistakes.length === 0 && others.length === 0) return values as Values<F>
  const found = Object.keys(fields).flatMap((key) => mistakes.filter((mistake) => mistake.key === key))
  const told = [...found.map(({ key, mistake }) => `${asked.name(key)} ${mistake.rest}`), ...others]
  const causes = found.some(({ mistake }) => mistake.isEmpty) ? source.whyEmpty : []
  throw new ActionError('SETTINGS_INVALID', tellMistakes(told), causes)
}

interface Parsed {
  readonly values: Record<string, unknown>
  readonly mistakes: { readonly key: string; readonly mistake: Mistake }[]
}

/** Every field by itself. */
function parseAll(fields: Fields, source: Source): Parsed {
  const values: Parsed['values'] = {}
  const mistakes: Parsed['mistakes'] = []
  for (const [key, field] of Object.entries(fields)) {
    const value = field.parse(source.text(field) || (field.default ?? ''))
    if (value instanceof Mistake) mistakes.push({ key, mistake: value })
    else values[key] = value
  }
  return { values, mistakes }
}
