import { answerAsApi, describeToken, readBearer } from './api-host.ts'
import { type ClientRegistry, createClientRegistry } from './client-registry.ts'
import { createFaultQueue, type Fault } from './faults.ts'
import { type HostParts, startHost } from './host.ts'
import { answerAsLogin } from './login-host.ts'
import { type Client, type ClientState, type GenesysCloudOptions, randomClient } from './options.ts'
import { createRateLimiter } from './rate-limit.ts'
import { createRecorder, type RecordedRequest } from './recorder.ts'
import { createTokenLedger, type TokenLedger, type TokenRecord } from './token-ledger.ts'

export type { Fault } from './faults.ts'
export type { ClientOptions, ClientState, GenesysCloudOptions } from './options.ts'
export type { RecordedRequest } from './recorder.ts'
export type { TokenRecord, TokenState } from './token-ledger.ts'

/** A running Genesys Cloud: two hosts on loopback, and a view behind the curtain. */
export interface GenesysCloud {
  /** Base URLs without a trailing slash, with the gateway's prefix where there is one. */
  readonly loginUrl: string
  readonly apiUrl: string
  /** Every request so far, in the order in which they came. */
  readonly requests: readonly RecordedRequest[]
  clients(): readonly Client[]
  /** Every token ever granted, the oldest first. */
  tokens(): readonly TokenRecord[]
  liveTokens(): readonly TokenRecord[]
  /** Makes the next matching request go wrong. */
  inject(...faults: Fault[]): void
  /** Takes back the faults that no request has met. */
  clearFaults(): void
  /** A disabled client gets no tokens, and those it has are dead at once. */
  setClientState(clientId: string, state: ClientState): void
  /** As a rotation does: the old secret stops working at once. */
  setSecret(clientId: string, secret: string): void
  /** Calls the listener when a request has come and before it is answered; returns how to stop that. */
  onRequest(listener: (request: RecordedRequest) => void): () => void
  /** Closes both hosts and every connection. */
  close(): Promise<void>
}

/** Starts a simulated Genesys Cloud; it holds everything in memory and never writes to the console. */
export async function startGenesysCloud(options: GenesysCloudOptions = {}): Promise<GenesysCloud> {
  const now = options.now ?? Date.now
  const clients = createClientRegistry(options.clients ?? [randomClient()])
  const tokens = createTokenLedger(now, options.idleTimeoutSeconds)
  const faults = createFaultQueue()
  const recorder = createRecorder(now, (header) => describeToken(tokens.find(readBearer(header) ?? '')))
  const parts = { options, now, faults, recorder, answerAs: hosts(options, now, clients, tokens) }
  const [login, api] = await Promise.all([startHost('login', parts), startHost('api', parts)])

  return {
    loginUrl: login.url + (options.pathPrefix?.login ?? ''),
    apiUrl: api.url + (options.pathPrefix?.api ?? ''),
    requests: recorder.requests,
    clients: () => clients.all(),
    tokens: () => tokens.all(),
    liveTokens: () => tokens.all().filter(({ state }) => state === 'alive'),
    inject: (...added) => added.forEach((fault) => faults.add(fault)),
    clearFaults: () => faults.clear(),
    setClientState(id, state) {
      clients.change(id, { state })
      if (state === 'disabled') tokens.endTokensOf(id, 'client-disabled')
    },
    setSecret(id, secret) {
      clients.change(id, { secret })
      if (options.newSecretEndsTokens === true) tokens.endTokensOf(id, 'revoked')
    },
    onRequest: (listener) => recorder.onRequest(listener),
    async close() {
      await Promise.all([login.close(), api.close()])
    },
  }
}

function hosts(
  options: GenesysCloudOptions,
  now: () => number,
  clients: ClientRegistry,
  tokens: TokenLedger,
): HostParts['answerAs'] {
  const { mintLimit = { grants: Infinity, perSeconds: 60 }, requestsPerTokenPerMinute = 300 } = options
  const mintLimiter = createRateLimiter(mintLimit.grants, mintLimit.perSeconds, now)
  const tokenLimiter = createRateLimiter(requestsPerTokenPerMinute, 60, now)
  const newSecretEndsTokens = options.newSecretEndsTokens ?? false
  const api = { clients, tokens, tokenLimiter, requestsPerTokenPerMinute, newSecretEndsTokens }
  return {
    login: (request) => answerAsLogin({ clients, tokens, mintLimiter }, request),
    api: (request, correlationId) => answerAsApi(api, request, correlationId),
  }
}
