import { describe, expect, it } from '@jest/globals'
import { constants, generateKeyPairSync, privateDecrypt } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exampleText } from './run-example.ts'
import {
  createAppToken,
  ENVIRONMENT,
  OWNER,
  PIPELINE,
  PIPELINE_SECRET,
  ROTATOR,
  ROTATOR_SECRET,
  type Rotation,
  runRotation,
  stepOf,
  validSecret,
} from './run-rotation.ts'

const ROTATION = (client: string, first: number): string[] => [
  `POST /oauth/token 200 as Basic ${ROTATOR.id}`,
  `GET /api/v2/tokens/me 200 as Bearer token-${first}`,
  `POST /api/v2/oauth/clients/${client}/secret 200 as Bearer token-${first}`,
  `POST /oauth/token 200 as Basic ${client}`,
]

const REVOCATIONS = [1, 2, 3, 4].map((number) => `DELETE /api/v2/tokens/me 200 as Bearer token-${number}`)

describe('when examples/rotate.yml runs', () => {
  it('replaces the secret of the pipelines and then its own, and stores both', async () => {
    const outcome = await runRotation({ example: 'rotate.yml' })
    const { faults, requests, github } = outcome
    expect(faults).toEqual([])
    const isRevocation = (request: string): boolean => request.startsWith('DELETE')
    expect(requests.filter((request) => !isRevocation(request))).toEqual([
      ...ROTATION(PIPELINE.id, 1),
      ...ROTATION(ROTATOR.id, 3),
    ])
    // The two of a step are revoked side by side.
    expect(requests.filter(isRevocation).toSorted()).toEqual(REVOCATIONS)
    expect(validSecret(outcome, PIPELINE.id)).not.toBe(PIPELINE.secret)
    expect(validSecret(outcome, ROTATOR.id)).not.toBe(ROTATOR.secret)
    expect(github.secret(OWNER, PIPELINE_SECRET)?.value).toBe(validSecret(outcome, PIPELINE.id))
    expect(github.secret(ENVIRONMENT, ROTATOR_SECRET)?.value).toBe(validSecret(outcome, ROTATOR.id))
    expect(github.secretNames(OWNER)).toEqual([PIPELINE_SECRET])
  })

  it('asks GitHub first whether it may write, each time, and last whether that is still its own', async () => {
    const { github } = await runRotation({ example: 'rotate.yml' })
    const repository = '/repos/octo/demo/actions/secrets'
    const environment = '/repos/octo/demo/environments/genesys-rotation/secrets'
    expect(github.requests.map(({ method, path, status }) => `${method} ${path} ${status ?? ''}`)).toEqual([
      `GET ${repository}/public-key 200`,
      `GET ${repository}/${PIPELINE_SECRET} 200`,
      `PUT ${repository}/${PIPELINE_SECRET}_WRITE_TEST 201`,
      `DELETE ${repository}/${PIPELINE_SECRET}_WRITE_TEST 204`,
      `PUT ${repository}/${PIPELINE_SECRET} 204`,
      `GET ${repository}/${PIPELINE_SECRET} 200`,
      `GET ${environment}/public-key 200`,
      `PUT ${environment}/${ROTATOR_SECRET} 204`,
      `PUT ${environment}/${ROTATOR_SECRET} 204`,
      `GET ${environment}/${ROTATOR_SECRET} 200`,
    ])
  })

  it('says in the summary what was replaced, where it is and until when it is good', async () => {
    const { job } = await runRotation({ example: 'rotate.yml' })
    expect(job.summary).toMatch(
      new RegExp(
        [
          '### Genesys Cloud client secret rotated',
          '',
          '\\| \\| \\|',
          '\\| --- \\| --- \\|',
          `\\| OAuth client \\| Pipelines <code>${PIPELINE.id}</code> \\|`,
          '\\| Organization \\| Octo Contact Center <code>[-0-9a-f]{36}</code> \\|',
          '\\| Stored as \\| the secret GENESYSCLOUD\\\\_OAUTHCLIENT\\\\_SECRET of octo\\\\/demo \\|',
          '\\| Rotated \\| \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC \\|',
          '\\| Rotate again \\| by \\d{4}-\\d\\d-\\d\\d \\(90 days\\) \\|',
        ].join('\n'),
      ),
    )
  })

  it('prints a secret that GitHub would not store for the owner of the private key alone', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const outcome = await runRotation({
      example: 'rotate.yml',
      vars: {
        GENESYSCLOUD_OAUTHCLIENT_ID: PIPELINE.id,
        GENESYSCLOUD_ROTATION_CLIENT_ID: ROTATOR.id,
        GENESYSCLOUD_REGION: 'eu-central-1',
        RECOVERY_PUBLIC_KEY: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      },
      given: ['NEW_SECRET'],
      onGitHub: (github) =>
        github.inject({
          kind: 'status',
          status: 401,
          method: 'PUT',
          path: `/repos/octo/demo/actions/secrets/${PIPELINE_SECRET}`,
        }),
    })
    const { job, faults, run } = outcome
    expect(run.conclusion).toBe('failure')
    expect(faults).toEqual(['the run ended with failure'])
    expect(stepOf(job, 'pipelines').outputs['stored']).toBe('false')
    const printed = job.steps.find(({ name }) => name.startsWith('Print what'))?.rawLog.at(-1) ?? ''
    const opened = privateDecrypt(
      { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
      Buffer.from(printed, 'base64'),
    )
    expect(opened.toString('utf8')).toBe(validSecret(outcome, PIPELINE.id))
  })
})

