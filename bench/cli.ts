// npm run bench: what the action costs, as ratios in one run. Absolute times are this machine's business.
import { runGateway } from './gateway.ts'
import { runCommandStart } from './gc-token.ts'
import { run as runShare } from './share.ts'
import { runSharedToken } from './shared-token.ts'
import { runSoak } from './soak.ts'
import { runStartUp } from './start-up.ts'

const benchmarks: Readonly<Record<string, () => Promise<void>>> = {
  'start-up': runStartUp,
  share: runShare,
  'shared-token': runSharedToken,
  'gc-token': runCommandStart,
  gateway: runGateway,
}

/** Too long to be part of every run: only by name. */
const onRequest: Readonly<Record<string, () => Promise<void>>> = { soak: runSoak }
const all = { ...benchmarks, ...onRequest }

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in all))
if (unknown.length > 0) {
  console.error(`Unknown benchmark ${unknown.join(', ')}. There are: ${Object.keys(all).join(', ')}.`)
  process.exit(2)
}
const chosen = wanted.length === 0 ? Object.keys(benchmarks) : wanted
for (const [name, run] of Object.entries(all)) if (chosen.includes(name)) await run()
