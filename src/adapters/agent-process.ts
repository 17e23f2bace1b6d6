import { closeSync, writeSync } from 'node:fs'

/** A day of trouble fits; a disk is not to be filled by it. */
const LARGEST_LOG_BYTES = 1024 * 1024

/** The pipe on which the starter waits for a word. */
const STARTER_FD = 3

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

/** Everything on stdin, once its other end is closed. */
export async function readStdin(): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

/** Says one word to the starter and lets go of its pipe. */
export function tellStarter(word: string): void {
  try {
    writeSync(STARTER_FD, `${word}\n`)
    closeSync(STARTER_FD)
  } catch {
    // The starter was cancelled meanwhile, or has its answer already.
  }
}
