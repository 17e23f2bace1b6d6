import { describe, expect, it } from '@jest/globals'
import { Secret } from '../../src/core/secret.ts'
import { examineSettings, narrowRefusal } from '../../src/doctor/checks/settings.ts'
import { type GivenSettings } from '../../src/doctor/given.ts'
import { CLIENT_ID, GIVEN } from '../support/doctor.ts'

const SECRET = 'Qp9-s3cr3t-value-0123'
const secretOf = (text: string): GivenSettings['secret'] => ({
  name: 'GENESYSCLOUD_OAUTHCLIENT_SECRET',
  value: new Secret(text),
})
const idOf = (text: string): GivenSettings['clientId'] => ({ name: 'GENESYSCLOUD_OAUTHCLIENT_ID', text })
const url = (name: string, text: string): GivenSettings['region'] => ({ name: `GENESYSCLOUD_${name}`, text })

describe('settings in which nothing is wrong', () => {
  it('are ok, with the length of the secret and nothing of it', () => {
    expect(examineSettings(GIVEN)).toMatchObject({
      result: 'ok',
      detail: 'GENESYSCLOUD_OAUTHCLIENT_ID is a UUID, GENESYSCLOUD_OAUTHCLIENT_SECRET has 21 characters',
    })
  })

  it('are the agent’s where no variable has credentials', () => {
    const given = { ...GIVEN, clientId: idOf(''), secret: undefined, isFromAgent: true }
    expect(examineSettings(given)).toMatchObject({ result: 'ok', detail: 'from the agent' })
  })
})

describe('settings that the reader refuses', () => {
  it('fail in its words', () => {
    const finding = examineSettings({
      ...GIVEN,
      mistakes: 'A setting is wrong: GENESYSCLOUD_REGION is empty.',
    })
    expect(finding).toMatchObject({ result: 'fail', code: 'SETTINGS_INVALID' })
    expect(finding.detail).toContain('GENESYSCLOUD_REGION is empty')
  })
})

describe('what looks like a slip', () => {
  it.each<[string, Partial<GivenSettings>, string, string]>([
    [
      'an id that is no UUID',
      { clientId: idOf('pipeline') },
      'ID_IS_NO_UUID',
      'is not a UUID (8 characters)',
    ],
    [
      'id and secret that changed places',
      { clientId: idOf(SECRET), secret: secretOf(CLIENT_ID) },
      'SECRET_AS_ID',
      'in the place of the id',
    ],
    ['the secret in both places', { clientId: idOf(SECRET) }, 'SECRET_AS_ID', 'is the same'],
    ['the id in both places', { secret: secretOf(CLIENT_ID) }, 'ID_AS_SECRET', 'the same text as'],
    [
      'a blank before the secret',
      { secret: secretOf(` ${SECRET}`) },
      'SECRET_WAS_TRIMMED',
      'was cut (1 characters)',
    ],
    [
      'a line break after the secret',
      { secret: secretOf(`${SECRET}\r\n`) },
      'SECRET_WAS_TRIMMED',
      'was cut (2 characters)',
    ],
    [
      'a region against a URL',
      { region: url('REGION', 'eu-central-1'), urls: [url('API_URL', 'https://api.mypurecloud.com')] },
      'REGIONS_DIFFER',
      'GENESYSCLOUD_REGION is of eu-central-1, GENESYSCLOUD_API_URL is of us-east-1',
    ],
    [
      'URLs of two regions',
      {
        urls: [
          url('LOGIN_URL', 'https://login.mypurecloud.ie'),
          url('API_URL', 'https://api.mypurecloud.de'),
        ],
      },
      'REGIONS_DIFFER',
      'eu-west-1',
    ],
    [
      'a gateway and a proxy for CX as Code',
      { otherTools: ['GENESYSCLOUD_GATEWAY_HOST', 'GENESYSCLOUD_PROXY_HOST'] },
      'GATEWAY_AND_PROXY',
      'are both set',
    ],
  ])('is a warning: %s', (_, changes, code, detail) => {
    const finding = examineSettings({ ...GIVEN, ...changes })
    expect(finding).toMatchObject({ result: 'warn', code })
    expect(finding.detail).toContain(detail)
    expect(JSON.stringify(finding)).not.toContain(SECRET)
  })

  it('is told with all others of its kind', () => {
    const finding = examineSettings({
      ...GIVEN,
      clientId: idOf('pipeline'),
      secret: secretOf(`${SECRET}\n`),
    })
    expect(finding.detail).toContain('is not a UUID')
    expect(finding.detail).toContain('was cut')
  })

  it('is none where a gateway of the user’s own stands before the region', () => {
    const urls = [url('LOGIN_URL', 'https://gateway.example.com/login')]
    expect(examineSettings({ ...GIVEN, region: url('REGION', 'eu-central-1'), urls }).result).toBe('ok')
  })
})

describe('what narrows a refusal', () => {
  it('is the shape of the id and the length of the secret, each by the name of its place', () => {
    expect(narrowRefusal('GRANT_REJECTED', { ...GIVEN, clientId: idOf('pipeline') })).toBe(
      'GENESYSCLOUD_OAUTHCLIENT_ID is not a UUID (8 characters), GENESYSCLOUD_OAUTHCLIENT_SECRET has 21 characters',
    )
  })
})
