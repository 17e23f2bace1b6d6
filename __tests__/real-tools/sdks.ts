import { join } from 'node:path'
import { GENESYS_FOR_JAVA, GENESYS_FOR_PYTHON } from '../../tools/real-tools/suites.ts'
import { folderOf } from '../../tools/real-tools/tool.ts'
import { ROOT } from '../support/documents.ts'

export const SCRIPTS = join(ROOT, 'examples', 'scripts')
/** The interpreter that has the SDK. */
export const PYTHON = join(folderOf(GENESYS_FOR_PYTHON), 'bin', 'python')
/** A Platform SDK, and the script of the examples that uses it. */
export interface Sdk {
  readonly name: string
  readonly script: string
  readonly command: readonly [string, ...string[]]
  /** What it prints of a 401, as the page on troubleshooting says too. */
  readonly refusal: readonly string[]
}

export const JAVA: Sdk = {
  name: 'Java',
  script: join(SCRIPTS, 'ListQueues.java'),
  command: ['java', '-cp', join(folderOf(GENESYS_FOR_JAVA), 'jars', '*')],
  refusal: ['HTTP 401', 'Invalid login credentials.', 'ApiException: error'],
}

export const JAVASCRIPT: Sdk = {
  name: 'JavaScript',
  script: join(SCRIPTS, 'list-queues.mjs'),
  command: [process.execPath],
  refusal: ['status: 401', 'Invalid login credentials.'],
}

export const SDKS: readonly Sdk[] = [
  {
    name: 'Python',
    script: join(SCRIPTS, 'list_queues.py'),
    command: [PYTHON, '-B'],
    refusal: ['ApiException: (401)', 'Reason: Unauthorized'],
  },
  JAVA,
  JAVASCRIPT,
]

/** What the scripts ask for, page after page. */
export const PAGE = '/api/v2/routing/queues'
/** Longer than a token lives. */
export const DAY_MS = 86_400_000
