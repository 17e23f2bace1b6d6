import { type Transport } from './transport.ts'

/**
 * Takes what a server echoes of our secrets out of its replies, before anything parses, cuts or quotes them. The
 * body of a success is left as it is: a gateway may grant a token that we know already, or one that contains what
 * we sent. Some servers answer an error as a success.
 */
export function withCleanReplies(transport: Transport, clean: (text: string) => string): Transport {
  return async (...sending) => {
    const reply = await transport(...sending)
    const headers = Object.entries(reply.headers).map(([name, value]) => [name, clean(value)] as const)
    const isSuccess = reply.status >= 200 && reply.status < 300 && !isError(reply.body)
    return {
      ...reply,
      headers: Object.fromEntries(headers),
      body: isSuccess ? reply.body : clean(reply.body),
    }
  }
}

const isError = (body: string): boolean => /"error"\s*:/.test(body) && !/"access_token"\s*:/.test(body)
