import { type Desk } from './desk.ts'

/** Something that `gc-token` does. */
export interface Command {
  /** Empty for what it does without one: printing a token. */
  readonly name: string
  /** Each way to write it. */
  readonly usage: readonly string[]
  /** What `gc-token help NAME` says of it, below the usage. */
  readonly help: string
  /** What the arguments after its name ask for. @throws WrongUsage */
  readonly parse: (args: readonly string[]) => Run
}

/** Does it. @returns the exit code */
export type Run = (desk: Desk) => Promise<number>
