import { describe, expect, it } from '@jest/globals'
import { ActionError, type ErrorCode } from '../../src/core/errors.ts'
import { explain, type Given } from '../../src/settings/hints.ts'
import { variableSource } from '../../src/settings/sources.ts'
import { INPUTS, inputsOf } from '../support/step-fakes.ts'

/** The causes that are added before the error's own. */
function hintsOn(code: ErrorCode, given: Given): readonly string[] {
  const cause = new Error('technical')
  const explained = explain(new ActionError(code, 'It failed.', ['its own cause'], cause), given)
  if (!(explained instanceof ActionError)) throw new Error('It is no error of ours any more.')
  expect(explained).toMatchObject({ code, message: 'It failed.', cause })
  expect(explained.causes.at(-1)).toBe('its own cause')
  return explained.causes.slice(0, -1)
}

const inputs = (texts: Readonly<Record<string, string>>, environment: Given['environment'] = {}): Given => ({
  source: inputsOf(texts),
  inputs: Object.keys(INPUTS),
  environment,
})

describe('when Genesys Cloud refuses the credentials', () => {
  it('has nothing to say of an id and a secret that look as they should', () => {
    expect(hintsOn('GRANT_REJECTED', inputs(INPUTS))).toEqual([])
  })

  it('names an id that has not the form of one', () => {
    expect(hintsOn('GRANT_REJECTED', inputs({ ...INPUTS, 'client-id': 'abc' }))).toEqual([
      expect.stringMatching(/^client-id does not have the form of an id of an OAuth client, such as /),
    ])
  })

  it.each([
    [{ 'login-url': 'https://gateway.example.com' }],
    [{ 'token-url': 'https://gateway.example.com/token' }],
    [{ 'api-url': 'https://gateway.example.com' }],
    [{ region: 'eu-north-9' }],
  ])('takes any id for right where other servers may be: %j', (change) => {
    expect(hintsOn('GRANT_REJECTED', inputs({ ...INPUTS, 'client-id': 'abc', ...change }))).toEqual([])
  })

  it.each(['"s3cr3t-value"', "'s3cr3t-value'", '“s3cr3t-value”', '`s3cr3t-value`'])(
    'names quotation marks around the secret, and nothing of it: %s',
    (secret) => {
      expect(hintsOn('REQUEST_REFUSED', inputs({ ...INPUTS, 'client-secret': secret }))).toEqual([
        'client-secret is in quotation marks, which count as part of it',
      ])
    },
  )

  it.each(['s3cr3t\u200b', 's3cr\u00adt', 's3cr\u00a0t', 's3cr\nt', 's3cr\u2028t'])(
    'names invisible characters in the secret: %j',
    (secret) => {
      expect(hintsOn('GRANT_REJECTED', inputs({ ...INPUTS, 'client-secret': secret }))).toEqual([
        'client-secret contains invisible characters: paste it anew',
      ])
    },
  )

  it.each(['a b', 'ünïcode', '🔑', '"', 'a"'])('finds nothing wrong with the secret %s', (secret) => {
    expect(hintsOn('GRANT_REJECTED', inputs({ ...INPUTS, 'client-secret': secret }))).toEqual([])
  })

  it('calls the settings of gc-token by their variables', () => {
    const environment = {
      GENESYSCLOUD_OAUTHCLIENT_ID: '5a1f2c3d-0000-4111-8222-9b9b9b9b9b9b',
      GENESYSCLOUD_OAUTHCLIENT_SECRET: '"s3cr3t-value"',
      GENESYSCLOUD_REGION: 'eu-central-1',
    }
    const given = { source: variableSource(environment), inputs: [], environment }
    expect(hintsOn('GRANT_REJECTED', given)).toEqual([
      'GENESYSCLOUD_OAUTHCLIENT_SECRET is in quotation marks, which count as part of it',
    ])
  })
})

describe('when the token belongs to another organization', () => {
  it('names an organization-id that has not the form of one', () => {
    const given = inputs({ ...INPUTS, 'client-id': 'abc', 'organization-id': 'octo' })
    expect(hintsOn('ORGANIZATION_MISMATCH', given)).toEqual([
      expect.stringMatching(/^organization-id does not have the form of an id of an organization/),
    ])
  })
})

describe('when settings are missing', () => {
  const ARRIVED = { 'INPUT_CLIENT-ID': '', INPUT_REGION: '' }

  it('points out variables that only gc-token reads', () => {
    const environment = { ...ARRIVED, GENESYSCLOUD_OAUTHCLIENT_ID: 'an id' }
    expect(hintsOn('SETTINGS_INVALID', inputs({}, environment))).toEqual([
      'the job has GENESYSCLOUD_OAUTHCLIENT_ID in its env, which only gc-token reads: give the step inputs (with:)',
    ])
  })

  it('points out names with _ for -', () => {
    const environment = {
      ...ARRIVED,
      INPUT_CLIENT_ID: 'an id',
      INPUT_EXPORT_ENV: 'true',
    }
    expect(hintsOn('SETTINGS_INVALID', inputs({}, environment))).toEqual([
      'the step sets client_id: the name of this input is client-id',
      'the step sets export_env: the name of this input is export-env',
    ])
  })

  it('points out a name that no input has', () => {
    const environment = { ...ARRIVED, INPUT_REIGON: 'eu-central-1', INPUT_SUMARY: '' }
    expect(hintsOn('SETTINGS_INVALID', inputs(INPUTS, environment))).toEqual([
      '"INPUT_REIGON" is set, and this action has no input of that name: is it misspelt?',
    ])
  })

  it('points out that no name with a hyphen has arrived', () => {
    const environment = { INPUT_REGION: 'eu-central-1', INPUT_REVOKE: 'true', 'OTHER-NAME': 'x' }
    expect(hintsOn('SETTINGS_INVALID', inputs({}, environment))).toEqual([
      expect.stringMatching(/^no input with a hyphen in its name has arrived: a shell /),
    ])
  })

  it('has nothing to say where the inputs have arrived, or outside an action', () => {
    expect(hintsOn('SETTINGS_INVALID', inputs({}, ARRIVED))).toEqual([])
    expect(hintsOn('SETTINGS_INVALID', inputs({ 'client-id': 'x' }, { INPUT_REGION: '' }))).toEqual([])
    expect(hintsOn('SETTINGS_INVALID', { ...inputs({}, { INPUT_A_B: 'x' }), inputs: [] })).toEqual([])
  })
})

describe('when something else went wrong', () => {
  it('leaves the error as it is', () => {
    const error = new ActionError('NETWORK_FAILED', 'x')
    const given = inputs({ ...INPUTS, 'client-id': 'abc' })
    expect(explain(error, given)).toBe(error)
    expect(explain('a text', given)).toBe('a text')
  })
})
