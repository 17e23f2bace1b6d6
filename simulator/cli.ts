import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { colourVerdict, createColourLines, type LineFormatter, plainLines } from './runner/console-lines.ts'
import { runWorkflow } from './runner/run-workflow.ts'
import { chooseTarget } from './runner/targets.ts'
import { writeToolStandIns } from './runner/tool-stand-ins.ts'
import { WorkflowError, type WorkflowRun } from './runner/types.ts'
import { parseWorkflow } from './runner/workflow.ts'

const ROOT = resolve(import.meta.dirname, '..')
const ACTION = 'org/gc-oauth-action'
const DEFAULT_WORKFLOW = 'examples/quick-start.yml'
async function main(argv: readonly string[]): Promise<number> {
  if (argv.length > 1 || argv[0]?.startsWith('-') === true) {
    console.error('Usage: npm start [-- WORKFLOW.yml]')
    return 2
  }
  const file = findWorkflow(argv[0] ?? DEFAULT_WORKFLOW)
  const target = await chooseTarget()
  const cancellation = cancelOnSignals()
  const tools = await mkdtemp(join(tmpdir(), 'gha-tools-'))
  try {
    console.log(`Running ${relative(ROOT, file)} against ${target.description}.\n`)
    const run = await runWorkflow({
      ...target.settings,
      file,
      root: ROOT,
      localActions: { [ACTION]: ROOT },
      toolFolders: [await writeToolStandIns(tools, process.execPath)],
      signal: cancellation.signal,
      onLine: await createPrinter(file),
    })
    printVerdicts(run)
    for (const line of target.report()) console.log(line)
    return run.conclusion === 'success' ? 0 : (cancellation.exitCode() ?? 1)
  } finally {
    cancellation.stop()
    await target.close()
    await rm(tools, { recursive: true, force: true })
  }
}

function findWorkflow(name: string): string {
  // npm changes into the package's folder and leaves the user's own in INIT_CWD.
  const candidates = [resolve(process.env['INIT_CWD'] ?? process.cwd(), name), resolve(ROOT, name)]
  const file = candidates.find((candidate) => existsSync(candidate))
  if (file === undefined) throw new WorkflowError(`There is no file ${name}.`)
  return file
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
