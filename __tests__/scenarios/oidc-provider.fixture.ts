// Started as a process of its own by oidc-provider.test.ts: an OAuth server that others wrote, with the two
// paths of Genesys Cloud's API in front that OAuth knows under other names. Prints its URL.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

const [clientId = '', clientSecret = ''] = process.argv.slice(2)
const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`

const server = createServer()
server.listen(0, '127.0.0.1', () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provide = newProvider(url).callback()
  server.on('request', (request, response) => {
    if (request.url === '/api/v2/tokens/me') void tokensMe(url, request, response)
    else provide(request, response)
  })
  console.log(url)
})

function newProvider(issuer: string): Provider {
  return new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
        scope: 'api:read',
      },
    ],
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      introspection: { enabled: true },
      revocation: { enabled: true },
    },
    routes: {
      token: '/tenant/oauth2/v2.0/token',
      revocation: '/oauth/revoke',
      introspection: '/oauth/introspect',
    },
    scopes: ['api:read', 'api:write'],
    ttl: { ClientCredentials: 1_800 },
  })
}

/** `GET` asks the server's introspection (RFC 7662), `DELETE` its revocation (RFC 7009). */
async function tokensMe(url: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
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
    response.writeHead((await ask('/oauth/revoke')).status).end()
  } else {
    const organization = { id: 'organization-of-another-kind', name: 'oidc-provider' }
    response.writeHead(200).end(JSON.stringify({ organization, OAuthClient: { id: clientId } }))
  }
}
