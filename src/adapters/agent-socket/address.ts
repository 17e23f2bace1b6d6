import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ActionError, messageOf } from '../../core/errors.ts'
import { isPipe, NONCE_FILE } from './nonce.ts'

/** Where one agent is to be found. */
export interface AgentAddress {
  /** What clients connect to: a Unix socket, or a named pipe on Windows. */
  readonly socket: string
  /** A folder of the agent's own, which nobody but its user may enter. */
  readonly folder: string
  /** What a client has to present besides: being able to connect is not enough. */
  readonly nonce: string
}

/** macOS has room for 104 bytes with the closing zero, Linux for 108; Node fails with a bare EINVAL beyond. */
const LONGEST_SOCKET_PATH_BYTES = 103

const JOURNAL_FILE = 'journal'

/**
 * Makes the folder for an agent in the first of `places` that can take it and is not too deep for a
 * socket, with the nonce in it.
 *
 * @throws ActionError AGENT_FAILED that says what is wrong with each place
 */
export function prepareAddress(places: readonly string[], platform: NodeJS.Platform): AgentAddress {
  const id = randomBytes(16).toString('hex')
  const nonce = randomBytes(32).toString('base64url')
  const faults: string[] = []
  for (const place of new Set(places.filter((path) => path !== ''))) {
    const folder = join(place, `gc-token-${id}`)
    const socket = platform === 'win32' ? `\\\\.\\pipe\\gc-token-${id}` : join(folder, 'agent.sock')
    if (platform !== 'win32' && Buffer.byteLength(socket) > LONGEST_SOCKET_PATH_BYTES) {
      faults.push(`${place} is too long for a socket`)
      continue
    }
    try {
      mkdirSync(folder, { mode: 0o700 })
      writeFileSync(join(folder, NONCE_FILE), nonce, { mode: 0o600, flag: 'wx' })
      return { socket, folder, nonce }
    } catch (error) {
      faults.push(messageOf(error))
      removeFolder({ folder })
    }
  }
  throw new ActionError('AGENT_FAILED', `There is no place for the agent's socket (${faults.join('; ')}).`, [
    'the disk of the runner is full',
    'RUNNER_TEMP and the folder for temporary files are read-only',
  ])
}

/** Takes away everything that an agent had; nothing happens if that is done already. */
export function removeFolder({ folder }: Pick<AgentAddress, 'folder'>): void {
  rmSync(folder, { recursive: true, force: true })
}

/** Where an agent writes down which tokens have to be revoked. */
export function journalFile(folder: string): string {
  return join(folder, JOURNAL_FILE)
}

/** What an agent that has ended takes away; its log and its journal stay for post. */
export function removeTraces({ socket, folder }: AgentAddress): void {
  const nonce = join(folder, NONCE_FILE)
  for (const path of isPipe(socket) ? [nonce] : [nonce, socket]) rmSync(path, { force: true })
}
