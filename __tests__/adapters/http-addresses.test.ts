/** @jest-environment ./__tests__/adapters/node-errors-environment.js */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type AddressInfo, type LookupFunction, type Socket } from 'node:net'
import { Worker } from 'node:worker_threads'
import { systemClock } from '../../src/adapters/clock.ts'
import { httpTransport } from '../../src/adapters/node-http.ts'
import { type HttpReply } from '../../src/http/transport.ts'
import { failureOf, grantTo, setProxyVariables } from '../support/servers.ts'

/** A name that has these addresses, as a resolver tells: not at once. */
const resolvingTo =
  (...addresses: readonly string[]): LookupFunction =>
  (_name, _options, callback) => {
    const found = addresses.map((address) => ({ address, family: 4 }))
    setImmediate(() => callback(null, found))
  }

const sendTo = (port: number, lookup: LookupFunction, timeoutMs = 15_000): Promise<HttpReply> =>
  httpTransport(systemClock, { lookup })(
    grantTo(`http://login.genesys.test:${port}`),
    timeoutMs,
    new AbortController().signal,
  )

const closers: (() => unknown)[] = []

async function startServer(host: string, port = 0): Promise<number> {
  const server = createServer((_, response) => response.writeHead(204, { connection: 'close' }).end())
  server.listen(port, host)
  await once(server, 'listening')
  closers.push(() => server.close())
  return (server.address() as AddressInfo).port
}

/** Nothing listens there. */
async function freePort(): Promise<number> {
  const port = await startServer('127.0.0.1')
  const close = closers.pop()
  close?.()
  return port
}

/**
 * An address that drops what knocks, as one that cannot be reached does: its queue is full, and the thread that would empty
 * it waits until it is let go on.
 */
async function startBusyHost(host: string): Promise<{ readonly port: number; letGoOn(): void }> {
  const gate = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(
    `const { parentPort, workerData } = require('node:worker_threads')
     const server = require('node:http').createServer((_, response) => response.writeHead(204, { connection: 'close' }).end())
     server.listen({ port: 0, host: workerData.host, backlog: 1 }, () => {
       parentPort.postMessage(server.address().port)
       setImmediate(() => Atomics.wait(workerData.gate, 0, 0))
     })`,
    { eval: true, workerData: { host, gate } },
  )
  const [port] = (await once(worker, 'message')) as [number]
  const letGoOn = (): void => {
    Atomics.store(gate, 0, 1)
    Atomics.notify(gate, 0)
  }
  const inQueue: Socket[] = []
  for (let place = 0; place < 2; place++) {
    const socket = connect(port, host).on('error', () => undefined)
    inQueue.push(socket)
    await once(socket, 'connect')
  }
  closers.push(() => {
    letGoOn()
    for (const socket of inQueue) socket.destroy()
    return worker.terminate()
  })
  return { port, letGoOn }
}

beforeEach(() => setProxyVariables())

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()))
})

describe('when a name has several addresses', () => {
  it('takes the next where one refuses', async () => {
    const port = await startServer('127.0.0.2')
    expect((await sendTo(port, resolvingTo('127.0.0.1', '127.0.0.2'))).status).toBe(204)
  })

  it('names each of them if none can be reached', async () => {
    const port = await freePort()
    const failure = await failureOf(sendTo(port, resolvingTo('127.0.0.1', '127.0.0.2')))
    expect(failure).toEqual({
      kind: 'connection',
      summary: `connect ECONNREFUSED 127.0.0.1:${port}; connect ECONNREFUSED 127.0.0.2:${port}`,
      isUnsent: true,
    })
  })
})

// Only Linux has all of 127.0.0.0/8, and drops what does not fit into a queue.
const onLinux = process.platform === 'linux' ? describe : describe.skip

onLinux('when an address takes longer than the 250 ms that Node gives it', () => {
  it('waits for it, for a share of the time of the request', async () => {
    const { port, letGoOn } = await startBusyHost('127.0.0.1')
    // The kernel knocks again after a second; nothing listens at the other address.
    const sending = sendTo(port, resolvingTo('127.0.0.1', '127.0.0.2'))
    setImmediate(letGoOn)
    expect((await sending).status).toBe(204)
  })

  it('names those that were tried when the time is over', async () => {
    const { port } = await startBusyHost('127.0.0.1')
    expect(await failureOf(sendTo(port, resolvingTo('127.0.0.1'), 300))).toEqual({
      kind: 'timeout',
      summary: `no connection within 0.3 s to 127.0.0.1:${port}`,
      isUnsent: true,
    })
  })
})
