'use strict'

// The least that can do main's work: the same two requests, masks and outputs, on Node's own modules,
// without retries, proxies, checks, or any thought of what may go wrong. The floor for the real one.
const { appendFileSync } = require('node:fs')
const { request } = require('node:https')

const { env } = process
const credential = Buffer.from(`${env['INPUT_CLIENT-ID']}:${env['INPUT_CLIENT-SECRET']}`).toString('base64')

function send(method, url, headers, body, done) {
  const outgoing = request(url, { method, headers, agent: false }, (message) => {
    let text = ''
    message.setEncoding('utf8')
    message.on('data', (chunk) => (text += chunk))
    message.on('end', () => done(JSON.parse(text)))
  })
  outgoing.end(body)
}

const form = { authorization: `Basic ${credential}`, 'content-type': 'application/x-www-form-urlencoded' }
send('POST', `${env['INPUT_LOGIN-URL']}/oauth/token`, form, 'grant_type=client_credentials', (token) => {
  console.log(`::add-mask::${token.access_token}`)
  appendFileSync(env.GITHUB_STATE, `token=${token.access_token}\n`)
  const bearer = { authorization: `Bearer ${token.access_token}` }
  send('GET', `${env['INPUT_API-URL']}/api/v2/tokens/me`, bearer, undefined, (owner) => {
    appendFileSync(
      env.GITHUB_OUTPUT,
      `organization-name=${owner.organization.name}\ntoken=${token.access_token}\n`,
    )
    console.log(`Got a token for ${owner.organization.name}.`)
  })
})
