import { runAction } from './adapters/runner/run-action.ts'
import { revoke } from './compose/revoke.ts'

runAction(revoke)
