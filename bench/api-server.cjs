// An API host for the benchmark of the gateway: answers at once, or after 60 ms below /api/v2/slow, with a page of 25 queues. It
// swallows what is sent, and sends as many MiB as `?mebibytes=` says. Prints its port.
const { URL } = require('node:url')
const { createServer } = require('node:http')
const { Readable } = require('node:stream')

const entities = Array.from({ length: 25 }, (_, index) => ({
  id: String(index).padStart(36, '0'),
  name: `Queue ${index}`,
}))
const page = JSON.stringify({ entities })
const mebibyte = Buffer.alloc(1024 * 1024)

const server = createServer((incoming, response) => {
  incoming.resume()
  const { pathname, searchParams } = new URL(incoming.url, 'http://api.invalid')
  const mebibytes = Number(searchParams.get('mebibytes') ?? '0')
  const send = () => {
    if (mebibytes > 0) {
      response.writeHead(200, { 'content-length': mebibytes * mebibyte.length })
      Readable.from(Array.from({ length: mebibytes }, () => mebibyte)).pipe(response)
      return
    }
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': page.length }).end(page)
  }
  if (pathname.startsWith('/api/v2/slow')) setTimeout(send, 60)
  else if (incoming.method === 'POST') incoming.on('end', send)
  else send()
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
