import { describe, expect, it } from '@jest/globals'
import { summaryOutcome, summaryTable, type SummaryFacts } from '../../src/programs/summary.ts'
import { START_MS } from '../support/genesys.ts'

const FACTS: SummaryFacts = {
  owner: {
    organizationId: 'org-1',
    organizationName: 'Example Org',
    clientId: 'client-1',
    clientName: 'Deployments',
  },
  region: 'eu-central-1',
  clientId: 'client-1',
  expiresAt: START_MS,
  source: 'granted',
  account: {
    roles: 'CI (Home, Sales)',
    lifetime: '1 h',
    isLifetimeDefault: false,
    idleTimeout: '15 min',
  },
}

describe('when the summary is written', () => {
  it('is a table of organization, region, client, expiry, life, roles and source', () => {
    expect(summaryTable(FACTS)).toBe(
      [
        '### Genesys Cloud access token',
        '',
        '| | |',
        '| --- | --- |',
        '| Organization | Example Org <code>org-1</code> |',
        '| Region | <code>eu-central-1</code> |',
        '| OAuth client | Deployments <code>client-1</code> |',
        '| Expires | 2026-11-21 10:00:00 UTC |',
        '| Lifetime | 1 h |',
        '| Idle timeout | 15 min |',
        '| Roles (divisions) | CI \\(Home, Sales\\) |',
        '| Source | granted |',
        '',
      ].join('\n'),
    )
  })

  it('says that Token Duration is at its default', () => {
    const account = { ...FACTS.account, lifetime: '24 h', isLifetimeDefault: true }
    expect(summaryTable({ ...FACTS, account })).toContain(
      'Token Duration of the OAuth client is at its default',
    )
    expect(summaryTable(FACTS)).not.toContain('Token Duration')
  })

  it('says what the client may not read', () => {
    const table = summaryTable({ ...FACTS, account: { ...FACTS.account, roles: '', idleTimeout: '' } })
    expect(table).toContain('| Idle timeout | not known |')
    expect(table).toContain('| Roles (divisions) | not known |')
  })

  it('says what is not known', () => {
    const table = summaryTable({ ...FACTS, owner: undefined })
    expect(table).toContain('| Organization | not known |')
    expect(table).toContain('| OAuth client | <code>client-1</code> |')
  })

  it('shows an organization that has only a name', () => {
    const owner = { organizationId: '', organizationName: 'Example', clientId: '', clientName: '' }
    expect(summaryTable({ ...FACTS, owner })).toContain('| Organization | Example |')
  })

  it.each([
    ['a column', 'a | b', 'a \\| b'],
    ['HTML', '<img src=x>', '&lt;img src=x&gt;'],
    ['an entity', 'R&D', 'R&amp;D'],
    ['emphasis', '*a* _b_ ~c~ `d`', '\\*a\\* \\_b\\_ \\~c\\~ \\`d\\`'],
    ['a link', '[a](b)', '\\[a\\]\\(b\\)'],
    ['an image', '![a]', '\\!\\[a\\]'],
    ['a mention', '@team', '\\@team'],
    ['a backslash', 'a\\|b', 'a\\\\\\|b'],
  ])('shows %s in a name as letters', (_, name, shown) => {
    const owner = { organizationId: 'o', organizationName: name, clientId: '', clientName: '' }
    expect(summaryTable({ ...FACTS, owner })).toContain(`| Organization | ${shown} <code>o</code> |`)
  })

  it('shows markup in an id as letters', () => {
    expect(summaryTable({ ...FACTS, region: '<b>|&' })).toContain('<code>&#60;b&#62;&#124;&#38;</code>')
  })
})

describe('when post adds what became of the token', () => {
  it('is one line', () => {
    expect(summaryOutcome('Revoked.')).toBe('Genesys Cloud access token: Revoked.\n')
  })
})
