// The simulated Genesys Cloud as a process of its own.
//
// In a terminal it prints its URLs and credentials and serves until it is ended. As the main of
// .github/actions/simulator it starts itself in the background, so that later steps can use it.
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { appendFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo } from 'node:net'
import { startGenesysCloud, type GenesysCloud } from '../simulator/genesys/genesys-cloud.ts'
import { randomClient } from '../simulator/genesys/options.ts'

type Outputs = Readonly<Record<string, string>>

/** Started with an IPC channel, it is the process in the background that `launch` waits for. */
const { GITHUB_OUTPUT, GITHUB_STATE } = process.env
if (process.send !== undefined) process.send(await serve())
else if (GITHUB_OUTPUT !== undefined && GITHUB_STATE !== undefined) await launch(GITHUB_OUTPUT, GITHUB_STATE)
else process.stdout.write(lines(await serve()))

async function serve(): Promise<Outputs> {
  const client = { ...randomClient(), organizationId: randomUUID() }
  const genesysCloud = await startGenesysCloud({ clients: [client] })
  return {
    'login-url': genesysCloud.loginUrl,
    'api-url': genesysCloud.apiUrl,
    'control-url': await serveControl(genesysCloud),
    'client-id': client.id,
    'client-secret': client.secret,
    'organization-id': client.organizationId,
  }
}

/** GET says how many tokens there are, DELETE ends the simulator. */
async function serveControl(genesysCloud: GenesysCloud): Promise<string> {
  const server = createServer((request, response) => {
    const granted = genesysCloud.tokens().length
    const live = genesysCloud.liveTokens().length
    // The simulator may not be found still answering after a reply that says it has ended.
    if (request.method === 'DELETE') server.close()
    response.setHeader('Connection', 'close')
    response.end(JSON.stringify({ granted, live }), () => {
      if (request.method === 'DELETE') process.exit()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function launch(outputFile: string, stateFile: string): Promise<void> {
  const { RUNNER_TRACKING_ID, SystemRoot } = process.env
  const simulator = spawn(process.execPath, [import.meta.filename], {
    detached: true,
    // A pipe of the step that a background process holds makes the runner wait.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // With its tracking id, the runner ends the process with the job if nothing else has.
    env: { RUNNER_TRACKING_ID, SystemRoot },
  })
  const died = once(simulator, 'exit').then(([code]) => {
    throw new Error(`The simulator ended with ${String(code)} before it was ready.`)
  })
  const [outputs] = (await Promise.race([once(simulator, 'message'), died])) as [Outputs]
  simulator.disconnect()
  simulator.unref()
  console.log(`::add-mask::${outputs['client-secret'] ?? ''}`)
  appendFileSync(outputFile, lines(outputs))
  appendFileSync(stateFile, lines({ 'control-url': outputs['control-url'] ?? '' }))
  console.log(`Simulating Genesys Cloud at ${outputs['login-url'] ?? ''}.`)
}

function lines(outputs: Outputs): string {
  return Object.entries(outputs)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')
}
