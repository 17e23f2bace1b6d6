import { describe, expect, it } from '@jest/globals'
import fc from '../support/property.ts'
import {
  describeUnlisted,
  parseRegion,
  REGIONS,
  similarRegions,
  unknownRegion,
} from '../../src/genesys/region.ts'

/** Copied from the public region list by hand, so that a slip in the table of src shows. */
const EXPECTED: readonly (readonly [name: string, domain: string])[] = [
  ['us-east-1', 'mypurecloud.com'],
  ['us-east-2', 'use2.us-gov-pure.cloud'],
  ['us-west-2', 'usw2.pure.cloud'],
  ['ca-central-1', 'cac1.pure.cloud'],
  ['sa-east-1', 'sae1.pure.cloud'],
  ['mx-central-1', 'mxc1.pure.cloud'],
  ['eu-west-1', 'mypurecloud.ie'],
  ['eu-west-2', 'euw2.pure.cloud'],
  ['eu-central-1', 'mypurecloud.de'],
  ['eu-central-2', 'euc2.pure.cloud'],
  ['eusc-de-east-1', 'edee1.eusc-pure.cloud'],
  ['me-central-1', 'mec1.pure.cloud'],
  ['ap-south-1', 'aps1.pure.cloud'],
  ['ap-southeast-1', 'apse1.pure.cloud'],
  ['ap-southeast-2', 'mypurecloud.com.au'],
  ['ap-northeast-1', 'mypurecloud.jp'],
  ['ap-northeast-2', 'apne2.pure.cloud'],
  ['ap-northeast-3', 'apne3.pure.cloud'],
]

/** The ways in which people write a region of that name and domain. */
const spellings = (name: string, domain: string): string[] => {
  const hosts = [domain, `login.${domain}`, `api.${domain}`, `apps.${domain}`]
  const urls = hosts.flatMap((host) => [
    host,
    `https://${host}`,
    `http://${host}`,
    `https://${host}/`,
    `https://${host}:443/`,
    `https://${host}/oauth/token?grant_type=client_credentials#top`,
    `${host}/platform/api/v2`,
  ])
  return [name, name.replaceAll('-', '_'), ...urls]
}

const withRandomCase = (text: string): fc.Arbitrary<string> =>
  fc
    .array(fc.boolean(), { minLength: text.length, maxLength: text.length })
    .map((upper) =>
      text.replace(/./gs, (letter, index: number) => (upper[index] ? letter.toUpperCase() : letter)),
    )

describe('when the region table is compared with the public list', () => {
  it('has all 18 regions and no other', () => {
    expect(REGIONS.map(({ name, domain }) => [name, domain])).toEqual(EXPECTED)
  })
})

describe.each(EXPECTED)('when the region is %s, %s', (name, domain) => {
  it.each(spellings(name, domain))('is understood as %s', (text) => {
    expect(parseRegion(text)).toEqual({ name, domain })
  })

  it('is understood in any letter case and with white space around it', () => {
    const spelling = fc.constantFrom(...spellings(name, domain)).chain(withRandomCase)
    fc.assert(
      fc.property(spelling, fc.constantFrom('', ' ', '\t', '\n'), (text, space) => {
        expect(parseRegion(`${space}${text}${space}`)).toEqual({ name, domain })
      }),
      { numRuns: 50 },
    )
  })
})

describe('when the text is no region', () => {
  it.each([
    ['nothing', ''],
    ['an AWS region without Genesys Cloud', 'eu-north-1'],
    ['a host that only ends like one', 'evilmypurecloud.de'],
    ['a domain of which the region is only the first part', 'mypurecloud.de.example.com'],
    ['a host with another prefix', 'developer.mypurecloud.de'],
    ['a prefix alone', 'login.'],
    ['two prefixes', 'login.api.mypurecloud.de'],
    ['a user before the host', 'https://mypurecloud.de@example.com'],
    ['another port', 'https://login.mypurecloud.de:8443'],
    ['another scheme', 'ftp://login.mypurecloud.de'],
    ['the name of the region as Architect writes it', 'prod_eu_central_1'],
    ['an AWS name with a path', 'eu-central-1/oauth'],
    ['a prefix in the middle', 'mypureapi.cloud.de'],
    ['a scheme in the middle', 'mypurehttps://cloud.de'],
    ['a port in the middle', 'mypurecloud:443.de'],
    ['something before the scheme', 'see https://login.mypurecloud.de'],
  ])('refuses %s', (_, text) => {
    expect(parseRegion(text)).toBeUndefined()
  })

  it('never answers with anything but an entry of the table', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const region = parseRegion(text)
        expect(region === undefined || REGIONS.includes(region)).toBe(true)
      }),
    )
  })
})

describe('when the region is misspelt', () => {
  it.each([
    ['eu-centrl-1', 'eu-central-1'],
    ['EU_CENTRAL_3', 'eu-central-1'],
    ['mypureclod.de', 'mypurecloud.de'],
    ['https://login.mypurecloud.dee', 'mypurecloud.de'],
    ['http://api.usw3.pure.cloud', 'usw2.pure.cloud'],
    ['  apps.mypurecloud.i  ', 'mypurecloud.ie'],
    ['ap-southeast-3', 'ap-southeast-1'],
    ['                    mypurecloud.jp                    ', 'mypurecloud.jp'],
    ['mec1', 'me-central-1'],
    ['https://apps.usw2', 'us-west-2'],
  ])('proposes for %s first of all %s', (text, closest) => {
    expect(similarRegions(text)[0]).toBe(closest)
  })

  it('orders what it proposes by distance', () => {
    expect(similarRegions('eu-central-22')).toEqual(['eu-central-2', 'eu-central-1'])
  })

  it('proposes three at most', () => {
    expect(similarRegions('ape2.pure.cloud')).toHaveLength(3)
  })

  it.each(['dca', 'prod', 'eu', 'jp', 'us-gov-pure.cloud', 'prod_eu_central_1', ''])(
    'proposes nothing for %s, where more than two letters differ',
    (text) => {
      expect(similarRegions(text)).toEqual([])
    },
  )

  it('lists what there is where nothing is similar', () => {
    expect(unknownRegion('dca', 'login-url and api-url instead')).toBe(
      `"dca" is unknown. It takes ${EXPECTED.slice(0, -1)
        .map(([name]) => name)
        .join(', ')} or ap-northeast-3, or a domain. ` +
        'A region newer than this version, or a gateway, is reached with login-url and api-url instead.',
    )
  })
})

describe('when a region is used that is not in the table', () => {
  it('is told', () => {
    expect(describeUnlisted('eu-north-9')).toBe(
      'The region "eu-north-9" is unknown to this version; the URLs that were given are used.',
    )
  })

  it.each(['', 'eu-central-1'])('is not told of "%s"', (name) => {
    expect(describeUnlisted(name)).toBeUndefined()
  })
})
