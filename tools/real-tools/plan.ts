import { type RealTool } from './tool.ts'

/** Which suites run here, and what is left out and why. */
export interface Plan {
  readonly suites: readonly string[]
  readonly tools: readonly RealTool[]
  /** One sentence for each suite that does not run. */
  readonly leftOut: readonly string[]
}

/**
 * Chooses the suites that this machine can run.
 *
 * @param suites the tools that each suite needs
 * @param lackOf why a tool cannot be had; undefined if it can
 */
export function planSuites(
  suites: Readonly<Record<string, readonly RealTool[]>>,
  lackOf: (tool: RealTool) => string | undefined,
): Plan {
  const lacks = Object.entries(suites).map(([suite, tools]) => ({
    suite,
    tools,
    reasons: [...new Set(tools.flatMap((tool) => lackOf(tool) ?? []))],
  }))
  const runnable = lacks.filter(({ reasons }) => reasons.length === 0)
  return {
    suites: runnable.map(({ suite }) => suite),
    tools: [...new Set(runnable.flatMap(({ tools }) => tools))],
    leftOut: lacks
      .filter(({ reasons }) => reasons.length > 0)
      .map(({ suite, reasons }) => `The suite ${suite} is left out: ${reasons.join(', and ')}.`),
  }
}

/** What is wrong with the table of suites, given the suites that have a file. */
export function tableProblems(table: readonly string[], files: readonly string[]): string[] {
  return [
    ...files
      .filter((suite) => !table.includes(suite))
      .map((suite) => `The suite ${suite} is not in suites.ts.`),
    ...table.filter((suite) => !files.includes(suite)).map((suite) => `The suite ${suite} has no file.`),
  ]
}
