import { data, Evaluator, Lexer, Parser, type wellKnownFunctions } from '@actions/expressions'
import { isList, type Json, type JsonObject, mapping } from './values.ts'

export type ExpressionFunction = (typeof wellKnownFunctions)[string]

/** What an expression may name: contexts by name, and functions besides the built-in ones. */
export interface ExpressionScope {
  readonly contexts: JsonObject
  readonly functions?: readonly ExpressionFunction[]
}

const STATUS_FUNCTIONS = ['success', 'failure', 'cancelled', 'always']

/** Evaluates every `${{ }}` in a value taken from YAML, keys excepted. */
export function evaluateTemplate(value: Json, scope: ExpressionScope): Json {
  if (typeof value === 'string') return evaluateText(value, scope)
  if (value === null || typeof value !== 'object') return value
  if (isList(value)) return value.map((item) => evaluateTemplate(item, scope))
  return Object.fromEntries(
    Object.entries(mapping(value, 'value')).map(([key, item]) => [key, evaluateTemplate(item, scope)]),
  )
}

/** The same for where GitHub wants a string. */
export function evaluateString(value: Json, scope: ExpressionScope): string {
  return toExpressionData(evaluateTemplate(value, scope)).coerceString()
}

/** An `if:`, with the `success()` that GitHub puts before it unless it names a status function. */
export function evaluateCondition(condition: string, scope: ExpressionScope): boolean {
  const segments = split(condition)
  const first = segments[0]
  if (segments.length === 1 && first?.kind === 'expression') return evaluateTest(first.text, scope)
  if (segments.every((segment) => segment.kind === 'text')) return evaluateTest(condition, scope)
  // Text around an expression makes the whole a string, and a string that is not empty is true.
  return evaluateTest('success()', scope) && evaluateString(condition, scope) !== ''
}

/** A function for a scope that takes and gives plain values. */
export function defineFunction(
  name: string,
  arity: { readonly min: number; readonly max: number },
  call: (...texts: readonly string[]) => Json,
): ExpressionFunction {
  return {
    name,
    minArgs: arity.min,
    maxArgs: arity.max,
    call: (...values) => toExpressionData(call(...values.map((value) => value.coerceString()))),
  }
}

function evaluateTest(expression: string, scope: ExpressionScope): boolean {
  const text = expression.trim() === '' ? 'true' : expression
  const guarded = namesStatus(text) ? text : `success() && (${text})`
  return evaluate(`!!(${guarded})`, scope).coerceString() === 'true'
}

function namesStatus(expression: string): boolean {
  const { tokens } = new Lexer(expression).lex()
  return tokens.some(
    (token, index) =>
      STATUS_FUNCTIONS.includes(token.lexeme.toLowerCase()) && tokens[index + 1]?.lexeme === '(',
  )
}

function evaluateText(text: string, scope: ExpressionScope): Json {
  const segments = split(text)
  const first = segments[0]
  if (segments.length === 1 && first?.kind === 'expression') return toJson(evaluate(first.text, scope))
  return segments
    .map((segment) => (segment.kind === 'text' ? segment.text : evaluate(segment.text, scope).coerceString()))
    .join('')
}

function evaluate(expression: string, scope: ExpressionScope): data.ExpressionData {
  if (expression.trim() === '') throw new Error('An expression was expected')
  const functions = scope.functions ?? []
  const { tokens } = new Lexer(expression).lex()
  const tree = new Parser(tokens, Object.keys(scope.contexts), [...functions]).parse()
  const contexts = new data.Dictionary()
  for (const [name, value] of Object.entries(scope.contexts)) {
    contexts.add(name, toExpressionData(value))
  }
  const byName = new Map(functions.map((definition) => [definition.name.toLowerCase(), definition]))
  return new Evaluator(tree, contexts, byName).evaluate()
}

interface Segment {
  readonly kind: 'text' | 'expression'
  readonly text: string
}

function split(text: string): readonly Segment[] {
  const segments: Segment[] = []
  let rest = text
  for (let start = rest.indexOf('${{'); start >= 0; start = rest.indexOf('${{')) {
    const end = endOfExpression(rest, start + 3)
    if (end < 0) throw new Error(`The expression is not closed: ${text}`)
    if (start > 0) segments.push({ kind: 'text', text: rest.slice(0, start) })
    segments.push({ kind: 'expression', text: rest.slice(start + 3, end).trim() })
    rest = rest.slice(end + 2)
  }
  if (rest !== '') segments.push({ kind: 'text', text: rest })
  return segments
}

/** Skips `}}` inside string literals. */
function endOfExpression(text: string, from: number): number {
  let isQuoted = false
  for (let index = from; index < text.length; index++) {
    if (text[index] === "'") isQuoted = !isQuoted
    if (!isQuoted && text.startsWith('}}', index)) return index
  }
  return -1
}

function toExpressionData(value: Json): data.ExpressionData {
  if (value === null) return new data.Null()
  if (typeof value === 'string') return new data.StringData(value)
  if (typeof value === 'number') return new data.NumberData(value)
  if (typeof value === 'boolean') return new data.BooleanData(value)
  if (isList(value)) return new data.Array(...value.map(toExpressionData))
  const pairs = Object.entries(mapping(value, 'value')).map(([key, item]) => ({
    key,
    value: toExpressionData(item),
  }))
  return new data.Dictionary(...pairs)
}

function toJson(value: data.ExpressionData): Json {
  return JSON.parse(JSON.stringify(value, data.replacer)) as Json
}
