// Checks what the bundles in dist weigh and hold. The table is in bundle-rules.ts.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Bundle, BUNDLE_RULES, bundleProblems } from './bundle-rules.ts'
import { filesBelow, ROOT } from './repository.ts'

const dist = join(ROOT, 'dist')
const entries = Object.keys(BUNDLE_RULES)
const bundles = new Map<string, Bundle>()
for (const file of filesBelow(dist)) {
  const [, entry] = /^([^/]+)\/index\.js$/.exec(file) ?? []
  // Those of `revoke/` and `rotate/` are a line that calls a function of the bundle `actions`.
  if (entry === undefined || ['revoke', 'rotate'].includes(entry)) continue
  const hasLicenses = existsSync(join(dist, entry, 'licenses.txt'))
  bundles.set(entry, { code: readFileSync(join(dist, file), 'utf8'), hasLicenses })
}

for (const [entry, { code }] of bundles) {
  const limit = BUNDLE_RULES[entry]?.limitBytes ?? 0
  console.log(`dist/${entry}/index.js: ${Buffer.byteLength(code)} of ${limit} bytes`)
}
const problems = bundleProblems(entries, bundles, ROOT)
for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exitCode = 1
