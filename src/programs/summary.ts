import { type TokenOwner } from '../genesys/organization.ts'
import { type AccountFacts } from './summary-facts.ts'
import { isoSeconds, type EpochMs } from '../core/time.ts'

/** Where a token came from: the output `source`. */
export type Source = 'granted' | 'shared'

/** What the job summary says of a token; nothing of it is secret. */
export interface SummaryFacts {
  readonly owner: TokenOwner | undefined
  readonly region: string
  readonly clientId: string
  readonly expiresAt: EpochMs
  readonly source: Source
  readonly account: AccountFacts
}

/** No annotation: only who knows the job can tell whether that is too long. */
const DEFAULT_LIFETIME =
  'Token Duration of the OAuth client is at its default of a day. A little more than the longest job takes is enough.'

/** The table for the job summary, as GitHub's Markdown. */
export function summaryTable(facts: SummaryFacts): string {
  const { owner, account } = facts
  const rows: [string, string][] = [
    ['Organization', named(owner?.organizationName ?? '', owner?.organizationId ?? '')],
    ['Region', code(facts.region)],
    ['OAuth client', named(owner?.clientName ?? '', facts.clientId)],
    ['Expires', `${isoSeconds(facts.expiresAt).replace('T', ' ').replace('Z', '')} UTC`],
    ['Lifetime', account.lifetime],
    ['Idle timeout', account.idleTimeout || 'not known'],
    ['Roles (divisions)', account.roles === '' ? 'not known' : plain(account.roles)],
    ['Source', facts.source],
  ]
  const note = account.isLifetimeDefault ? [DEFAULT_LIFETIME, ''] : []
  const lines = rows.map(([name, value]) => `| ${name} | ${value} |`)
  return ['### Genesys Cloud access token', '', '| | |', '| --- | --- |', ...lines, '', ...note].join('\n')
}

/** What post adds: what became of the token, and what passed through the gateway, if there was one. */
export function summaryOutcome(outcome: string, traffic = ''): string {
  const gateway = traffic === '' ? '' : `\nGateway: ${plain(traffic)}.\n`
  return `Genesys Cloud access token: ${outcome}\n${gateway}`
}

/** A name and an id, or either, as Markdown. */
export function named(name: string, id: string): string {
  const parts = [name === '' ? '' : plain(name), id === '' ? '' : code(id)].filter((part) => part !== '')
  return parts.length === 0 ? 'not known' : parts.join(' ')
}

/** A name from outside as text: Markdown and HTML in it stay what they are, letters. */
export function plain(text: string): string {
  const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
  return text
    .replace(/[&<>]/g, (character) => escapes[character] ?? '')
    .replace(/[\\`*_{}[\]()#+\-.!|~:@/]/g, '\\$&')
}

const code = (text: string): string =>
  `<code>${text.replace(/[&<>|]/g, (character) => `&#${character.charCodeAt(0)};`)}</code>`
