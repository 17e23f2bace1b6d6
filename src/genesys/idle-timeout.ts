import { type Secret } from '../core/secret.ts'
import { readFailure, readFields, serverDate } from '../http/reply.ts'
import { ownerRequest } from './organization.ts'
import { type HttpReply, type HttpRequest } from '../http/transport.ts'

/** Counts as use of the token, so that its idle timer starts again. */
export const keepAliveRequest = ownerRequest

/** Only looks: the idle timer goes on as before. */
export function lookRequest(apiUrl: string, token: Secret): HttpRequest {
  const request = ownerRequest(apiUrl, token)
  return { ...request, url: `${request.url}?preserveIdleTTL=true` }
}

/**
 * In how many milliseconds the idle timeout invalidates the token unless it is used; `undefined` if the organization has no
 * idle timeout. Held against the server's own clock where the reply shows it.
 *
 * @throws AttemptFailed when it is no success or no JSON
 */
export function readIdleMs(reply: HttpReply): number | undefined {
  if (reply.status !== 200) throw readFailure(reply)
  const text = readFields(reply, 'the reply')['dateTokenIdles']
  const idlesAt = typeof text === 'string' ? Date.parse(text) : NaN
  if (Number.isNaN(idlesAt)) return undefined
  // The server's date has whole seconds; half a second more or less matters to no real timeout.
  return Math.max(0, idlesAt - (serverDate(reply) ?? reply.received.wallMs))
}
