import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** An agent that ends at the same moment may still write to its folder. */
const REMOVAL = { recursive: true, force: true, maxRetries: 3 } as const

/** Those of this process that are there. */
const folders = new Set<string>()

/** A new folder. It is made and noted at once, so that no end of the process finds it unknown. */
export function makeTemporaryFolder(prefix: string): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), prefix)))
  folders.add(folder)
  return folder
}

export async function removeTemporaryFolder(folder: string): Promise<void> {
  await rm(folder, REMOVAL)
  folders.delete(folder)
}

/** Removes all that are left before it returns, for a process that is about to exit. */
export function removeTemporaryFoldersNow(): void {
  for (const folder of folders) {
    try {
      rmSync(folder, REMOVAL)
    } catch {
      // A step that goes on writes to it. Nothing may hold up who wants to leave at once.
    }
  }
}
