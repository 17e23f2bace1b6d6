// Checks that dist is what the sources say: users run a commit, so each commit must hold its own build.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { folderDifferences } from './compare-folders.ts'
import { filesBelow, ROOT } from './repository.ts'

const folder = mkdtempSync(join(tmpdir(), 'gc-oauth-action-'))
try {
  const fresh = join(folder, 'dist')
  execFileSync(process.execPath, [join(ROOT, 'tools/build.ts'), fresh], { stdio: 'inherit' })
  const differences = folderDifferences(fresh, join(ROOT, 'dist'))
  for (const difference of differences) console.error(`dist/${difference}`)
  if (differences.length > 0) {
    console.error('dist is not what the sources build. Run npm run build, and commit dist.')
    process.exitCode = 1
  } else {
    console.log(`dist is what the sources build: ${filesBelow(fresh).length} files, byte for byte.`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
