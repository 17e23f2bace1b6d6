import { networkProbe } from '../../src/adapters/doctor/network-probe.ts'
import { readMachine } from '../../src/adapters/doctor/machine.ts'
import { systemClock } from '../../src/adapters/clock.ts'
import { httpTransport } from '../../src/adapters/node-http.ts'
import { readProxySettings } from '../../src/adapters/proxy.ts'
import { Deadline } from '../../src/core/deadline.ts'
import { type Clock } from '../../src/core/time.ts'
import { type CheckName, type CheckResult } from '../../src/doctor/check.ts'
import { allChecks } from '../../src/doctor/checks/all.ts'
import { type DoctorContext } from '../../src/doctor/context.ts'
import { examine } from '../../src/doctor/examine.ts'
import { Exchanges } from '../../src/doctor/exchanges.ts'
import { type GivenSettings } from '../../src/doctor/given.ts'
import { targetOf } from '../../src/doctor/target.ts'
import { type TokenToExamine } from '../../src/doctor/token-to-examine.ts'
import { Secret } from '../../src/core/secret.ts'
import { type RequestContext } from '../../src/http/send.ts'
import { Leases, NO_JOURNAL } from '../../src/lease/leases.ts'

export const CLIENT_ID = '5a1f2c3d-0000-4111-8222-9b9b9b9b9b9b'

/** Settings in which nothing is wrong. */
export const GIVEN: GivenSettings = {
  mistakes: '',
  clientId: { name: 'GENESYSCLOUD_OAUTHCLIENT_ID', text: CLIENT_ID },
  secret: { name: 'GENESYSCLOUD_OAUTHCLIENT_SECRET', value: new Secret('Qp9-s3cr3t-value-0123') },
  region: { name: 'GENESYSCLOUD_REGION', text: '' },
  urls: [],
  isFromAgent: false,
  otherTools: [],
}

/** What a test wants to be different. */
export interface Patient {
  readonly loginUrl: string
  readonly apiUrl?: string
  readonly settings?: GivenSettings
  readonly token?: TokenToExamine
  readonly organizationId?: string
  readonly clock?: Clock
  readonly isOffline?: boolean
}

const NO_TOKEN: TokenToExamine = {
  needsEndpoint: false,
  get: () => Promise.resolve({ is: 'not-asked-for', because: 'nobody asked' }),
}

/** A request context over the real transport. */
export function realRequests(clock: Clock = systemClock): RequestContext {
  return {
    transport: httpTransport(clock),
    clock,
    random: () => 0,
    signal: new AbortController().signal,
    log: () => undefined,
    mask: () => undefined,
    forget: () => undefined,
  }
}

/** What doctor has before it. */
export function contextOf(patient: Patient, request = realRequests(patient.clock)): DoctorContext {
  const { loginUrl, apiUrl = loginUrl, settings = GIVEN, token = NO_TOKEN } = patient
  const hosts = { login: targetOf('login', loginUrl), api: targetOf('api', apiUrl) }
  return {
    settings,
    machine: readMachine(hosts, readProxySettings().mistakes, process.env),
    hosts,
    tokenUrl: `${loginUrl}/oauth/token`,
    organizationId: patient.organizationId,
    probe: networkProbe,
    token,
    exchanges: new Exchanges(request, token),
    leases: new Leases(apiUrl, NO_JOURNAL, request),
    request,
    isOffline: patient.isOffline ?? false,
  }
}

/** Runs checks against real servers. @returns what each found */
export async function diagnose(
  patient: Patient,
  wanted: readonly CheckName[] = [],
): Promise<(name: CheckName) => CheckResult> {
  const context = contextOf(patient)
  const deadline = Deadline.after(60_000, context.request.clock)
  const results = await examine(allChecks(context.token), context, deadline, wanted)
  return (name) => {
    const result = results.find((one) => one.name === name)
    if (result === undefined) throw new Error(`${name} did not run`)
    return result
  }
}
