import { booleanIn, NotDecodable, parseList, textIn } from '../core/decode.ts'
import { parseObject } from '../core/json.ts'
import { Secret } from '../core/secret.ts'
import { type EpochMs } from '../core/time.ts'
import { decodeLease, encodeLease, type LeaseRecord } from '../lease/lease-record.ts'
import { type LeaseJournal } from '../lease/leases.ts'
import { type Step } from './step.ts'
import { type SavedAgent } from './stop-agent.ts'
import { write } from './write.ts'

/** The runner keeps state in memory until the job ends. It never holds a client secret: post needs none. */
export function stateJournal(step: Pick<Step, 'saveState'>): LeaseJournal {
  return {
    write: (records) => write(() => step.saveState('leases', JSON.stringify(records.map(encodeLease)))),
  }
}

/** The leases that main left. @throws NotDecodable */
export function readLeases(step: Pick<Step, 'savedState'>): LeaseRecord[] {
  const text = step.savedState('leases')
  return text === '' ? [] : parseList(text, decodeLease)
}

/**
 * A token request that is under way, by when a token of it has expired at the latest; `undefined` once it is over. Not being able to
 * write this is no reason to fail: the token cannot be recorded then either, and is revoked.
 */
export function noteRequest(mayBeValidUntil: EpochMs | undefined, step: Pick<Step, 'saveState'>): void {
  try {
    step.saveState('request', mayBeValidUntil === undefined ? '' : String(Math.floor(mayBeValidUntil)))
  } catch {
    // Said when the token is recorded.
  }
}

/** Until when a token may be valid of a request that main did not see the end of. @throws NotDecodable */
export function readRequest(step: Pick<Step, 'savedState'>): EpochMs | undefined {
  const text = step.savedState('request')
  if (text === '') return undefined
  if (!/^\d{1,15}$/.test(text)) throw new NotDecodable('request is no time')
  return Number(text)
}

/** @throws ActionError OUTPUT_FAILED */
export function saveAgent(agent: SavedAgent, step: Pick<Step, 'saveState'>): void {
  const { socket, folder, journalKey, isRevoking, hasGateway } = agent
  const text = JSON.stringify({ socket, folder, journalKey: journalKey.reveal(), isRevoking, hasGateway })
  write(() => step.saveState('agent', text))
}

/** It has ended, and left nothing. @throws ActionError OUTPUT_FAILED */
export function forgetAgent(step: Pick<Step, 'saveState'>): void {
  write(() => step.saveState('agent', ''))
}

/** The agent that main started, if it got that far. @throws NotDecodable */
export function readAgent(step: Pick<Step, 'savedState'>): SavedAgent | undefined {
  const text = step.savedState('agent')
  if (text === '') return undefined
  const fields = parseObject(text)
  if (fields === undefined) throw new NotDecodable('agent is no object')
  return {
    socket: textIn(fields, 'socket'),
    folder: textIn(fields, 'folder'),
    journalKey: new Secret(textIn(fields, 'journalKey')),
    isRevoking: booleanIn(fields, 'isRevoking'),
    hasGateway: booleanIn(fields, 'hasGateway'),
  }
}
