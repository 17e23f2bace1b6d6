import { Secret } from '../../core/secret.ts'

/** Leave to do something, or why there is none. */
export type Leave = true | { readonly because: string }

/** How this job reaches the cache service, and what it may do there. */
export interface CacheAccess {
  readonly resultsUrl: string
  readonly runtimeToken: Secret
  readonly readable: Leave
  readonly writable: Leave
}

type Environment = Readonly<Record<string, string | undefined>>

const NOTHING = { resultsUrl: '', runtimeToken: new Secret('') }

/** What the runner says about the cache service, to JavaScript actions only. */
export function readCacheAccess(environment: Environment = process.env): CacheAccess {
  const { ACTIONS_RESULTS_URL: resultsUrl = '', ACTIONS_RUNTIME_TOKEN: runtimeToken = '' } = environment
  if ((environment['ACTIONS_CACHE_SERVICE_V2'] ?? '') === '') {
    return refuse('this runner has no cache service of version 2 (GitHub Enterprise Server has none)')
  }
  if (runtimeToken === '' || !URL.canParse(resultsUrl)) {
    return refuse('this runner does not say where its cache service is')
  }
  return { resultsUrl, runtimeToken: new Secret(runtimeToken), ...readMode(environment) }
}

/** Modes that are not known are permissive, as they are for the official client. */
function readMode(environment: Environment): Pick<CacheAccess, 'readable' | 'writable'> {
  const mode = (environment['ACTIONS_CACHE_MODE'] ?? '').trim().toLowerCase()
  const forbids = (what: string): Leave => ({ because: `cache-mode "${mode}" of this job forbids ${what}` })
  switch (mode) {
    case 'none':
      return { readable: forbids('reading'), writable: forbids('writing') }
    case 'read':
      return { readable: true, writable: forbids('writing') }
    case 'write-only':
      return { readable: forbids('reading'), writable: true }
    default:
      return { readable: true, writable: true }
  }
}

function refuse(because: string): CacheAccess {
  return { ...NOTHING, readable: { because }, writable: { because } }
}
