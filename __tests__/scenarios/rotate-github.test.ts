import { describe, expect, it } from '@jest/globals'
import { type GitHub } from '../../simulator/github/github.ts'
import {
  APP_TOKEN,
  ENVIRONMENT,
  OWN_SECRETS,
  OWNER,
  PIPELINE,
  ROTATOR,
  ROTATOR_SECRET,
  rotatingItself,
  runRotation,
  stepOf,
  validSecret,
} from './run-rotation.ts'

const ORGANIZATION = { organization: 'octo' }
const FOLDER = '/orgs/octo/actions/secrets'

/** A rotation of an organization secret that three repositories may use. */
const ofOrganization = {
  workflow: rotatingItself('          target: organization\n'),
  secrets: OWN_SECRETS,
  github: {
    tokens: { [APP_TOKEN]: { organizationSecrets: 'write' } },
    organizations: {
      octo: {
        [ROTATOR_SECRET]: { value: ROTATOR.secret, visibility: 'selected', repositoryIds: [7, 11, 12] },
      },
    },
  },
} as const

const ofRepository = {
  workflow: rotatingItself(),
  secrets: OWN_SECRETS,
  github: {
    tokens: { [APP_TOKEN]: { secrets: 'write' } },
    repositories: [{ name: 'octo/demo', secrets: { [ROTATOR_SECRET]: ROTATOR.secret } }],
  },
} as const

describe('when this token does not see all repositories that may use the secret', () => {
  it('changes nothing, and says how many it sees', async () => {
    const outcome = await runRotation({
      ...ofOrganization,
      onGitHub: (github) =>
        github.inject({
          kind: 'fields',
          path: `${FOLDER}/${ROTATOR_SECRET}/repositories`,
          fields: { total_count: 5 },
        }),
    })
    expect(stepOf(outcome.job, 'rotate').exitCode).toBe(1)
    expect(outcome.job.annotations.map(({ message }) => message)).toEqual([
      expect.stringContaining('this token sees 3 of 5'),
    ])
    expect(validSecret(outcome, ROTATOR.id)).toBe(ROTATOR.secret)
    expect(outcome.github.requests.filter(({ method }) => method === 'PUT')).toEqual([])
  })
})

describe('when the list of repositories changes during a rotation', () => {
  it('keeps what was added and leaves out what vanished', async () => {
    const outcome = await runRotation({
      ...ofOrganization,
      onGitHub: (github) => {
        let writes = 0
        github.onRequest(({ method }) => {
          if (method !== 'PUT') return
          writes += 1
          // After the write test, and then between the last look at the list and the write.
          if (writes === 1) setImmediate(() => github.selectRepository(ORGANIZATION, ROTATOR_SECRET, 13))
          if (writes === 2) github.removeRepository(11)
        })
      },
    })
    expect(outcome.faults).toEqual([])
    expect(stepOf(outcome.job, 'rotate').outputs['stored']).toBe('true')
    expect(outcome.github.secret(ORGANIZATION, ROTATOR_SECRET)).toMatchObject({
      value: validSecret(outcome, ROTATOR.id),
      repositoryIds: [7, 12, 13],
    })
  })
})

describe('when GitHub replaces its key before the write test', () => {
  it('fetches it again', async () => {
    const outcome = await runRotation({
      ...ofRepository,
      onGitHub: (github) => {
        const stop = github.onRequest(({ method }) => {
          if (method !== 'PUT') return
          stop()
          github.replaceKey(OWNER)
        })
      },
    })
    expect(outcome.faults).toEqual([])
    expect(outcome.github.secret(OWNER, ROTATOR_SECRET)?.value).toBe(validSecret(outcome, ROTATOR.id))
  })
})

describe('when the repository has 100 secrets, and the secret of another client is replaced', () => {
  it('says that there is no room for the write test, and what to do', async () => {
    const names = [ROTATOR_SECRET, ...Array.from({ length: 99 }, (_, index) => `SECRET_${index}`)]
    const secrets = Object.fromEntries(names.map((name) => [name, 'value']))
    const outcome = await runRotation({
      ...ofRepository,
      workflow: rotatingItself(`          target-client-id: ${PIPELINE.id}\n`),
      github: { ...ofRepository.github, repositories: [{ name: 'octo/demo', secrets }] },
    })
    expect(outcome.job.annotations.map(({ message }) => message)).toEqual([
      expect.stringContaining(
        'octo/demo has 100 secrets, and GitHub keeps no more than 100 there: delete one',
      ),
    ])
    expect(validSecret(outcome, PIPELINE.id)).toBe(PIPELINE.secret)
  })
})

describe('when the secret of an environment with a slash in its name cannot be stored', () => {
  it('prints a step that works with gh as it is', async () => {
    const environment = 'prod/eu west'
    const outcome = await runRotation({
      ...ofRepository,
      workflow: rotatingItself(`          target: environment\n          environment: ${environment}\n`),
      github: {
        tokens: { [APP_TOKEN]: { environments: 'write' } },
        repositories: [
          { name: 'octo/demo', environments: { [environment]: { [ROTATOR_SECRET]: ROTATOR.secret } } },
        ],
      },
      // The first one is the write test.
      onGitHub: (github) => github.inject({ kind: 'status', status: 404, method: 'PUT', after: 1 }),
    })
    expect(outcome.job.annotations.map(({ message }) => message)).toEqual([
      expect.stringContaining(`| gh secret set ${ROTATOR_SECRET} --repo octo/demo --env prod%2Feu%20west\n`),
    ])
    expect(outcome.github.secret({ ...ENVIRONMENT, environment }, ROTATOR_SECRET)?.value).toBe(ROTATOR.secret)
  })
})

describe('when another rotation stores its secret between storing and proving', () => {
  const SECRET_PATH = `/repos/octo/demo/actions/secrets/${ROTATOR_SECRET}`

  /** Another run writes to GitHub a moment after the new secret was stored. */
  const overwriting = (github: GitHub): void => {
    let writes = 0
    github.onRequest(({ method, path }) => {
      if (method !== 'PUT' || path !== SECRET_PATH) return
      writes += 1
      if (writes === 2)
        setImmediate(() => github.putSecret(OWNER, ROTATOR_SECRET, 'the secret of another run'))
    })
  }

  it('stores its own again if that is the valid one', async () => {
    const outcome = await runRotation({ ...ofRepository, onGitHub: overwriting })
    expect(outcome.faults).toEqual([])
    expect(stepOf(outcome.job, 'rotate').outputs['stored']).toBe('true')
    expect(outcome.github.secret(OWNER, ROTATOR_SECRET)?.value).toBe(validSecret(outcome, ROTATOR.id))
  })
})
