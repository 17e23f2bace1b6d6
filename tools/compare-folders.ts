import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesBelow } from './repository.ts'

/** How two folders differ, byte for byte, one line for each file; the second is the one to judge. */
export function folderDifferences(expected: string, actual: string): string[] {
  const wanted = new Set(filesBelow(expected))
  const present = new Set(filesBelow(actual))
  const names = [...new Set([...wanted, ...present])].sort()
  return names.flatMap((name) => {
    if (!present.has(name)) return [`${name} is missing`]
    if (!wanted.has(name)) return [`${name} should not be there`]
    const same = readFileSync(join(expected, name)).equals(readFileSync(join(actual, name)))
    return same ? [] : [`${name} differs`]
  })
}
