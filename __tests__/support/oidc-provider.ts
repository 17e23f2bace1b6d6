import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A running oidc-provider with the two paths of Genesys Cloud's API in front. */
export interface OidcProvider {
  readonly url: string
  stop(): Promise<void>
}

/** What it is told besides its client with a secret. */
export interface ProviderOptions {
  /** Clients that prove themselves by a key: their ids, and their public keys as JWK. */
  readonly keys?: Readonly<Record<string, object>>
  /** A client that sends its secret in the form: its id, with the secret of the other. */
  readonly postClient?: string
  /** How far its clock is ahead of the true time. */
  readonly aheadMs?: number
}

/** Starts one as a process of its own, since it is not written for the modules of Jest. */
export async function startOidcProvider(
  client: { readonly id: string; readonly secret: string },
  options: ProviderOptions = {},
): Promise<OidcProvider> {
  const fixture = join(import.meta.dirname, '..', 'scenarios', 'oidc-provider.fixture.ts')
  const server = spawn(process.execPath, [fixture, client.id, client.secret, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const stop = async (): Promise<void> => {
    server.kill()
    if (server.exitCode === null) await once(server, 'exit')
  }
  for await (const line of createInterface(server.stdout)) {
    if (line.startsWith('http://')) return { url: line, stop }
  }
  throw new Error('the server did not start')
}
