// Checks what `uses:` downloads: the archive of the commit, as .gitattributes makes it.
import { execFileSync } from 'node:child_process'
import { ROOT } from './repository.ts'

const LIMIT_BYTES = 420_000

const archive = execFileSync('git', ['archive', '--format=tar.gz', 'HEAD'], {
  cwd: ROOT,
  maxBuffer: 64 * 1024 * 1024,
})
console.log(`The archive that "uses:" downloads has ${archive.length} of ${LIMIT_BYTES} bytes.`)
if (archive.length > LIMIT_BYTES) {
  console.error('It is too large. Look for what no run needs (.gitattributes) and for what is bundled twice.')
  process.exitCode = 1
}
