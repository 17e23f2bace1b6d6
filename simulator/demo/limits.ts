import { findRoute, KNOWN_CALLS } from '../genesys/api-routes.ts'
import { type RecordedRequest } from '../genesys/genesys-cloud.ts'
import { type Verdict } from '../network/network.ts'

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

/** Which hosts the network has kept from a program, which may have seen no more than a 403. */
export function describeRefusedHosts(requests: readonly Verdict[]): readonly string[] {
  const hosts = new Set(requests.filter(({ status }) => status === 403).map(({ host }) => host))
  if (hosts.size === 0) return []
  return [
    `The simulated network refused ${[...hosts].join(', ')}.`,
    "It leads to Genesys Cloud's hosts and api.github.com only, by https.",
  ]
}
