import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startOidcProvider, type OidcProvider } from '../support/oidc-provider.ts'
import { run } from '../support/run-entry.ts'

// Letters and digits only: this server wants id and secret form-encoded before Base64, Genesys Cloud does not.
const CLIENT = { id: 'pipeline1', secret: 'Qp9s3cr3tQp9s3cr3tQp9s3cr3t' }

let server: OidcProvider
let url: string
let folder: string

const inputs = (changes: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  'INPUT_CLIENT-ID': CLIENT.id,
  'INPUT_CLIENT-SECRET': CLIENT.secret,
  'INPUT_TOKEN-URL': `${url}/tenant/oauth2/v2.0/token`,
  'INPUT_API-URL': url,
  ...changes,
})

/** What the server itself says of a token (RFC 7662). */
async function introspect(token: string): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(`${url}/oauth/introspect`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString('base64')}` },
    body: new URLSearchParams({ token }),
  })
  return (await response.json()) as Record<string, unknown>
}

beforeAll(async () => {
  server = await startOidcProvider(CLIENT)
  url = server.url
})

afterAll(() => server.stop())

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oidc-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

describe('when an OAuth server that others wrote grants the token', () => {
  it('hands out a token that this server calls active, and that it calls dead after post', async () => {
    const main = await run('main', folder, inputs())
    expect(main.log).not.toContain('::error')
    expect(main.code).toBe(0)
    const token = main.outputs['token'] ?? ''
    expect(token).toHaveLength(43)
    expect(main.outputs).toMatchObject({
      'token-type': 'Bearer',
      'organization-name': 'oidc-provider',
      source: 'granted',
      'login-url': '',
    })

    const granted = await introspect(token)
    expect(granted).toMatchObject({ active: true, client_id: CLIENT.id, token_type: 'Bearer' })
    const toldExpiry = Date.parse(main.outputs['expires-at'] ?? '') / 1000
    expect(toldExpiry).toBeLessThanOrEqual(Number(granted['exp']))
    expect(toldExpiry).toBeGreaterThan(Number(granted['exp']) - 60)

    const post = await run('post', folder, { STATE_leases: main.state['leases'] ?? '' })
    expect(post).toMatchObject({ code: 0 })
    expect(post.log).toMatch(/^The token was revoked\.$/m)
    expect(await introspect(token)).toEqual({ active: false })
  })

  it('finds the token gone if someone else revoked it', async () => {
    const main = await run('main', folder, inputs())
    const state = { STATE_leases: main.state['leases'] ?? '' }
    await run('post', folder, state)
    expect((await run('post', folder, state)).log).toContain('The token was no longer valid')
  })

  it('revokes at once if the guard asks for another organization', async () => {
    const main = await run('main', folder, inputs({ 'INPUT_ORGANIZATION-ID': 'another' }))
    expect(main.code).toBe(1)
    expect(main.outputs).toEqual({})
    expect(main.log).toContain('The token was revoked at once.')
    const [lease] = JSON.parse(main.state['leases'] ?? '[]') as { token: { value: string } }[]
    expect(await introspect(lease?.token.value ?? '')).toEqual({ active: false })
  })
})

describe('when an OAuth server that others wrote refuses', () => {
  it.each([
    ['secret', { 'INPUT_CLIENT-SECRET': 'wr0ngs3cr3twr0ngs3cr3t' }],
    ['client', { 'INPUT_CLIENT-ID': 'nobody1' }],
  ])("explains its 401 for a wrong %s as Genesys Cloud's 400", async (_, wrong) => {
    const { code, log, outputs } = await run('main', folder, inputs(wrong))
    expect(code).toBe(1)
    expect(outputs).toEqual({})
    expect(log.match(/^::error::.*$/gm)).toHaveLength(1)
    expect(log).toContain('::error::Genesys Cloud refused the client credentials (HTTP 401, invalid_client')
    expect(log).toContain('#grant-rejected')
  })

  it('hands on the scope, and explains why one is refused', async () => {
    const allowed = await run('main', folder, inputs({ INPUT_SCOPE: 'api:read' }))
    expect(await introspect(allowed.outputs['token'] ?? '')).toMatchObject({
      active: true,
      scope: 'api:read',
    })

    const { code, log } = await run('main', folder, inputs({ INPUT_SCOPE: 'api:write' }))
    expect(code).toBe(1)
    expect(log).toContain('::error::The token endpoint refused the scope (HTTP 400, invalid_scope')
    expect(log).toContain('#scope-rejected')
  })
})
