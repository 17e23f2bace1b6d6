import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { type GenesysCloud, startGenesysCloud } from './genesys/genesys-cloud.ts'
import { startNetwork } from './network/network.ts'
import { colourVerdict, createColourLines, type LineFormatter, plainLines } from './runner/console-lines.ts'
import { runWorkflow } from './runner/run-workflow.ts'
import { type RunOptions, WorkflowError, type WorkflowRun } from './runner/types.ts'
import { parseWorkflow } from './runner/workflow.ts'

const ROOT = resolve(import.meta.dirname, '..')
const ACTION = 'org/gc-oauth-action'
const DEFAULT_WORKFLOW = 'examples/quick-start.yml'
const SIMULATED_REGION = 'eu-central-1'
const CREDENTIALS = [
  'GENESYSCLOUD_OAUTHCLIENT_ID',
  'GENESYSCLOUD_OAUTHCLIENT_SECRET',
  'GENESYSCLOUD_REGION',
] as const
/** How a machine reaches the internet; a real organization may only be found that way. */
const NETWORK_VARIABLES = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY', 'https_proxy', 'http_proxy', 'no_proxy']
const CERTIFICATE_VARIABLES = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'CURL_CA_BUNDLE']

/** What the workflow talks to: the simulator, or an organization of the user's own. */
interface Target {
  readonly description: string
  readonly settings: Pick<RunOptions, 'secrets' | 'vars' | 'machineEnvironment'>
  readonly report: () => readonly string[]
  readonly close: () => Promise<void>
}

async function main(argv: readonly string[]): Promise<number> {
  if (argv.length > 1 || argv[0]?.startsWith('-') === true) {
    console.error('Usage: npm start [-- WORKFLOW.yml]')
    return 2
  }
  const file = findWorkflow(argv[0] ?? DEFAULT_WORKFLOW)
  const target = await chooseTarget()
  const cancellation = cancelOnSignals()
  try {
    console.log(`Running ${relative(ROOT, file)} against ${target.description}.\n`)
    const run = await runWorkflow({
      ...target.settings,
      file,
      root: ROOT,
      localActions: { [ACTION]: ROOT },
      signal: cancellation.signal,
      onLine: await createPrinter(file),
    })
    printVerdicts(run)
    for (const line of target.report()) console.log(line)
    return run.conclusion === 'success' ? 0 : (cancellation.exitCode() ?? 1)
  } finally {
    cancellation.stop()
    await target.close()
  }
}

function findWorkflow(name: string): string {
  // npm changes into the package's folder and leaves the user's own in INIT_CWD.
  const candidates = [resolve(process.env['INIT_CWD'] ?? process.cwd(), name), resolve(ROOT, name)]
  const file = candidates.find((candidate) => existsSync(candidate))
  if (file === undefined) throw new WorkflowError(`There is no file ${name}.`)
  return file
}

async function chooseTarget(): Promise<Target> {
  const given = CREDENTIALS.filter((name) => (process.env[name] ?? '') !== '')
  if (given.length === 0) return simulatedTarget()
  const missing = CREDENTIALS.filter((name) => !given.includes(name))
  if (missing.length > 0) {
    throw new WorkflowError(`To run against your own organization, set ${missing.join(' and ')} as well.`)
  }
  const [id = '', secret = '', region = ''] = CREDENTIALS.map((name) => process.env[name])
  const inherited = [...NETWORK_VARIABLES, ...CERTIFICATE_VARIABLES].flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    description: `your organization in ${region}`,
    settings: { ...credentials(id, secret, region), machineEnvironment: Object.fromEntries(inherited) },
    report: () => ['This ran against a real organization, so there is no list of its requests.'],
    close: () => Promise.resolve(),
  }
}

async function simulatedTarget(): Promise<Target> {
  const genesys = await startGenesysCloud()
  const folder = await mkdtemp(join(tmpdir(), 'gha-network-'))
  const network = await startNetwork({ genesys, folder })
  const [client] = genesys.clients()
  if (client === undefined) throw new Error('The simulator has no OAuth client.')
  return {
    description: `the bundled simulator of Genesys Cloud, as ${SIMULATED_REGION}`,
    settings: {
      ...credentials(client.id, client.secret, SIMULATED_REGION),
      machineEnvironment: network.environment,
    },
    report: () => reportRequests(genesys),
    close: async () => {
      await network.close()
      await genesys.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function credentials(id: string, secret: string, region: string): Pick<RunOptions, 'secrets' | 'vars'> {
  return {
    secrets: { GENESYSCLOUD_OAUTHCLIENT_SECRET: secret },
    vars: { GENESYSCLOUD_OAUTHCLIENT_ID: id, GENESYSCLOUD_REGION: region },
  }
}

function reportRequests(genesys: GenesysCloud): readonly string[] {
  const requests = genesys.requests.map(({ method, host, path, status, headers }) =>
    [
      `  ${method.padEnd(6)} ${host.padEnd(5)}`,
      path.padEnd(28),
      String(status ?? '-').padEnd(3),
      headers['authorization'] ?? '',
    ].join(' '),
  )
  const alive = genesys
    .liveTokens()
    .map(({ number, expiresAt }) => `  token-${number}, until ${new Date(expiresAt).toISOString()}`)
  const granted = genesys.tokens().length
  return [
    `Genesys Cloud saw ${requests.length} requests:`,
    ...requests,
    `Tokens: ${granted} granted, ${alive.length === 0 ? 'none' : alive.length} still alive.`,
    ...alive,
  ]
}

/** Lines of several jobs come mixed, so each then says whose it is. */
async function createPrinter(file: string): Promise<(job: string, line: string) => void> {
  const { jobs } = parseWorkflow(await readFile(file, 'utf8'), file)
  const isMixed = jobs.length > 1 || jobs.some(({ strategy }) => Object.keys(strategy).length > 0)
  const formatters = new Map<string, LineFormatter>()
  return (job, line) => {
    const format = formatters.get(job) ?? (isColoured() ? createColourLines() : plainLines)
    formatters.set(job, format)
    const text = format(line)
    if (text !== undefined) console.log(isMixed ? `${job} | ${text}` : text)
  }
}

function printVerdicts(run: WorkflowRun): void {
  console.log('')
  for (const { name, conclusion } of run.jobs) {
    console.log(`Job ${name}: ${colourVerdict(conclusion, isColoured())}`)
  }
}

function isColoured(): boolean {
  return process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === ''
}

/** The first Ctrl+C cancels as the button on GitHub does, so that posts still run; the second gives up. */
function cancelOnSignals(): { signal: AbortSignal; exitCode: () => number | undefined; stop: () => void } {
  const controller = new AbortController()
  let exitCode: number | undefined
  const handle = (code: number) => (): void => {
    if (exitCode !== undefined) process.exit(code)
    exitCode = code
    console.error('Cancelling the run; once more to leave at once.')
    controller.abort()
  }
  const onInterrupt = handle(130)
  const onTerminate = handle(143)
  process.on('SIGINT', onInterrupt).on('SIGTERM', onTerminate)
  const stop = (): void => {
    process.off('SIGINT', onInterrupt).off('SIGTERM', onTerminate)
  }
  return { signal: controller.signal, exitCode: () => exitCode, stop }
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof WorkflowError ? error.message : error)
  process.exitCode = 2
}
