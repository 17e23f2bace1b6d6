import type { GenesysCloud } from '../../simulator/genesys/genesys-cloud.ts'

/** An answer of the simulated Genesys Cloud with its body read. */
export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly json: Record<string, unknown>
}

/** Id and secret of the client that most tests use. */
export const CLIENT = { id: '2f9d6c1e-0c3b-4b52-9a7e-6c1d1f0a7b11', secret: 'p%3Ass+w/o:rd=ü' }

/** Asks for a token as the official clients do; `fields` and `pair` say what to do otherwise. */
export async function askForToken(
  genesys: Pick<GenesysCloud, 'loginUrl'>,
  pair = `${CLIENT.id}:${CLIENT.secret}`,
  fields: Record<string, string> = { grant_type: 'client_credentials' },
): Promise<Reply> {
  const authorization = `Basic ${Buffer.from(pair).toString('base64')}`
  const body = new URLSearchParams(fields)
  return read(
    await fetch(`${genesys.loginUrl}/oauth/token`, { method: 'POST', headers: { authorization }, body }),
  )
}

/** Gets a token that has to come. */
export async function getToken(genesys: GenesysCloud, pair?: string): Promise<string> {
  const { json } = await askForToken(genesys, pair)
  if (typeof json['access_token'] !== 'string') throw new Error(`No token came: ${JSON.stringify(json)}`)
  return json['access_token']
}

/** Calls the api host with a token. */
export async function call(
  genesys: Pick<GenesysCloud, 'apiUrl'>,
  token: string,
  path = '/api/v2/tokens/me',
  method = 'GET',
): Promise<Reply> {
  const headers = { authorization: `Bearer ${token}` }
  return read(await fetch(genesys.apiUrl + path, { method, headers, redirect: 'manual' }))
}

/** Reads an answer to its end. */
export async function read(response: Response): Promise<Reply> {
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true && text !== ''
  const json = isJson ? (JSON.parse(text) as Record<string, unknown>) : {}
  return { status: response.status, headers: response.headers, text, json }
}

/** A clock that stands still until it is moved. */
export function handMovedClock(): {
  readonly now: () => number
  readonly forward: (seconds: number) => void
} {
  let at = Date.parse('2026-11-21T10:00:00Z')
  return {
    now: () => at,
    forward: (seconds) => {
      at += seconds * 1000
    },
  }
}
