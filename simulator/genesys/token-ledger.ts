import { randomBytes } from 'node:crypto'
import type { Client } from './options.ts'

/** Why a token can be used, or why it cannot any more. */
export type TokenState = 'alive' | 'expired' | 'revoked' | 'idled-out' | 'client-disabled'

/** What a test sees of a token; times are milliseconds since 1970 on the simulator's clock. */
export interface TokenRecord {
  readonly number: number
  readonly clientId: string
  readonly value: string
  readonly issuedAt: number
  readonly expiresAt: number
  readonly revokedAt?: number
  readonly state: TokenState
}

/** Every token that was ever granted, and what became of it. */
export interface TokenLedger {
  readonly idleTimeoutSeconds: number | undefined
  issue(client: Client): TokenRecord
  all(): readonly TokenRecord[]
  find(value: string): TokenRecord | undefined
  /** Starts the idle timer of a living token again. */
  touch(number: number): void
  /** When the idle timeout invalidates the token unless it is used; nothing where the organization has none. */
  idlesAt(number: number): number | undefined
  revoke(number: number): void
  endTokensOf(clientId: string, as: 'revoked' | 'client-disabled'): void
}

interface Entry {
  readonly number: number
  readonly clientId: string
  readonly value: string
  readonly issuedAt: number
  readonly expiresAt: number
  usedAt: number
  ended?: { readonly as: 'revoked' | 'client-disabled'; readonly at: number }
}

const TOKEN_LENGTH = 85

/** Keeps the tokens in memory; states follow from the clock, so nothing has to run for a token to expire. */
export function createTokenLedger(now: () => number, idleTimeoutSeconds?: number): TokenLedger {
  const entries: Entry[] = []
  const byValue = new Map<string, Entry>()
  const idleMs = idleTimeoutSeconds === undefined ? Infinity : idleTimeoutSeconds * 1000

  const stateOf = (entry: Entry): TokenState => {
    if (entry.ended !== undefined) return entry.ended.as
    const idlesAt = entry.usedAt + idleMs
    if (now() >= Math.min(idlesAt, entry.expiresAt))
      return idlesAt < entry.expiresAt ? 'idled-out' : 'expired'
    return 'alive'
  }
  const recordOf = (entry: Entry): TokenRecord => {
    const { number, clientId, value, issuedAt, expiresAt, ended } = entry
    const revoked = ended?.as === 'revoked' ? { revokedAt: ended.at } : {}
    return { number, clientId, value, issuedAt, expiresAt, ...revoked, state: stateOf(entry) }
  }
  const end = (entry: Entry, as: 'revoked' | 'client-disabled'): void => {
    if (stateOf(entry) === 'alive') entry.ended = { as, at: now() }
  }
  const numbered = (number: number): Entry => {
    const entry = entries[number - 1]
    if (entry === undefined) throw new Error(`No token has the number ${number}.`)
    return entry
  }

  return {
    idleTimeoutSeconds,
    issue(client) {
      const issuedAt = now()
      const expiresAt = issuedAt + client.tokenLifetimeSeconds * 1000
      const value = randomBytes(TOKEN_LENGTH).toString('base64url').slice(0, TOKEN_LENGTH)
      const entry = {
        number: entries.length + 1,
        clientId: client.id,
        value,
        issuedAt,
        expiresAt,
        usedAt: issuedAt,
      }
      entries.push(entry)
      byValue.set(value, entry)
      return recordOf(entry)
    },
    all: () => entries.map(recordOf),
    find(value) {
      const entry = byValue.get(value)
      return entry && recordOf(entry)
    },
    touch(number) {
      const entry = numbered(number)
      if (stateOf(entry) === 'alive') entry.usedAt = now()
    },
    idlesAt: (number) => (idleMs === Infinity ? undefined : numbered(number).usedAt + idleMs),
    revoke: (number) => end(numbered(number), 'revoked'),
    endTokensOf(clientId, as) {
      for (const entry of entries) if (entry.clientId === clientId) end(entry, as)
    },
  }
}
