import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { BUNDLE_RULES } from '../tools/bundle-rules.ts'
import { mainEnvironment, startOrganization, type Hosts, type Organization } from './organization.ts'
import { measureInTurn, run, statesIn, type Measurement, type Subject } from './processes.ts'

const ROUNDS = 30

/** What is to be reached, on Node 24: to the one by hand beside the organization, the same 90 ms away, and in MiB. */
const LIMITS = {
  main: { beside: 1.15, away: 0.75, peakMebibytes: 58 },
  post: { beside: 1.1, away: 1.05, peakMebibytes: 55 },
} as const

type Entry = keyof typeof LIMITS

const root = join(import.meta.dirname, '..')

/**
 * Main and post as whole processes, over https, beside an organization and 90 ms away from one, against `node -e 0` (the floor
 * of everything that runs on Node) and against the least that can make the same requests by hand.
 */
export async function runStartUp(): Promise<void> {
  const organization = await startOrganization()
  const { beside, away } = organization
  try {
    console.log(`Node ${process.version}, ${ROUNDS} rounds in turn, medians, https\n`)
    for (const entry of ['main', 'post'] as const) {
      await compare(entry, 'beside', subjectsOf(entry, beside, organization))
      await compare(entry, 'away', subjectsOf(entry, away, organization))
    }
    console.log('A report, not a gate: a target that was missed is shown and fails nothing.')
  } finally {
    await organization.close()
  }
}

type Environment = Readonly<Record<string, string>>

function subjectsOf(entry: Entry, hosts: Hosts, organization: Organization): Subject[] {
  const forMain = (): Promise<Environment> => Promise.resolve(mainEnvironment(hosts, organization))
  const environment = entry === 'main' ? forMain : () => postEnvironment(hosts, organization)
  const bare = (): Promise<Environment> => Promise.resolve({ NODE_EXTRA_CA_CERTS: organization.caFile })
  return [
    { name: 'node -e 0', arguments: ['-e', '0'], environment: bare },
    { name: 'by hand', arguments: [join(root, 'bench', `hand-written-${entry}.cjs`)], environment },
    { name: entry, arguments: [bundle(entry)], environment },
  ]
}

/** Each run of post revokes a token that a run of main got for it, as in a job. */
async function postEnvironment(hosts: Hosts, organization: Organization): Promise<Environment> {
  const forMain = mainEnvironment(hosts, organization)
  await run({ name: 'main', arguments: [bundle('main')], environment: () => Promise.resolve(forMain) })
  const { folder, caFile } = organization
  return { NODE_EXTRA_CA_CERTS: caFile, ...statesIn(readFileSync(join(folder, 'state'), 'utf8')) }
}

const bundle = (entry: string): string => join(root, 'dist', entry, 'index.js')

async function compare(
  entry: Entry,
  where: 'beside' | 'away',
  candidates: readonly Subject[],
): Promise<void> {
  const measurements = await measureInTurn(candidates, ROUNDS)
  const [floor, byHand, own] = measurements
  if (floor === undefined || byHand === undefined || own === undefined)
    throw new Error('nothing was measured')
  for (const measurement of measurements) console.log(line(measurement, floor))
  const limits = LIMITS[entry]
  const verdicts = [
    verdict('to the one by hand', own.milliseconds / byHand.milliseconds, limits[where]),
    ...(where === 'away'
      ? []
      : [
          verdict('MiB at the peak', own.peakMebibytes, limits.peakMebibytes),
          verdict('bytes of bundle', statSync(bundle(entry)).size, BUNDLE_RULES[entry]?.limitBytes ?? 0),
        ]),
  ]
  console.log(`${entry}, ${where === 'away' ? '90 ms away' : 'beside it'}: ${verdicts.join('; ')}\n`)
}

function line({ name, milliseconds, peakMebibytes }: Measurement, floor: Measurement): string {
  const ratio = (milliseconds / floor.milliseconds).toFixed(2)
  return `  ${name.padEnd(10)} ${milliseconds.toFixed(1).padStart(7)} ms  x${ratio}  ${peakMebibytes.toFixed(1)} MiB`
}

function verdict(what: string, value: number, limit: number): string {
  const shown = Number.isInteger(value) ? String(value) : value.toFixed(2)
  return `${shown} ${what} (target ${limit}${value <= limit ? '' : ', missed'})`
}
