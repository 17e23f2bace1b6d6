/** Which of the two hosts of a region. */
export type HostName = 'login' | 'api'

/** A request as the simulated hosts see it, its body read to the end. */
export interface Request {
  readonly host: HostName
  readonly method: string
  /** Without the gateway's prefix and without the query. */
  readonly path: string
  readonly query: URLSearchParams
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** An answer before it is written to a connection. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** An answer in JSON. */
export function jsonAnswer(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return {
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  }
}

/** A page for people, such as a proxy or a CDN sends in place of an answer. */
export function htmlAnswer(status: number, title: string): Answer {
  const body = `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`
  return { status, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body }
}
