import { codeOf, messageOf } from '../core/errors.ts'
import { quote } from '../http/reply.ts'
import { AttemptFailed, type Failure } from '../http/retry-decision.ts'
import { type Connection } from './connection.ts'

/** Where OpenSSL says what is wrong, between numbers and the names of its source files. */
const OPENSSL_REASON = /:error:[\dA-F]+:[^:]*:[^:]*:([^:]+)/

/**
 * What an error of Node's, of OpenSSL's or of the tunnel means for the attempt that ended with it. A fault of our own is not a
 * broken connection, and stays what it is: trying again would only repeat it.
 */
export function asAttemptFailed(error: unknown, connection: Connection | undefined): unknown {
  if (error instanceof AttemptFailed || isOwnFault(error)) return error
  return new AttemptFailed(failureOf(error, connection), error)
}

/** Whether the server or a proxy closed a connection that waited for its request. */
export function isStale(error: unknown): boolean {
  if (!(error instanceof AttemptFailed)) return false
  const { kind, status } = error.failure
  return kind === 'connection' || (kind === 'proxy' && status === undefined)
}

function isOwnFault(error: unknown): boolean {
  return (error instanceof TypeError || error instanceof ReferenceError) && codeOf(error) === undefined
}

function failureOf(error: unknown, connection: Connection | undefined): Failure {
  // OpenSSL's texts have line breaks, and a certificate's names are whatever its owner wrote.
  const message = quote(messageOf(error)) ?? ''
  const proxyStatus = /tunneling socket could not be established, statusCode=(\d+)/.exec(message)?.[1]
  if (proxyStatus !== undefined) {
    return { kind: 'proxy', summary: `the proxy answered HTTP ${proxyStatus}`, status: Number(proxyStatus) }
  }
  const proxyError = connection?.proxyError
  if (proxyError !== undefined) {
    const { kind, summary } = failureOfSocket(proxyError, connection)
    const what = `the proxy could not be reached: ${summary}`
    return { kind: kind === 'tls' ? 'tls' : 'proxy', summary: what, isUnsent: true }
  }
  return failureOfSocket(error, connection)
}

function failureOfSocket(error: unknown, connection: Connection | undefined): Failure {
  const code = codeOf(error)
  const message = quote(messageOf(error)) ?? ''
  if (code?.startsWith('HPE_') === true)
    return { kind: 'unreadable', summary: `the reply is no HTTP (${code})` }
  if (code === 'ERR_INVALID_CHAR' || code === 'ERR_INVALID_URL')
    return { kind: 'invalid', summary: `the request cannot be sent (${code})`, isUnsent: true }
  if (connection?.distrust !== undefined || isOfOpenSsl(error)) return tlsFailure(error, message)
  if (error instanceof Error && 'errors' in error && Array.isArray(error.errors)) {
    const tried = error.errors.map((each: unknown) => messageOf(each)).join('; ')
    return { kind: 'connection', summary: quote(tried) ?? 'no address could be reached', isUnsent: true }
  }
  // Such a host has not seen a byte.
  const isUnsent = hasSyscall(error) && (error.syscall === 'connect' || error.syscall === 'getaddrinfo')
  return {
    kind: 'connection',
    summary: message === '' ? (codeOf(error) ?? 'no reason is known') : message,
    isUnsent,
  }
}

function tlsFailure(error: unknown, message: string): Failure {
  const reason = quote(OPENSSL_REASON.exec(messageOf(error))?.[1])
  return {
    kind: 'tls',
    summary: `${reason ?? message} (${codeOf(error) ?? 'TLS'})`,
    // Not this side was in doubt, but the other: that is what an alert says.
    ...(reason?.includes(' alert ') === true ? { isRefusedByPeer: true } : {}),
  }
}

/** EPROTO is what Node calls an error of OpenSSL's that came up while it wrote. */
function isOfOpenSsl(error: unknown): boolean {
  return codeOf(error) === 'EPROTO' || (error instanceof Error && 'library' in error)
}

function hasSyscall(error: unknown): error is Error & { readonly syscall: unknown } {
  return error instanceof Error && 'syscall' in error
}
