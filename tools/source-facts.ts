import ts from 'typescript'

/** One import of any form; the specifier is null where it is worked out at run time. */
export interface ImportFact {
  readonly specifier: string | null
  readonly line: number
}

/** One use of something that is there without an import, such as `process.env` or `Date.now`. */
export interface AmbientFact {
  readonly name: string
  readonly line: number
  /** Whether merely loading the module runs it. */
  readonly atImport: boolean
}

/** What the import law wants to know of one file. */
export interface SourceFacts {
  readonly imports: readonly ImportFact[]
  readonly ambient: readonly AmbientFact[]
  /** Lines of statements at the top level that do something rather than declare something. */
  readonly effects: readonly number[]
}

const AMBIENT_NAMES = new Set([
  'console',
  'fetch',
  'globalThis',
  'performance',
  'process',
  'queueMicrotask',
  'setImmediate',
  'setInterval',
  'setTimeout',
  'WebSocket',
])

const DECLARATIONS = new Set([
  ts.SyntaxKind.ClassDeclaration,
  ts.SyntaxKind.EmptyStatement,
  ts.SyntaxKind.ExportAssignment,
  ts.SyntaxKind.ExportDeclaration,
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.ImportDeclaration,
  ts.SyntaxKind.ImportEqualsDeclaration,
  ts.SyntaxKind.InterfaceDeclaration,
  ts.SyntaxKind.TypeAliasDeclaration,
  ts.SyntaxKind.VariableStatement,
])

/** Reads one file with the compiler's own parser, so that comments and strings do not count. */
export function sourceFacts(file: string, text: string): SourceFacts {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const lineOf = (node: ts.Node): number =>
    source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1
  const imports: ImportFact[] = []
  const ambient: AmbientFact[] = []

  const visit = (node: ts.Node, atImport: boolean): void => {
    const imported = importedBy(node)
    if (imported !== undefined) imports.push({ specifier: imported, line: lineOf(node) })
    const name = ambientName(node)
    if (name !== undefined) ambient.push({ name, line: lineOf(node), atImport })
    const inside = atImport && !ts.isFunctionLike(node)
    ts.forEachChild(node, (child) => visit(child, inside))
  }
  visit(source, true)
  const effects = source.statements.filter(({ kind }) => !DECLARATIONS.has(kind)).map(lineOf)
  return { imports, ambient, effects }
}

function importedBy(node: ts.Node): string | null | undefined {
  if (ts.isImportDeclaration(node)) return literal(node.moduleSpecifier)
  if (ts.isExportDeclaration(node)) return node.moduleSpecifier && literal(node.moduleSpecifier)
  if (ts.isExternalModuleReference(node)) return literal(node.expression)
  if (ts.isImportTypeNode(node)) {
    return ts.isLiteralTypeNode(node.argument) ? literal(node.argument.literal) : null
  }
  if (ts.isCallExpression(node) && loadsModules(node.expression)) return literal(node.arguments[0])
  return undefined
}

function loadsModules(called: ts.Expression): boolean {
  if (called.kind === ts.SyntaxKind.ImportKeyword) return true
  if (ts.isIdentifier(called)) return called.text === 'require'
  return ts.isPropertyAccessExpression(called) && called.name.text === 'getBuiltinModule'
}

function literal(node: ts.Node | undefined): string | null {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : null
}

function ambientName(node: ts.Node): string | undefined {
  if (isDateWithoutArguments(node)) return 'the clock (new Date)'
  if (ts.isPropertyAccessExpression(node)) {
    const path = node.getText()
    return path === 'Date.now' || path === 'Math.random' ? path : undefined
  }
  if (!ts.isIdentifier(node) || !AMBIENT_NAMES.has(node.text) || !isReference(node)) return undefined
  if (node.text !== 'process') return node.text
  // Destructured, indexed or renamed, the process object may yield its environment as well.
  const { parent } = node
  const member = ts.isPropertyAccessExpression(parent) ? parent.name.text : 'env'
  return `process.${member}`
}

function isDateWithoutArguments(node: ts.Node): boolean {
  if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return false
  return node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0
}

function isReference(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node
  if (ts.isBindingElement(parent) || ts.isParameter(parent) || ts.isVariableDeclaration(parent)) {
    return parent.initializer === node
  }
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isQualifiedName(parent)) return false
  if (ts.isFunctionDeclaration(parent)) return false
  return !ts.isTypeElement(parent) && !ts.isClassElement(parent) && !ts.isTypeNode(parent)
}
