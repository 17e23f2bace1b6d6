import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import {
  parseRotationSettings,
  ROTATION_INPUT_NAMES,
  type RotationInputs,
} from '../../src/settings/rotation-settings.ts'
import { rotatesItself } from '../../src/rotation/rotation-settings.ts'
import { ActionError } from '../../src/core/errors.ts'
import fc from '../support/property.ts'

const ID = '5a1f2c3d-0000-4111-8222-9b9b9b9b9b9b'
const WORKFLOW = { repository: 'octo/demo', stepId: 'rotate' }

const INPUTS: RotationInputs = {
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

function mistakesIn(inputs: Partial<RotationInputs>, workflow = WORKFLOW): string {
  try {
    parseRotationSettings({ ...INPUTS, ...inputs }, workflow)
  } catch (error) {
    if (error instanceof ActionError && error.code === 'SETTINGS_INVALID') return error.message
    throw error
  }
  throw new Error('Nothing is wrong with that.')
}

describe('when only the required inputs are set', () => {
  const { rotation, target, githubToken } = parseRotationSettings(INPUTS, WORKFLOW)

  it('rotates the secret of client-id', () => {
    expect(rotation).toMatchObject({
      caller: { clientId: ID, loginUrl: 'https://login.mypurecloud.de', place: 'eu-central-1' },
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
    const other = parseRotationSettings({ ...INPUTS, 'target-client-id': 'x' }, WORKFLOW).rotation
    expect([other.targetClientId, rotatesItself(other)]).toEqual(['x', false])
    const same = parseRotationSettings({ ...INPUTS, 'target-client-id': ID.toUpperCase() }, WORKFLOW).rotation
    expect(rotatesItself(same)).toBe(true)
  })

  it('stores it in another repository, environment or organization', () => {
    const inputs = { ...INPUTS, repository: 'acme/tools', target: 'Environment', environment: 'prod/eu' }
    expect(parseRotationSettings(inputs, WORKFLOW).target).toMatchObject({
      kind: 'environment',
      owner: 'acme',
      repository: 'tools',
      environment: 'prod/eu',
    })
    const organization = { ...INPUTS, target: 'organization' }
    expect(parseRotationSettings(organization, WORKFLOW).target).toMatchObject({
      kind: 'organization',
      owner: 'octo',
    })
  })

  it('says where it asks by the host when only URLs are given', () => {
    const inputs = {
      ...INPUTS,
      region: '',
      'login-url': 'https://gw.example.com/login/',
      'api-url': 'https://gw.example.com/api',
    }
    expect(parseRotationSettings(inputs, WORKFLOW).rotation.caller.place).toBe('gw.example.com')
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
    [{ 'target-client-id': 'a:b' }, 'target-client-id contains a colon or a control character'],
    [{ 'client-secret': '' }, 'client-secret is empty.'],
    [{ region: 'eu-central-9' }, 'region "eu-central-9" is unknown.'],
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
    const all = { ...INPUTS, region: '', 'github-token': '', 'secret-name': '', target: 'x' }
    expect(() => parseRotationSettings(all, WORKFLOW, ['HTTPS_PROXY is no proxy URL.'])).toThrow(
      '5 settings are wrong:',
    )
  })

  it('gives settings or names mistakes, whatever the inputs, and quotes no secret', () => {
    const secrets = { 'client-secret': 'Qp9-s3cr3t-value-0123', 'github-token': 'ghp_very-secret-0123 456' }
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...ROTATION_INPUT_NAMES), fc.string()), (inputs) => {
        try {
          parseRotationSettings({ ...INPUTS, ...inputs, ...secrets }, WORKFLOW)
        } catch (error) {
          expect(error).toMatchObject({ code: 'SETTINGS_INVALID' })
          for (const secret of Object.values(secrets)) expect(String(error)).not.toContain(secret)
        }
      }),
    )
  })
})

describe('when rotate/action.yml is held against the code', () => {
  const action = parse(readFileSync(join(import.meta.dirname, '../../rotate/action.yml'), 'utf8')) as {
    inputs: Record<string, { default?: string; required: boolean }>
    outputs: object
  }

  it('has the same inputs', () => {
    expect(Object.keys(action.inputs).sort()).toEqual([...ROTATION_INPUT_NAMES].sort())
  })

  it('has the defaults that the code has', () => {
    const defaults = Object.entries(action.inputs).map(([name, { default: value }]) => [name, value ?? ''])
    const required = {
      'client-id': ID,
      'client-secret': 's',
      region: 'eu-central-1',
      'github-token': 't',
      'secret-name': 'N',
    }
    const byYaml = parseRotationSettings(
      { ...(Object.fromEntries(defaults) as RotationInputs), ...required },
      WORKFLOW,
    )
    const empty = Object.fromEntries(ROTATION_INPUT_NAMES.map((name) => [name, ''])) as RotationInputs
    expect(byYaml).toEqual(parseRotationSettings({ ...empty, ...required }, WORKFLOW))
  })

  it('names the three outputs', () => {
    expect(Object.keys(action.outputs)).toEqual(['client-secret', 'rotated-at', 'stored'])
  })
})
