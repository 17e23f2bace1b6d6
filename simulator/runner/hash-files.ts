import { createHash } from 'node:crypto'
import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { defineFunction, type ExpressionFunction } from './expressions.ts'

/** `hashFiles('a', '!b')` over the workspace: a hash of the hashes, or the empty string where nothing matches. */
export function createHashFiles(workspace: string): ExpressionFunction {
  return defineFunction('hashFiles', { min: 1, max: 255 }, (...patterns) => {
    const lines = patterns.flatMap((pattern) => pattern.split('\n')).map((line) => line.trim())
    const excluded = new Set(
      lines.filter((line) => line.startsWith('!')).flatMap((line) => matching(line.slice(1), workspace)),
    )
    const files = new Set(
      lines
        .filter((line) => line !== '' && !line.startsWith('!'))
        .flatMap((line) => matching(line, workspace)),
    )
    const hashes = [...files].filter((file) => !excluded.has(file)).sort()
    if (hashes.length === 0) return ''
    const total = createHash('sha256')
    for (const file of hashes) total.update(createHash('sha256').update(readFileSync(file)).digest())
    return total.digest('hex')
  })
}

function matching(pattern: string, workspace: string): readonly string[] {
  return globSync(pattern, { cwd: workspace })
    .map((path) => join(workspace, path))
    .filter((path) => statSync(path).isFile())
}
