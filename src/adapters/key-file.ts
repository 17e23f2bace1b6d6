import { readFileSync, statSync } from 'node:fs'

type Environment = Readonly<Record<string, string | undefined>>

const KEY = 'GENESYSCLOUD_PRIVATE_KEY'
const FILE = 'GENESYSCLOUD_PRIVATE_KEY_FILE'

/** No key is as large; what is may never end. */
const LARGEST_FILE_BYTES = 64 * 1024

/** The variables with the contents of the key's file in the place of the key, where one is named and wanted; else what is wrong. */
export function withKeyFile(environment: Environment): {
  readonly environment: Environment
  readonly mistakes: readonly string[]
} {
  const path = environment[FILE]?.trim() ?? ''
  const method = environment['GENESYSCLOUD_CLIENT_AUTH']?.trim().toLowerCase()
  if (path === '' || method !== 'private-key-jwt') return { environment, mistakes: [] }
  if ((environment[KEY] ?? '').trim() !== '') {
    return { environment, mistakes: [`${FILE} is given, and so is ${KEY}. Leave one of them out.`] }
  }
  const wrong = (what: string) => ({ environment, mistakes: [`${FILE} ${what}`] })
  try {
    // Links are followed: Kubernetes mounts secrets by them.
    const file = statSync(path)
    if (!file.isFile()) return wrong('names something that is no file.')
    if (file.size > LARGEST_FILE_BYTES) return wrong('names a file that is too large for a key.')
    const key = readFileSync(path, 'utf8')
    if (key.trim() === '') return wrong('names a file that is empty.')
    return { environment: { ...environment, [KEY]: key }, mistakes: [] }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    // The path is not quoted: it may be the key itself.
    return wrong(`names a file that cannot be read (${code}).`)
  }
}
