import { closeSync, writeSync } from 'node:fs'

/** A day of trouble fits; a disk is not to be filled by it. */
const LARGEST_LOG_BYTES = 1024 * 1024

/** The pipe on which the starter waits for a word. */
const STARTER_FD = 3

/** Each of these ends a process that does not listen; an agent that ended by one would leave its tokens valid. */
const END_SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGALRM', 'SIGUSR2'] as const

/** The agent's log: a line with the time for each sentence, on stderr, which its starter made a file. */
export function agentLog(): (sentence: string) => void {
  let leftBytes = LARGEST_LOG_BYTES
  return (sentence) => {
    const line = `${new Date().toISOString()} ${sentence}\n`
    leftBytes -= Buffer.byteLength(line)
    if (leftBytes < 0) return
    try {
      writeSync(2, line)
    } catch {
      // A full disk must not cost the job its token.
    }
  }
}

/** Calls `end` for each signal that asks the process to end. */
export function onEndSignal(end: (signal: NodeJS.Signals) => void): void {
  for (const signal of END_SIGNALS) process.on(signal, end)
}

/** Everything on stdin, once its other end is closed. */
export async function readStdin(): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

/** Says one line to the starter. */
export function tellStarter(line: string): void {
  try {
    writeSync(STARTER_FD, `${line}\n`)
  } catch {
    // The starter was cancelled meanwhile, or has its answer already.
  }
}

/** Lets go of the starter's pipe, when all is said. */
export function leaveStarter(): void {
  try {
    closeSync(STARTER_FD)
  } catch {
    // It was closed before.
  }
}
