import { startGenesysCloud, type Fault, type GenesysCloud } from '../genesys/genesys-cloud.ts'
import { type ClientOptions, newClientSecret } from '../genesys/options.ts'

/** What can be made to go wrong, by name. */
export const FAILURES = [
  'invalid-client',
  'rate-limited',
  'missing-role',
  'idle',
  'outage',
  'wrong-region',
] as const

export type Failure = (typeof FAILURES)[number]

/** Where to read on about each. */
export const FAILURE_SECTIONS: Readonly<Record<Failure, string>> = {
  'invalid-client': 'grant-rejected',
  'rate-limited': 'rate-limited',
  'missing-role': '403-missingpermissions-on-a-call',
  idle: '401-in-the-middle-of-a-job',
  outage: 'server-failed',
  'wrong-region': 'grant-rejected',
}

const IDLE_TIMEOUT_SECONDS = 300

/** The wait that a server asks for here is longer than anybody has: so a demonstration of a failure ends at once. */
const LATER = { 'Retry-After': '3600', 'Content-Type': 'application/json' }

const RATE_LIMITED = 'rate limit exceeded; too many token requests, try again later'

/** A Genesys Cloud in which `failure` happens after the first look at the token, if it is one of those that come later. */
export async function startFailing(
  clients: readonly ClientOptions[],
  failure: Failure | undefined,
): Promise<GenesysCloud> {
  let aheadMs = 0
  const now = (): number => Date.now() + aheadMs
  const idle = failure === 'idle' ? { idleTimeoutSeconds: IDLE_TIMEOUT_SECONDS, now } : {}
  const cloud = await startGenesysCloud({ clients, ...idle })
  cloud.inject(...faultsOf(failure))
  if (failure === 'idle') {
    const stop = cloud.onRequest(({ host }) => {
      if (host !== 'api') return
      stop()
      // Once this request is answered, the token is not used for so long.
      setImmediate(() => (aheadMs = (IDLE_TIMEOUT_SECONDS + 60) * 1000))
    })
  }
  return cloud
}

/** What a program is told as its client secret. */
export function secretFor(failure: Failure | undefined, secret: string): string {
  return failure === 'invalid-client' ? newClientSecret() : secret
}

function faultsOf(failure: Failure | undefined): Fault[] {
  const tokenRequests = { host: 'login', path: '/oauth/token', count: Infinity } as const
  switch (failure) {
    case 'rate-limited': {
      const body = { error: 'invalid_request', description: RATE_LIMITED, error_description: RATE_LIMITED }
      return [{ ...tokenRequests, kind: 'status', status: 400, headers: LATER, body: JSON.stringify(body) }]
    }
    case 'outage':
      return [{ ...tokenRequests, kind: 'status', status: 503, headers: LATER, body: '{}' }]
    case 'missing-role': {
      const body = {
        message:
          'Unable to perform the requested action. You are missing the following permission(s): routing:queue:view',
        code: 'missing.permissions',
        status: 403,
      }
      // The first call is the action's own look-up, which needs no permission.
      const calls = { host: 'api', method: 'GET', after: 1, count: Infinity } as const
      return [{ ...calls, kind: 'json', status: 403, body }]
    }
    case 'invalid-client':
    case 'wrong-region':
    case 'idle':
    case undefined:
      return []
  }
}
