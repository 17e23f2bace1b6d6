import { describe, expect, it } from '@jest/globals'
import fc from '../support/property.ts'
import {
  describeOrganization,
  guardOrganization,
  ownerRequest,
  readOwner,
  type TokenOwner,
} from '../../src/genesys/organization.ts'
import { ActionError } from '../../src/core/errors.ts'
import { AttemptFailed } from '../../src/http/retry-decision.ts'
import { Secret } from '../../src/core/secret.ts'
import { reply, thrownBy } from '../support/genesys.ts'

const OWNER: TokenOwner = {
  organizationId: '0f1c0000-1111-4222-8333-444444444444',
  organizationName: 'Example Org',
  clientId: 'c1',
  clientName: 'Deployments',
}
const EMPTY: TokenOwner = { organizationId: '', organizationName: '', clientId: '', clientName: '' }

describe('when the owner of a token is looked up', () => {
  it('asks the API for the token itself', () => {
    expect(ownerRequest('https://api.mypurecloud.de/gw', new Secret('t-1'))).toEqual({
      method: 'GET',
      url: 'https://api.mypurecloud.de/gw/api/v2/tokens/me',
      headers: { authorization: 'Bearer t-1', accept: 'application/json' },
    })
  })

  it('reads organization and client', () => {
    const body = {
      organization: { id: OWNER.organizationId, name: 'Example Org' },
      homeOrganization: { id: 'other' },
      OAuthClient: { id: 'c1', name: 'Deployments', state: 'active' },
    }
    expect(readOwner(reply(200, body))).toEqual(OWNER)
  })

  it.each([
    ['nothing', {}],
    ['null in place of objects', { organization: null, OAuthClient: null }],
    ['texts in place of objects', { organization: 'x', OAuthClient: 'y' }],
    ['objects in place of texts', { organization: { id: {}, name: [] }, OAuthClient: { id: null } }],
  ])('leaves empty what the reply does not say: %s', (_, body) => {
    expect(readOwner(reply(200, body))).toEqual(EMPTY)
  })

  it('keeps line breaks out of names', () => {
    const body = { organization: { id: 'o', name: 'Evil\n::error::Org' } }
    expect(readOwner(reply(200, body)).organizationName).toBe('Evil ::error::Org')
  })

  it.each([
    [401, 'status'],
    [204, 'status'],
    [302, 'redirect'],
  ])('fails on %i as %s', async (status, kind) => {
    expect(await thrownBy(() => readOwner(reply(status)))).toMatchObject({ failure: { status, kind } })
  })

  it('comes to an owner or to one kind of error, whatever the reply', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (body) => {
        try {
          expect(Object.values(readOwner(reply(200, body))).every((text) => typeof text === 'string')).toBe(
            true,
          )
        } catch (error) {
          if (!(error instanceof AttemptFailed)) throw error
        }
      }),
    )
  })
})

describe('when a guard asks for an organization', () => {
  it.each([
    ['the same id', OWNER.organizationId],
    ['the same id in other letters', OWNER.organizationId.toUpperCase()],
  ])('lets a token pass for %s', (_, expected) => {
    expect(() => guardOrganization(expected, OWNER)).not.toThrow()
  })

  it('names both organizations if they differ', async () => {
    const error = await thrownBy(() => guardOrganization('expected-id', OWNER))
    expect(error).toBeInstanceOf(ActionError)
    expect(error).toMatchObject({
      code: 'ORGANIZATION_MISMATCH',
      message: `The token belongs to Example Org (${OWNER.organizationId}), and organization-id asks for expected-id. The token was not handed out.`,
    })
    expect((error as ActionError).causes).toHaveLength(2)
    for (const cause of (error as ActionError).causes) expect(cause).toMatch(/organization/)
  })

  it('explains that a name is no id', async () => {
    const byName = await thrownBy(() => guardOrganization(OWNER.organizationName, OWNER))
    expect(byName).toMatchObject({
      causes: expect.arrayContaining([
        'organization-id takes the id of the organization, not its name',
      ]) as unknown,
    })
  })

  it('stops a token whose organization is not named', async () => {
    expect(await thrownBy(() => guardOrganization('expected-id', EMPTY))).toMatchObject({
      code: 'ORGANIZATION_MISMATCH',
      message:
        'The token belongs to an organization that it does not name, and organization-id asks for expected-id. The token was not handed out.',
    })
  })

  it('lets no other id pass, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), (expected, found) => {
        fc.pre(expected.toLowerCase() !== found.toLowerCase())
        expect(() => guardOrganization(expected, { ...OWNER, organizationId: found })).toThrow(ActionError)
      }),
    )
  })
})

describe('when an organization is named in a sentence', () => {
  it('is its name and id, or the id alone', () => {
    expect(describeOrganization(OWNER)).toBe(`Example Org (${OWNER.organizationId})`)
    expect(describeOrganization({ ...OWNER, organizationName: '' })).toBe(OWNER.organizationId)
  })
})
