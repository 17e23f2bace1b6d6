import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { join, parse } from 'node:path'
import { ActionError, messageOf } from '../../core/errors.ts'
import { onOneLine } from '../../core/characters.ts'
import { READY } from '../../agent/answering.ts'
import { readRegularFile } from '../regular-file.ts'

type Readable = NonNullable<ChildProcess['stdout']>

/** How to start an agent. */
export interface Launch {
  /** The very Node that runs the action: the runner may have no other. */
  readonly execPath: string
  readonly script: string
  /** The agent's own folder, for its log. */
  readonly folder: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly deadlineMs: number
}

/**
 * What an agent gets to see of the environment of its starter: `INPUT_*`, `STATE_*` and whatever else a
 * workflow put there stay behind. The tracking id lets the runner end the agent with the job.
 */
const PASSED_ON = [
  'RUNNER_TRACKING_ID',
  'PATH',
  'HTTPS_PROXY',
  'HTTP_PROXY',
  'NO_PROXY',
  'NODE_EXTRA_CA_CERTS',
  'NODE_USE_SYSTEM_CA',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  // Without these two no program on Windows can open a connection or a temporary file.
  'SYSTEMROOT',
  'TEMP',
]

/**
 * An agent lives as long as the job and has next to nothing to do: without compiled code, and with a heap for
 * a handful of tokens, it stays below 60 MiB instead of growing past 70.
 */
const NODE_FLAGS = [
  '--max-opt=0',
  '--optimize-for-size',
  '--max-semi-space-size=1',
  '--max-old-space-size=16',
  // A debugger would give everybody on the machine the client secret; older Nodes are kept from it by a listener only.
  ...['--disable-sigusr1'].filter((flag) => process.allowedNodeEnvironmentFlags.has(flag)),
]

export function agentEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const entries = Object.entries(environment).flatMap(([name, value]) =>
    value !== undefined && PASSED_ON.includes(name.toUpperCase()) ? [[name, value] as const] : [],
  )
  return Object.fromEntries(entries)
}

/**
 * Starts an agent that outlives this process, hands it `settings` on stdin, and waits until it answers.
 * None of the starter's own pipes is inherited: a runner waits five seconds for pipes that are held.
 *
 * @throws ActionError AGENT_FAILED as soon as the agent is known not to come up
 * @throws the signal's reason when it is aborted
 */
export async function launch(settings: string, how: Launch, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  const log = openSync(join(how.folder, 'agent.log'), 'a', 0o600)
  let child: ChildProcess
  try {
    child = spawn(how.execPath, [...NODE_FLAGS, how.script], {
      detached: true,
      windowsHide: true,
      // Not the workspace: a folder that is somebody's current one cannot be removed on Windows.
      cwd: parse(how.execPath).root,
      env: agentEnvironment(how.environment),
      stdio: ['pipe', log, log, 'pipe'],
    })
  } finally {
    closeSync(log)
  }
  try {
    const ready = readyOf(child)
    // An agent that dies at once breaks this pipe; that it died is told by its exit.
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(settings)
    await within(ready, how.deadlineMs, signal)
  } catch (error) {
    child.kill('SIGKILL')
    signal.throwIfAborted()
    throw failed(messageOf(error), how.folder, error)
  } finally {
    child.stdin?.destroy()
    ;(child.stdio[3] as Readable | null)?.destroy()
    child.unref()
  }
}

async function readyOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.once('error', reject)
    // "close" rather than "exit": what it said last has been read by then.
    child.once('close', (code, signal) => {
      const how = signal === null ? `with exit code ${code ?? 0}` : `by ${signal}`
      reject(new Error(said === '' ? `it ended ${how} before it answered` : said))
    })
    const pipe = child.stdio[3] as Readable | null
    pipe?.setEncoding('utf8')
    pipe?.on('error', reject)
    pipe?.on('data', (text: string) => {
      said += text
      if (said === `${READY}\n`) resolve()
    })
  })
}

async function within(ready: Promise<void>, deadlineMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`it did not answer within ${deadlineMs / 1000} s`)),
      deadlineMs,
    )
    const stop = (): void => reject(new Error('aborted'))
    signal.addEventListener('abort', stop, { once: true })
    void ready.then(resolve, reject).finally(() => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
    })
  })
}

function failed(reason: string, folder: string, cause: unknown): ActionError {
  const words = lastWords(folder)
  return new ActionError(
    'AGENT_FAILED',
    `The agent that keeps the token fresh could not be started (${reason}${words === '' ? '' : `; its log ends with: ${words}`}).`,
    [
      'the runner has no memory or no processes left',
      'the disk of the runner is full',
      'something on the runner forbids background processes or sockets',
    ],
    cause,
  )
}

/** The end of an agent's log, on one line. It holds no secrets. */
export function lastWords(folder: string): string {
  try {
    const lines = readRegularFile(join(folder, 'agent.log')).toString().trim().split('\n').slice(-3)
    // Whoever runs as the same user can write there: no control character of theirs reaches the runner.
    return onOneLine(lines.join(' / ').slice(-400))
  } catch {
    return ''
  }
}
