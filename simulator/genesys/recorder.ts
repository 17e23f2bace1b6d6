import type { FaultKind } from './faults.ts'
import type { HostName, Request } from './message.ts'
import { readBasic, readForm } from './login-host.ts'

/** A request that Genesys Cloud saw, without any secret in it. */
export interface RecordedRequest {
  readonly host: HostName
  readonly method: string
  /** As it came, with the gateway's prefix and the query. */
  readonly path: string
  /** Names in lower case; `authorization` says whose it is, such as `Basic <client id>` or `Bearer token-1`. */
  readonly headers: Readonly<Record<string, string>>
  /** The fields of a form; a client secret among them reads `***`. */
  readonly fields: Readonly<Record<string, string>>
  /** Milliseconds since 1970 on the simulator's clock. */
  readonly at: number
  /** Missing until answered, and for good when no status line was sent. */
  readonly status?: number
  readonly fault?: FaultKind['kind']
}

/** Keeps requests in the order in which they came. */
export interface Recorder {
  readonly requests: readonly RecordedRequest[]
  /** The request is on record at once; the function given back adds how it was answered. */
  record(request: Request, path: string): (outcome: Pick<RecordedRequest, 'status' | 'fault'>) => void
  /** Calls the listener when a request has come and before it is answered; returns how to stop that. */
  onRequest(listener: (request: RecordedRequest) => void): () => void
}

/** Records requests; `describeBearer` names the token of a Bearer header. */
export function createRecorder(now: () => number, describeBearer: (header: string) => string): Recorder {
  const requests: RecordedRequest[] = []
  const listeners = new Set<(request: RecordedRequest) => void>()
  return {
    requests,
    record(request, path) {
      const headers = withoutSecrets(request.headers, describeBearer)
      const { host, method } = request
      const shownPath = path.replace(/\b(access_token|client_secret)=[^&]*/g, '$1=***')
      const fields = readFields(request)
      const entry: RecordedRequest = { host, method, path: shownPath, headers, fields, at: now() }
      const index = requests.push(entry) - 1
      for (const listener of listeners) listener(entry)
      return (outcome) => {
        requests[index] = { ...entry, ...outcome }
      }
    },
    onRequest(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}

function withoutSecrets(
  headers: Readonly<Record<string, string>>,
  describeBearer: (header: string) => string,
): Record<string, string> {
  const shown = { ...headers }
  const { authorization } = headers
  if (authorization !== undefined) shown['authorization'] = describe(authorization, describeBearer)
  if ('proxy-authorization' in shown) shown['proxy-authorization'] = '***'
  return shown
}

function describe(authorization: string, describeBearer: (header: string) => string): string {
  const basic = readBasic(authorization)
  if (basic !== undefined) return `Basic ${basic.id}`
  return /^bearer /i.test(authorization) ? describeBearer(authorization) : '(neither Basic nor Bearer)'
}

function readFields(request: Request): Record<string, string> {
  const fields = Object.fromEntries(readForm(request))
  return 'client_secret' in fields ? { ...fields, client_secret: '***' } : fields
}
