// Started as a process of its own by oidc-provider.test.ts: an OAuth server that others wrote, with the two
// paths of Genesys Cloud's API in front that OAuth knows under other names. Prints its URL.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo } from 'node:net'
import Provider, { errors } from 'oidc-provider'
import { type ProviderOptions } from '../support/oidc-provider.ts'

const [clientId = '', clientSecret = '', options = '{}'] = process.argv.slice(2)
const { keys = {}, postClient, aheadMs = 0 } = JSON.parse(options) as ProviderOptions
const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`

const TOKEN_PATH = '/tenant/oauth2/v2.0/token'
/** How far a clock may be off before an assertion counts as one from the future. */
const TOLERANCE_SECONDS = 60

const trueTime = Date.now
Date.now = () => trueTime() + aheadMs

/** The bodies of all token requests, and how many came to the path that loses the first reply. */
const received: string[] = []
let unreliable = 0

const server = createServer()
server.listen(0, '127.0.0.1', () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = newProvider(url)
  const provide = provider.callback()
  server.on('request', (request, response) => {
    response.setHeader('date', new Date(Date.now()).toUTCString())
    if (request.url === '/api/v2/tokens/me') void tokensMe(provider, url, request, response)
    else if (request.url === '/received') response.end(JSON.stringify(received))
    else if (request.url === '/unreliable') void loseFirstReply(url, request, response)
    else provide(request, response)
  })
  console.log(url)
})

function newProvider(issuer: string): Provider {
  const usual = {
    grant_types: ['client_credentials'],
    redirect_uris: [],
    response_types: [],
    scope: 'api:read',
  }
  const post = { token_endpoint_auth_method: 'client_secret_post' } as const
  const byKey = Object.entries(keys).map(([id, key]) => ({
    ...usual,
    client_id: id,
    token_endpoint_auth_method: 'private_key_jwt' as const,
    jwks: { keys: [key] },
  }))
  return new Provider(issuer, {
    clients: [
      { ...usual, client_id: clientId, client_secret: clientSecret },
      ...(postClient === undefined
        ? []
        : [{ ...usual, ...post, client_id: postClient, client_secret: clientSecret }]),
      ...byKey,
    ],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
    enabledJWA: { clientAuthSigningAlgValues: ['RS256', 'PS256', 'ES256', 'ES384', 'ES512', 'EdDSA'] },
    // As the large identity providers do.
    assertJwtClientAuthClaimsAndHeader: (_context: unknown, claims: Readonly<Record<string, unknown>>) => {
      const now = Date.now() / 1000
      if (Number(claims['iat']) > now + TOLERANCE_SECONDS)
        throw new errors.InvalidClientAuth('issued in the future')
      return Promise.resolve()
    },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      introspection: { enabled: true },
      revocation: { enabled: true },
    },
    routes: { token: TOKEN_PATH, revocation: '/oauth/revoke', introspection: '/oauth/introspect' },
    scopes: ['api:read', 'api:write'],
    ttl: { ClientCredentials: 1_800 },
  })
}

/** `GET` asks the server's introspection (RFC 7662), `DELETE` its revocation (RFC 7009). */
async function tokensMe(
  provider: Provider,
  url: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
  const ask = async (path: string): Promise<Response> =>
    fetch(`${url}${path}`, {
      method: 'POST',
      headers: { authorization: basic },
      body: new URLSearchParams({ token }),
    })
  const { active } = (await (await ask('/oauth/introspect')).json()) as { active: boolean }
  if (!active) {
    response.writeHead(401).end()
  } else if (request.method === 'DELETE') {
    const { status } = await ask('/oauth/revoke')
    // It lets a client revoke its own tokens only, and this one speaks for all.
    if (status !== 200) await (await provider.ClientCredentials.find(token))?.destroy()
    response.writeHead(200).end()
  } else {
    const organization = { id: 'organization-of-another-kind', name: 'oidc-provider' }
    response.writeHead(200).end(JSON.stringify({ organization, OAuthClient: { id: clientId } }))
  }
}

/** Hands a token request on, as a proxy does, and loses what came of the first. */
async function loseFirstReply(
  url: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks).toString()
  received.push(body)
  const headers = { 'content-type': request.headers['content-type'] ?? '' }
  const reply = await fetch(`${url}${TOKEN_PATH}`, { method: 'POST', headers, body })
  if (++unreliable === 1) response.writeHead(503).end()
  else response.writeHead(reply.status, { 'content-type': 'application/json' }).end(await reply.text())
}
