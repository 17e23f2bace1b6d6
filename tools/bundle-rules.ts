import { isBuiltin } from 'node:module'

/** Something that a bundle must not hold, and the text by which it is known. */
interface Marker {
  readonly what: string
  readonly text: RegExp
}

interface BundleRule {
  /** The bundle must be smaller. */
  readonly limitBytes: number
  readonly forbidden: readonly Marker[]
}

/** One bundle as it lies in dist. */
export interface Bundle {
  readonly code: string
  readonly hasLicenses: boolean
}

const UNDICI: Marker = { what: 'undici', text: /\bUND_ERR_/ }
const TOOL_RUNNER: Marker = { what: 'the tool runner of @actions/exec', text: /\bclass ToolRunner\b/ }
const ACTIONS_CORE: Marker = {
  what: '@actions/core',
  text: /\bfunction exportVariable\b|shared\/actions-core\.js/,
}
const MISSING_MODULE: Marker = { what: 'an import that was not found', text: /\bwebpackMissingModule\b/ }
const MACHINE_PATH: Marker = {
  what: 'a path of the machine that built it',
  text: /file:\/\/\/|\/home\/\w|\/Users\/\w|[A-Z]:\\+Users\\/,
}
const SEALED_BOX: Marker = { what: 'NaCl', text: /\bcrypto_box_keypair\b/ }
const GITHUB_CLIENT: Marker = { what: 'the client of GitHub', text: /\bx-github-api-version\b/i }
/** It signs assertions, and belongs into a chunk that is loaded only then. */
const JOSE: Marker = { what: 'jose', text: /\bclass SignJWT\b/ }
const NEVER = [UNDICI, TOOL_RUNNER, MISSING_MODULE, MACHINE_PATH, JOSE]
/** What rotating takes would be a burden to everything else. */
const LEAN = [...NEVER, SEALED_BOX, GITHUB_CLIENT]

/** What each bundle may weigh and hold; a rule counts once src has the entry. */
export const BUNDLE_RULES: Readonly<Record<string, BundleRule>> = {
  main: { limitBytes: 150_000, forbidden: LEAN },
  post: { limitBytes: 150_000, forbidden: LEAN },
  actions: { limitBytes: 150_000, forbidden: LEAN },
  agent: { limitBytes: 150_000, forbidden: [...LEAN, ACTIONS_CORE] },
  'gc-token': { limitBytes: 30_000, forbidden: [...LEAN, ACTIONS_CORE] },
}

/** What is wrong with dist, given the entries of src, the bundles by name, and where the repository lies. */
export function bundleProblems(
  entries: readonly string[],
  bundles: ReadonlyMap<string, Bundle>,
  root: string,
): string[] {
  const leftOver = [...bundles.keys()].filter((name) => !entries.includes(name))
  return [
    ...entries.flatMap((entry) => problemsOf(entry, bundles.get(entry), root)),
    ...leftOver.map((name) => `dist/${name}: src/entries/${name}.ts does not exist`),
  ]
}

function problemsOf(entry: string, bundle: Bundle | undefined, root: string): string[] {
  const rule = BUNDLE_RULES[entry]
  if (rule === undefined) return [`src/entries/${entry}.ts: its bundle has no rule in tools/bundle-rules.ts`]
  if (bundle === undefined) return [`dist/${entry}/index.js: is missing`]
  const { code, hasLicenses } = bundle
  const sizeBytes = Buffer.byteLength(code)
  const found = rule.forbidden.filter(({ text }) => text.test(code)).map(({ what }) => `holds ${what}`)
  if (code.includes(root)) found.push(`holds ${MACHINE_PATH.what}`)
  for (const name of missingModules(code)) found.push(`loads ${name}, which is not in it`)
  if (sizeBytes >= rule.limitBytes) {
    found.push(`has ${sizeBytes} bytes, and must have fewer than ${rule.limitBytes}`)
  }
  if (!hasLicenses) found.push('has no licenses.txt beside it')
  return found.map((problem) => `dist/${entry}/index.js: ${problem}`)
}

/** ncc leaves what it cannot resolve as a plain require and reports success. */
function missingModules(code: string): string[] {
  const required = code.matchAll(/\brequire\(\s*["']([^"']+)["']\s*\)/g)
  const names = [...new Set([...required].map(([, name = '']) => name))]
  return names.filter((name) => !isBuiltin(name) && !name.startsWith('../shared/'))
}
