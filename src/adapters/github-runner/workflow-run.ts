import type { GroupJobs } from '../../sharing/entry-name.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Which jobs those are that share with this one, as far as the runner says; else which variable is missing. */
export function readJobs(
  share: GroupJobs['share'],
  environment: Environment = process.env,
): GroupJobs | { readonly missing: string } {
  const names = ['GITHUB_REPOSITORY_ID', ...(share === 'run' ? ['GITHUB_RUN_ID', 'GITHUB_RUN_ATTEMPT'] : [])]
  const missing = names.find((name) => (environment[name] ?? '') === '')
  if (missing !== undefined) return { missing }
  const { GITHUB_REPOSITORY_ID = '', GITHUB_RUN_ID = '', GITHUB_RUN_ATTEMPT = '' } = environment
  return share === 'run'
    ? { share, repositoryId: GITHUB_REPOSITORY_ID, runId: GITHUB_RUN_ID, runAttempt: GITHUB_RUN_ATTEMPT }
    : { share, repositoryId: GITHUB_REPOSITORY_ID }
}
