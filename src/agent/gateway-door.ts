import { onOneLine } from '../core/characters.ts'
import { numberIn, textIn } from '../core/decode.ts'
import { type Deadline } from '../core/deadline.ts'
import { type Fields } from '../core/json.ts'
import { Secret } from '../core/secret.ts'

/** How a gateway is wanted. One that is open already keeps the number of tokens that it was opened with. */
export interface GatewayWish {
  /** How many tokens it may hold at once. */
  readonly mostTokens: number
  /** Whether the caller puts the real token into an environment in place of the placeholder. */
  readonly isTokenPassed: boolean
  /** Whether it is open until the job ends, and not only as long as those who asked for it run. */
  readonly isForJob: boolean
}

/** What a caller has to know of an open gateway. */
export interface OpenedGateway {
  /** On 127.0.0.1. */
  readonly port: number
  readonly placeholder: Secret
  /** What goes into an environment: the placeholder, or the real token of the start. */
  readonly token: Secret
}

/** The agent's way to its gateway, which is there only if it was asked for. */
export interface GatewayDoor {
  /** @throws ActionError when there is no token, or the operating system's error */
  open(wish: GatewayWish, deadline: Deadline): Promise<OpenedGateway>
  /** One of those who opened it needs it no longer. */
  leave(): Promise<void>
  /** Takes no more requests, and lets those under way end. @returns what has passed, in one line */
  close(deadline: Deadline): Promise<string>
  /** Makes no further token; one that is on its way has until the deadline. */
  drain(deadline: Deadline): Promise<void>
  /** Whether a further token may be on its way. */
  readonly isAwaitingToken: boolean
  /** What has passed so far, in one line; empty if there is none. */
  describe(): string
}

/** The gateway in an agent's answer. @throws NotDecodable */
export function decodeOpenedGateway(fields: Fields): OpenedGateway {
  return {
    port: numberIn(fields, 'port'),
    placeholder: new Secret(onOneLine(textIn(fields, 'placeholder'))),
    token: new Secret(onOneLine(textIn(fields, 'token'))),
  }
}
