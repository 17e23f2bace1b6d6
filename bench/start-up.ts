import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startGenesysCloud, type GenesysCloud } from '../simulator/genesys/genesys-cloud.ts'
import { createCertificateAuthority } from '../simulator/network/certificates.ts'
import { measureInTurn, run, statesIn, type Measurement, type Subject } from './processes.ts'

const ROUNDS = 30
const CLIENT = { id: '4d0fa9c1-1a52-4a5f-8ff4-1d3a1c2b3e4f', secret: 'bench-secret-of-no-worth' }
const LIMITS = { toFloor: 2.5, toHandWritten: 1.2, peakMebibytes: 58, bundleBytes: 150_000 }

const root = join(import.meta.dirname, '..')

/**
 * Main and post as whole processes, over https on loopback, against `node -e 0` (the floor of everything
 * that runs on Node) and against the least that can make the same requests by hand.
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
  try {
    console.log(`Node ${process.version}, ${ROUNDS} rounds in turn, medians, https on loopback\n`)
    await compare('main', mainSubjects(cloud, folder, caFile))
    await compare('post', postSubjects(cloud, folder, caFile))
    console.log('A report, not a gate: a target that was missed is shown and fails nothing.')
  } finally {
    await cloud.close()
    rmSync(folder, { recursive: true })
  }
}

type Environment = Readonly<Record<string, string>>

function mainSubjects(cloud: GenesysCloud, folder: string, caFile: string): Subject[] {
  return subjects('main', () => Promise.resolve(mainEnvironment(cloud, folder, caFile)), caFile)
}

/** Each run revokes a token that a run of main got for it, as in a job. */
function postSubjects(cloud: GenesysCloud, folder: string, caFile: string): Subject[] {
  const environment = async (): Promise<Environment> => {
    const forMain = mainEnvironment(cloud, folder, caFile)
    await run({ name: 'main', arguments: [bundle('main')], environment: () => Promise.resolve(forMain) })
    return { NODE_EXTRA_CA_CERTS: caFile, ...statesIn(readFileSync(join(folder, 'state'), 'utf8')) }
  }
  return subjects('post', environment, caFile)
}

function subjects(entry: string, environment: () => Promise<Environment>, caFile: string): Subject[] {
  const bare = (): Promise<Environment> => Promise.resolve({ NODE_EXTRA_CA_CERTS: caFile })
  return [
    { name: 'node -e 0', arguments: ['-e', '0'], environment: bare },
    { name: 'by hand', arguments: [join(root, 'bench', `hand-written-${entry}.cjs`)], environment },
    { name: entry, arguments: [bundle(entry)], environment },
  ]
}

function mainEnvironment(cloud: GenesysCloud, folder: string, caFile: string): Environment {
  for (const name of ['output', 'state']) writeFileSync(join(folder, name), '')
  return {
    NODE_EXTRA_CA_CERTS: caFile,
    'INPUT_CLIENT-ID': CLIENT.id,
    'INPUT_CLIENT-SECRET': CLIENT.secret,
    'INPUT_LOGIN-URL': cloud.loginUrl,
    'INPUT_API-URL': cloud.apiUrl,
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_STATE: join(folder, 'state'),
  }
}

const bundle = (entry: string): string => join(root, 'dist', entry, 'index.js')

async function compare(entry: string, candidates: readonly Subject[]): Promise<void> {
  const measurements = await measureInTurn(candidates, ROUNDS)
  const [floor, byHand, own] = measurements
  if (floor === undefined || byHand === undefined || own === undefined)
    throw new Error('nothing was measured')
  for (const measurement of measurements) console.log(line(measurement, floor))
  const verdicts = [
    verdict('to the floor', own.milliseconds / floor.milliseconds, LIMITS.toFloor),
    verdict('to the one by hand', own.milliseconds / byHand.milliseconds, LIMITS.toHandWritten),
    verdict('MiB at the peak', own.peakMebibytes, LIMITS.peakMebibytes),
    verdict('bytes of bundle', statSync(bundle(entry)).size, LIMITS.bundleBytes),
  ]
  console.log(`${entry}: ${verdicts.join('; ')}\n`)
}

function line({ name, milliseconds, peakMebibytes }: Measurement, floor: Measurement): string {
  const ratio = (milliseconds / floor.milliseconds).toFixed(2)
  return `  ${name.padEnd(10)} ${milliseconds.toFixed(1).padStart(7)} ms  x${ratio}  ${peakMebibytes.toFixed(1)} MiB`
}

function verdict(what: string, value: number, limit: number): string {
  const shown = Number.isInteger(value) ? String(value) : value.toFixed(2)
  return `${shown} ${what} (target ${limit}${value <= limit ? '' : ', missed'})`
}
