import { randomUUID } from 'node:crypto'
import sodium from 'libsodium-wrappers'
import { deliver, reachesHeaders } from '../genesys/delivery.ts'
import { answerOfFault, createFaultQueue, type Fault, takesEffect } from '../genesys/faults.ts'
import { listen } from '../genesys/host-server.ts'
import { type Answer, type Request } from '../genesys/message.ts'
import { buildEstate, type Estate } from './estate.ts'
import { type GitHubOptions } from './options.ts'
import { answerAsGitHub, notFound } from './secrets-api.ts'
import { type StoredSecret, type Vault } from './vault.ts'

export type { GitHubOptions, TokenPermissions } from './options.ts'
export type { StoredSecret } from './vault.ts'

/** A request that GitHub saw; neither its token nor its body, which holds the sealed box. */
export interface GitHubRequest {
  readonly method: string
  readonly path: string
  readonly status?: number
  readonly fault?: Fault['kind']
}

/** Whose secrets: a repository, one of its environments, or an organization. */
export type SecretOwner =
  { readonly repository: string; readonly environment?: string } | { readonly organization: string }

/** A running GitHub, as far as secrets of Actions go. */
export interface GitHub {
  /** What a runner has in GITHUB_API_URL. */
  readonly apiUrl: string
  readonly requests: readonly GitHubRequest[]
  /** A secret with its value, which the real one never shows. */
  secret(owner: SecretOwner, name: string): StoredSecret | undefined
  secretNames(owner: SecretOwner): string[]
  /** As when GitHub replaces the key that secrets are sealed for. */
  replaceKey(owner: SecretOwner): void
  /** As when someone else writes a secret, a second from now. */
  putSecret(owner: SecretOwner, name: string, value: string): void
  /** As when a repository is deleted: no list names it any more, and none that is written may. */
  removeRepository(id: number): void
  /** As when someone lets one more repository use an organization secret. */
  selectRepository(owner: SecretOwner, name: string, id: number): void
  /** Makes the next matching request go wrong; the fault's host is of no meaning here. */
  inject(...faults: Fault[]): void
  /** Calls the listener when a request has come and before it is answered; returns how to stop that. */
  onRequest(listener: (request: GitHubRequest) => void): () => void
  close(): Promise<void>
}

/** Starts a simulated GitHub; it holds everything in memory and never writes to the console. */
export async function startGitHub(options: GitHubOptions = {}): Promise<GitHub> {
  await sodium.ready
  const now = options.now ?? Date.now
  const prefix = options.pathPrefix ?? ''
  const estate = buildEstate(options, now())
  const faults = createFaultQueue()
  const requests: GitHubRequest[] = []
  const listeners = new Set<(request: GitHubRequest) => void>()
  const truth = (request: Request): Answer =>
    request.path.startsWith('/') ? answerAsGitHub(estate, options.tokens ?? {}, request, now()) : notFound()

  const server = await listen(({ target, body, ...rest }, exchange) => {
    const { pathname } = target
    const path = pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : ''
    const request: Request = { ...rest, host: 'api', path, body: body.toString('utf8') }
    const entry: GitHubRequest = { method: request.method, path: pathname + target.search }
    const index = requests.push(entry) - 1
    for (const listener of listeners) listener(entry)
    const fault = faults.take(request)
    const { headers, ...answer } = answerWith(fault, () => truth(request))
    requests[index] = {
      ...entry,
      ...(reachesHeaders(fault) ? { status: answer.status } : {}),
      ...(fault === undefined ? {} : { fault: fault.kind }),
    }
    const id = randomUUID().replaceAll('-', ':').toUpperCase()
    const common = { Date: new Date(now()).toUTCString(), 'X-GitHub-Request-Id': id }
    deliver(exchange, { ...answer, headers: { ...common, ...headers } }, fault)
  }, undefined)

  return {
    apiUrl: server.url + prefix,
    requests,
    secret: (owner, name) => vaultOf(estate, owner)?.find(name),
    secretNames: (owner) => [...(vaultOf(estate, owner)?.secrets.keys() ?? [])],
    replaceKey: (owner) => vaultOf(estate, owner)?.replaceKey(),
    putSecret: (owner, name, value) => vaultOf(estate, owner)?.put({ name, value }, now() + 1_000),
    removeRepository: (id) => estate.vanished.add(id),
    selectRepository: (owner, name, id) => {
      const vault = vaultOf(estate, owner)
      const secret = vault?.find(name)
      if (secret === undefined) return
      vault?.put({ ...secret, repositoryIds: [...(secret.repositoryIds ?? []), id] }, now())
    },
    inject: (...added) => added.forEach((fault) => faults.add(fault)),
    onRequest: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    close: () => server.close(),
  }
}

function answerWith(fault: Fault | undefined, truth: () => Answer): Answer {
  if (fault === undefined) return truth()
  const answer = takesEffect(fault) ? truth() : { status: 200, headers: {}, body: '' }
  return answerOfFault(fault, 'api', randomUUID(), () => answer)
}

function vaultOf(estate: Estate, owner: SecretOwner): Vault | undefined {
  if ('organization' in owner) return estate.organizations.get(owner.organization.toLowerCase())
  const repository = estate.repositories.get(owner.repository.toLowerCase())
  return owner.environment === undefined ? repository?.vault : repository?.environments.get(owner.environment)
}
