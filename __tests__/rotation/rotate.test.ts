import { describe, expect, it } from '@jest/globals'
import {
  CALLER,
  runRotation,
  SECRET_NAME,
  unknownId,
  type World,
  visibleTexts,
  OTHER,
  ownerOf,
} from '../support/rotation-world.ts'

const POST = `POST /api/v2/oauth/clients/${CALLER.id}/secret`
const PUT = `PUT /repos/octo/demo/actions/secrets/${SECRET_NAME}`

describe('when a client rotates its own secret', () => {
  it('asks, looks up, tests the write, replaces, stores, proves and revokes, in this order', async () => {
    const { requests, error } = await runRotation()
    expect(error).toBeUndefined()
    expect(requests).toEqual([
      'POST /oauth/token',
      'GET /api/v2/tokens/me',
      'GET /repos/octo/demo/actions/secrets/public-key',
      PUT,
      POST,
      PUT,
      'POST /oauth/token',
      // Whether something else has written there meanwhile.
      PUT.replace('PUT', 'GET'),
      'DELETE /api/v2/tokens/me',
      'DELETE /api/v2/tokens/me',
    ])
  })

  it('masks the new secret before it hands it out, and hands it out before it stores it', async () => {
    const { events } = await runRotation()
    const order = events.filter((event) => !event.startsWith('say'))
    expect(order).toEqual([
      'mask',
      'state leases',
      // The API host accepted it.
      'state leases',
      'do not cancel',
      'mask',
      'output client-secret',
      'output rotated-at',
      'output stored',
      'mask',
      'state leases',
      'state leases',
      'state leases',
    ])
  })

  it('tells post that both of its tokens were released', async () => {
    const { custodies } = await runRotation()
    expect(custodies).toEqual(['released', 'released'])
  })

  it('leaves the new secret valid, in GitHub and in the output, and no token valid', async () => {
    const { outputs, oldSecret, validSecret, storedSecret, liveTokens } = await runRotation()
    expect(validSecret).not.toBe(oldSecret)
    expect(storedSecret).toBe(validSecret)
    expect(outputs['client-secret']).toBe(validSecret)
    expect(outputs['stored']).toBe('true')
    expect(outputs['rotated-at']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    expect(liveTokens).toBe(0)
  })

  it('says what it does in sentences without a secret', async () => {
    const outcome = await runRotation()
    expect(outcome.events.filter((event) => /^(say|warn)/.test(event))).toEqual([
      'say Asking Genesys Cloud in eu-central-1 for a token.',
      `say Replacing the secret of the OAuth client ${CALLER.id} of Octo Contact Center (5f1c1d2a-7a0b-4a6e-9d1f-3c2b6f0e8a41).`,
      'say The current secret was written again as the secret GENESYS_SECRET of octo/demo: the new one can be stored.',
      'say The new secret is stored as the secret GENESYS_SECRET of octo/demo; the old one no longer works.',
      'say The new secret works: a token was issued for it.',
      'say 2 tokens were revoked.',
    ])
  })

  it.each(['repository', 'environment', 'organization'] as const)('stores it for target %s', async (kind) => {
    const { storedSecret, validSecret, error } = await runRotation({ kind })
    expect(error).toBeUndefined()
    expect(storedSecret).toBe(validSecret)
  })

  it('does not mind that a new secret ends the tokens of the old one', async () => {
    const { error, liveTokens } = await runRotation({
      genesys: { newSecretEndsTokens: true },
    })
    expect(error).toBeUndefined()
    expect(liveTokens).toBe(0)
  })

  it('creates a secret that did not exist, and warns, since perhaps no workflow reads it', async () => {
    const { events, error, storedSecret, validSecret } = await runRotation({
      github: { repositories: [{ name: 'octo/demo' }] },
    })
    expect(error).toBeUndefined()
    expect(storedSecret).toBe(validSecret)
    expect(events).toContain(
      'warn There was no secret GENESYS_SECRET of octo/demo: it now holds the current secret, and will hold the new one. Check that the workflows read client-secret from there.',
    )
  })
})

describe('when a client rotates the secret of another one', () => {
  it.each(['repository', 'environment', 'organization'] as const)(
    'proves that it may write with a second secret, for target %s',
    async (kind) => {
      const outcome = await runRotation({ rotatesOther: true, kind })
      expect(outcome.error).toBeUndefined()
      expect(outcome.storedSecret).toBe(outcome.validSecret)
      expect(outcome.validSecret).not.toBe(OTHER.secret)
      expect(outcome.secretNames).toEqual([SECRET_NAME])
      const puts = outcome.requests
        .filter((request) => request.startsWith('PUT'))
        .map((request) => request.split('/').at(-1))
      expect(puts).toEqual([`${SECRET_NAME}_WRITE_TEST`, SECRET_NAME])
    },
  )

  it('refuses before anything changes when the secret does not exist', async () => {
    const { error, validSecret, secretNames } = await runRotation({
      rotatesOther: true,
      github: { repositories: [{ name: 'octo/demo' }] },
    })
    expect(error?.code).toBe('STORE_NOT_WRITABLE')
    expect(error?.causes).toContain('there is no secret GENESYS_SECRET there yet: create it first')
    expect(validSecret).toBe(OTHER.secret)
    expect(secretNames).toEqual([])
  })

  it('stores a secret whose client cannot ask for tokens, and says that it is not proven', async () => {
    const { error, events, outputs } = await runRotation({
      rotatesOther: true,
      genesys: {
        clients: [
          { ...CALLER, permissions: ['oauth:client:edit'] },
          { ...OTHER, grantType: 'CODE' },
        ],
      },
    })
    expect(error).toBeUndefined()
    expect(outputs['stored']).toBe('true')
    expect(events).toContain(
      'say The new secret cannot be proven by a token: its client is not of the type Client Credentials.',
    )
  })
})

describe('when the new secret could not be stored', () => {
  const nothingChanged = async (given: Parameters<typeof runRotation>[0]): ReturnType<typeof runRotation> => {
    const outcome = await runRotation(given)
    expect(outcome.error?.code).toBe('STORE_NOT_WRITABLE')
    expect(outcome.error?.message).toContain('Nothing has changed: the old secret still works.')
    expect(outcome.validSecret).toBe(outcome.oldSecret)
    expect(outcome.requests.filter((request) => request.endsWith('/secret'))).toEqual([])
    expect(outcome.liveTokens).toBe(0)
    return outcome
  }
  const token = 'github_pat_0123456789abcdefghij'
  const secrets = { [SECRET_NAME]: CALLER.secret }

  it('refuses a token that may only read', async () => {
    const { error } = await nothingChanged({ github: { tokens: { [token]: { secrets: 'read' } } } })
    expect(error?.message).toContain(
      'writing the current secret failed (HTTP 403, Resource not accessible by integration, correlation id ',
    )
    expect(error?.causes.join()).toContain('"Secrets: read and write"')
    expect(error?.causes.join()).toContain('GITHUB_TOKEN')
  })

  it.each(['repository', 'environment', 'organization'] as const)(
    'refuses a token that may only read, for another client and target %s',
    async (kind) => {
      const tokens = {
        [token]: { secrets: 'read', environments: 'read', organizationSecrets: 'read' },
      } as const
      await nothingChanged({ rotatesOther: true, kind, github: { tokens } })
    },
  )

  it('refuses a token that GitHub does not know', async () => {
    const { error } = await nothingChanged({ github: { tokens: {} } })
    expect(error?.message).toContain('HTTP 401, Bad credentials')
    expect(error?.causes).toEqual(['github-token is wrong, has expired or was revoked'])
  })

  it('refuses an archived repository', async () => {
    const { error } = await nothingChanged({
      github: { repositories: [{ name: 'octo/demo', isArchived: true, secrets }] },
    })
    expect(error?.message).toContain('Repository was archived so is read-only.')
  })

  it('names an environment that does not exist', async () => {
    const { error } = await nothingChanged({
      kind: 'environment',
      github: { repositories: [{ name: 'octo/demo', secrets }] },
    })
    expect(error?.causes[0]).toBe(
      'there is no environment prod/eu west in octo/demo, or no such repository: see environment and repository',
    )
  })

  it('names a repository and an organization that do not exist', async () => {
    const first = await nothingChanged({ github: { repositories: [] } })
    expect(first.error?.causes[0]).toBe('there is no repository octo/demo: see repository')
    const second = await nothingChanged({ kind: 'organization', github: { organizations: {} } })
    expect(second.error?.causes[0]).toContain('there is no organization octo')
  })
})

describe('when Genesys Cloud refuses to replace the secret', () => {
  it('names the permission', async () => {
    const { error, validSecret, storedSecret, liveTokens } = await runRotation({
      genesys: { clients: [CALLER] },
    })
    expect(error?.code).toBe('ROTATION_REFUSED')
    expect(error?.message).toContain('oauth:client:edit')
    expect(error?.message).toContain('HTTP 403, missing.any.permissions')
    expect(error?.message).toContain('Nothing has changed: the old secret still works.')
    expect(validSecret).toBe(CALLER.secret)
    expect(storedSecret).toBe(CALLER.secret)
    expect(liveTokens).toBe(0)
  })

  it('names target-client-id when there is no such client', async () => {
    const { error } = await runRotation({ settings: { targetClientId: unknownId() } })
    expect(error?.code).toBe('ROTATION_REFUSED')
    expect(error?.causes[0]).toContain('target-client-id')
  })

  it.each([400, 401, 403, 409])(
    'takes HTTP %s in the form of the API for a refusal and does not repeat the request',
    async (status) => {
      const body = { code: 'bad.request', message: 'No.', contextId: '42' }
      const { error, requests } = await runRotation({
        mishaps: [{ at: 4, fault: { kind: 'json', status, body } }],
      })
      expect(error?.code).toBe('ROTATION_REFUSED')
      expect(requests.filter((request) => request === POST)).toHaveLength(1)
    },
  )

  it.each([400, 401, 403, 429])(
    'does not take HTTP %s of a gateway for a proof that nothing has changed',
    async (status) => {
      const { error, requests } = await runRotation({
        mishaps: [{ at: 4, fault: { kind: 'status', status } }],
      })
      expect(error?.code).toBe('ROTATION_UNCERTAIN')
      expect(error?.message).not.toContain('Nothing has changed')
      expect(error?.message).toContain('The old secret still works')
      expect(requests.filter((request) => request === POST)).toHaveLength(1)
    },
  )
})

describe('when the reply with the new secret is lost', () => {
  const lost = [
    { kind: 'reset', when: 'after-headers' },
    { kind: 'reset', takesEffect: true },
    { kind: 'hang', takesEffect: true },
    { kind: 'truncated' },
    { kind: 'html', status: 200, takesEffect: true },
    { kind: 'status', status: 504, takesEffect: true },
    { kind: 'garbage', takesEffect: true },
    { kind: 'oversized', takesEffect: true },
    { kind: 'fields', fields: { secret: undefined } },
  ] as const

  it.each(lost)(
    'says that the secret has changed unseen and how to recover, and never repeats: %j',
    async (fault) => {
      const outcome = await runRotation({ mishaps: [{ at: 4, fault }] })
      const { error, requests, oldSecret, validSecret, outputs, liveTokens } = outcome
      expect(error?.code).toBe('ROTATION_UNCERTAIN')
      expect(error?.message).toContain('may have changed, and the new one was not seen')
      expect(error?.message).toContain('The old secret no longer works')
      expect(error?.message).toContain('To recover by hand:')
      expect(error?.message).toContain('gh secret set GENESYS_SECRET --repo octo/demo')
      expect(requests.filter((request) => request === POST)).toHaveLength(1)
      expect(validSecret).not.toBe(oldSecret)
      expect(outputs['client-secret']).toBeUndefined()
      expect(liveTokens).toBe(0)
    },
  )

  it.each([{ kind: 'reset' }, { kind: 'hang' }, { kind: 'status', status: 500 }] as const)(
    'finds out that the old secret still works when nothing came of the request: %j',
    async (fault) => {
      const { error, oldSecret, validSecret, liveTokens } = await runRotation({ mishaps: [{ at: 4, fault }] })
      expect(error?.code).toBe('ROTATION_UNCERTAIN')
      expect(error?.message).toContain('The old secret still works')
      expect(validSecret).toBe(oldSecret)
      expect(liveTokens).toBe(0)
    },
  )

  it('tells how to find out for another client, which it cannot ask itself', async () => {
    const { error } = await runRotation({
      rotatesOther: true,
      mishaps: [{ at: 6, fault: { kind: 'truncated' } }],
    })
    expect(error?.code).toBe('ROTATION_UNCERTAIN')
    expect(error?.message).toContain('cannot be seen from here')
    expect(error?.message).toContain(
      'if its token request is refused (invalid_client), the secret has changed',
    )
  })

  it('believes no gateway that the old secret no longer works', async () => {
    const { error } = await runRotation({
      mishaps: [
        { at: 4, fault: { kind: 'reset' } },
        { at: 5, fault: { kind: 'status', status: 401 } },
      ],
    })
    expect(error?.message).toContain('could not be found out either')
  })

  it('admits that it could not find out when Genesys Cloud stays away', async () => {
    const { error } = await runRotation({ mishaps: [{ at: 4, fault: { kind: 'reset' }, forever: true }] })
    expect(error?.code).toBe('ROTATION_UNCERTAIN')
    expect(error?.message).toContain('could not be found out either')
  })
})

describe('when storing the new secret fails for good', () => {
  const refused = { at: 5, fault: { kind: 'status', status: 403 }, forever: true } as const

  it('says that the old one no longer works, that the new one is in the output, and which step saves it', async () => {
    const { error, outputs, validSecret } = await runRotation({ mishaps: [refused] })
    expect(error?.code).toBe('SECRET_NOT_STORED')
    expect(outputs['client-secret']).toBe(validSecret)
    expect(outputs['stored']).toBeUndefined()
    expect(error?.message).toContain('The old secret no longer works.')
    expect(error?.message).toContain("The new secret is in this step's output client-secret")
    expect(error?.message).toContain(
      [
        '- name: Save the new client secret',
        "  if: always() && steps.rotate.outputs.client-secret != '' && steps.rotate.outputs.stored != 'true'",
        '  env:',
        '    GH_TOKEN: ${{ secrets.A_TOKEN_THAT_MAY_WRITE_SECRETS }}',
        '    NEW_SECRET: ${{ steps.rotate.outputs.client-secret }}',
        '  run: printf %s "$NEW_SECRET" | gh secret set GENESYS_SECRET --repo octo/demo',
      ].join('\n'),
    )
  })

  it('says that a step without an id has no outputs', async () => {
    const { error } = await runRotation({ mishaps: [refused], settings: { stepId: undefined } })
    expect(error?.message).toContain('This step has no id')
  })

  it('keeps trying for five minutes while GitHub has an outage', async () => {
    const { error, events } = await runRotation({
      mishaps: [{ at: 5, fault: { kind: 'status', status: 503 }, forever: true }],
    })
    expect(error?.code).toBe('SECRET_NOT_STORED')
    const waits = events.filter((event) => event.includes('trying again in'))
    expect(waits.length).toBeGreaterThan(5)
    const [, left = ''] = /\((\d+) s left\)/.exec(waits[0] ?? '') ?? []
    expect(Number(left)).toBeGreaterThan(290)
  })

  it('waits for the end of a secondary limit, which GitHub answers without a header', async () => {
    const body = JSON.stringify({
      message: 'You have exceeded a secondary rate limit. Please wait a few minutes.',
    })
    const limit = { kind: 'status', status: 403, body } as const
    const { error, events, storedSecret, validSecret } = await runRotation({
      mishaps: [5, 6, 7].map((at) => ({ at, fault: limit })),
    })
    expect(error).toBeUndefined()
    expect(storedSecret).toBe(validSecret)
    const waits = events.filter((event) => event.includes('trying again in'))
    expect(waits).toHaveLength(3)
    for (const wait of waits) expect(wait).toMatch(/trying again in 6[01] s/)
  })

  it('says that GitHub limits requests where the limit outlasts the five minutes', async () => {
    const body = JSON.stringify({ message: 'You have exceeded a secondary rate limit.' })
    const { error } = await runRotation({
      mishaps: [{ at: 5, fault: { kind: 'status', status: 403, body }, forever: true }],
    })
    expect(error?.code).toBe('SECRET_NOT_STORED')
    expect(error?.causes).toEqual(['GitHub limits the requests of this token: run the workflow again later'])
  })

  it('stores it once GitHub is back', async () => {
    const fault = { kind: 'status', status: 502 } as const
    const { error, storedSecret, validSecret } = await runRotation({
      mishaps: [5, 6, 7].map((at) => ({ at, fault })),
    })
    expect(error).toBeUndefined()
    expect(storedSecret).toBe(validSecret)
  })

  it('seals it again when GitHub replaced its key meanwhile', async () => {
    const { error, storedSecret, validSecret } = await runRotation({
      beforeRequest: (index, _request, { github }) => {
        if (index === 5) github.replaceKey(ownerOf('repository'))
      },
    })
    expect(error).toBeUndefined()
    expect(storedSecret).toBe(validSecret)
  })

  it('stores it even when the outputs cannot be written, and fails at the end', async () => {
    const { error, storedSecret, validSecret } = await runRotation({
      failing: (event) => event === 'output client-secret',
    })
    expect(error?.code).toBe('OUTPUT_FAILED')
    expect(storedSecret).toBe(validSecret)
  })

  it('says that the secret is lost when the outputs cannot be written either', async () => {
    const { error } = await runRotation({
      mishaps: [refused],
      failing: (event) => event === 'output client-secret',
    })
    expect(error?.code).toBe('SECRET_NOT_STORED')
    expect(error?.message).toContain('so that it is lost')
  })
})

describe('when Genesys Cloud is slow to accept the new secret', () => {
  const notYet = {
    kind: 'json',
    status: 400,
    body: { error: 'invalid_client', error_description: 'authentication failed' },
  } as const

  it('asks again', async () => {
    const { error, events } = await runRotation({
      mishaps: [6, 7, 8].map((at) => ({ at, fault: notYet })),
    })
    expect(error).toBeUndefined()
    expect(events.filter((event) => event.includes('does not know the new secret yet'))).toHaveLength(3)
  })

  it('gives up after 30 s, with the secret stored and in the output', async () => {
    const { error, outputs, storedSecret, validSecret, requests } = await runRotation({
      mishaps: [{ at: 6, fault: notYet, forever: true }],
    })
    expect(error?.code).toBe('SECRET_NOT_PROVEN')
    expect(outputs['stored']).toBe('true')
    expect(outputs['client-secret']).toBe(validSecret)
    expect(storedSecret).toBe(validSecret)
    const grants = requests.filter((request) => request === 'POST /oauth/token').length - 1
    expect(grants).toBeGreaterThanOrEqual(6)
    expect(grants).toBeLessThanOrEqual(9)
  })

  it('says that another rotation has the valid secret if something else was stored meanwhile', async () => {
    const { error, outputs } = await runRotation({
      mishaps: [{ at: 6, fault: notYet, forever: true }],
      beforeRequest: (index, _request, { github }) => {
        if (index === 6) github.putSecret(ownerOf('repository'), SECRET_NAME, 'the secret of another run')
      },
    })
    expect(error?.code).toBe('SECRET_NOT_PROVEN')
    expect(error?.message).toContain('Another rotation replaced the secret')
    expect(error?.message).toContain('its run has the valid one')
    // A step that saves what was not stored must not write this one over the valid one.
    expect(outputs['stored']).toBe('true')
  })

  it('does not ask again for the old secret', async () => {
    const { error, requests } = await runRotation({ mishaps: [{ at: 0, fault: notYet }] })
    expect(error?.code).toBe('GRANT_REJECTED')
    expect(requests).toEqual(['POST /oauth/token'])
  })
})

describe('when the tokens cannot be revoked', () => {
  it('leaves both to the post step', async () => {
    const { error, events, custodies } = await runRotation({
      mishaps: [{ at: 8, fault: { kind: 'status', status: 500 }, forever: true }],
    })
    expect(error).toBeUndefined()
    expect(custodies).toEqual(['held', 'held'])
    const lines = events.filter((event) => event.includes('the post step tries again'))
    expect(lines).toHaveLength(2)
  })

  it('warns of those that the post step cannot know of', async () => {
    const { events, custodies } = await runRotation({
      mishaps: [{ at: 8, fault: { kind: 'status', status: 500 }, forever: true }],
      failing: failingAfter('state leases', 2),
    })
    expect(custodies).toEqual(['held'])
    expect(events.filter((event) => event.startsWith('warn'))).toEqual([
      expect.stringMatching(
        /^warn The token that was issued could not be revoked \(HTTP 500.* It may stay valid until /,
      ),
    ])
  })
})

describe('when the API host does not know the tokens', () => {
  it('takes its 401 for no proof', async () => {
    const unknown = { kind: 'status', status: 401 } as const
    const { error, custodies, events } = await runRotation({
      mishaps: [
        { at: 1, fault: unknown },
        { at: 4, fault: unknown, forever: true },
      ],
    })
    expect(error).toBeDefined()
    expect(custodies).toContain('held')
    expect(custodies).not.toContain('released')
    expect(events.some((event) => event.includes('the post step tries again'))).toBe(true)
  })
})

describe('when a token comes on terms that cannot be used', () => {
  it('masks and records it, and releases it', async () => {
    const { error, custodies, masked, liveTokens, requests } = await runRotation({
      mishaps: [{ at: 0, fault: { kind: 'fields', fields: { token_type: 'mac' } } }],
    })
    expect(error?.code).toBe('REPLY_UNREADABLE')
    expect(custodies).toEqual(['released'])
    expect(masked.some((form) => form.startsWith('Bearer '))).toBe(true)
    expect(liveTokens).toBe(0)
    expect(requests).toEqual(['POST /oauth/token', 'DELETE /api/v2/tokens/me'])
  })
})

describe('when the runner takes no state', () => {
  it('stops before anything changes, and revokes the token itself', async () => {
    const { error, requests, liveTokens } = await runRotation({
      failing: (event) => event === 'state leases',
    })
    expect(error?.code).toBe('OUTPUT_FAILED')
    expect(requests).toEqual(['POST /oauth/token', 'DELETE /api/v2/tokens/me'])
    expect(liveTokens).toBe(0)
  })

  it('does not mind later: the tokens are revoked by this step', async () => {
    const { error, liveTokens } = await runRotation({ failing: failingAfter('state leases', 1) })
    expect(error).toBeUndefined()
    expect(liveTokens).toBe(0)
  })

  it('fails when it could not say that the secret is stored', async () => {
    const { error, storedSecret, validSecret } = await runRotation({
      failing: (event) => event === 'output stored',
    })
    expect(error?.code).toBe('OUTPUT_FAILED')
    expect(storedSecret).toBe(validSecret)
  })
})

describe('when something else writes to GitHub after the new secret was stored', () => {
  const overwriting = (index: number, _request: unknown, { github }: World): void => {
    if (index === 6) github.putSecret(ownerOf('repository'), SECRET_NAME, 'the secret of another run')
  }

  it('stores the new secret again, since it is the valid one', async () => {
    const { error, storedSecret, validSecret, events, liveTokens } = await runRotation({
      beforeRequest: overwriting,
    })
    expect(error).toBeUndefined()
    expect(storedSecret).toBe(validSecret)
    expect(events.filter((event) => event.startsWith('output stored'))).toHaveLength(3)
    expect(liveTokens).toBe(0)
  })

  it('says where the new secret is if GitHub does not take it a second time', async () => {
    const { error, outputs, validSecret } = await runRotation({
      beforeRequest: overwriting,
      mishaps: [{ at: 9, fault: { kind: 'status', status: 401 }, forever: true }],
    })
    expect(error?.code).toBe('SECRET_NOT_STORED')
    expect(outputs).toMatchObject({ stored: 'false', 'client-secret': validSecret })
  })

  it('stores nothing over it where the new secret cannot be tried', async () => {
    const { error, storedSecret } = await runRotation({
      rotatesOther: true,
      genesys: {
        clients: [
          { ...CALLER, permissions: ['oauth:client:edit'] },
          { ...OTHER, grantType: 'CODE' },
        ],
      },
      beforeRequest: (_index, request, { github }) => {
        // The one look at GitHub after the new secret was stored.
        const isLook = request.method === 'GET' && request.url.endsWith(`/${SECRET_NAME}`)
        const isStored = github.secret(ownerOf('repository'), SECRET_NAME)?.value !== OTHER.secret
        if (isLook && isStored)
          github.putSecret(ownerOf('repository'), SECRET_NAME, 'the secret of another run')
      },
    })
    expect(error?.code).toBe('SECRET_NOT_PROVEN')
    expect(error?.message).toContain('cannot be found out here')
    expect(storedSecret).toBe('the secret of another run')
  })

  it('takes the secret for its own where GitHub does not say when it was written', async () => {
    const { error, requests } = await runRotation({
      mishaps: [{ at: 7, fault: { kind: 'fields', fields: { updated_at: undefined } } }],
    })
    expect(error).toBeUndefined()
    expect(requests.filter((request) => request === PUT)).toHaveLength(2)
  })
})

describe('when Genesys Cloud does not say whose token it is', () => {
  it('goes on without', async () => {
    const { error, events } = await runRotation({
      mishaps: [{ at: 1, fault: { kind: 'json', body: {} } }],
    })
    expect(error).toBeUndefined()
    expect(events).toContain(`say Replacing the secret of the OAuth client ${CALLER.id}.`)
  })

  it('says so in one line', async () => {
    const { error, events, summary } = await runRotation({
      mishaps: [{ at: 1, fault: { kind: 'status', status: 503 } }],
    })
    expect(error).toBeUndefined()
    expect(summary).not.toContain('Octo Contact Center')
    expect(events[3]).toMatch(
      /^say Replacing the secret of the OAuth client \S+; its organization could not be read \(HTTP 503, correlation id \S+\)\.$/,
    )
  })
})

describe('when the new secret cannot be proven for another reason', () => {
  it('says so with the causes of that', async () => {
    const { error, outputs, storedSecret, validSecret } = await runRotation({
      mishaps: [{ at: 6, fault: { kind: 'status', status: 503 }, forever: true }],
    })
    expect(error?.code).toBe('SECRET_NOT_PROVEN')
    expect(error?.causes[0]).toContain('an outage')
    expect(outputs['stored']).toBe('true')
    expect(storedSecret).toBe(validSecret)
  })
})

describe('whatever happens', () => {
  it('shows no secret', async () => {
    const outcome = await runRotation({
      mishaps: [{ at: 5, fault: { kind: 'status', status: 403 }, forever: true }],
    })
    for (const text of visibleTexts(outcome)) {
      for (const secret of [outcome.oldSecret, outcome.validSecret, 'github_pat_'])
        expect(text).not.toContain(secret)
    }
  })
})

/** Fails an event from its second, third … time on. */
function failingAfter(name: string, times: number): (event: string) => boolean {
  let count = 0
  return (event) => {
    if (event === name) count += 1
    return event === name && count > times
  }
}
