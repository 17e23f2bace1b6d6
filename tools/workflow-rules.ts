import {
  isMap,
  isScalar,
  LineCounter,
  type Pair,
  parseDocument,
  type Scalar,
  visit,
  type YAMLMap,
} from 'yaml'

/** Something wrong in a workflow file, where an editor can jump to it. */
export interface Finding {
  readonly line: number
  readonly column: number
  readonly message: string
}

const PINNED = /^[^@]+@[0-9a-f]{40}$/
const VERSION = /^ v\d+\.\d+\.\d+$/

/** Breaches of this repository's own rules for workflows, which no linter knows. */
export function workflowFindings(text: string): Finding[] {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const found: Finding[] = []
  const report = (offset: number, message: string): void => {
    const { line, col } = lines.linePos(offset)
    found.push({ line, column: col, message })
  }
  for (const { pos, message } of document.errors) report(pos[0], message)
  const { contents } = document
  if (!isMap(contents)) return [...found, { line: 1, column: 1, message: 'is no workflow' }]
  const permissions = contents.get('permissions')
  if (!isMap(permissions) || permissions.items.length > 0) {
    report(0, 'must have permissions: {} at the top, so that each job asks for what it needs')
  }
  visit(contents, {
    Map: (_key, map) => {
      for (const { at, message } of usesProblems(map)) report(at, message)
    },
  })
  return found.sort((a, b) => a.line - b.line || a.column - b.column)
}

function usesProblems(step: YAMLMap): { at: number; message: string }[] {
  const uses = step.items.map(usesOf).find((value) => value !== undefined)
  if (uses === undefined || uses.value.startsWith('./')) return []
  const at = uses.range?.[0] ?? 0
  const problems: { at: number; message: string }[] = []
  if (!PINNED.test(uses.value)) {
    problems.push({ at, message: `${uses.value} must be pinned to the 40 digits of a commit` })
  } else if (!VERSION.test(uses.comment ?? '')) {
    problems.push({ at, message: `${uses.value} must be followed by its version, as in # v1.2.3` })
  }
  if (uses.value.startsWith('actions/checkout@') && step.getIn(['with', 'persist-credentials']) !== false) {
    problems.push({ at, message: 'actions/checkout must be given persist-credentials: false' })
  }
  return problems
}

function usesOf({ key, value }: Pair): Scalar<string> | undefined {
  if (!isScalar(key) || key.value !== 'uses' || !isScalar(value)) return undefined
  return isText(value) ? value : undefined
}

function isText(scalar: Scalar): scalar is Scalar<string> {
  return typeof scalar.value === 'string'
}
