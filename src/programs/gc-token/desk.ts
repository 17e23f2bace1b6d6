import { type GatewayWish } from '../../agent/gateway-door.ts'
import { type Fields } from '../../core/json.ts'
import { type DoctorWish } from './doctor-wish.ts'
import { type ExecutionResult } from './exec.ts'
import { type TokenWish } from './token-wish.ts'

/** A command to be run with a token. */
export interface CommandLine {
  readonly command: string
  readonly args: readonly string[]
  /** Whether the client secret and key stay in its environment. */
  readonly keepsCredentials: boolean
  /** The gateway that it is to use; `undefined` if it gets a token. */
  readonly gateway: Pick<GatewayWish, 'mostTokens' | 'isTokenPassed'> | undefined
}

/** What came of revoking a token; `none` if there was none. */
export type Revoked =
  | { readonly is: 'revoked' | 'not-accepted' | 'none' }
  /** Standard input has more than that, which is no token. */
  | { readonly is: 'too-large'; readonly mostBytes: number }
  /** @property because one clause, fit to be printed */
  | { readonly is: 'may-be-valid'; readonly because: string }

/** What commands do their work with: this process, its environment, and the agent. */
export interface Desk {
  readonly put: (text: string) => void
  /** One sentence on stderr. */
  readonly log: (sentence: string) => void
  readonly printToken: (wish: TokenWish) => Promise<number>
  /** @throws AgentUnreachable */
  readonly status: () => Promise<Fields>
  readonly execute: (line: CommandLine) => Promise<ExecutionResult>
  /** @param port 0 for any that is free @returns the exit code */
  readonly runGateway: (port: number) => Promise<number>
  /** @throws ActionError where no setting tells the host */
  readonly revoke: () => Promise<Revoked>
  readonly examine: (wish: DoctorWish) => Promise<number>
}
