/** What a step of a workflow can do: the port of programs, whose adapter is the runner. */
export interface Step {
  /** Registers values that no log may show, before anything else sees them. */
  mask(values: readonly string[]): void
  /** One sentence in the log. */
  log(sentence: string): void
  /** One sentence as an annotation of the run: for what may need someone. */
  warn(sentence: string): void
  /** Keeps `text` under `name` for the post step of this very use of the action. */
  saveState(name: StateName, text: string): void
  /** What main saved under `name`; empty if it saved nothing. */
  savedState(name: StateName): string
  setOutput(name: string, value: string): void
  exportVariable(name: string, value: string): void
  /** Puts a folder first on the PATH of all later steps. */
  addPath(folder: string): void
  /** Never fails a step: a summary that cannot be written is one line in the log. */
  addSummary(markdown: string): void
  /** Called when the process is about to end, however it ends; a signal included. */
  atExit(last: () => void): void
}

/** What main leaves for post, each with one writer. */
export type StateName = 'request' | 'leases' | 'agent' | 'summary'
