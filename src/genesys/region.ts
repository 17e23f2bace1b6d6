import { alternatives, quoted } from '../core/characters.ts'

/** One of the places where Genesys Cloud runs. */
export interface Region {
  /** AWS name, e.g. `eu-central-1`. */
  readonly name: string
  /** e.g. `mypurecloud.de`; `login.`, `api.` and `apps.` stand before it. Empty for a region that is not in the table. */
  readonly domain: string
}

/**
 * The 18 public regions, as in the official SDKs
 * (https://developer.genesys.cloud/platform/api/ lists them). A newer one is reached by URLs.
 */
export const REGIONS: readonly Region[] = [
  { name: 'us-east-1', domain: 'mypurecloud.com' },
  { name: 'us-east-2', domain: 'use2.us-gov-pure.cloud' },
  { name: 'us-west-2', domain: 'usw2.pure.cloud' },
  { name: 'ca-central-1', domain: 'cac1.pure.cloud' },
  { name: 'sa-east-1', domain: 'sae1.pure.cloud' },
  { name: 'mx-central-1', domain: 'mxc1.pure.cloud' },
  { name: 'eu-west-1', domain: 'mypurecloud.ie' },
  { name: 'eu-west-2', domain: 'euw2.pure.cloud' },
  { name: 'eu-central-1', domain: 'mypurecloud.de' },
  { name: 'eu-central-2', domain: 'euc2.pure.cloud' },
  { name: 'eusc-de-east-1', domain: 'edee1.eusc-pure.cloud' },
  { name: 'me-central-1', domain: 'mec1.pure.cloud' },
  { name: 'ap-south-1', domain: 'aps1.pure.cloud' },
  { name: 'ap-southeast-1', domain: 'apse1.pure.cloud' },
  { name: 'ap-southeast-2', domain: 'mypurecloud.com.au' },
  { name: 'ap-northeast-1', domain: 'mypurecloud.jp' },
  { name: 'ap-northeast-2', domain: 'apne2.pure.cloud' },
  { name: 'ap-northeast-3', domain: 'apne3.pure.cloud' },
]

/**
 * The region that people mean: its AWS name (`_` for `-` is fine), its domain, or a `login.`, `api.` or
 * `apps.` host or URL on that domain, in any letter case. `undefined` if it is none of those.
 */
export function parseRegion(text: string): Region | undefined {
  const wanted = text.trim().toLowerCase()
  const name = wanted.replaceAll('_', '-')
  const host = wanted
    .replace(/^https?:\/\//, '')
    .replace(/[/?#].*$/, '')
    .replace(/:443$/, '')
  const domain = host.replace(/^(?:api|login|apps)\./, '')
  return REGIONS.find((region) => region.name === name || region.domain === domain)
}

/**
 * What to call the place of the token endpoint in sentences: the region, or the host where a gateway stands
 * before it or no region is known.
 */
export function placeOf(region: Region | undefined, tokenUrl: string): string {
  return region !== undefined && tokenUrl === `https://login.${region.domain}/oauth/token`
    ? region.name
    : new URL(tokenUrl).host
}

/**
 * What is wrong with an unknown region: the rest of a sentence that starts with the name of its setting.
 *
 * @param way the settings that do without it, or beside it
 */
export function unknownRegion(text: string, way: string): string {
  const meant = similarRegions(text)
  const cure =
    meant.length > 0
      ? `Did you mean ${alternatives(meant)}?`
      : `It takes ${alternatives(REGIONS.map(({ name }) => name))}, or a domain.`
  return (
    `${quoted(text)} is unknown. ${cure} A region newer than this version, or a gateway, ` +
    `is reached with ${way}.`
  )
}

/** What to tell of a region that is not in the table; `undefined` for one that is, or for none. */
export function describeUnlisted(name: string): string | undefined {
  if (name === '' || REGIONS.some((region) => region.name === name)) return undefined
  return `The region ${quoted(name)} is unknown to this version; the URLs that were given are used.`
}

/** More than two letters are no slip of the keyboard: a guess would be by chance. */
const MOST_SLIPS = 2

const MOST_GUESSES = 3

/** The AWS names and domains that were probably meant, the closest first. */
export function similarRegions(text: string): string[] {
  const wanted = text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^(?:api|login|apps)\./, '')
    .replaceAll('_', '-')
  return REGIONS.map((region) => {
    // `mec1` for mec1.pure.cloud: a short name that people know from the address bar.
    if (region.domain.startsWith(`${wanted}.`)) return { text: region.name, distance: 0 }
    const byName = editDistance(wanted, region.name)
    const byDomain = editDistance(wanted, region.domain)
    return { text: byDomain < byName ? region.domain : region.name, distance: Math.min(byName, byDomain) }
  })
    .filter(({ distance }) => distance <= MOST_SLIPS)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MOST_GUESSES)
    .map((candidate) => candidate.text)
}

/** Levenshtein's distance: how many characters to insert, delete or replace. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let index = 0; index < from.length; index++) {
    const next = [index + 1]
    for (let column = 1; column <= to.length; column++) {
      const replaced = (row[column - 1] ?? 0) + (from[index] === to[column - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}
