import { runAction } from './adapters/runner/run-action.ts'
import { main } from './compose/main.ts'

runAction(main)
