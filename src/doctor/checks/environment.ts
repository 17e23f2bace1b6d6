import { fail, ok, warn, type Check, type Finding } from '../check.ts'
import { type DoctorContext } from '../context.ts'
import { type Machine } from '../given.ts'
import { type HostRole } from '../target.ts'

const OLDEST_NODE = 20

/** Node, the proxies as they apply to each host, the file of further authorities. */
export const ENVIRONMENT: Check = {
  name: 'environment',
  needs: [],
  isLocal: true,
  run: ({ machine, hosts }) => examineMachine(machine, hosts),
}

function examineMachine(machine: Machine, hosts: DoctorContext['hosts']): Finding {
  const { nodeVersion, proxyMistakes, caFile } = machine
  if (Number(/^v?(\d+)/.exec(nodeVersion)?.[1] ?? 0) < OLDEST_NODE) {
    return fail('NODE_TOO_OLD', `Node is ${nodeVersion}`, `install Node ${OLDEST_NODE} or later`)
  }
  if (proxyMistakes.length > 0) {
    return fail('PROXY_INVALID', proxyMistakes.join(' '), 'correct the proxy variable, or unset it')
  }
  if (caFile?.problem !== undefined) {
    return fail(
      'CA_FILE_UNREADABLE',
      `NODE_EXTRA_CA_CERTS names ${caFile.path}, which Node cannot use (${caFile.problem})`,
      'let it name a file with certificates in PEM that this user may read; it counts when a process starts',
    )
  }
  const ways = (['login', 'api'] as const).flatMap((role) => describeWay(role, machine, hosts))
  const authorities = caFile === undefined ? [] : [`further authorities from ${caFile.path}`]
  const detail = [`Node ${nodeVersion}`, ...new Set(ways), ...authorities].join(', ')
  const isTlsOff = machine.isTlsUnchecked
  return isTlsOff
    ? warn(
        'CERTIFICATES_UNCHECKED',
        `${detail}; NODE_TLS_REJECT_UNAUTHORIZED=0 makes Node trust every server`,
        'unset it, and let NODE_EXTRA_CA_CERTS name the authority instead',
      )
    : ok(detail)
}

function describeWay(role: HostRole, { proxies }: Machine, hosts: DoctorContext['hosts']): string[] {
  const host = hosts[role]?.host
  const use = proxies[role]
  if (host === undefined) return []
  switch (use.is) {
    case 'direct':
      return [`no proxy for ${host}`]
    case 'proxy':
      return [`${host} through the proxy ${use.proxy} (${use.variable})`]
    case 'excepted':
      return [`${host} without the proxy ${use.proxy}, since NO_PROXY covers it`]
  }
}
