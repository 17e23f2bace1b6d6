import { randomBytes } from 'node:crypto'
import { accessSync, constants, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type AgentAddress } from '../../agent/agent-address.ts'
import { ActionError, messageOf } from '../../core/errors.ts'
import { isPipe, NONCE_FILE } from './nonce.ts'

/** macOS has room for 104 bytes with the closing zero, Linux for 108; Node fails with a bare EINVAL beyond. */
const LONGEST_SOCKET_PATH_BYTES = 103

/**
 * Makes the folder for an agent in the first of `places` that can take it, with the nonce in it: one that is not too deep for a socket,
 * that can stand on PATH, and from which `gc-token` can be run.
 *
 * @param isExecutable whether a file can be run: a file system mounted with `noexec` says no whatever the file's mode is
 * @throws ActionError AGENT_FAILED that says what is wrong with each place
 */
export function prepareAddress(
  places: readonly string[],
  platform: NodeJS.Platform,
  isExecutable = canBeRun,
): AgentAddress {
  const id = randomBytes(16).toString('hex')
  const nonce = randomBytes(32).toString('base64url')
  const faults: string[] = []
  for (const place of new Set(places.filter((path) => path !== ''))) {
    const folder = join(place, `gc-token-${id}`)
    const socket = platform === 'win32' ? `\\\\.\\pipe\\gc-token-${id}` : join(folder, 'agent.sock')
    const fault = faultOf(place, socket) ?? makeFolder(folder, nonce, isExecutable)
    if (fault === undefined) return { socket, folder, nonce }
    faults.push(fault)
  }
  throw new ActionError('AGENT_FAILED', `There is no place for the agent (${faults.join('; ')}).`, [
    'the disk of the runner is full',
    'RUNNER_TEMP and the folder for temporary files are read-only, or mounted with noexec',
  ])
}

function faultOf(place: string, socket: string): string | undefined {
  if (place.includes(delimiter)) return `${place} cannot stand on PATH, because it contains ${delimiter}`
  const isTooLong = !isPipe(socket) && Buffer.byteLength(socket) > LONGEST_SOCKET_PATH_BYTES
  return isTooLong ? `${place} is too long for a socket` : undefined
}

function makeFolder(
  folder: string,
  nonce: string,
  isExecutable: (file: string) => boolean,
): string | undefined {
  const trial = join(folder, 'trial')
  try {
    mkdirSync(folder, { mode: 0o700 })
    writeFileSync(join(folder, NONCE_FILE), nonce, { mode: 0o600, flag: 'wx' })
    writeFileSync(trial, '', { mode: 0o700, flag: 'wx' })
    if (isExecutable(trial)) {
      rmSync(trial)
      return undefined
    }
    removeFolder({ folder })
    return `no program can be run from ${folder}`
  } catch (error) {
    removeFolder({ folder })
    return messageOf(error)
  }
}

function canBeRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Takes away everything that an agent had; nothing happens if that is done already. */
export function removeFolder({ folder }: Pick<AgentAddress, 'folder'>): void {
  rmSync(folder, { recursive: true, force: true })
}

/** What an agent that has ended takes away; its log and its journal stay for post. */
export function removeTraces({ socket, folder }: AgentAddress): void {
  const nonce = join(folder, NONCE_FILE)
  for (const path of isPipe(socket) ? [nonce] : [nonce, socket]) rmSync(path, { force: true })
}