describe('when examples/rotate-aws-secrets-manager.yml runs', () => {
  const example = {
    example: 'rotate-aws-secrets-manager.yml',
    vars: {
      GENESYSCLOUD_OAUTHCLIENT_ID: ROTATOR.id,
      GENESYSCLOUD_REGION: 'eu-central-1',
      AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/genesys-rotation',
      AWS_REGION: 'eu-central-1',
      AWS_SECRET_ID: 'genesys-cloud/ci',
    },
    secrets: {},
    given: ['NEW_SECRET'],
  }
  const standIns = {
    aws: [
      'case "$2" in',
      `get-secret-value) echo '${ROTATOR.secret}' ;;`,
      // What AWS is given goes where GitHub cannot mask it: into a file that the test reads.
      `put-secret-value) cat >>"$AWS_VAULT"; echo >>"$AWS_VAULT" ;;`,
      'esac',
    ].join('\n'),
  }

  it('stores the new secret in AWS and in GitHub (AWS and its CLI are stand-ins)', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'aws-vault-'))
    const vault = join(folder, 'secret')
    const actions: Rotation['actions'] = {
      'actions/create-github-app-token': createAppToken,
      'aws-actions/configure-aws-credentials': ({ exportVariable }) => exportVariable('AWS_VAULT', vault),
    }
    const outcome = await runRotation({ ...example, standIns, actions })
    const written = await readFile(vault, 'utf8')
    await rm(folder, { recursive: true })
    expect(written).toBe(`${ROTATOR.secret}\n${validSecret(outcome, ROTATOR.id)}\n`)
    expect(outcome.faults).toEqual([])
    expect(outcome.run.conclusion).toBe('success')
    expect(outcome.calls.map((call) => call.arguments.join(' '))).toEqual([
      'secretsmanager get-secret-value --secret-id genesys-cloud/ci --query SecretString --output text',
      'secretsmanager put-secret-value --secret-id genesys-cloud/ci --secret-string file:///dev/stdin',
      'secretsmanager put-secret-value --secret-id genesys-cloud/ci --secret-string file:///dev/stdin',
    ])
    expect(outcome.github.secret(OWNER, PIPELINE_SECRET)?.value).toBe(validSecret(outcome, ROTATOR.id))
  })

  it('asks for the one permission that AWS needs, in the job that needs it', async () => {
    const text = await exampleText('rotate-aws-secrets-manager.yml')
    expect(text).toMatch(/^permissions: \{\}$/m)
    expect(text).toMatch(/^ {4}permissions:\n {6}id-token: write\n {4}steps:/m)
  })
})
