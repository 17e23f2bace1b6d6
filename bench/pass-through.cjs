// The least that can pass requests on with a token: no checks, no replay, no pace. `node pass-through.cjs URL` prints its port.
const { URL } = require('node:url')
const { Agent, createServer, request } = require('node:http')
const { pipeline } = require('node:stream')

const { hostname, port, host } = new URL(process.argv[2])
const agent = new Agent({ keepAlive: true })
const server = createServer((incoming, response) => {
  const { method, url, headers } = incoming
  const upstream = {
    agent,
    hostname,
    port,
    method,
    path: url,
    headers: { ...headers, host, authorization: 'Bearer x' },
  }
  const outgoing = request(upstream, (answer) => {
    response.writeHead(answer.statusCode, answer.headers)
    pipeline(answer, response, () => undefined)
  })
  pipeline(incoming, outgoing, () => undefined)
})
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
