import { findRoute, KNOWN_CALLS } from '../genesys/api-routes.ts'
import { type RecordedRequest } from '../genesys/genesys-cloud.ts'

/** Which 404s are the simulator's own limit, and not an answer of Genesys Cloud's. Nothing where there are none. */
export function describeUnknownCalls(requests: readonly RecordedRequest[]): readonly string[] {
  const unknown = requests.flatMap(({ host, method, path: target, fault }) => {
    const [path = ''] = target.split('?')
    const isKnown = host !== 'api' || fault !== undefined || findRoute({ method, path }) !== undefined
    return isKnown ? [] : [`${method} ${path}`]
  })
  if (unknown.length === 0) return []
  return [
    `The simulator does not know ${[...new Set(unknown)].join(', ')}: of the API it has`,
    ...KNOWN_CALLS.map((call) => `  ${call}`),
  ]
}
