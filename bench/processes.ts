import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** One way to run a process that is to be measured. */
export interface Subject {
  readonly name: string
  /** Arguments to Node. */
  readonly arguments: readonly string[]
  /**
   * The whole environment of one run, made before its time is taken. Nothing is inherited: even one variable
   * of the host's can move the floor.
   */
  readonly environment: () => Promise<Readonly<Record<string, string>>>
}

/** What was measured of one subject: medians over all rounds. */
export interface Measurement {
  readonly name: string
  readonly milliseconds: number
  readonly peakMebibytes: number
}

const WARM_UP_ROUNDS = 3
const PEAK_ROUNDS = 5

/**
 * Runs each subject once a round, in turn, so that whatever else the machine does falls on all of them
 * alike. Peaks are taken in runs of their own, since asking for them costs time.
 */
export async function measureInTurn(subjects: readonly Subject[], rounds: number): Promise<Measurement[]> {
  const times = new Map(subjects.map(({ name }) => [name, [] as number[]]))
  for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
    for (const subject of subjects) {
      const milliseconds = await run(subject)
      if (round >= 0) times.get(subject.name)?.push(milliseconds)
    }
  }
  const measurements: Measurement[] = []
  for (const subject of subjects) {
    const peaks: number[] = []
    for (let round = 0; round < PEAK_ROUNDS; round++) peaks.push(await peakOf(subject))
    measurements.push({
      name: subject.name,
      milliseconds: median(times.get(subject.name) ?? []),
      peakMebibytes: median(peaks),
    })
  }
  return measurements
}

/** The middle one; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2
}

async function peakOf(subject: Subject): Promise<number> {
  const report = join(tmpdir(), `peak-${process.pid}.txt`)
  const preload = join(import.meta.dirname, 'report-peak.cjs')
  const environment = async (): Promise<Record<string, string>> => ({
    ...(await subject.environment()),
    PEAK_REPORT: report,
  })
  await run({ ...subject, arguments: ['--require', preload, ...subject.arguments], environment })
  const kibibytes = Number(readFileSync(report, 'utf8'))
  rmSync(report)
  return kibibytes / 1024
}

/** Runs a subject once and says how many milliseconds it took. */
export async function run({ name, arguments: argv, environment }: Subject): Promise<number> {
  const env = await environment()
  const start = process.hrtime.bigint()
  const child = spawn(process.execPath, argv, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6
  // A run that failed measures nothing.
  if (code !== 0) throw new Error(`${name} ended with exit code ${code ?? 'none'}:\n${output}`)
  return milliseconds
}

/** The state that an entry wrote for its post, as the runner hands it on: the last value of each name. */
export function statesIn(text: string): Record<string, string> {
  const values = text.matchAll(/^(\w+)<<(.*)\n(.*)\n\2$/gm)
  return Object.fromEntries([...values].map(([, name = '', , value = '']) => [`STATE_${name}`, value]))
}
