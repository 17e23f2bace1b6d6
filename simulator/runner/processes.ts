import { spawn } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { constants } from 'node:os'
import { type Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { type CancelDelays, type StreamName } from './types.ts'

interface ProcessRequest {
  readonly file: string
  readonly argv: readonly string[]
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
  readonly onStart: (pid: number) => void
  readonly onLine: (stream: StreamName, line: string) => void
  readonly signal: AbortSignal
  readonly delays: CancelDelays
}

export interface ProcessEnd {
  readonly exitCode: number
  readonly signal: NodeJS.Signals | null
}

/** GitHub's own: SIGINT, 7.5 s, SIGTERM, 2.5 s, SIGKILL; 5 s for pipes that a detached child holds. */
export const CANCEL_DELAYS: CancelDelays = {
  afterInterruptMs: 7_500,
  afterTerminateMs: 2_500,
  pipesMs: 5_000,
}

/**
 * Runs the entry process of a step to its end. It gets a session of its own, so that Ctrl+C in a terminal reaches
 * it through the runner's cancellation only; signals go to that one process, and its children live on.
 */
export async function runProcess(request: ProcessRequest): Promise<ProcessEnd> {
  const child = spawn(request.file, [...request.argv], {
    cwd: request.folder,
    env: { ...request.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const queue = createLineQueue(request.onLine)
  const readers = [
    readLines(child.stderr, 'stderr', queue.push),
    readLines(child.stdout, 'stdout', queue.push),
  ]
  const exited = new Promise<ProcessEnd>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve({ exitCode: toExitCode(code, signal), signal }))
  })
  if (child.pid !== undefined) request.onStart(child.pid)
  const cancellation = cancelInSteps((signal) => child.kill(signal), request)
  try {
    const end = await exited
    cancellation.stop()
    await withinMs(Promise.all(readers), request.delays.pipesMs)
    return end
  } finally {
    cancellation.stop()
    child.stdout.destroy()
    child.stderr.destroy()
    queue.flush()
  }
}

function toExitCode(code: number | null, signal: NodeJS.Signals | null): number {
  return code ?? 128 + (signal === null ? 0 : constants.signals[signal])
}

function cancelInSteps(
  kill: (signal: NodeJS.Signals) => void,
  { signal, delays }: ProcessRequest,
): { stop: () => void } {
  let timer: NodeJS.Timeout | undefined
  const start = (): void => {
    kill('SIGINT')
    timer = setTimeout(() => {
      kill('SIGTERM')
      timer = setTimeout(() => kill('SIGKILL'), delays.afterTerminateMs)
    }, delays.afterInterruptMs)
  }
  if (signal.aborted) start()
  else signal.addEventListener('abort', start, { once: true })
  return {
    stop: () => {
      signal.removeEventListener('abort', start)
      clearTimeout(timer)
    },
  }
}

interface LineQueue {
  readonly push: (stream: StreamName, line: string) => void
  readonly flush: () => void
}

/** Hands on lines in batches, stderr before stdout: across the two streams the runner keeps no other order. */
function createLineQueue(onLine: ProcessRequest['onLine']): LineQueue {
  let waiting: Record<StreamName, string[]> = { stderr: [], stdout: [] }
  let isScheduled = false
  const flush = (): void => {
    const batch = waiting
    waiting = { stderr: [], stdout: [] }
    isScheduled = false
    for (const line of batch.stderr) onLine('stderr', line)
    for (const line of batch.stdout) onLine('stdout', line)
  }
  return {
    push: (stream, line) => {
      waiting[stream].push(line)
      if (isScheduled) return
      isScheduled = true
      setImmediate(flush)
    },
    flush,
  }
}

/** Like .NET's ReadLine, takes LF, CRLF and a lone CR as ends of a line. Settles when the pipe closes. */
function readLines(pipe: Readable, stream: StreamName, push: LineQueue['push']): Promise<void> {
  const decoder = new StringDecoder('utf8')
  let partial = ''
  const take = (text: string, isLast: boolean): void => {
    const lines = (partial + text).split(isLast ? /\r\n|\n|\r/ : /\r\n|\n|\r(?!$)/)
    partial = lines.pop() ?? ''
    for (const line of lines) push(stream, line)
  }
  return new Promise((resolve) => {
    pipe.on('data', (chunk: Buffer) => take(decoder.write(chunk), false))
    pipe.once('error', () => resolve())
    pipe.once('close', () => {
      take(decoder.end(), true)
      if (partial !== '') push(stream, partial)
      partial = ''
      resolve()
    })
  })
}

async function withinMs(work: Promise<unknown>, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise((resolve) => {
    timer = setTimeout(resolve, limitMs)
  })
  await Promise.race([work, limit])
  clearTimeout(timer)
}

interface Orphan {
  readonly pid: number
  readonly name: string
}

/**
 * Kills each process that carries the job's RUNNER_TRACKING_ID, and says which. One snapshot, as the runner takes
 * it: a child that is born meanwhile escapes. Where there is no /proc nothing is found.
 */
export async function terminateOrphans(trackingId: string): Promise<readonly Orphan[]> {
  const orphans: Orphan[] = []
  for (const pid of await processIds()) {
    if (pid === process.pid || !(await carries(pid, trackingId))) continue
    orphans.push({ pid, name: await nameOf(pid) })
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It ended by itself between the snapshot and now.
    }
  }
  return orphans
}

async function processIds(): Promise<readonly number[]> {
  try {
    return (await readdir('/proc')).map(Number).filter(Number.isInteger)
  } catch {
    return []
  }
}

async function carries(pid: number, trackingId: string): Promise<boolean> {
  const environment = await read(pid, 'environ')
  return environment.split('\0').includes(`RUNNER_TRACKING_ID=${trackingId}`)
}

async function nameOf(pid: number): Promise<string> {
  return (await read(pid, 'comm')).trim()
}

/** Other users' processes and ended ones cannot be read, and are not ours to end. */
async function read(pid: number, file: string): Promise<string> {
  try {
    return await readFile(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
