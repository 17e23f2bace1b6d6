// npm run build: src/entries/<entry>.ts → dist/<entry>/index.js, byte for byte the same for the same sources.
//
// Two steps, because ncc alone would follow every import of @actions/core: TypeScript emits plain
// modules into build/, where copies of the two @actions packages sit next to our stubs of what they
// load and never use here (docs/adr/0001-leave-out-unused-dependencies.md); ncc then bundles those.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { builtinModules, createRequire } from 'node:module'
import { join, relative } from 'node:path'
import ts from 'typescript'
import { filesBelow } from './repository.ts'
import { licensesText, packageFolders, readPackage } from './licenses.ts'

interface Module {
  readonly nameForCondition?: string | null
  /** Of modules that webpack has joined. */
  readonly modules?: readonly Module[]
}

interface Bundle {
  readonly code: string
  readonly assets: Readonly<Record<string, { readonly source: string | Buffer }>>
  readonly stats: { toJson: (options: object) => { readonly modules: readonly Module[] } }
}

interface NccOptions {
  readonly cache: false
  readonly quiet: true
  /** What is required at run time, by the name under which it is imported. */
  readonly externals: Readonly<Record<string, string>>
}

type Ncc = (input: string, options: NccOptions) => Promise<Bundle>

const require = createRequire(import.meta.url)
const ncc = require('@vercel/ncc') as Ncc

const root = join(import.meta.dirname, '..')
const build = join(root, 'build')
const entries = ['main', 'post', 'actions', 'agent', 'gc-token']
/** What action.yml names, and the function of the bundle `actions` that it calls. */
const actions = ['revoke', 'rotate']

/** What stands in for packages that are loaded and not used; of tunnel, the part that loads it late. */
const stubs = {
  undici: 'undici.js',
  tunnel: 'tunnel.cjs',
}

/** Packages that are bundled as they are, but for their comments. */
const WHOLE = [
  '@noble/hashes',
  '@octokit/endpoint',
  '@octokit/request',
  '@octokit/request-error',
  '@redis/client',
  'jose',
  'json-with-bigint',
  'tweetnacl',
  'universal-user-agent',
]

/** Comments are a quarter of what packages weigh. Their licenses are in licenses.txt. */
function stripComments(folder: string): void {
  const { ES2024 } = ts.ScriptTarget
  const compilerOptions = { removeComments: true, target: ES2024, module: ts.ModuleKind.Preserve }
  for (const name of filesBelow(folder).filter((file) => file.endsWith('.js'))) {
    const file = join(folder, name)
    const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), { compilerOptions })
    writeFileSync(file, withPrefixes(outputText))
  }
}

