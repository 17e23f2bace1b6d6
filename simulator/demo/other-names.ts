import { type RunOptions } from '../runner/types.ts'
import { type Missing } from './workflow-needs.ts'

/** Whom a workflow may log in as; of the user's own organization there is one. */
export interface Logins {
  readonly production: { readonly id: string; readonly secret: string }
  readonly test: Logins['production']
  readonly region: string
}

type Settings = Required<Pick<RunOptions, 'secrets' | 'vars' | 'environments'>>
type Texts = Readonly<Record<string, string>>

const OURS = /(^|_)(GENESYS|PURECLOUD|GC_|OAUTH)|^((DEV|TEST|QA|UAT|STAGING|PROD|PRODUCTION)_)?CLIENT_/
const OF_THE_TEST_ORGANIZATION = /(^|_)(DEV|TEST|QA|UAT|STAGING)(_|$)/

/**
 * Pipelines keep ids and regions as secrets too, and call credentials as they like: GENESYS_CLIENT_ID,
 * GENESYSCLOUD_OAUTHCLIENT_ID_DEV. Adds what is missing under such names, and leaves the rest as it is.
 */
export function withOtherNames(settings: Settings, missing: Missing, logins: Logins): Settings {
  const { secrets, vars, environments } = settings
  const ofEnvironments = Object.entries(environments).map(([name, environment]) => [
    name,
    { ...environment, secrets: { ...only(environment.vars ?? {}, missing.secrets), ...environment.secrets } },
  ])
  return {
    secrets: { ...guessed(missing.secrets, logins), ...only(vars, missing.secrets), ...secrets },
    vars: {
      ...guessed(
        missing.vars.filter((name) => !name.includes('SECRET')),
        logins,
      ),
      ...vars,
    },
    environments: Object.fromEntries(ofEnvironments) as Settings['environments'],
  }
}

function only(texts: Texts, names: readonly string[]): Texts {
  return Object.fromEntries(Object.entries(texts).filter(([name]) => names.includes(name)))
}

function guessed(names: readonly string[], { production, test, region }: Logins): Texts {
  const found = names
    .filter((name) => OURS.test(name))
    .map((name) => {
      const login = OF_THE_TEST_ORGANIZATION.test(name) ? test : production
      if (name.includes('SECRET')) return [name, login.secret]
      if (/(CLIENT|OAUTH)_?ID/.test(name)) return [name, login.id]
      return name.includes('REGION') ? [name, region] : undefined
    })
  return Object.fromEntries(found.filter((pair) => pair !== undefined)) as Texts
}
