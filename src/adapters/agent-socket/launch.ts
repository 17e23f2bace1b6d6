import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { basename, join, parse, resolve as absolute } from 'node:path'
import { LOOKED, READY } from '../../agent/answering.ts'
import { onOneLine } from '../../core/characters.ts'
import { ActionError, messageOf } from '../../core/errors.ts'
import { readRegularFile } from '../regular-file.ts'
import { certificateOptions } from './node-options.ts'

type Readable = NonNullable<ChildProcess['stdout']>
type Environment = Readonly<Record<string, string | undefined>>

/** How to start an agent. */
export interface Launch {
  /** The very Node that runs the action: the runner may have no other. */
  readonly execPath: string
  /** The options that this Node was started with. */
  readonly execArgv: readonly string[]
  readonly script: string
  /** The agent's own folder, for its log. */
  readonly folder: string
  readonly environment: Environment
  readonly deadlineMs: number
  /** Whether requests pass through it. */
  readonly hasGateway: boolean
}

/**
 * What an agent gets to see of the environment of its starter: `INPUT_*`, `STATE_*` and all else that a
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

/** Paths, which may be relative to the folder that the starter runs in. */
const PATHS = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR']

/** How long the agent's first look at its token is waited for. The step has looked itself: nothing depends on it. */
const FIRST_LOOK_MS = 2_000

/**
 * An agent lives as long as the job and has next to nothing to do: without compiled code, and with a heap for
 * a handful of tokens, it stays below 60 MiB instead of growing past 70.
 */
const SMALL = ['--max-opt=0', '--optimize-for-size', '--max-semi-space-size=1', '--max-old-space-size=16']

/** With a gateway it has work to do: compiled code is worth its memory, and a hundred connections need some. */
const BUSY = ['--max-semi-space-size=2', '--max-old-space-size=64']

const NODE_FLAGS = [
  // A debugger would show the client secret to every process of the user; older Nodes are kept from it by a listener only.
  ...['--disable-sigusr1'].filter((flag) => process.allowedNodeEnvironmentFlags.has(flag)),
]

export function agentEnvironment(environment: Environment): Record<string, string> {
  const entries = Object.entries(environment).flatMap(([name, value]) => {
    if (value === undefined || !PASSED_ON.includes(name.toUpperCase())) return []
    const isPath = value !== '' && PATHS.includes(name.toUpperCase())
    return [[name, isPath ? absolute(value) : value] as const]
  })
  return Object.fromEntries(entries)
}

/**
 * Starts an agent that outlives this process, hands it `start` on stdin, and waits until it answers.
 * None of the starter's own pipes is inherited: a runner waits five seconds for pipes that are held.
 *
 * @returns what went wrong when the agent looked at its token for the first time; empty if nothing did, or it takes longer
 * @throws ActionError AGENT_FAILED as soon as the agent is known not to come up
 * @throws the signal's reason when it is aborted
 */
export async function launch(start: string, how: Launch, signal: AbortSignal): Promise<string> {
  signal.throwIfAborted()
  const giveUpAt = performance.now() + how.deadlineMs
  const log = openSync(join(how.folder, 'agent.log'), 'a', 0o600)
  const trust = certificateOptions([...how.execArgv, ...(how.environment['NODE_OPTIONS'] ?? '').split(/\s+/)])
  let child: ChildProcess
  try {
    child = spawn(how.execPath, [...(how.hasGateway ? BUSY : SMALL), ...NODE_FLAGS, ...trust, how.script], {
      detached: true,
      windowsHide: true,
      // Not the workspace: a folder that is the current one of a process cannot be removed on Windows.
      cwd: parse(how.execPath).root,
      env: agentEnvironment(how.environment),
      stdio: ['pipe', log, log, 'pipe'],
    })
  } finally {
    closeSync(log)
  }
  try {
    const { ready, looked } = wordsOf(child)
    // An agent that ends at once breaks this pipe; its exit tells more.
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(start)
    await within(ready, how.deadlineMs, signal)
    const lookMs = Math.max(0, Math.min(FIRST_LOOK_MS, giveUpAt - performance.now()))
    const enough = new Promise<string>((resolve) => setTimeout(() => resolve(''), lookMs).unref())
    return await Promise.race([looked, enough])
  } catch (error) {
    child.kill('SIGKILL')
    signal.throwIfAborted()
    throw failed(messageOf(error), how, error)
  } finally {
    child.stdin?.destroy()
    ;(child.stdio[3] as Readable | null)?.destroy()
    child.unref()
  }
}

/** What an agent says on its pipe: that it answers, then what came of its first look. */
function wordsOf(child: ChildProcess): {
  readonly ready: Promise<void>
  readonly looked: Promise<string>
} {
  let said = ''
  let tellLooked: (trouble: string) => void = () => undefined
  const looked = new Promise<string>((resolve) => (tellLooked = resolve))
  const ready = new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    // "close" rather than "exit": what it said last has been read by then.
    child.once('close', (code, signal) => {
      const how = signal === null ? `with exit code ${code ?? 0}` : `by ${signal}`
      tellLooked('')
      reject(new Error(said === '' ? `it ended ${how} before it answered` : said))
    })
    const pipe = child.stdio[3] as Readable | null
    pipe?.setEncoding('utf8')
    pipe?.on('error', reject)
    pipe?.on('data', (text: string) => {
      said += text
      const [first, second, isWhole] = said.split('\n')
      if (first === READY && second !== undefined) resolve()
      if (isWhole !== undefined && second?.startsWith(LOOKED) === true) {
        tellLooked(onOneLine(second.slice(LOOKED.length).trim()))
      }
    })
  })
  return { ready, looked }
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

function failed(reason: string, { folder, execPath }: Launch, cause: unknown): ActionError {
  const words = lastWords(folder)
  // Node says here which program the system started, and that is another one if it loaded Node: `ld-linux-x86-64.so.2 node`, say.
  const isNode = basename(execPath).toLowerCase().startsWith('node')
  return new ActionError(
    'AGENT_FAILED',
    `The agent that keeps the token fresh could not be started (${reason}${words === '' ? '' : `; its log ends with: ${words}`}).`,
    [
      ...(isNode
        ? []
        : [
            `Node itself was started by another program (${execPath}), and cannot be started again by its own path`,
          ]),
      'the runner has no memory or no processes left',
      'the disk of the runner is full',
      'something on the runner forbids background processes or sockets',
    ],
    cause,
  )
}

/** The end of an agent's log, on one line. It holds no secrets. */
export function lastWords(folder: string): string {
  return onOneLine(logLines(folder).slice(-3).join(' / ').slice(-400))
}

/** An agent's log; nothing if it cannot be read. */
export function logLines(folder: string): string[] {
  try {
    // Another process of the same user can write there: no control character of its reaches the runner.
    return readRegularFile(join(folder, 'agent.log')).toString().trim().split('\n').map(onOneLine)
  } catch {
    return []
  }
}