/** Node's own modules by one name each, as we write it: under two they would be two modules of a bundle. */
function withPrefixes(code: string): string {
  return code.replace(
    /((?:from|require\() ?)(["'])([a-z_/]+)\2/g,
    (whole, before: string, quote: string, name: string) =>
      builtinModules.includes(name) ? `${before}${quote}node:${name}${quote}` : whole,
  )
}

/** Copies of the packages that load more than we use, with stand-ins for the surplus. */
function layOutModules(): void {
  const modules = join(build, 'node_modules')
  const copy = (from: string, to: string): void =>
    cpSync(join(root, from), join(modules, to), { recursive: true })
  copy('node_modules/@actions/core', '@actions/core')
  copy('stubs/actions-core-summary.js', '@actions/core/lib/summary.js')
  copy('stubs/actions-core-oidc.js', '@actions/core/lib/oidc-utils.js')
  copy('stubs/actions-core-platform.js', '@actions/core/lib/platform.js')
  copy('node_modules/@actions/http-client', '@actions/http-client')
  copy('node_modules/tunnel', 'tunnel/real')
  for (const name of WHOLE) copy(join('node_modules', name), name)
  // A rotation seals one short text: the fast variant, with its loops written out, is twice as long.
  copy('node_modules/tweetnacl/nacl.js', 'tweetnacl/nacl-fast.js')
  stripComments(modules)
  for (const [name, file] of Object.entries(stubs)) {
    copy(join('stubs', file), join(name, file))
    writeFileSync(join(modules, name, 'package.json'), JSON.stringify({ name, type: 'module', main: file }))
  }
}

/**
 * Packages that nearly all bundles need: each lies once in `shared/`. Only what comes from outside can be kept apart: of a class of
 * ours there must not be two.
 */
const SHARED = {
  '@actions/core': { file: 'actions-core.js', exports: '*' },
  '@actions/http-client': { file: 'http-client.js', exports: '*' },
  jose: { file: 'jose.js', exports: '{ SignJWT }' },
}

async function bundle(entry: string, dist: string): Promise<void> {
  const shared = Object.entries(SHARED).map(([name, { file }]) => [name, `../shared/${file}`] as const)
  const externals = Object.fromEntries(shared)
  const input = join(build, 'entries', `${entry}.js`)
  const { code, assets, stats } = await ncc(input, { cache: false, quiet: true, externals })
  const folder = join(dist, entry)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'index.js'), withoutMarks(code))
  for (const [name, asset] of Object.entries(assets)) {
    writeFileSync(join(folder, name), withoutMarks(asset.source.toString()))
  }
  writeFileSync(join(folder, 'licenses.txt'), licensesOf([stats]))
}

async function bundleShared(dist: string): Promise<void> {
  const folder = join(dist, 'shared')
  mkdirSync(folder, { recursive: true })
  const all: Bundle['stats'][] = []
  for (const [name, { file, exports }] of Object.entries(SHARED)) {
    const input = join(build, file)
    writeFileSync(input, `export ${exports} from '${name}'\n`)
    const { code, stats } = await ncc(input, { cache: false, quiet: true, externals: {} })
    writeFileSync(join(folder, file), withoutMarks(code))
    all.push(stats)
  }
  writeFileSync(join(folder, 'licenses.txt'), licensesOf(all))
}

/** Without the comments with which webpack marks its own lines: an eighth of a bundle, and in a reader's way. Names of modules stay. */
function withoutMarks(code: string): string {
  return code
    .replace(/^\/\*{3,6}\/ ?\t?/gm, '')
    .replace(/^\/\* harmony (?:export|import) \*\/ ?/gm, '')
    .replace(/^\/\/ EXTERNAL MODULE: .*\n/gm, '')
    .replaceAll('/* binding */ ', '')
}

/**
 * Keeps once what several bundles load late: ncc gives each entry copies of its own. A copy gives way to a line that leads to the
 * one that stays: that of gc-token, which is also published alone, else one in `shared/`.
 */
function shareChunks(dist: string): void {
  const places = new Map<string, string[]>()
  for (const file of filesBelow(dist).filter((name) => /^[^/]+\/\d+\.index\.js$/.test(name))) {
    const text = readFileSync(join(dist, file), 'utf8')
    places.set(text, [...(places.get(text) ?? []), file])
  }
  for (const [text, files] of places) {
    if (files.length < 2) continue
    const inShared = `shared/${createHash('sha256').update(text).digest('hex').slice(0, 16)}.js`
    const kept = files.find((file) => file.startsWith('gc-token/')) ?? inShared
    if (kept === inShared) writeFileSync(join(dist, kept), text)
    for (const file of files.filter((each) => each !== kept)) {
      writeFileSync(join(dist, file), `module.exports = require("../${kept}");\n`)
    }
  }
}

/** Not ncc's own, which names the packages of one chunk and forgets the rest. */
function licensesOf(all: readonly Bundle['stats'][]): string {
  const paths = all
    .flatMap((stats) => stats.toJson({ all: false, modules: true, nestedModules: true }).modules)
    .flatMap((module) => [module, ...(module.modules ?? [])])
    .flatMap(({ nameForCondition }) => nameForCondition ?? [])
    .map((path) => relative(root, path).replaceAll('\\', '/'))
  const standIns = Object.entries(stubs).map(([name, file]) => `build/node_modules/${name}/${file}`)
  return licensesText(packageFolders(paths, standIns).map((folder) => readPackage(join(root, folder))))
}

const dist = process.argv[2] ?? join(root, 'dist')
rmSync(build, { recursive: true, force: true })
execFileSync(
  process.execPath,
  [require.resolve('typescript/bin/tsc'), '-p', join(root, 'tsconfig.build.json')],
  {
    stdio: 'inherit',
  },
)
// ncc writes CommonJS, which starts faster than ES modules, when the nearest package.json names no type.
writeFileSync(join(build, 'package.json'), '{}\n')
layOutModules()
if (existsSync(dist)) rmSync(dist, { recursive: true })
for (const entry of entries) {
  try {
    await bundle(entry, dist)
  } catch (error) {
    // Uncaught, Node would print ncc's own source, three megabytes of one line.
    console.error(
      `dist/${entry} could not be bundled: ${error instanceof Error ? error.message : String(error)}`,
    )
    process.exit(1)
  }
}
for (const name of actions) {
  mkdirSync(join(dist, name))
  writeFileSync(join(dist, name, 'index.js'), `require("../actions/index.js").${name}();\n`)
}
await bundleShared(dist)
shareChunks(dist)
// npm does this on install; a program that runs from a checkout has no other to do it.
chmodSync(join(dist, 'gc-token', 'index.js'), 0o755)
writeFileSync(join(dist, 'package.json'), '{"type":"commonjs"}\n')
