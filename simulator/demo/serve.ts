// npm run simulator: the simulated Genesys Cloud for other programs, until Ctrl-C.
import { parseArgs } from 'node:util'
import { completeClient, randomClient } from '../genesys/options.ts'
import { FAILURES, secretFor, startFailing, type Failure } from './failures.ts'
import { PIPELINE_PERMISSIONS } from './simulated-organizations.ts'

const USAGE = `Usage: npm run simulator [-- --fail ${FAILURES.join(' | ')}]`

const HELP = `${USAGE}

Serves the simulated Genesys Cloud on loopback until Ctrl-C, and prints what other programs have to be told, as lines
for a shell:

  rm -f simulator.env
  npm run --silent simulator > simulator.env &
  until grep -qs Serving simulator.env; do sleep 1; done
  . ./simulator.env && npx --no gc-token doctor --ask-for-token

  --fail NAME  makes one thing go wrong
  --help       this text`

function failureIn(argv: readonly string[]): Failure | 'help' | undefined {
  const options = { fail: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const
  const { values } = parseArgs({ args: [...argv], options })
  if (values.help === true) return 'help'
  if (values.fail === undefined) return undefined
  const failure = FAILURES.find((name) => name === values.fail)
  if (failure === undefined) throw new Error(`--fail takes ${FAILURES.join(', ')}.`)
  return failure
}

async function serve(failure: Failure | undefined): Promise<void> {
  const client = completeClient({ ...randomClient(), permissions: PIPELINE_PERMISSIONS })
  // A client of another region is unknown here.
  const known = failure === 'wrong-region' ? randomClient() : client
  const cloud = await startFailing([known], failure)
  const variables = {
    GENESYSCLOUD_OAUTHCLIENT_ID: client.id,
    GENESYSCLOUD_OAUTHCLIENT_SECRET: secretFor(failure, client.secret),
    GENESYSCLOUD_LOGIN_URL: cloud.loginUrl,
    GENESYSCLOUD_API_URL: cloud.apiUrl,
    GENESYSCLOUD_ORGANIZATION_ID: client.organizationId,
  }
  for (const [name, value] of Object.entries(variables)) console.log(`export ${name}='${value}'`)
  console.log('# Serving until Ctrl-C. Nothing here is secret, and nothing outlives this process.')
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void cloud.close().then(() => process.exit(0)))
  }
}

try {
  const failure = failureIn(process.argv.slice(2))
  if (failure === 'help') console.log(HELP)
  else await serve(failure)
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  process.exitCode = 2
}
