import { isBuiltin } from 'node:module'
import { posix } from 'node:path'
import { sourceFacts, type ImportFact, type SourceFacts } from './source-facts.ts'

interface Rule {
  readonly rank: number
  /** Modules of Node, a submodule such as fs/promises counting as its parent. */
  readonly node: readonly string[] | 'any'
  /** Packages from npm. */
  readonly packages?: true
  /** May use what is there without an import: console, timers, the clock, process without its environment. */
  readonly ambient?: true
  /** May read process.env. */
  readonly environment?: true
  /** Where set, the only files and folders that may be imported. */
  readonly only?: readonly string[]
  /** May do something when loaded. */
  readonly effects?: true
}

const LAW: Readonly<Record<string, Rule>> = {
  token: { rank: 0, node: ['util', 'crypto'] },
  genesys: { rank: 1, node: [] },
  sharing: { rank: 2, node: ['crypto'] },
  agent: {
    rank: 2,
    node: ['net', 'fs', 'path', 'child_process', 'os', 'crypto'],
    ambient: true,
    environment: true,
  },
  rotation: { rank: 2, node: [] },
  action: { rank: 3, node: [] },
  command: { rank: 3, node: ['child_process'], ambient: true, environment: true },
  adapters: { rank: 4, node: 'any', packages: true, ambient: true, environment: true },
  compose: { rank: 5, node: [], ambient: true },
  entries: {
    rank: 6,
    node: [],
    ambient: true,
    effects: true,
    only: ['src/compose/', 'src/adapters/runner/run-action.ts'],
  },
}

/** One place where the sources break the import law. */
export interface Breach {
  readonly file: string
  readonly line: number
  readonly message: string
}

/** Every breach in the given sources, which are named by their path from the root: src/token/secret.ts. */
export function breaches(files: ReadonlyMap<string, string>): Breach[] {
  const facts = new Map([...files].map(([file, text]) => [file, sourceFacts(file, text)] as const))
  const found = [...facts].flatMap(([file, fact]) => breachesOf(file, fact, files))
  return [...found, ...circles(facts)].sort((a, b) => compare(a.file, b.file) || a.line - b.line)
}

function breachesOf(file: string, facts: SourceFacts, files: ReadonlyMap<string, string>): Breach[] {
  const folder = folderOf(file)
  const rule = LAW[folder]
  if (rule === undefined) return [{ file, line: 1, message: `the import law knows no folder src/${folder}` }]
  const found: Breach[] = []
  const check = (line: number, message: string | undefined): void => {
    if (message !== undefined) found.push({ file, line, message })
  }
  for (const imported of facts.imports) check(imported.line, wrongImport(file, imported, files))
  for (const { name, line, atImport } of facts.ambient) {
    if (name === 'process.env') {
      if (rule.environment !== true) check(line, `${folder} may not read process.env`)
      else if (atImport) check(line, 'process.env is read when the module loads; read it in a function')
    } else if (rule.ambient !== true) check(line, `${folder} may not use ${name}; take it as an argument`)
  }
  if (rule.effects !== true) {
    for (const line of facts.effects) check(line, 'only entries may do something when they are loaded')
  }
  return found
}

function wrongImport(
  file: string,
  { specifier }: ImportFact,
  files: ReadonlyMap<string, string>,
): string | undefined {
  const folder = folderOf(file)
  const rule = LAW[folder]
  if (rule === undefined) return undefined
  if (specifier === null) return 'an import must name its module as a literal'
  if (isBuiltin(specifier)) return wrongBuiltin(folder, rule, specifier)
  if (!specifier.startsWith('.')) {
    return rule.packages === true ? undefined : `${folder} may not import the package ${specifier}`
  }
  const target = resolve(file, specifier)
  if (!target.startsWith('src/')) return `src may not import ${target}, which is not shipped`
  if (!files.has(target)) return `${specifier} is no source file; write imports as ./name.ts`
  return wrongFolder(folder, rule, target)
}

function wrongBuiltin(folder: string, rule: Rule, specifier: string): string | undefined {
  if (!specifier.startsWith('node:')) return `write node:${specifier}`
  const [module = ''] = specifier.slice('node:'.length).split('/')
  if (rule.node === 'any' || rule.node.includes(module)) return undefined
  const allowed = rule.node.map((name) => `node:${name}`).join(', ')
  return `${folder} may not import ${specifier}; of Node it may use ${allowed || 'nothing'}`
}

function wrongFolder(folder: string, rule: Rule, target: string): string | undefined {
  const other = folderOf(target)
  const otherRank = LAW[other]?.rank
  if (otherRank === undefined) return undefined
  if (other === folder && folder !== 'entries') return undefined
  if (otherRank > rule.rank) return `${folder} may not import ${target}: ${other} ranks higher`
  if (otherRank === rule.rank) return `${folder} may not import ${target}: siblings do not know each other`
  if (rule.only !== undefined && !rule.only.some((allowed) => target.startsWith(allowed))) {
    return `${folder} may import only ${rule.only.join(' and ')}, not ${target}`
  }
  return undefined
}

/** One breach for each import that closes a circle. */
function circles(facts: ReadonlyMap<string, SourceFacts>): Breach[] {
  const found: Breach[] = []
  const done = new Set<string>()
  const follow = (file: string, path: readonly string[]): void => {
    for (const { specifier, line } of facts.get(file)?.imports ?? []) {
      if (specifier?.startsWith('.') !== true) continue
      const target = resolve(file, specifier)
      const start = path.indexOf(target)
      if (start >= 0) {
        found.push({ file, line, message: `a circle: ${[...path.slice(start), target].join(' > ')}` })
      } else if (!done.has(target)) follow(target, [...path, target])
    }
    done.add(file)
  }
  for (const file of facts.keys()) if (!done.has(file)) follow(file, [file])
  return found
}

function resolve(file: string, specifier: string): string {
  return posix.normalize(posix.join(posix.dirname(file), specifier))
}

function folderOf(file: string): string {
  const [, folder = '', ...rest] = file.split('/')
  return rest.length === 0 ? 'entries' : folder
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
