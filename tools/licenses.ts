import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A package whose code is in a bundle. */
export interface BundledPackage {
  readonly name: string
  readonly version: string
  /** SPDX identifier. */
  readonly license: string
  readonly text: string
}

/**
 * The folders of the packages that modules belong to, each once, sorted. What stands in for a package that is
 * not used is ours, so it counts for none.
 *
 * @param modules paths of modules, with slashes, from the root of the repository
 * @param standIns of these, the ones that stand in for a package
 */
export function packageFolders(modules: readonly string[], standIns: readonly string[]): string[] {
  const folders = modules
    .filter((path) => !standIns.includes(path))
    .flatMap((path) => /^(?:build\/)?((?:node_modules\/(?:@[^/]+\/)?[^/]+\/?)+)\//.exec(path)?.[1] ?? [])
  return [...new Set(folders)].sort()
}

/** Licences of packages that come without the text of theirs, as their repositories have it: `@redis+client.txt`. */
const TEXTS = join(import.meta.dirname, 'licenses')

/** What has to be said about a package; fails if there is no licence of it. */
export function readPackage(folder: string): BundledPackage {
  const { name, version, license } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as Partial<Record<string, string>>
  const shipped = readdirSync(folder).find((each) => /^(licen[cs]e|copying)(\.|$)/i.test(each))
  const file = shipped === undefined ? join(TEXTS, `${name?.replace('/', '+')}.txt`) : join(folder, shipped)
  if (name === undefined || version === undefined || license === undefined || !existsSync(file)) {
    throw new Error(`${folder} has no name, version or licence.`)
  }
  return { name, version, license, text: readFileSync(file, 'utf8') }
}

/** The text of `licenses.txt`: first a line for each package, then their licences. */
export function licensesText(packages: readonly BundledPackage[]): string {
  const titles = packages.map(({ name, version, license }) => `${name} ${version} ${license}`)
  const texts = packages.map(({ text }, index) => `${titles[index] ?? ''}\n\n${text.trim()}`)
  return `${[titles.join('\n'), ...texts].join('\n\n').replaceAll('\r\n', '\n')}\n`
}

/** The packages that the first lines of a `licenses.txt` name. */
export function packagesIn(licenses: string): readonly Pick<BundledPackage, 'name' | 'version'>[] {
  const [index = ''] = licenses.split('\n\n', 1)
  return index
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [name = '', version = ''] = line.split(' ')
      return { name, version }
    })
}
