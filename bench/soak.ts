import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { startGenesysCloud, type GenesysCloud } from '../simulator/genesys/genesys-cloud.ts'
import { askAgent } from '../src/adapters/agent-socket/client.ts'
import { readNonce } from '../src/adapters/agent-socket/nonce.ts'
import { readTokenReply } from '../src/agent/protocol.ts'
import { BENCH_CLIENT, entry, jobEnvironment, processWith, savedState } from './job.ts'

/** What one soak is made of. */
export interface SoakOptions {
  readonly seconds: number
  readonly tokenLifetimeSeconds: number
  /** How many ask in a loop; one more uses each token at once. */
  readonly clients: number
}

/** What came of it. */
export interface SoakResult {
  readonly handedOut: number
  /** Tokens that were dead when they were handed out, or refused by the API right after. */
  readonly dead: number
  readonly calls: number
  readonly grants: number
  /** From before main to after post: the agent cannot have lived for longer. */
  readonly tookSeconds: number
  /** Grants that the agent made for tokens that were never handed out. */
  readonly unused: number
  readonly firstMebibytes: number
  readonly lastMebibytes: number
  readonly peakMebibytes: number
  /** How many tokens were still alive after post. */
  readonly leftAlive: number
}

const ASK_EVERY_MS = 50
const WEIGH_EVERY_MS = 1_000

/** Runs main with keep-fresh, asks its agent for so long, and runs post. */
export async function soak(options: SoakOptions): Promise<SoakResult> {
  const folder = mkdtempSync(join(tmpdir(), 'soak-'))
  const { tokenLifetimeSeconds } = options
  const cloud = await startGenesysCloud({ clients: [{ ...BENCH_CLIENT, tokenLifetimeSeconds }] })
  const trackingId = `github_${randomUUID()}`
  const startedAt = performance.now()
  try {
    const environment = jobEnvironment(cloud, folder, trackingId)
    await entry('main', environment)
    const socket =
      /^GC_TOKEN_SOCK<<(.*)\n(.*)\n\1$/m.exec(readFileSync(join(folder, 'env'), 'utf8'))?.[2] ?? ''
    const outcome = await askForSoLong(cloud, socket, trackingId, options)
    await entry('post', { ...environment, ...savedState(folder) })
    const tookSeconds = (performance.now() - startedAt) / 1000
    return { ...outcome, tookSeconds, leftAlive: cloud.liveTokens().length }
  } finally {
    await cloud.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function askForSoLong(
  cloud: GenesysCloud,
  socket: string,
  trackingId: string,
  { seconds, clients }: SoakOptions,
): Promise<Omit<SoakResult, 'leftAlive' | 'tookSeconds'>> {
  const endsAt = Date.now() + seconds * 1000
  const seen = new Map<string, number>()
  let dead = 0
  let calls = 0
  const askOnce = async (): Promise<string> => {
    const reply = readTokenReply(
      await askAgent({ socket, readNonce: () => readNonce(socket, []), ask: 'token', waitMs: 30_000 }),
    )
    const value = reply?.value.reveal() ?? ''
    seen.set(value, (seen.get(value) ?? 0) + 1)
    if (!cloud.liveTokens().some((token) => token.value === value)) dead++
    return value
  }
  const loop = async (act: () => Promise<void>, everyMs: number): Promise<void> => {
    while (Date.now() < endsAt) {
      await act()
      await delay(everyMs)
    }
  }
  const ask = async (): Promise<void> => {
    await askOnce()
  }
  const use = async (): Promise<void> => {
    const headers = { authorization: `Bearer ${await askOnce()}` }
    const reply = await fetch(`${cloud.apiUrl}/api/v2/organizations/me`, { headers })
    await reply.arrayBuffer()
    calls++
    if (reply.status !== 200) dead++
  }
  const weights: number[] = []
  const pid = processWith(trackingId)
  const weigh = (): Promise<void> => {
    weights.push(residentMebibytes(pid))
    return Promise.resolve()
  }
  await delay(1_000)
  await Promise.all([
    ...Array.from({ length: clients }, () => loop(ask, ASK_EVERY_MS)),
    loop(use, ASK_EVERY_MS),
    loop(weigh, WEIGH_EVERY_MS),
  ])
  const granted = cloud.tokens().slice(1)
  return {
    handedOut: [...seen.values()].reduce((sum, count) => sum + count, 0),
    dead,
    calls,
    grants: granted.length,
    unused: granted.filter((token) => !seen.has(token.value)).length,
    firstMebibytes: weights[0] ?? NaN,
    lastMebibytes: weights.at(-1) ?? NaN,
    peakMebibytes: Math.max(...weights),
  }
}

function residentMebibytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024
}

/** The full one: ten minutes of tokens that live for four seconds. */
export async function runSoak(): Promise<void> {
  const seconds = Number(process.env['SOAK_SECONDS'] ?? '600')
  const result = await soak({ seconds, tokenLifetimeSeconds: 4, clients: 4 })
  const grantsPerMinute = (result.grants / seconds) * 60
  console.log(`Soak of ${seconds} s, tokens of 4 s, 4 clients and one that uses each token at once\n`)
  console.log(`  ${result.handedOut} tokens handed out, ${result.dead} of them dead; ${result.calls} calls`)
  console.log(
    `  ${result.grants} grants (${grantsPerMinute.toFixed(1)} a minute), ${result.unused} not handed out`,
  )
  console.log(
    `  agent: ${result.firstMebibytes.toFixed(1)} MiB at first, ${result.lastMebibytes.toFixed(1)} MiB at last, ` +
      `${result.peakMebibytes.toFixed(1)} MiB at the peak (target 60)`,
  )
  console.log(`  ${result.leftAlive} tokens left alive after post\n`)
  if (result.dead > 0 || result.leftAlive > 0) process.exitCode = 1
}
