import { generateKeyPair, randomBytes, randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { type ClientOptions, newClientSecret } from '../genesys/options.ts'
import { type GitHub, startGitHub } from '../github/github.ts'
import { type RunOptions } from '../runner/types.ts'

/** What examples/rotate.yml needs besides a Genesys Cloud: a GitHub with secrets, and a client that may replace them. */
export interface RotationWorld {
  readonly rotator: ClientOptions
  readonly github: GitHub
  readonly settings: Pick<RunOptions, 'vars' | 'environments' | 'actions'>
  /** Nothing where GitHub was not asked. */
  readonly report: () => readonly string[]
}

const REPOSITORY = 'octo/demo'
const ENVIRONMENT = 'genesys-rotation'
const ROTATOR_SECRET = 'GENESYSCLOUD_ROTATION_CLIENT_SECRET'

/** Starts a GitHub that holds the secret of the pipelines and, in an environment, that of the client which rotates. */
export async function startRotationWorld(pipelineSecret: string): Promise<RotationWorld> {
  const rotator = {
    id: randomUUID(),
    secret: newClientSecret(),
    name: 'Rotation',
    permissions: ['oauth:client:edit'],
  }
  const token = `ghs_${randomBytes(18).toString('hex')}`
  const environments = { [ENVIRONMENT]: { [ROTATOR_SECRET]: rotator.secret } }
  const secrets = { GENESYSCLOUD_OAUTHCLIENT_SECRET: pipelineSecret }
  const github = await startGitHub({
    tokens: { [token]: { secrets: 'write', environments: 'write' } },
    repositories: [{ name: REPOSITORY, secrets, environments }],
  })
  // Nothing is recovered here: only the public half is ever asked for.
  const recovery = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  return {
    rotator,
    github,
    settings: {
      vars: {
        GENESYSCLOUD_ROTATION_CLIENT_ID: rotator.id,
        RECOVERY_PUBLIC_KEY: recovery.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      },
      // Secrets are masked from the start, as the real action masks the token that it makes.
      environments: {
        [ENVIRONMENT]: {
          secrets: {
            [ROTATOR_SECRET]: rotator.secret,
            APP_TOKEN: token,
          },
        },
      },
      actions: { 'actions/create-github-app-token': ({ setOutput }) => setOutput('token', token) },
    },
    report: () => reportRequests(github),
  }
}

function reportRequests(github: GitHub): readonly string[] {
  if (github.requests.length === 0) return []
  return [
    `GitHub saw ${github.requests.length} requests:`,
    ...github.requests.map(
      ({ method, path, status }) => `  ${method.padEnd(6)} ${path} ${String(status ?? '-')}`,
    ),
  ]
}
