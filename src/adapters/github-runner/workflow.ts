type Environment = Readonly<Record<string, string | undefined>>

/** What the runner tells every step about GitHub and the workflow. */
export interface Workflow {
  /** Of github.com or of an Enterprise Server. */
  readonly apiUrl: string
  readonly serverUrl: string
  /** `owner/name`; empty outside a workflow. */
  readonly repository: string
  /** `undefined` if the step has none. */
  readonly stepId: string | undefined
}

/** Reads the variables that GitHub documents for every step. */
export function readWorkflow(environment: Environment = process.env): Workflow {
  const { GITHUB_API_URL, GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_ACTION } = environment
  const action = GITHUB_ACTION ?? ''
  return {
    apiUrl: GITHUB_API_URL ?? 'https://api.github.com',
    serverUrl: GITHUB_SERVER_URL ?? 'https://github.com',
    repository: GITHUB_REPOSITORY ?? '',
    // Where a step has no id, the runner makes one up that starts with two underscores.
    stepId: action === '' || action.startsWith('__') ? undefined : action,
  }
}
