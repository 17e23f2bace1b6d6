import { AttemptFailed } from '../http/retry-decision.ts'
import { type Transport } from '../http/transport.ts'

/** Leaves word that a token request is under way, for the process that cleans up after a killed one. @returns what takes it back */
export type Announce = () => () => void

/** A transport that leaves word of each attempt before it is sent. */
export interface AnnouncedTransport {
  readonly transport: Transport
  /** There is no token, or it is on record. */
  readonly over: () => void
  /** The word stays: the attempt is not waited for any more. */
  readonly stays: () => void
}

/** Takes the word back by itself where no token can have come of an attempt: it was refused, or has not left this machine. */
export function announced(transport: Transport, announce: Announce): AnnouncedTransport {
  let takeBack: (() => void) | undefined
  const stays = (): void => (takeBack = undefined)
  const over = (): void => {
    const act = takeBack
    stays()
    act?.()
  }
  return {
    over,
    stays,
    transport: async (request, timeoutMs, signal) => {
      over()
      takeBack = announce()
      try {
        const reply = await transport(request, timeoutMs, signal)
        if (!isSuccess(reply.status)) over()
        return reply
      } catch (error) {
        if (isWithoutToken(error)) over()
        throw error
      }
    },
  }
}

const isSuccess = (status: number): boolean => status >= 200 && status <= 299

function isWithoutToken(error: unknown): boolean {
  if (!(error instanceof AttemptFailed)) return false
  const { isUnsent, status } = error.failure
  return isUnsent === true || (status !== undefined && !isSuccess(status))
}
