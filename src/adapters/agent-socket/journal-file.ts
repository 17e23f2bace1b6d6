import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { renameSync, writeFileSync } from 'node:fs'
import { type AccessToken } from '../../oauth/access-token.ts'
import { type Secret } from '../../core/secret.ts'
import { journalFile } from './address.ts'
import { objectOf, readToken } from '../../agent/agent-settings.ts'
import { readRegularFile } from '../regular-file.ts'

/** Where a keeper writes down which tokens have to be revoked, before it hands one out. */
export interface Journal {
  write(tokens: readonly AccessToken[]): void
}

/** A keeper that dies takes its process along: nobody would be left to read a journal. */
export const noJournal: Journal = { write: () => undefined }

const IV_BYTES = 12
const TAG_BYTES = 16

/** A key for one journal. It stays in the agent's memory and in the state that the runner keeps for post. */
export function newJournalKey(): string {
  return randomBytes(32).toString('base64url')
}

/**
 * The journal of an agent in its folder, for the case that it is killed: sealed, since no file may hold a
 * token, and replaced as a whole, since a torn one is none.
 */
export function fileJournal(folder: string, key: Secret): Journal {
  const path = journalFile(folder)
  return {
    write: (tokens) => {
      writeFileSync(`${path}.new`, seal(tokens, key), { mode: 0o600 })
      renameSync(`${path}.new`, path)
    },
  }
}

/**
 * The tokens that an agent in `folder` left behind. There is a journal from before its start until post has read
 * it: one that is missing was taken away by somebody, with whatever stood in it.
 *
 * @throws Error if the journal cannot be read or was not written under this key
 */
export function readJournal(folder: string, key: Secret): AccessToken[] {
  return open(readRegularFile(journalFile(folder)), key)
}

function seal(tokens: readonly AccessToken[], key: Secret): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keyBytes(key), iv)
  const text = JSON.stringify(tokens.map((token) => ({ ...token, value: token.value.reveal() })))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed])
}

function open(sealed: Buffer, key: Secret): AccessToken[] {
  const iv = sealed.subarray(0, IV_BYTES)
  const tag = sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', keyBytes(key), iv, { authTagLength: TAG_BYTES })
  decipher.setAuthTag(tag)
  const text = Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()])
  const values: unknown = JSON.parse(text.toString('utf8'))
  return Array.isArray(values) ? values.map((value) => readToken(objectOf(value, 'a token'))) : []
}

const keyBytes = (key: Secret): Buffer => Buffer.from(key.reveal(), 'base64url')
