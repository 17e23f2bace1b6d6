import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, request, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { startGenesysCloud } from '../simulator/genesys/genesys-cloud.ts'
import { BENCH_CLIENT, entry, jobEnvironment, processWith, savedState } from './job.ts'
import { median } from './processes.ts'

const LIMITS = { toStraight: 1.1, toPassThrough: 1.3, peakMebibytes: 80 }
const ROUNDS = 9
const MEBIBYTES_EACH_WAY = 2_048

/** Where requests go, and what they bear. */
interface Target {
  readonly port: number
  readonly token: string
}

interface Load {
  readonly name: string
  readonly path: string
  readonly count: number
  readonly atOnce: number
}

const LOADS: readonly Load[] = [
  { name: '60 ms, one at a time', path: '/api/v2/slow', count: 10, atOnce: 1 },
  { name: '60 ms, 32 at once', path: '/api/v2/slow', count: 320, atOnce: 32 },
  { name: 'at once, 32 at once', path: '/api/v2/quick', count: 1_000, atOnce: 32 },
]

/** A request through the gateway of an agent against the same one straight, and through the least that passes requests on. */
export async function runGateway(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const children: ChildProcess[] = []
  const api = await startServer('api-server.cjs', children)
  const passThrough = await startServer('pass-through.cjs', children, `http://127.0.0.1:${api.port}`)
  const cloud = await startGenesysCloud({ clients: [BENCH_CLIENT] })
  const trackingId = `github_${randomUUID()}`
  const inputs = { 'INPUT_API-URL': `http://127.0.0.1:${api.port}`, INPUT_GATEWAY: 'true' }
  const environment = { ...jobEnvironment(cloud, folder, trackingId), ...inputs }
  try {
    await entry('main', environment)
    const gateway = gatewayOf(folder)
    const pid = processWith(trackingId)
    await passBodies(gateway)
    const peak = peakOf(pid)
    console.log(
      `gateway, 2 GiB each way: ${peak.toFixed(1)} MiB at the peak${target(peak, LIMITS.peakMebibytes)}`,
    )
    await compare({ straight: api, passThrough, gateway })
    console.log(`gateway, all of this: ${peakOf(pid).toFixed(1)} MiB at the peak\n`)
  } finally {
    await entry('post', { ...environment, ...savedState(folder) })
    for (const child of children) child.kill()
    await cloud.close()
    rmSync(folder, { recursive: true })
  }
}

async function compare(
  targets: Readonly<Record<'straight' | 'passThrough' | 'gateway', Target>>,
): Promise<void> {
  const agent = new Agent({ keepAlive: true })
  for (const load of LOADS) {
    const times = { straight: [] as number[], passThrough: [] as number[], gateway: [] as number[] }
    for (let round = -2; round < ROUNDS; round++) {
      for (const name of ['straight', 'passThrough', 'gateway'] as const) {
        const milliseconds = await timeOf(load, targets[name], agent)
        if (round >= 0) times[name].push(milliseconds)
      }
    }
    const [straight, passThrough, gateway] = [times.straight, times.passThrough, times.gateway].map(median)
    if (straight === undefined || passThrough === undefined || gateway === undefined) continue
    const [toStraight, toPassThrough] = [gateway / straight, gateway / passThrough]
    const isSlow = load.path.includes('slow')
    console.log(
      `gateway, ${load.name}: x${toStraight.toFixed(2)} to straight${isSlow ? target(toStraight, LIMITS.toStraight) : ''}, ` +
        `x${toPassThrough.toFixed(2)} to a bare pass-through${isSlow ? '' : target(toPassThrough, LIMITS.toPassThrough)} ` +
        `(that: x${(passThrough / straight).toFixed(2)} to straight)`,
    )
  }
  agent.destroy()
}

async function timeOf({ path, count, atOnce }: Load, to: Target, agent: Agent): Promise<number> {
  const startedAt = performance.now()
  let left = count
  const work = async (): Promise<void> => {
    while (left-- > 0) await read(await send(to, 'GET', path, agent))
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return performance.now() - startedAt
}

async function passBodies(gateway: Target): Promise<void> {
  const agent = new Agent()
  const mebibyte = Buffer.alloc(1024 * 1024)
  const body = Readable.from(Array.from({ length: MEBIBYTES_EACH_WAY }, () => mebibyte))
  await read(await send(gateway, 'POST', '/api/v2/quick', agent, body))
  await read(await send(gateway, 'GET', `/api/v2/quick?mebibytes=${MEBIBYTES_EACH_WAY}`, agent))
}

/** The most memory that a process had so far, in MiB. */
function peakOf(pid: number): number {
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
}

async function send(
  to: Target,
  method: string,
  path: string,
  agent: Agent,
  body?: Readable,
): Promise<IncomingMessage> {
  const headers = { authorization: `Bearer ${to.token}` }
  const sent = request({ agent, host: '127.0.0.1', port: to.port, method, path, headers })
  const answered = once(sent, 'response') as Promise<[IncomingMessage]>
  if (body === undefined) sent.end()
  else await pipeline(body, sent)
  const [answer] = await answered
  if (answer.statusCode !== 200) throw new Error(`${method} ${path}: ${answer.statusCode ?? 0}`)
  return answer
}

async function read(answer: IncomingMessage): Promise<void> {
  answer.resume()
  await once(answer, 'end')
}

async function startServer(file: string, children: ChildProcess[], ...args: string[]): Promise<Target> {
  const child = spawn(process.execPath, [join(import.meta.dirname, file), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { port: Number(line.toString()), token: 'x' }
}

function gatewayOf(folder: string): Target {
  const outputs = readFileSync(join(folder, 'output'), 'utf8')
  const value = (name: string): string =>
    new RegExp(`^${name}<<(.*)\\n(.*)\\n\\1$`, 'm').exec(outputs)?.[2] ?? ''
  return { port: Number(new URL(value('gateway-url')).port), token: value('gateway-token') }
}

function target(value: number, limit: number): string {
  return ` (target ${limit}${value <= limit ? '' : ', missed'})`
}
