// Checks the import law: who may import what. The table is in import-law.ts.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { breaches } from './import-law.ts'
import { filesBelow, ROOT } from './repository.ts'

const names = filesBelow(join(ROOT, 'src')).filter((name) => name.endsWith('.ts'))
const files = new Map(names.map((name) => [`src/${name}`, readFileSync(join(ROOT, 'src', name), 'utf8')]))
const found = breaches(files)
for (const { file, line, message } of found) console.error(`${file}:${line}: ${message}`)
if (found.length > 0) process.exitCode = 1
else console.log(`The import law holds in ${files.size} files.`)
