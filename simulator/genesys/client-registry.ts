import { createHash, timingSafeEqual } from 'node:crypto'
import { type Client, type ClientOptions, completeClient } from './options.ts'

/** The OAuth clients of all organizations on this server. */
export interface ClientRegistry {
  all(): readonly Client[]
  find(id: string): Client | undefined
  /** The client if it may ask for tokens; the answer does not tell a wrong id from a wrong secret. */
  authenticate(id: string, secret: string): Client | undefined
  change(id: string, change: Partial<Pick<Client, 'secret' | 'state'>>): Client
}

/** Holds the clients in memory. */
export function createClientRegistry(options: readonly ClientOptions[]): ClientRegistry {
  const clients = new Map(options.map((client) => [client.id, completeClient(client)]))
  return {
    all: () => [...clients.values()],
    find: (id) => clients.get(id),
    authenticate(id, secret) {
      const client = clients.get(id)
      // Compared even when there is no such client, so that the time taken does not name the ids that exist.
      const isRight = isSameSecret(client?.secret ?? '', secret)
      return client?.state === 'active' && isRight ? client : undefined
    },
    change(id, change) {
      const client = clients.get(id)
      if (client === undefined) throw new Error(`The simulated Genesys Cloud has no client ${id}.`)
      const changed = { ...client, ...change }
      clients.set(id, changed)
      return changed
    },
  }
}

/** Compares two secrets in a time that depends on neither; hashing makes the lengths equal. */
function isSameSecret(left: string, right: string): boolean {
  return timingSafeEqual(digest(left), digest(right))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest()
}
