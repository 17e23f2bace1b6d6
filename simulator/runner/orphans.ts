import { readdir, readFile } from 'node:fs/promises'

export interface Orphan {
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
