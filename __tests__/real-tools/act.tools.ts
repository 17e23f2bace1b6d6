import { describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { examplesWithCurl } from '../scenarios/either-runner/curl.ts'
import { exampleOfGc } from '../scenarios/either-runner/gc-cli.ts'
import { exampleOfALongJob } from '../scenarios/either-runner/long-job.ts'
import { examplesOfNetworks } from '../scenarios/either-runner/network.ts'
import { exampleOfPullRequests } from '../scenarios/either-runner/pull-requests.ts'
import { probeOfARunner } from '../scenarios/either-runner/probe.ts'
import { runExample, type RunExample } from '../scenarios/run-example.ts'
import {
  APP_TOKEN,
  ENVIRONMENT,
  OWNER,
  PIPELINE,
  PIPELINE_SECRET,
  ROTATOR,
  ROTATOR_SECRET,
  runRotation,
  validSecret,
} from '../scenarios/run-rotation.ts'
import { ROOT } from '../support/documents.ts'
import { runWithAct } from './run-with-act.ts'

const runExampleWithAct: RunExample = (example) => runExample(example, runWithAct)

examplesWithCurl(runExampleWithAct)
examplesOfNetworks(runExampleWithAct)
exampleOfPullRequests(runExampleWithAct)
exampleOfGc(runExampleWithAct)
exampleOfALongJob(runExampleWithAct)
probeOfARunner(runWithAct, { masksEachLine: false, showsUnendedLines: false })

describe('when examples/rotate.yml runs under act', () => {
  it('replaces the secret of the pipelines and then its own, and stores both', async () => {
    const app = mkdtempSync(join(tmpdir(), 'app-token-'))
    writeFileSync(
      join(app, 'action.yml'),
      'name: app\noutputs: {token: {}}\nruns: {using: node24, main: main.mjs}\n',
    )
    writeFileSync(
      join(app, 'main.mjs'),
      `import { appendFileSync } from 'node:fs'
      appendFileSync(process.env.GITHUB_OUTPUT, 'token=${APP_TOKEN}\\n')`,
    )
    const localActions = { 'org/gc-oauth-action': ROOT, 'actions/create-github-app-token': app }
    const outcome = await runRotation({ example: 'rotate.yml', actions: {}, localActions }, runWithAct)
    rmSync(app, { recursive: true })
    expect(outcome.faults).toEqual([])
    expect(validSecret(outcome, PIPELINE.id)).not.toBe(PIPELINE.secret)
    expect(outcome.github.secret(OWNER, PIPELINE_SECRET)?.value).toBe(validSecret(outcome, PIPELINE.id))
    expect(outcome.github.secret(ENVIRONMENT, ROTATOR_SECRET)?.value).toBe(validSecret(outcome, ROTATOR.id))
  })
})

describe('when examples/matrix.yml runs under act, which has no cache service of version 2', () => {
  it('gives each job a token of its own, says why, and revokes them all', async () => {
    const { faults, requests, log } = await runExampleWithAct({ example: 'matrix.yml', given: ['TOKEN'] })
    expect(faults).toEqual([])
    expect(requests.filter((line) => line.startsWith('POST'))).toHaveLength(4)
    expect(requests.filter((line) => line.startsWith('DELETE'))).toHaveLength(4)
    expect(log.match(/This job's token was granted\./g)).toHaveLength(4)
    // Four jobs, and the one that would revoke what they share.
    expect(log.match(/GITHUB_REPOSITORY_ID is not set/g)).toHaveLength(5)
  })
})
