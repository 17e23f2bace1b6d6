import { type GitHub, type GitHubOptions, startGitHub } from '../../simulator/github/github.ts'
import { type ActionHandler, type JobRun, type StepRun } from '../../simulator/runner/types.ts'
import { type Example, type Outcome, runExample, type Runner } from './run-example.ts'

/** The client of the pipelines, whose secret is replaced. */
export const PIPELINE = {
  id: '5d0a9a6e-3f0b-4c55-9a7e-2f1b8c6d4e90',
  secret: 'Xq-4pR_8vT2mKz9wLc3sYb',
  name: 'Pipelines',
}

/** The client that may replace secrets. */
export const ROTATOR = {
  id: 'a4c8b1f2-7e3d-4d6a-b5c9-0f1e2d3c4b5a',
  secret: 'Zt7-kW3nHd_5rJm1xGv8Qe',
  permissions: ['oauth:client:edit'],
}

/** The token of the App in the examples. */
export const APP_TOKEN = 'ghs_0123456789abcdefghijklmnopqrstuvwxyz'

export const PIPELINE_SECRET = 'GENESYSCLOUD_OAUTHCLIENT_SECRET'
export const ROTATOR_SECRET = 'GENESYSCLOUD_ROTATION_CLIENT_SECRET'
export const OWNER = { repository: 'octo/demo' }
export const ENVIRONMENT = { ...OWNER, environment: 'genesys-rotation' }

/** A workflow that rotates, and what may go wrong with GitHub. */
export interface Rotation extends Example {
  readonly github?: Partial<GitHubOptions>
  readonly onGitHub?: (github: GitHub) => void
}

/** Runs a workflow that rotates, with Genesys Cloud and GitHub behind a company's proxy. */
export async function runRotation(
  rotation: Rotation,
  runner?: Runner,
): Promise<Outcome & { github: GitHub; job: JobRun }> {
  const github = await startGitHub({
    tokens: { [APP_TOKEN]: { secrets: 'write', environments: 'write' } },
    repositories: [
      {
        name: 'octo/demo',
        secrets: { [PIPELINE_SECRET]: PIPELINE.secret },
        environments: { 'genesys-rotation': { [ROTATOR_SECRET]: ROTATOR.secret } },
      },
    ],
    ...rotation.github,
  })
  rotation.onGitHub?.(github)
  try {
    const outcome = await runExample(
      {
        repository: 'octo/demo',
        proxy: { otherHosts: { 'api.github.com': github.apiUrl } },
        vars: {
          GENESYSCLOUD_OAUTHCLIENT_ID: PIPELINE.id,
          GENESYSCLOUD_ROTATION_CLIENT_ID: ROTATOR.id,
          GENESYSCLOUD_REGION: 'eu-central-1',
          ROTATION_APP_CLIENT_ID: 'Iv23liOcto',
        },
        environments: { 'genesys-rotation': { secrets: { [ROTATOR_SECRET]: ROTATOR.secret } } },
        actions: {
          'actions/create-github-app-token': createAppToken,
        },
        ...rotation,
        secrets: { ...(rotation.secrets ?? { [PIPELINE_SECRET]: PIPELINE.secret }), APP_TOKEN },
        cloud: { clients: [PIPELINE, ROTATOR], ...rotation.cloud },
        guarded: [
          { name: 'the old secret of the pipelines', value: PIPELINE.secret },
          { name: 'the old secret of the rotation', value: ROTATOR.secret },
          { name: 'the token for GitHub', value: APP_TOKEN },
        ],
      },
      runner,
    )
    const [job] = outcome.run.jobs
    if (job === undefined) throw new Error('No job ran.')
    return { ...outcome, github, job }
  } finally {
    await github.close()
  }
}

/** The real one masks its token; here the token is among the secrets of the run, which are masked from the start. */
export const createAppToken: ActionHandler = ({ setOutput }) => setOutput('token', APP_TOKEN)

/** The secret that Genesys Cloud takes for a client now. */
export function validSecret({ cloud }: Pick<Outcome, 'cloud'>, id: string): string {
  return cloud.clients().find((client) => client.id === id)?.secret ?? ''
}

/** A step's own lines, without mask commands. */
export function stepOf(job: JobRun, id: string, phase: StepRun['phase'] = 'main'): StepRun {
  const found = job.steps.find((step) => step.id === id && step.phase === phase)
  if (found === undefined) throw new Error(`There is no step ${id}.`)
  return found
}

/** What the action said, masks and the summary left out. */
export function said(step: StepRun): string[] {
  return step.emitted.map(({ line }) => line).filter((line) => !line.startsWith('::add-mask::'))
}

/** A job that rotates the secret of its own client. */
export function rotatingItself(inputs = ''): string {
  return `
on: workflow_dispatch
permissions: {}
jobs:
  rotate:
    runs-on: ubuntu-latest
    steps:
      - id: rotate
        uses: org/gc-oauth-action/rotate@v1
        with:
          client-id: ${ROTATOR.id}
          client-secret: \${{ secrets.${ROTATOR_SECRET} }}
          region: eu-central-1
          github-token: \${{ secrets.APP_TOKEN }}
          secret-name: ${ROTATOR_SECRET}
${inputs}`
}

/** The secrets that it reads. */
export const OWN_SECRETS = { [ROTATOR_SECRET]: ROTATOR.secret }
