import { randomBytes } from 'node:crypto'
import { parseObject } from '../core/json.ts'
import { decrypt, encrypt } from '../core/encryption.ts'
import { hasControlCharacters } from '../core/characters.ts'
import { Secret } from '../core/secret.ts'
import type { EpochMs } from '../core/time.ts'
import { entryName, groupKey, jobParts, type SharingGroup } from './entry-name.ts'

/** What the jobs of a sharing group tell each other. */
export type Contents =
  | {
      readonly kind: 'token'
      readonly value: Secret
      readonly type: string
      /** By the server's clock, as is `expiresAt`. */
      readonly grantedAt: EpochMs
      readonly expiresAt: EpochMs
      /** How much more the store's clock showed than the server's, as the job saw both that had the token issued. */
      readonly storeOffsetMs: number
      /** The API host has accepted it. */
      readonly wasAccepted: boolean
    }
  /** The job that was to get the token could not, at this time of the store's clock: no job need wait for it. */
  | { readonly kind: 'resigned'; readonly at: EpochMs }

const FORMAT = 2
const KEY_PURPOSE = 'gc-oauth-action: contents of a shared entry'
const SALT_BYTES = 32

/** A token is some hundred characters; what is far larger was not written by this action. */
const LONGEST_ENTRY = 64 * 1024

/**
 * The entry as text that may lie anywhere: encrypted under a key that only those can derive who know the client secret, and bound to
 * its group and generation.
 */
export function seal(contents: Contents, group: SharingGroup, generation: number): string {
  const salt = randomBytes(SALT_BYTES)
  const key = groupKey(group.credentials, KEY_PURPOSE, salt)
  const encrypted = encrypt(encode(contents), key, binding(group, generation))
  return JSON.stringify({
    format: FORMAT,
    salt: salt.toString('base64'),
    encrypted: encrypted.toString('base64'),
  })
}

/**
 * What an entry of this group and generation holds; `undefined` for whatever does not open, parse or
 * match. Why does not matter: anyone may write into a store.
 */
export function open(entry: string, group: SharingGroup, generation: number): Contents | undefined {
  if (entry.length > LONGEST_ENTRY) return undefined
  const fields = parseObject(entry)
  if (fields?.['format'] !== FORMAT) return undefined
  const [salt, encrypted] = [bytes(fields['salt']), bytes(fields['encrypted'])]
  if (salt?.length !== SALT_BYTES || encrypted === undefined) return undefined
  const key = groupKey(group.credentials, KEY_PURPOSE, salt)
  const text = decrypt(encrypted, key, binding(group, generation))
  return text === undefined ? undefined : decode(text)
}

function binding(group: SharingGroup, generation: number): string {
  const parts = [FORMAT, entryName(group), generation, ...jobParts(group.jobs)]
  return JSON.stringify(parts)
}

function encode(contents: Contents): string {
  return contents.kind === 'token'
    ? JSON.stringify({ ...contents, value: contents.value.reveal() })
    : JSON.stringify(contents)
}

function decode(text: string): Contents | undefined {
  const fields = parseObject(text) ?? {}
  const { kind, value, type, grantedAt, expiresAt, storeOffsetMs, wasAccepted, at } = fields
  if (kind === 'resigned') return isFinite(at) ? { kind, at } : undefined
  if (kind !== 'token' || typeof type !== 'string') return undefined
  if (!isFinite(grantedAt) || !isFinite(expiresAt) || !isFinite(storeOffsetMs)) return undefined
  if (typeof value !== 'string' || value === '' || hasControlCharacters(value)) return undefined
  const times = { grantedAt, expiresAt, storeOffsetMs }
  return { kind, value: new Secret(value), type, ...times, wasAccepted: wasAccepted === true }
}

const isFinite = (value: unknown): value is number => Number.isFinite(value)

function bytes(value: unknown): Buffer | undefined {
  return typeof value === 'string' ? Buffer.from(value, 'base64') : undefined
}
