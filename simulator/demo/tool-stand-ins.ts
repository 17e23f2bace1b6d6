import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { writeLauncher } from './launcher.ts'

/** Programs that GitHub's machines have and a bare one may not, each with what runs in its place. */
const STAND_INS = [{ name: 'curl', script: join(import.meta.dirname, 'curl-stand-in.ts') }]

/** Writes launchers for them into a folder, which belongs at the end of PATH: real programs come first. */
export async function writeToolStandIns(folder: string, nodeExecutable: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  for (const { name, script } of STAND_INS) {
    // NODE_USE_ENV_PROXY: unlike curl, fetch looks at HTTPS_PROXY only when told to.
    await writeLauncher(join(folder, name), [nodeExecutable, script], { NODE_USE_ENV_PROXY: '1' })
  }
  return folder
}
