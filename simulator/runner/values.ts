import { parse } from 'yaml'

/** What a workflow file, a context or an expression can hold. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json
}

/** A workflow, action or option that this runner cannot execute as GitHub would. */
export class WorkflowError extends Error {
  override readonly name = 'WorkflowError'
}

/** Parses YAML into plain values; a syntax error names the file. */
export function parseYaml(text: string, where: string): Json {
  try {
    return parse(text) as Json
  } catch (error) {
    throw new WorkflowError(`${where} is not valid YAML: ${error instanceof Error ? error.message : ''}`, {
      cause: error,
    })
  }
}

/** A mapping; absent counts as empty. */
export function mapping(value: Json | undefined, where: string): JsonObject {
  if (value === undefined || value === null) return {}
  if (!isMapping(value)) throw new WorkflowError(`${where} must be a mapping.`)
  return value
}

/** A list; absent counts as empty. */
export function list(value: Json | undefined, where: string): readonly Json[] {
  if (value === undefined || value === null) return []
  if (!isList(value)) throw new WorkflowError(`${where} must be a list.`)
  return value
}

/** A scalar as text, or undefined where there is none. */
export function optionalText(value: Json | undefined, where: string): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'object') throw new WorkflowError(`${where} must be a single value.`)
  return String(value)
}

export function isMapping(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value)
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}
