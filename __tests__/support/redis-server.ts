import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createConnection, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** Why tests against a real Redis cannot run here; `undefined` if they can. */
export const noRedis: string | undefined =
  spawnSync('redis-server', ['--version']).error === undefined
    ? undefined
    : 'redis-server is not installed (Debian: apt-get install redis-server)'

// In the project's own checks a test that quietly does not run is worth nothing.
if (noRedis !== undefined && process.env['REQUIRE_REDIS'] === 'true') throw new Error(noRedis)

/** A real redis-server of our own on a free loopback port. */
export interface RedisServer {
  readonly port: number
  stop(): Promise<void>
}

/** Starts a real redis-server; `settings` are those of its command line, without the dashes. */
export async function startRedis(settings: Readonly<Record<string, string>> = {}): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'redis-'))
  const port = await freePort()
  const all = { port: String(port), bind: '127.0.0.1', dir: folder, save: '', appendonly: 'no', ...settings }
  const options = Object.entries(all).flatMap(([name, value]) => [`--${name}`, value])
  const server = spawn('redis-server', options, { stdio: 'ignore' })
  await reachable(Number(settings['tls-port'] ?? port), server)
  return {
    port,
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill()
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}

async function reachable(port: number, server: ChildProcess): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`redis-server ended with ${server.exitCode}.`)
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = createConnection(port, '127.0.0.1')
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
      socket.once('connect', () => socket.destroy())
    })
    if (isOpen) return
    await delay(20)
  }
}
