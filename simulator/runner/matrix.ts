import { isDeepStrictEqual } from 'node:util'
import { isList, type Json, type JsonObject, list, mapping } from './yaml-values.ts'

/**
 * The legs of an evaluated `strategy.matrix` in GitHub's order: the product of the axes, without what `exclude`
 * matches, then `include`, which extends each leg whose axes it does not overwrite, else adds a leg.
 */
export function expandMatrix(matrix: JsonObject): readonly JsonObject[] {
  const axes = Object.entries(matrix).filter(([name]) => name !== 'include' && name !== 'exclude')
  const excluded = list(matrix['exclude'], 'matrix.exclude').map((item) => mapping(item, 'matrix.exclude'))
  const included = list(matrix['include'], 'matrix.include').map((item) => mapping(item, 'matrix.include'))
  const originals = product(axes).filter((leg) => !excluded.some((pattern) => matches(leg, pattern)))
  const legs: JsonObject[] = [...originals]
  for (const addition of included) {
    const fitting = [...originals.keys()].filter((index) => fits(addition, originals[index] ?? {}))
    for (const index of fitting) legs[index] = { ...legs[index], ...addition }
    if (fitting.length === 0) legs.push(addition)
  }
  return legs
}

/** The values of a leg as GitHub writes them after the job's name. */
export function describeLeg(leg: JsonObject): string {
  const values = Object.values(leg).flatMap(scalars)
  return values.length === 0 ? '' : ` (${values.join(', ')})`
}

function scalars(value: Json): readonly string[] {
  if (value === null) return []
  if (typeof value !== 'object') return [String(value)]
  return (isList(value) ? value : Object.values(value)).flatMap(scalars)
}

function product(axes: readonly (readonly [string, Json])[]): readonly JsonObject[] {
  if (axes.length === 0) return []
  return axes.reduce<readonly JsonObject[]>(
    (legs, [name, values]) =>
      legs.flatMap((leg) => list(values, `matrix.${name}`).map((value) => ({ ...leg, [name]: value }))),
    [{}],
  )
}

function fits(addition: JsonObject, leg: JsonObject): boolean {
  return Object.keys(addition).every((key) => !(key in leg) || isDeepStrictEqual(leg[key], addition[key]))
}

function matches(leg: JsonObject, pattern: JsonObject): boolean {
  return Object.entries(pattern).every(([key, value]) => isDeepStrictEqual(leg[key], value))
}
