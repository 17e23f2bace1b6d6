import { randomBytes } from 'node:crypto'
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseList } from '../../core/decode.ts'
import { decrypt, encrypt } from '../../core/encryption.ts'
import { messageOf } from '../../core/errors.ts'
import { Secret } from '../../core/secret.ts'
import { decodeLease, encodeLease, type LeaseRecord } from '../../lease/lease-record.ts'
import { type LeaseJournal } from '../../lease/leases.ts'
import { readRegularFile } from '../regular-file.ts'

const JOURNAL_FILE = 'journal'

/** The last list, once a later one could not be written. */
const OUTDATED_FILE = 'journal.outdated'

/** Is there while a token request is under way. */
const REQUEST_FILE = 'request'

/** Keeps a journal's key from opening anything else. */
const BINDING = 'gc-oauth-action journal'

/** What a journal tells. */
export interface JournalContents {
  readonly records: readonly LeaseRecord[]
  /** A later list could not be written. */
  readonly isOutdated: boolean
  /** A token request was under way, whose token, if there is one, is on no record. */
  readonly isAwaitingToken: boolean
}

/** A key for one journal. It stays in the agent's memory and in the state that the runner keeps for post. */
export function newJournalKey(): Secret {
  return new Secret(randomBytes(32).toString('base64url'))
}

/**
 * The journal of an agent in its folder, for the case that it is killed: encrypted, since no file may hold a
 * token, and replaced as a whole, since a torn one is none. Another process of the same user can put anything under
 * any name: a new file has a name that cannot be guessed, and is made and not found.
 */
export function fileJournal(folder: string, key: Secret): LeaseJournal {
  const path = join(folder, JOURNAL_FILE)
  return {
    write: (records) => {
      const written = join(folder, `${JOURNAL_FILE}.${randomBytes(8).toString('hex')}`)
      const text = JSON.stringify(records.map(encodeLease))
      try {
        writeFileSync(written, encrypt(text, keyBytes(key), BINDING), { mode: 0o600, flag: 'wx' })
        renameSync(written, path)
      } catch (error) {
        rmSync(written, { force: true })
        throw error
      }
      // Recursive, since what was in the way of an earlier list may have been a folder.
      rmSync(join(folder, OUTDATED_FILE), { force: true, recursive: true })
    },
  }
}

/**
 * A journal for an agent: a token that is not on record is better than none. A list that could not be written makes the last one
 * known as outdated, which takes no space on a disk.
 *
 * @param tell gets the reason, or nothing when the list was written
 */
export function agentJournal(
  folder: string,
  key: Secret,
  tell: (fault: string | undefined) => void,
): LeaseJournal {
  const journal = fileJournal(folder, key)
  return {
    write: (records) => {
      try {
        journal.write(records)
        tell(undefined)
      } catch (error) {
        markOutdated(folder)
        tell(messageOf(error))
      }
    },
  }
}

/** Marks the folder while any request is under way; each call returns what ends its own. */
export function requestMark(folder: string): () => () => void {
  const path = join(folder, REQUEST_FILE)
  let underWay = 0
  return () => {
    if (underWay++ === 0) ifPossible(() => writeFileSync(path, '', { mode: 0o600, flag: 'wx' }))
    return () => {
      if (--underWay === 0) ifPossible(() => rmSync(path, { force: true }))
    }
  }
}

/** A token without this mark is better than none. */
function ifPossible(act: () => void): void {
  try {
    act()
  } catch {
    // The disk is full, the folder was removed, or something else has that name: it is a mark all the same.
  }
}

/**
 * The tokens that an agent in `folder` left behind. There is a journal from before its start until post has read
 * it: one that is missing was taken away, with all that stood in it.
 *
 * @throws Error if the journal cannot be read or was not written under this key
 */
export function readJournal(folder: string, key: Secret): JournalContents {
  const { bytes, isOutdated } = readEither(folder)
  const text = decrypt(bytes, keyBytes(key), BINDING)
  if (text === undefined) throw new Error('it was changed, or written by another agent')
  const isAwaitingToken = existsSync(join(folder, REQUEST_FILE))
  return { records: parseList(text, decodeLease), isOutdated, isAwaitingToken }
}

function readEither(folder: string): { readonly bytes: Buffer; readonly isOutdated: boolean } {
  try {
    return { bytes: readRegularFile(join(folder, JOURNAL_FILE)), isOutdated: false }
  } catch (error) {
    try {
      return { bytes: readRegularFile(join(folder, OUTDATED_FILE)), isOutdated: true }
    } catch {
      throw error
    }
  }
}

function markOutdated(folder: string): void {
  try {
    renameSync(join(folder, JOURNAL_FILE), join(folder, OUTDATED_FILE))
  } catch {
    // It is marked already, or the folder was removed.
  }
}

const keyBytes = (key: Secret): Buffer => Buffer.from(key.reveal(), 'base64url')
