import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { hasControlCharacters } from '../core/characters.ts'
import { Secret } from '../core/secret.ts'
import type { EpochMs } from '../core/time.ts'
import { entryName, jobParts, type SharingGroup } from './entry-name.ts'

/** What the jobs of a circle tell each other. */
export type Contents =
  | {
      readonly kind: 'token'
      readonly value: Secret
      readonly type: string
      /** By the server's clock, as is `expiresAt`. */
      readonly grantedAt: EpochMs
      readonly expiresAt: EpochMs
    }
  /** The job that was to get the token could not; nobody need wait for it. */
  | { readonly kind: 'abandoned'; readonly at: EpochMs }

const FORMAT = 1
const KEY_PURPOSE = 'gc-oauth-action: contents of a shared entry'
const CIPHER = 'aes-256-gcm'
const SALT_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** A token is some hundred characters; what is far larger was not written by this action. */
const LONGEST_ENTRY = 64 * 1024

/**
 * The entry as text that may lie anywhere: encrypted under a key that only knowers of the client secret
 * can derive, and bound to its circle and generation.
 */
export function seal(contents: Contents, group: SharingGroup, generation: number): string {
  const salt = randomBytes(SALT_BYTES)
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, contentsKey(group, salt), nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(binding(group, generation))
  const sealed = Buffer.concat([cipher.update(encode(contents), 'utf8'), cipher.final(), cipher.getAuthTag()])
  return JSON.stringify({
    format: FORMAT,
    salt: salt.toString('base64'),
    nonce: nonce.toString('base64'),
    sealed: sealed.toString('base64'),
  })
}

/**
 * What an entry of this circle and generation holds; `undefined` for whatever does not open, parse or
 * match. Why is nobody's business: anyone may write into a store.
 */
export function open(entry: string, group: SharingGroup, generation: number): Contents | undefined {
  if (entry.length > LONGEST_ENTRY) return undefined
  const fields = parseFields(entry)
  if (fields?.['format'] !== FORMAT) return undefined
  const [salt, nonce, sealed] = [bytes(fields['salt']), bytes(fields['nonce']), bytes(fields['sealed'])]
  if (salt?.length !== SALT_BYTES || nonce?.length !== NONCE_BYTES) return undefined
  if (sealed === undefined || sealed.length <= TAG_BYTES) return undefined
  const decipher = createDecipheriv(CIPHER, contentsKey(group, salt), nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(binding(group, generation))
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
  try {
    const text = Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()])
    return decode(text.toString('utf8'))
  } catch {
    return undefined
  }
}

function contentsKey(group: SharingGroup, salt: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', group.clientSecret.reveal(), salt, KEY_PURPOSE, 32))
}

function binding(group: SharingGroup, generation: number): Buffer {
  const parts = [FORMAT, entryName(group), generation, ...jobParts(group.jobs)]
  return Buffer.from(JSON.stringify(parts), 'utf8')
}

function encode(contents: Contents): string {
  return contents.kind === 'token'
    ? JSON.stringify({ ...contents, value: contents.value.reveal() })
    : JSON.stringify(contents)
}

function decode(text: string): Contents | undefined {
  const fields = parseFields(text) ?? {}
  const { kind, value, type, grantedAt, expiresAt, at } = fields
  if (kind === 'abandoned') return isTime(at) ? { kind, at } : undefined
  if (kind !== 'token' || typeof type !== 'string' || !isTime(grantedAt) || !isTime(expiresAt))
    return undefined
  if (typeof value !== 'string' || value === '' || hasControlCharacters(value)) return undefined
  return { kind, value: new Secret(value), type, grantedAt, expiresAt }
}

const isTime = (value: unknown): value is EpochMs => typeof value === 'number' && Number.isFinite(value)

function bytes(value: unknown): Buffer | undefined {
  return typeof value === 'string' ? Buffer.from(value, 'base64') : undefined
}

function parseFields(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
