import { type Check } from '../check.ts'
import { type TokenToExamine } from '../token-to-examine.ts'
import { IDLE_TIMEOUT, LIFETIME, RATE_LIMIT, ROLES } from './account.ts'
import { CLOCK, ENDPOINT } from './endpoint.ts'
import { ENVIRONMENT } from './environment.ts'
import { networkChecks } from './network.ts'
import { SETTINGS } from './settings.ts'
import { ORGANIZATION, tokenCheck } from './token.ts'

/** Every check, in the order in which they are reported. */
export function allChecks({ needsEndpoint }: Pick<TokenToExamine, 'needsEndpoint'>): Check[] {
  const login = networkChecks('login')
  const api = networkChecks('api')
  return [
    SETTINGS,
    ENVIRONMENT,
    login.dns,
    api.dns,
    login.connect,
    api.connect,
    login.tls,
    api.tls,
    CLOCK,
    ENDPOINT,
    tokenCheck(needsEndpoint ? ['settings', 'endpoint'] : []),
    ORGANIZATION,
    LIFETIME,
    IDLE_TIMEOUT,
    ROLES,
    RATE_LIMIT,
  ]
}
