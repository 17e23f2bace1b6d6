/** What the actions need of the GitHub Actions runner. */
export interface Step {
  /** Registers values that no log may show, before anything else sees them. */
  mask(values: readonly string[]): void
  /** One sentence in the log. */
  say(sentence: string): void
  /** One sentence as an annotation of the run: for what may need someone. */
  warn(sentence: string): void
  /** Keeps `text` for the post step of this very use of the action. */
  saveState(text: string): void
  setOutput(name: string, value: string): void
  exportVariable(name: string, value: string): void
  /** Puts a folder first on the PATH of all later steps. */
  addPath(folder: string): void
  /** Never fails a step: a summary that cannot be written is one line in the log. */
  addSummary(markdown: string): void
}
