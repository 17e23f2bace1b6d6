// node tools/release-notes.ts v1.2.3: prints what the changelog says about that version.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { notesOf } from './changelog.ts'
import { ROOT } from './repository.ts'

const tag = process.argv[2] ?? ''
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }
try {
  if (tag !== `v${version}`) throw new Error(`The tag is ${tag || 'missing'}; package.json says ${version}.`)
  process.stdout.write(notesOf(readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8'), version))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
