// Checks the workflows of the repository by rules of its own, which no linter knows. The linters themselves,
// actionlint and zizmor, need Go and Python: npm run test:tools -- linters.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesBelow, ROOT } from './repository.ts'
import { workflowFindings } from './workflow-rules.ts'

const FOLDER = '.github/workflows'

const files = filesBelow(join(ROOT, FOLDER)).filter((name) => /\.ya?ml$/.test(name))
for (const name of files) {
  for (const { line, column, message } of workflowFindings(readFileSync(join(ROOT, FOLDER, name), 'utf8'))) {
    console.error(`${FOLDER}/${name}:${line}:${column}: ${message}`)
    process.exitCode = 1
  }
}
if (process.exitCode === undefined)
  console.log(`${files.length} workflows keep the rules of this repository.`)
