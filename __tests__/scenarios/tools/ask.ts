import { setTimeout } from 'node:timers/promises'

/** How often a request is sent at most, whatever comes back. */
const MOST_TRIES = 4

export interface Question {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** Sends a request; after 429 and 5xx, and if nothing came in `patienceMs`, again. */
export async function ask(question: Question, patienceMs?: number, tries = MOST_TRIES): Promise<Response> {
  const { url, ...init } = question
  const signal = patienceMs === undefined ? {} : { signal: AbortSignal.timeout(patienceMs) }
  const reply = await fetch(url, { ...init, ...signal }).catch((error: unknown) => {
    if (tries > 1 && error instanceof Error && error.name === 'TimeoutError') return undefined
    throw error
  })
  if (reply === undefined) return ask(question, patienceMs, tries - 1)
  if (tries === 1 || (reply.status !== 429 && reply.status < 500)) return reply
  await reply.arrayBuffer()
  await setTimeout(1000 * Number(reply.headers.get('retry-after') ?? 1))
  return ask(question, patienceMs, tries - 1)
}

/** A token by client credentials, from `base` + /oauth/token; undefined if that is refused. */
export async function logIn(base: string, id: string, secret: string): Promise<string | undefined> {
  const reply = await ask({
    method: 'POST',
    url: `${base}/oauth/token`,
    headers: {
      authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  })
  return reply.ok ? ((await reply.json()) as { access_token: string }).access_token : undefined
}

/** Ends the program as these tools do: with a sentence on stderr. */
export function fail(sentence: string): never {
  console.error(`Error: ${sentence}`)
  process.exit(1)
}
