// node tools/pack-release.ts FOLDER: writes what a release holds beside the tag, from what is committed: the
// bundles, the npm package, the bill of materials of what is bundled, and the checksums of all three.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packagesIn } from './licenses.ts'
import { filesBelow, ROOT } from './repository.ts'
import { type BillOfMaterials, bundledOnly } from './sbom.ts'

function run(command: string, args: readonly string[]): string {
  return execFileSync(command, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
}

/** Each package that is in a bundle, once. */
function bundledPackages(): { name: string; version: string }[] {
  const lists = filesBelow(join(ROOT, 'dist')).filter((path) => path.endsWith('/licenses.txt'))
  const packages = lists.flatMap((path) => packagesIn(readFileSync(join(ROOT, 'dist', path), 'utf8')))
  const byKey = new Map(packages.map((each) => [`${each.name}@${each.version}`, each]))
  return [...byKey.keys()].sort().flatMap((key) => byKey.get(key) ?? [])
}

function writeBillOfMaterials(path: string): void {
  const { name } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { readonly name: string }
  const options = ['--package-lock-only', '--sbom-format', 'cyclonedx', '--sbom-type', 'application']
  const whole = JSON.parse(run('npm', ['sbom', ...options])) as BillOfMaterials
  writeFileSync(path, `${JSON.stringify(bundledOnly(whole, name, bundledPackages()), null, 2)}\n`)
}

function packRelease(folder: string): void {
  mkdirSync(folder, { recursive: true })
  run('git', [
    'archive',
    '--format=tar.gz',
    `--output=${join(folder, 'dist.tar.gz')}`,
    'HEAD',
    'dist',
    'LICENSE',
  ])
  run('npm', ['pack', '--silent', '--pack-destination', folder])
  writeBillOfMaterials(join(folder, 'sbom.cdx.json'))
  const sums = filesBelow(folder)
    .filter((name) => name !== 'SHA256SUMS')
    .map(
      (name) =>
        `${createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex')}  ${name}\n`,
    )
  writeFileSync(join(folder, 'SHA256SUMS'), sums.join(''))
  process.stdout.write(sums.join(''))
}

const [folder] = process.argv.slice(2)
if (folder === undefined) {
  console.error('Say into which folder: node tools/pack-release.ts FOLDER')
  process.exitCode = 2
} else packRelease(folder)
