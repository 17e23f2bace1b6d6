import { readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * The content of the project's package.json, for a bundle of `dist/<entry>/`, also through a link of npm's.
 * `undefined` if there is none to read: only a link in an error depends on it.
 */
export function readManifest(script: string): unknown {
  try {
    const file = realpathSync(script)
    if (!/[\\/]dist[\\/][\w-]+[\\/]index\.js$/.test(file)) return undefined
    return JSON.parse(readFileSync(join(dirname(file), '..', '..', 'package.json'), 'utf8'))
  } catch {
    return undefined
  }
}
