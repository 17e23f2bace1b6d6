import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Call } from './stand-ins.ts'

// What runs in place of a command: notes how it was started, then does what its Bash text says.
const [calls = '', command = '', body = '', ...given] = process.argv.slice(2)
const environment = Object.fromEntries(
  Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
)
const call: Call = { command, arguments: given, environment }
const name = `${process.hrtime.bigint().toString().padStart(20, '0')}-${process.pid}.json`
writeFileSync(join(calls, name), JSON.stringify(call))
const script = `set -euo pipefail\n${body}`
process.exitCode = spawnSync('bash', ['-c', script, command, ...given], { stdio: 'inherit' }).status ?? 1
