// npm run bench: what the action costs, as ratios in one run. Absolute times are this machine's business.
import { runStartUp } from './start-up.ts'

const benchmarks: Readonly<Record<string, () => Promise<void>>> = { 'start-up': runStartUp }

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in benchmarks))
if (unknown.length > 0) {
  console.error(`Unknown benchmark ${unknown.join(', ')}. There are: ${Object.keys(benchmarks).join(', ')}.`)
  process.exit(2)
}
for (const [name, run] of Object.entries(benchmarks)) {
  if (wanted.length === 0 || wanted.includes(name)) await run()
}
