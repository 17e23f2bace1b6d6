import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startGenesysCloud, type GenesysCloud } from '../simulator/genesys/genesys-cloud.ts'
import { createCertificateAuthority } from '../simulator/network/certificates.ts'
import { BUNDLE_RULES } from '../tools/bundle-rules.ts'
import { atADistance } from './distance.ts'
import { measureInTurn, run, statesIn, type Measurement, type Subject } from './processes.ts'

const ROUNDS = 30
const CLIENT = { id: '4d0fa9c1-1a52-4a5f-8ff4-1d3a1c2b3e4f', secret: 'bench-secret-of-no-worth' }

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
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const authority = await createCertificateAuthority()
  const caFile = join(folder, 'ca.pem')
  writeFileSync(caFile, authority.certificate)
  const cloud = await startGenesysCloud({
    clients: [CLIENT],
    tls: await authority.issue(['localhost', '127.0.0.1']),
  })
  const [login, api] = await Promise.all([atADistance(cloud.loginUrl), atADistance(cloud.apiUrl)])
  const away = { loginUrl: login.url, apiUrl: api.url }
  try {
    console.log(`Node ${process.version}, ${ROUNDS} rounds in turn, medians, https\n`)
    for (const entry of ['main', 'post'] as const) {
      await compare(entry, 'beside', subjectsOf(entry, cloud, folder, caFile))
      await compare(entry, 'away', subjectsOf(entry, away, folder, caFile))
    }
    console.log('A report, not a gate: a target that was missed is shown and fails nothing.')
  } finally {
    await Promise.all([cloud.close(), login.close(), api.close()])
    rmSync(folder, { recursive: true })
  }
}

type Hosts = Pick<GenesysCloud, 'loginUrl' | 'apiUrl'>
type Environment = Readonly<Record<string, string>>

function subjectsOf(entry: Entry, hosts: Hosts, folder: string, caFile: string): Subject[] {
  const forMain = (): Promise<Environment> => Promise.resolve(mainEnvironment(hosts, folder, caFile))
  return subjects(entry, entry === 'main' ? forMain : () => postEnvironment(hosts, folder, caFile), caFile)
}

/** Each run of post revokes a token that a run of main got for it, as in a job. */
async function postEnvironment(hosts: Hosts, folder: string, caFile: string): Promise<Environment> {
  const forMain = mainEnvironment(hosts, folder, caFile)
  await run({ name: 'main', arguments: [bundle('main')], environment: () => Promise.resolve(forMain) })
  return { NODE_EXTRA_CA_CERTS: caFile, ...statesIn(readFileSync(join(folder, 'state'), 'utf8')) }
}

function subjects(entry: Entry, environment: () => Promise<Environment>, caFile: string): Subject[] {
  const bare = (): Promise<Environment> => Promise.resolve({ NODE_EXTRA_CA_CERTS: caFile })
  return [
    { name: 'node -e 0', arguments: ['-e', '0'], environment: bare },
    { name: 'by hand', arguments: [join(root, 'bench', `hand-written-${entry}.cjs`)], environment },
    { name: entry, arguments: [bundle(entry)], environment },
  ]
}

function mainEnvironment(hosts: Hosts, folder: string, caFile: string): Environment {
  for (const name of ['output', 'state']) writeFileSync(join(folder, name), '')
  return {
    NODE_EXTRA_CA_CERTS: caFile,
    'INPUT_CLIENT-ID': CLIENT.id,
    'INPUT_CLIENT-SECRET': CLIENT.secret,
    'INPUT_LOGIN-URL': hosts.loginUrl,
    'INPUT_API-URL': hosts.apiUrl,
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_STATE: join(folder, 'state'),
  }
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
