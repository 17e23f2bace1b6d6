import { type IncomingMessage } from 'node:http'
import { AttemptFailed } from '../http/retry-decision.ts'

/** No reply of a token endpoint or of `/api/v2/tokens/me` comes near; what does is not meant for us. */
export const LARGEST_BODY_BYTES = 1024 * 1024

/** The status of a reply whose body cannot be had. */
export const statusOf = ({ statusCode }: IncomingMessage): { readonly status: number } => ({
  status: statusCode ?? 0,
})

/** @returns what is told of a reply that is larger than that, as it came or once it is decoded */
export function tooLarge(message: IncomingMessage): AttemptFailed {
  return new AttemptFailed({
    kind: 'too-large',
    summary: `the reply is larger than ${LARGEST_BODY_BYTES} bytes (HTTP ${message.statusCode ?? 0})`,
  })
}
