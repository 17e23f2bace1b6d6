import { describe, expect, it } from '@jest/globals'
import {
  readRotationSettings,
  type RotationPlan,
  type WorkflowFacts,
} from '../../src/settings/rotation-settings.ts'
import { rotatesItself } from '../../src/rotation/rotation-settings.ts'
import { ActionError } from '../../src/core/errors.ts'
import fc from '../support/property.ts'
import { inputsOf } from '../support/step-fakes.ts'

const ID = '5a1f2c3d-0000-4111-8222-9b9b9b9b9b9b'
const WORKFLOW = { repository: 'octo/demo', stepId: 'rotate' }

const INPUTS = {
  'client-id': ID,
  'client-secret': 'Qp9-s3cr3t-value-0123',
  region: 'eu-central-1',
  'login-url': '',
  'api-url': '',
  'timeout-seconds': '120',
  'target-client-id': '',
  'github-token': 'github_pat_0123456789',
  'secret-name': 'GENESYS_SECRET',
  target: 'repository',
  environment: '',
  repository: '',
}

type Inputs = Readonly<Partial<Record<keyof typeof INPUTS, string>>>

const read = (
  inputs: Inputs,
  workflow: WorkflowFacts = WORKFLOW,
  others: readonly string[] = [],
): RotationPlan => readRotationSettings(inputsOf({ ...INPUTS, ...inputs }), workflow, others)

function mistakesIn(inputs: Inputs, workflow = WORKFLOW): string {
  try {
    read(inputs, workflow)
  } catch (error) {
    if (error instanceof ActionError && error.code === 'SETTINGS_INVALID') return error.message
    throw error
  }
  throw new Error('Nothing is wrong with that.')
}

describe('when only the required inputs are set', () => {
  const { rotation, target, githubToken } = read({})

  it('rotates the secret of client-id', () => {
    expect(rotation).toMatchObject({
      credentials: { method: 'basic', clientId: ID },
      endpoint: { place: 'eu-central-1', tokenUrl: 'https://login.mypurecloud.de/oauth/token' },
      apiUrl: 'https://api.mypurecloud.de',
      targetClientId: ID,
      timeoutMs: 120_000,
      stepId: 'rotate',
    })
    expect(rotatesItself(rotation)).toBe(true)
  })

  it('stores it in the repository of the workflow', () => {
    expect(target).toEqual({
      kind: 'repository',
      name: 'GENESYS_SECRET',
      owner: 'octo',
      repository: 'demo',
      environment: '',
    })
    expect(githubToken.reveal()).toBe('github_pat_0123456789')
  })
})

describe('when more is set', () => {
  it('rotates another client, and knows its own id in any letter case', () => {
    const other = read({ 'target-client-id': 'x' }).rotation
    expect([other.targetClientId, rotatesItself(other)]).toEqual(['x', false])
    const same = read({ 'target-client-id': ID.toUpperCase() }).rotation
    expect(rotatesItself(same)).toBe(true)
  })

  it('stores it in another repository, environment or organization', () => {
    const inputs = { repository: 'acme/tools', target: 'Environment', environment: 'prod/eu' }
    expect(read(inputs).target).toMatchObject({
      kind: 'environment',
      owner: 'acme',
      repository: 'tools',
      environment: 'prod/eu',
    })
    const organization = { target: 'organization' }
    expect(read(organization).target).toMatchObject({
      kind: 'organization',
      owner: 'octo',
    })
  })

  it('stores it in a repository whose name begins with a dot', () => {
    expect(read({ repository: 'octo/.github' }).target.repository).toBe('.github')
  })

  it('says where it asks by the host when only URLs are given', () => {
    const inputs = {
      region: '',
      'login-url': 'https://gw.example.com/login/',
      'api-url': 'https://gw.example.com/api',
    }
    expect(read(inputs).rotation.endpoint.place).toBe('gw.example.com')
  })
})

describe('when an input is wrong', () => {
  it.each([
    [{ 'github-token': '' }, 'github-token is empty. It takes a token that may write secrets.'],
    [
      { 'github-token': 'ghp_1\n2' },
      'github-token contains white space or other characters that no token has.',
    ],
    [{ 'secret-name': '' }, 'secret-name is empty. It takes the name of the secret that the workflows read.'],
    [{ 'secret-name': '1ST' }, 'secret-name is "1ST".'],
    [{ 'secret-name': 'A-B' }, 'secret-name is "A-B".'],
    [{ 'secret-name': 'github_x' }, 'secret-name is "github_x".'],
    [{ target: 'repo' }, 'target is "repo". It takes repository, environment or organization.'],
    [{ target: 'environment' }, 'environment is empty.'],
    [{ environment: 'prod' }, 'environment is "prod", but target is repository.'],
    [{ repository: 'demo' }, 'repository is "demo". It takes owner/name.'],
    [{ repository: 'a/b/c' }, 'repository is "a/b/c". It takes owner/name.'],
    [{ repository: 'a/..' }, 'repository is "a/..". It takes owner/name.'],
    [{ repository: 'a/.' }, 'repository is "a/.". It takes owner/name.'],
    [{ repository: './x' }, 'repository is "./x". It takes owner/name.'],
    [{ repository: '../x' }, 'repository is "../x". It takes owner/name.'],
    [
      { target: 'environment', environment: '..' },
      'environment is "..". It takes the name of an environment of the repository.',
    ],
    [{ target: 'environment', environment: 'a\nb' }, 'environment is "a b".'],
    [{ 'target-client-id': '..' }, 'target-client-id is "..": it is no client id.'],
    [{ 'target-client-id': 'a:b' }, 'target-client-id contains a colon or a control character'],
    [{ 'client-secret': '' }, 'client-secret is empty.'],
    [{ region: 'eu-central-9' }, 'region "eu-central-9" is unknown.'],
    [
      { 'login-url': 'https://login.mypurecloud.de/oauth/token' },
      'login-url ends in /oauth/token, which is added to it. Leave that out.',
    ],
    [{ 'timeout-seconds': '0' }, 'timeout-seconds is "0".'],
  ] as const)('names it: %j', (inputs, message) => {
    expect(mistakesIn(inputs)).toContain(`A setting is wrong: ${message}`)
  })

  it('names the variable when there is no repository at all', () => {
    expect(mistakesIn({}, { ...WORKFLOW, repository: '' })).toContain(
      'repository is empty, and GITHUB_REPOSITORY does not name one.',
    )
  })

  it('names all of them at once, with those outside the inputs', () => {
    const all = { region: '', 'github-token': '', 'secret-name': '', target: 'x' }
    expect(() => read(all, WORKFLOW, ['HTTPS_PROXY is no proxy URL.'])).toThrow('5 settings are wrong:')
  })

  it('gives settings or names mistakes, whatever the inputs, and quotes no secret', () => {
    const secrets = { 'client-secret': 'Qp9-s3cr3t-value-0123', 'github-token': 'ghp_very-secret-0123 456' }
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(INPUTS)), fc.string()), (inputs) => {
        try {
          read({ ...inputs, ...secrets })
        } catch (error) {
          expect(error).toMatchObject({ code: 'SETTINGS_INVALID' })
          for (const secret of Object.values(secrets)) expect(String(error)).not.toContain(secret)
        }
      }),
    )
  })
})
