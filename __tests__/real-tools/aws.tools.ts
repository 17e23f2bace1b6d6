import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runWorkflow } from '../../simulator/runner/run-workflow.ts'
import { exported, readBuildspec, startMachine } from '../scenarios/elsewhere.ts'
import { CLIENT, runExample } from '../scenarios/run-example.ts'
import {
  createAppToken,
  OWNER,
  PIPELINE_SECRET,
  ROTATOR,
  runRotation,
  validSecret,
} from '../scenarios/run-rotation.ts'
import { ROOT } from '../support/documents.ts'
import { AWS_CLI, type Moto, startMoto } from './moto.ts'
import { runWithAct } from './run-with-act.ts'

let moto: Moto
let assumeRole: string
beforeAll(async () => {
  moto = await startMoto()
  assumeRole = writeAssumeRole()
})
afterAll(async () => {
  await moto.close()
  rmSync(assumeRole, { recursive: true })
})

const ROLE = { AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/genesys-ci', AWS_REGION: 'eu-central-1' }

/** In place of the action that assumes a role: exports what the role's session would have. */
function writeAssumeRole(): string {
  const folder = mkdtempSync(join(tmpdir(), 'assume-role-'))
  const lines = Object.entries(moto.environment).map(([name, value]) => `${name}=${value}\n`)
  writeFileSync(join(folder, 'action.yml'), 'name: assume role\nruns: {using: node24, main: main.mjs}\n')
  writeFileSync(
    join(folder, 'main.mjs'),
    `import { appendFileSync } from 'node:fs'
    appendFileSync(process.env.GITHUB_ENV, ${JSON.stringify(lines.join(''))})`,
  )
  return folder
}

const localActions = (): Readonly<Record<string, string>> => ({
  'org/gc-oauth-action': ROOT,
  'aws-actions/configure-aws-credentials': assumeRole,
})

const valueOf = (id: string): Promise<string> =>
  moto.aws(
    'secretsmanager',
    'get-secret-value',
    '--secret-id',
    id,
    '--query',
    'SecretString',
    '--output',
    'text',
  )

const store = (id: string, value: string): Promise<string> =>
  moto.aws('secretsmanager', 'create-secret', '--name', id, '--secret-string', value)

describe.each([
  ['the simulated runner', runWorkflow],
  ['act', runWithAct],
])('when examples/aws-secrets-manager.yml runs under %s', (name, runner) => {
  const example = {
    example: 'aws-secrets-manager.yml',
    secrets: {},
    prepare: () => ({ localActions: localActions() }),
    standIns: { aws: AWS_CLI },
    given: ['TOKEN'],
  }
  const vars = (id: string): Readonly<Record<string, string>> => ({
    ...ROLE,
    GENESYSCLOUD_OAUTHCLIENT_ID: CLIENT.id,
    GENESYSCLOUD_REGION: 'eu-central-1',
    AWS_SECRET_ID: id,
  })

  it('takes the client secret from Secrets Manager with the AWS CLI, and masks it', async () => {
    const id = `genesys-cloud/${name.replace(' ', '-')}`
    await store(id, CLIENT.secret)
    const { faults, run, requests } = await runExample({ ...example, vars: vars(id) }, runner)
    expect(faults).toEqual([])
    expect(run.jobs[0]?.masks).toContain(CLIENT.secret)
    expect(requests).toContain('GET /api/v2/routing/queues?pageSize=100 200 as Bearer token-1')
  })

  it('ends at the CLI where there is no such secret', async () => {
    const { run, requests, log } = await runExample({ ...example, vars: vars('missing') }, runner)
    expect(run.conclusion).toBe('failure')
    expect(log).toContain('ResourceNotFoundException')
    expect(requests).toEqual([])
  })
})

describe('when examples/rotate-aws-secrets-manager.yml runs', () => {
  it('reads the old secret with the AWS CLI, and stores the new one with it', async () => {
    await store('genesys-cloud/rotated', ROTATOR.secret)
    const outcome = await runRotation({
      example: 'rotate-aws-secrets-manager.yml',
      vars: {
        ...ROLE,
        GENESYSCLOUD_OAUTHCLIENT_ID: ROTATOR.id,
        GENESYSCLOUD_REGION: 'eu-central-1',
        AWS_SECRET_ID: 'genesys-cloud/rotated',
      },
      secrets: {},
      given: ['NEW_SECRET'],
      standIns: { aws: AWS_CLI },
      actions: { 'actions/create-github-app-token': createAppToken },
      prepare: () => ({ localActions: localActions() }),
    })
    expect(outcome.faults).toEqual([])
    const secret = validSecret(outcome, ROTATOR.id)
    expect(secret).not.toBe(ROTATOR.secret)
    expect(await valueOf('genesys-cloud/rotated')).toBe(secret)
    expect(outcome.github.secret(OWNER, PIPELINE_SECRET)?.value).toBe(secret)
  })
})

describe('when the buildspec of AWS CodeBuild runs', () => {
  it('installs gc-token by name, and exports with credentials from Secrets Manager', async () => {
    const machine = await startMachine()
    const { commands, variables, secretsManager } = await readBuildspec()
    await store(
      'genesys-cloud/pipeline',
      JSON.stringify({ 'client-id': CLIENT.id, 'client-secret': CLIENT.secret }),
    )
    const environment: Record<string, string> = { ...variables }
    // What CodeBuild does before the first command.
    for (const [name, where] of Object.entries(secretsManager)) {
      const [id = '', key = ''] = where.split(':')
      const values = JSON.parse(await valueOf(id)) as Readonly<Record<string, string>>
      environment[name] = values[key] ?? ''
    }
    const ended = await machine.runAll(commands, environment)
    expect(ended).toMatchObject({ code: 0, output: '' })
    expect(exported(ended)).toBe(3)
    expect(machine.cloud.tokens().length).toBeGreaterThan(0)
    expect(machine.cloud.liveTokens()).toEqual([])
    await machine.close()
  })
})
