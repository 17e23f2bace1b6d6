import { secretCredentials, type ClientCredentials } from '../oauth/client-credentials.ts'
import { type ClientFields, type ClientValues, type Reading } from './client-reading.ts'
import { READING_TOOLS } from './fields.ts'
import { type Source } from './reader.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** By the secret in the Basic header, as Genesys Cloud takes it. */
export function readingBasic<F extends ClientFields>(fields: F): Reading<F> {
  const credentialsOf = ({ clientId, secret }: ClientValues): ClientCredentials =>
    secretCredentials('basic', clientId, secret)
  return { fields, rules: [], credentialsOf }
}

/**
 * How the texts in `source` are read. What keys and ID tokens take is loaded where there are some.
 *
 * @param environment where the runner says how to ask for ID tokens
 */
export async function readingOf<F extends ClientFields>(
  fields: F,
  source: Source,
  environment: Environment,
): Promise<Reading<F>> {
  const { clientAuthentication, privateKey, privateKeyId, assertionAudience } = fields
  const others = [privateKey, privateKeyId, assertionAudience]
  const isBasic = ['', 'basic'].includes(source.text(clientAuthentication).toLowerCase())
  if (isBasic && others.every((field) => source.text(field) === '')) return readingBasic(fields)
  const { readingAnyProof } = await import('./authentication.ts')
  return readingAnyProof(fields, { source, environment }, READING_TOOLS)
}
