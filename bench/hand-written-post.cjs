'use strict'

// The least that can do post's work: one request on Node's own modules.
const { request } = require('node:https')

const [{ token, apiUrl }] = JSON.parse(process.env.STATE_leases)
const options = { method: 'DELETE', headers: { authorization: `Bearer ${token.value}` }, agent: false }
request(`${apiUrl}/api/v2/tokens/me`, options, (message) => {
  message.resume()
  message.on('end', () => console.log('The token was revoked.'))
}).end()
