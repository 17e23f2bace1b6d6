import { runAgent } from './compose/agent.ts'

runAgent()
