import { runAction } from './adapters/runner/run-action.ts'
import { rotate } from './compose/rotate.ts'

runAction(rotate)
