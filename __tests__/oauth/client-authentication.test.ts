import { describe, expect, it } from '@jest/globals'
import { Deadline } from '../../src/core/deadline.ts'
import { Secret } from '../../src/core/secret.ts'
import { attemptsUntil } from '../../src/http/send.ts'
import {
  assertionAuthentication,
  postAuthentication,
  type AssertionOrder,
} from '../../src/oauth/form-authentication.ts'
import { basicAuthentication } from '../../src/oauth/client-authentication.ts'
import { type AssertionCredentials } from '../../src/oauth/client-credentials.ts'
import { clientCredentialsGrant, requestToken, type TokenClient } from '../../src/oauth/token-request.ts'
import { requestNextToken } from '../../src/oauth/refresh.ts'
import { type ActionError } from '../../src/core/errors.ts'
import { reply, requestContextOf, reset, thrownBy, type Answer } from '../support/genesys.ts'

const clientId = 'a-client'
const tokenUrl = 'https://idp.example.com/oauth2/token'
const GOOD = reply(200, { access_token: 'opaque-token-value', token_type: 'bearer', expires_in: 300 })
const CREDENTIALS: AssertionCredentials = {
  method: 'private-key-jwt',
  clientId,
  key: { pkcs8: new Secret('AA=='), algorithm: 'ES256', id: undefined },
  audience: undefined,
}

const clientWith = (authentication: TokenClient['authentication']): TokenClient => ({
  endpoint: { place: 'idp.example.com', tokenUrl },
  scope: 'read write',
  authentication,
})

async function ask(client: TokenClient, answers: readonly Answer[] = [GOOD]) {
  const { context, clock, sent } = requestContextOf(answers)
  const events: string[] = []
  const watched = {
    ...context,
    mask: (forms: readonly string[]) => events.push(`mask ${forms[0] ?? ''}`),
    forget: (forms: readonly string[]) => events.push(`forget ${forms[0] ?? ''}`),
    transport: async (...sending: Parameters<typeof context.transport>) => {
      events.push(`send ${new URLSearchParams(sending[0].body).get('client_assertion') ?? ''}`)
      return context.transport(...sending)
    },
  }
  const attempts = attemptsUntil(Deadline.after(60_000, clock))
  await requestToken(client, clientCredentialsGrant(client), attempts, watched)
  const forms = sent.map(({ request }) => Object.fromEntries(new URLSearchParams(request.body)))
  return { forms, requests: sent.map(({ request }) => request), events }
}

/** A maker of assertions `first`, `second`, and what it was asked. */
function maker(): {
  make: (credentials: AssertionCredentials, order: AssertionOrder) => Promise<Secret>
  audiences: string[]
} {
  const names = ['first', 'second', 'third']
  const audiences: string[] = []
  return {
    audiences,
    make: (_, { audience }) => {
      audiences.push(audience)
      return Promise.resolve(new Secret(names[audiences.length - 1] ?? ''))
    },
  }
}

describe('when a client proves itself by its secret', () => {
  const credentials = { clientId, clientSecret: new Secret('a secret/+') }

  it('has it in the Basic header with basic, and not in the form', async () => {
    const { forms, requests } = await ask(
      clientWith(basicAuthentication({ method: 'basic', ...credentials })),
    )
    expect(forms).toEqual([{ grant_type: 'client_credentials', scope: 'read write' }])
    expect(requests[0]?.headers['authorization']).toBe(`Basic ${btoa('a-client:a secret/+')}`)
  })

  it('has id and secret in the form with post, and no header', async () => {
    const { forms, requests } = await ask(clientWith(postAuthentication({ method: 'post', ...credentials })))
    expect(forms).toEqual([
      {
        grant_type: 'client_credentials',
        scope: 'read write',
        client_id: clientId,
        client_secret: 'a secret/+',
      },
    ])
    expect(requests[0]?.headers).not.toHaveProperty('authorization')
  })
})

describe('when the server refuses the client', () => {
  const secret = { clientId, clientSecret: new Secret('a secret/+') }
  const explained = [
    {
      method: 'basic',
      make: () => basicAuthentication({ method: 'basic', ...secret }),
      code: 'GRANT_REJECTED',
      first: 'other than idp.example.com',
    },
    {
      method: 'post',
      make: () => postAuthentication({ method: 'post', ...secret }),
      code: 'GRANT_REJECTED',
      first: 'client-auth to basic',
    },
    {
      method: 'private-key-jwt',
      make: () => assertionAuthentication(CREDENTIALS, tokenUrl, maker().make),
      code: 'ASSERTION_REJECTED',
      first: `audience than ${tokenUrl}`,
    },
  ]

  it.each(explained)(
    'explains that by how it proved itself: $method',
    async ({ method, make, code, first }) => {
      const authentication = make()
      expect(authentication.method).toBe(method)
      const { context, clock } = requestContextOf([reply(401, { error: 'invalid_client' })])
      const attempts = attemptsUntil(Deadline.after(60_000, clock))
      const refusal = await thrownBy(() =>
        requestNextToken(clientWith(authentication), undefined, attempts, context),
      )
      expect(refusal).toMatchObject({ code })
      expect((refusal as ActionError).causes[0]).toContain(first)
    },
  )
})

describe('when a client proves itself by an assertion', () => {
  it('has it in the form with its type and the client id, and no header', async () => {
    const { make } = maker()
    const { forms, requests } = await ask(clientWith(assertionAuthentication(CREDENTIALS, tokenUrl, make)))
    expect(forms).toEqual([
      {
        grant_type: 'client_credentials',
        scope: 'read write',
        client_id: clientId,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: 'first',
      },
    ])
    expect(requests[0]?.headers).not.toHaveProperty('authorization')
  })

  it('makes a new one for each attempt, masks each before it is sent, and forgets the one before', async () => {
    const { make } = maker()
    const client = clientWith(assertionAuthentication(CREDENTIALS, tokenUrl, make))
    const { events } = await ask(client, [reset(), reply(503), GOOD])
    expect(events).toEqual([
      'forget ',
      ...['mask first', 'send first', 'forget first'],
      ...['mask second', 'send second', 'forget second'],
      ...['mask third', 'send third'],
    ])
  })

  it('is for the token endpoint unless an audience is given', async () => {
    const { make, audiences } = maker()
    await ask(clientWith(assertionAuthentication(CREDENTIALS, tokenUrl, make)))
    const given = { ...CREDENTIALS, audience: 'https://idp.example.com' }
    await ask(clientWith(assertionAuthentication(given, tokenUrl, make)))
    expect(audiences).toEqual([tokenUrl, 'https://idp.example.com'])
  })
})
