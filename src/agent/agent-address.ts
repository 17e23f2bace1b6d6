/** Where one agent is to be found. */
export interface AgentAddress {
  /** What clients connect to: a Unix socket, or a named pipe on Windows. */
  readonly socket: string
  /** A folder of the agent's own, which only its user may enter. */
  readonly folder: string
  /** What a client has to present besides: being able to connect is not enough. */
  readonly nonce: string
}
