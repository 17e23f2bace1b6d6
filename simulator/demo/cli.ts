import { readFile } from 'node:fs/promises'
import { startCacheService } from '../cache-service/cache-service.ts'
import { runWorkflow } from '../runner/run-workflow.ts'
import { type RunOptions, type WorkflowRun } from '../runner/types.ts'
import { WorkflowError } from '../runner/values.ts'
import { parseWorkflow } from '../runner/workflow.ts'
import { makeTemporaryFolder, removeTemporaryFolder } from '../temporary-folders.ts'
import { actionsFor } from './actions.ts'
import { HELP, parseArguments, type Request } from './arguments.ts'
import { type Cancellation, listenForTheEnd } from './cancellation.ts'
import { colourVerdict, createConsoleLines, type LineFormatter } from './console.ts'
import { withOtherNames } from './other-names.ts'
import { describeFailures, describeJob } from './describe-failures.ts'
import { chooseTarget, type Target } from './targets.ts'
import { writeToolStandIns } from './tool-stand-ins.ts'
import { findWorkflow, isDefault, isExample, ROOT, shownName } from './workflow-file.ts'
import { describeMissing, findMissing, type Missing } from './workflow-needs.ts'

/** Of any owner: `org` stands for the owner on all pages. */
const ACTION = '*/gc-oauth-action'

async function main(argv: readonly string[], { signal }: Cancellation): Promise<number> {
  const request = parseArguments(argv)
  if (request.wantsHelp) {
    console.log(HELP)
    return 0
  }
  const file = findWorkflow(request.file)
  const target = await chooseTarget(request.failure)
  const cache = await startCacheService()
  const tools = makeTemporaryFolder('gha-tools-')
  try {
    const text = await readFile(file, 'utf8')
    const options = optionsFor(file, text, target, request)
    refuseWhatIsMissing(file, findMissing(text, file, options))
    announce(file, target)
    const run = await runWorkflow({
      ...options,
      cacheService: { url: cache.url, token: cache.issueToken() },
      toolFolders: [await writeToolStandIns(tools, process.execPath)],
      signal,
      onLine: createPrinter(file, text),
    })
    printEnding(run, target, eventOf(file, text))
    for (const line of describeFailures(run, request.failure)) console.log(line)
    if (
      run.conclusion === 'failure' &&
      target.isSimulated &&
      isExample(file) &&
      request.failure === undefined
    ) {
      console.log('The tests run this example with stand-ins: npm test -- examples.')
    }
    return run.conclusion === 'success' ? 0 : 1
  } finally {
    await Promise.all([target.close(), cache.close()])
    await removeTemporaryFolder(tools)
  }
}

function optionsFor(file: string, text: string, target: Target, { vars, secrets }: Request): RunOptions {
  const { settings } = target
  const options = {
    ...settings,
    vars: { ...settings.vars, ...vars },
    secrets: { ...settings.secrets, ...secrets },
    actions: { ...settings.actions, ...actionsFor(file) },
    file,
    root: ROOT,
    localActions: { [ACTION]: ROOT },
  }
  return { ...options, ...withOtherNames(options, findMissing(text, file, options), target.logins) }
}

function refuseWhatIsMissing(file: string, missing: Missing): void {
  const needs = describeMissing(missing)
  if (needs === undefined) return
  const isGivable = missing.actions.length === 0
  throw new WorkflowError(
    [
      `${shownName(file)} needs ${needs}, which npm start does not have.`,
      ...(isExample(file) ? ['The tests run it with stand-ins: npm test -- examples.'] : []),
      ...(isGivable
        ? [
            'Values can be given with --var NAME=VALUE and --secret NAME=VALUE; GitHub gives an empty one where there is none, as NAME= does.',
          ]
        : []),
    ].join(' '),
  )
}

function announce(file: string, { description, isSimulated }: Target): void {
  console.log(`Running ${shownName(file)} against ${description}.\n`)
  if (isSimulated || isDefault(file)) return
  console.error(
    'Warning: its steps run on this machine and change this organization. No network is simulated.\n',
  )
}

/** Lines of several jobs come mixed, so each then says whose it is. */
function createPrinter(file: string, text: string): (job: string, line: string) => void {
  const { jobs } = parseWorkflow(text, file)
  const isMixed = jobs.length > 1 || jobs.some(({ strategy }) => Object.keys(strategy).length > 0)
  const formatters = new Map<string, LineFormatter>()
  return (job, line) => {
    const format = formatters.get(job) ?? createConsoleLines(isColoured())
    formatters.set(job, format)
    const text = format(line)
    if (text !== undefined) console.log(isMixed ? `${job} | ${text}` : text)
  }
}

/** As the runner has it: the first one that the workflow names. */
function eventOf(file: string, text: string): string {
  return Object.keys(parseWorkflow(text, file).triggers)[0] ?? 'push'
}

function printEnding(run: WorkflowRun, target: Target, event: string): void {
  console.log('')
  for (const job of run.jobs) {
    console.log(describeJob(job, colourVerdict(job.conclusion, isColoured()), event))
  }
  for (const { name, summary } of run.jobs.filter((job) => job.summary.trim() !== '')) {
    console.log(`\nSummary of job ${name}:\n\n${summary.trim()}\n`)
  }
  for (const line of target.report()) console.log(line)
}

function isColoured(): boolean {
  return process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === ''
}

const cancellation = listenForTheEnd()
try {
  const code = await main(process.argv.slice(2), cancellation)
  process.exitCode = cancellation.exitCode() ?? code
} catch (error) {
  console.error(error instanceof WorkflowError ? error.message : error)
  process.exitCode = 2
} finally {
  cancellation.stop()
}
