import { join } from 'node:path'
import { shellQuoted } from '../../../simulator/demo/tool-stand-ins.ts'

/**
 * Bash text of the stand-ins for tools that no registry has. Each holds the rules of the true one that this project
 * relies on, with where it is known from. `NODE_USE_ENV_PROXY`: like Go, and not like fetch, they obey HTTPS_PROXY.
 */
const program = (name: string): string =>
  `NODE_USE_ENV_PROXY=1 ${shellQuoted(process.execPath)} ${shellQuoted(join(import.meta.dirname, `${name}.fixture.ts`))} "$@"`

export const TERRAFORM = program('terraform')
export const GC = program('gc')
export const ARCHY = program('archy')
