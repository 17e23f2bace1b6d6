'use strict'

// The least that can do post's work: one request on Node's own modules.
const { request } = require('node:https')

const { value, apiUrl } = JSON.parse(process.env.STATE_token)
const options = { method: 'DELETE', headers: { authorization: `Bearer ${value}` }, agent: false }
request(`${apiUrl}/api/v2/tokens/me`, options, (message) => {
  message.resume()
  message.on('end', () => console.log('The token was revoked.'))
}).end()
