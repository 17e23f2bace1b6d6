import { stripTypeScriptTypes } from 'node:module'

/**
 * Jest's transform: Node's own type stripping, so that tests run the very source that Node runs.
 * Types become blanks, so lines and columns in stacks and coverage stay true without a source map.
 */
export default {
  process: (sourceText) => ({ code: stripTypeScriptTypes(sourceText) }),
}
