type Environment = Readonly<Record<string, string | undefined>>

/** The names that CX as Code and the `gc` CLI read too. */
export const CREDENTIAL_VARIABLES = {
  clientId: 'GENESYSCLOUD_OAUTHCLIENT_ID',
  clientSecret: 'GENESYSCLOUD_OAUTHCLIENT_SECRET',
  region: 'GENESYSCLOUD_REGION',
  loginUrl: 'GENESYSCLOUD_LOGIN_URL',
  apiUrl: 'GENESYSCLOUD_API_URL',
} as const

/** Whether somebody meant `gc-token` to log in by itself. */
export function hasCredentials(environment: Environment): boolean {
  const { clientId, clientSecret } = CREDENTIAL_VARIABLES
  return (environment[clientId] ?? '') !== '' && (environment[clientSecret] ?? '') !== ''
}
