import { hasControlCharacters } from '../core/characters.ts'
import { unknownRegion } from '../genesys/region.ts'
import { type CLIENT_FIELDS, type REVOKE_FIELDS } from './fields.ts'
import { Mistake, type Rule, type Values } from './reader.ts'

type ClientValues = Values<typeof CLIENT_FIELDS>

const SECRET_IS_NEEDED: Rule<Pick<ClientValues, 'secret' | 'clientAuthentication'>> = {
  of: ['secret', 'clientAuthentication'],
  check: ({ secret, clientAuthentication: method }) =>
    secret.reveal() === '' && (method === 'basic' || method === 'post')
      ? new Mistake('is empty.', 'empty')
      : undefined,
}

/** The URLs are only asked whether they are there: a wrong one is told by itself. */
const REGION_OR_URLS: Rule<Pick<ClientValues, 'region' | 'loginUrl' | 'tokenUrl' | 'apiUrl'>> = {
  of: ['region'],
  check: ({ region }, { name, isGiven }) => {
    const missing = [
      ...(isGiven('loginUrl') || isGiven('tokenUrl') ? [] : [name('loginUrl')]),
      ...(isGiven('apiUrl') ? [] : [name('apiUrl')]),
    ]
    if (region?.domain === '') {
      // With both URLs it is only a name, which goes into outputs: a region newer than the table.
      if (missing.length === 0 && !hasControlCharacters(region.name)) return undefined
      const both = `${name('loginUrl')} and ${name('apiUrl')} instead`
      return new Mistake(
        unknownRegion(region.name, missing.length === 1 ? `${missing.join('')} as well` : both),
      )
    }
    if (region !== undefined || missing.length === 0) return undefined
    const instead =
      missing.length === 2
        ? `both ${missing.join(' and ')}`
        : `${missing.join('')} as well, which is empty too`
    return new Mistake(
      `is empty. Give it (for example eu-central-1 or mypurecloud.de), or ${instead}.`,
      'empty',
    )
  },
}

/** What is added to `login-url`. */
const TOKEN_PATH = '/oauth/token'

const BASE_OF_TOKEN_ENDPOINT: Rule<Pick<ClientValues, 'loginUrl' | 'tokenUrl'>> = {
  of: ['loginUrl'],
  check: ({ loginUrl }, { name }) => {
    if (loginUrl?.endsWith(TOKEN_PATH) !== true) return undefined
    // Empty where there is none: the rotation is for Genesys Cloud itself.
    const whole = name('tokenUrl')
    const instead = whole === '' ? '' : `, or give the whole URL as ${whole} in its place`
    return new Mistake(`ends in ${TOKEN_PATH}, which is added to it. Leave that out${instead}.`)
  },
}

/** Rules of what every action and `gc-token` have to know. */
export const CLIENT_RULES: readonly Rule<ClientValues>[] = [
  SECRET_IS_NEEDED,
  REGION_OR_URLS,
  BASE_OF_TOKEN_ENDPOINT,
]

type SharingValues = Pick<Values<typeof REVOKE_FIELDS>, 'redis' | 'shareKey' | 'share'>

const onlyWithShare = (key: 'redis' | 'shareKey'): Rule<SharingValues> => ({
  of: [key, 'share'],
  check: (values, { name }) =>
    values[key] !== undefined && values.share === 'none'
      ? new Mistake(
          `is given, but nothing is shared. Set share to run or repository, or leave ${name(key)} out.`,
        )
      : undefined,
})

/** Rules of the actions that share tokens. */
export const SHARING_RULES: readonly Rule<ClientValues & SharingValues>[] = [
  ...CLIENT_RULES,
  onlyWithShare('redis'),
  onlyWithShare('shareKey'),
]
