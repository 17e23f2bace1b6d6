import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** Half of a round trip between a runner in Virginia and an organization in Frankfurt. */
const ONE_WAY_MS = 45

/** A host that is as far away as that: what comes from here or there arrives late, and in order. */
export interface DistantHost {
  readonly url: string
  close(): Promise<void>
}

/**
 * Puts a host of loopback 90 ms away. Loopback itself connects at once; the round trip of that handshake is made up for by
 * holding back what is sent first.
 */
export async function atADistance(url: string): Promise<DistantHost> {
  const { hostname: host, port } = new URL(url)
  const sockets = new Set<Socket>()
  // An end of one side, too, takes its time to the other.
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect({ port: Number(port), host, allowHalfOpen: true })
    const pair = [near, far]
    for (const socket of pair) {
      sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('error', () => pair.forEach((each) => each.destroy()))
      socket.on('close', () => sockets.delete(socket))
    }
    const connectedAt = performance.now() + 2 * ONE_WAY_MS
    carry(near, far, () => Math.max(0, connectedAt - performance.now()) + ONE_WAY_MS)
    carry(far, near, () => ONE_WAY_MS)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const near = new URL(url)
  near.port = String((server.address() as AddressInfo).port)
  return {
    url: near.href.replace(/\/$/, ''),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function carry(from: Socket, to: Socket, delayMs: () => number): void {
  const onTheWay: (() => void)[] = []
  // Whichever timer ends first, what was sent first arrives first.
  const arrive = (): void => onTheWay.shift()?.()
  const later = (act: () => void): void => {
    onTheWay.push(act)
    setTimeout(arrive, delayMs())
  }
  from.on('data', (chunk) => later(() => to.write(chunk)))
  from.on('end', () => later(() => to.end()))
}
