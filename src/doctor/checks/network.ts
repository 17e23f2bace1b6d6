import { isoSeconds } from '../../core/time.ts'
import { quote } from '../../http/reply.ts'
import { blocked, fail, ok, skipped, warn, type Check, type Examination, type Finding } from '../check.ts'
import { type DoctorContext } from '../context.ts'
import { type Certificate, type Connection, type Handshake } from '../network-probe.ts'
import { type HostRole, type Target } from '../target.ts'

/** From the name of a host to a trusted connection to it. */
export function networkChecks(role: HostRole): Record<'dns' | 'connect' | 'tls', Check> {
  return {
    dns: {
      name: `dns.${role}`,
      needs: [],
      follows: ['settings', 'environment'],
      run: (examination) => withTarget(role, examination, lookUp),
      whenSilent: ({ hosts }) => noName(hosts[role]?.host ?? '', 'the resolver does not answer'),
    },
    connect: {
      name: `connect.${role}`,
      needs: [`dns.${role}`],
      run: (examination) => withTarget(role, examination, connect),
      whenSilent: (context) => silentPort(role, context),
    },
    tls: {
      name: `tls.${role}`,
      needs: [`connect.${role}`],
      run: (examination) => withTarget(role, examination, shakeHands),
      whenSilent: () =>
        fail(
          'TLS_FAILED',
          'the connection stands, but the server does not answer the TLS handshake',
          'something between this machine and the host swallows TLS: ask who runs the network',
        ),
    },
  }
}

type Look = (target: Target, examination: Examination) => Promise<Finding>

async function withTarget(role: HostRole, examination: Examination, look: Look): Promise<Finding> {
  const target = examination.hosts[role]
  if (target === undefined) return blocked(`no setting tells the ${role} host`)
  return look(target, examination)
}

const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]*:[\da-f:.]+)$/i

async function lookUp({ role, host }: Target, { machine, probe, signal }: Examination): Promise<Finding> {
  if (machine.proxies[role].is === 'proxy') return skipped(`the proxy looks up ${host}`)
  if (ADDRESS.test(host)) return ok(`${host} is an address`)
  const found = await probe.lookUp(host, signal)
  switch (found.is) {
    case 'found':
      return ok(`${host} is ${found.addresses.slice(0, 3).join(', ')}`)
    case 'not-found':
      return fail(
        'NAME_NOT_FOUND',
        `${host} does not resolve (${found.reason})`,
        'the region or URL may be misspelt, or this network resolves no names of the internet: then set HTTPS_PROXY',
      )
    case 'no-answer':
      return noName(host, found.reason)
  }
}

function noName(host: string, reason: string): Finding {
  return fail(
    'RESOLVER_SILENT',
    `${host} could not be looked up (${reason})`,
    "this machine's resolver does not answer: check its network and /etc/resolv.conf",
  )
}

async function connect(target: Target, examination: Examination): Promise<Finding> {
  return judgeConnection(await examination.probe.connect(target, examination.signal), target, examination)
}

function judgeConnection(connection: Connection, target: Target, context: DoctorContext): Finding {
  const where = `${target.host}:${target.port}`
  switch (connection.is) {
    case 'open':
      return ok(`${where} by ${connection.where}`)
    case 'refused':
      return fail(
        'CONNECTION_REFUSED',
        `${where} refuses connections (${connection.reason})`,
        withException('nothing listens on that port, or a firewall rejects it', target.role, context),
      )
    case 'unreachable':
      return fail(
        'HOST_UNREACHABLE',
        `${where} cannot be reached (${connection.reason})`,
        withException('there is no route to it from here: check the network', target.role, context),
      )
    case 'proxy-unreachable':
      return fail(
        'PROXY_UNREACHABLE',
        `the proxy ${proxyOf(target.role, context)} cannot be reached (${connection.reason})`,
        `${variableOf(target.role, context)} names the wrong host or port, or the proxy is down`,
      )
    case 'proxy-refused':
      return proxyRefused(connection.status, target, context)
  }
}

function proxyRefused(status: number, target: Target, context: DoctorContext): Finding {
  const proxy = `the proxy ${proxyOf(target.role, context)}`
  const variable = variableOf(target.role, context)
  if (status === 407) {
    return fail(
      'PROXY_WANTS_LOGIN',
      `${proxy} wants a login (HTTP 407)`,
      `put user and password into ${variable}, as in http://user:password@proxy.example.com:8080; those there are wrong, or missing`,
    )
  }
  return fail(
    'PROXY_REFUSED',
    `${proxy} does not let ${target.host}:${target.port} through (HTTP ${status})`,
    status >= 500
      ? 'the proxy cannot reach the host: is the host right, and the proxy well?'
      : 'ask who runs the proxy to allow this host; a host that needs no proxy belongs in NO_PROXY',
  )
}

function silentPort(role: HostRole, context: DoctorContext): Finding {
  const target = context.hosts[role]
  const where = target === undefined ? '' : `${target.host}:${target.port}`
  if (context.machine.proxies[role].is === 'proxy') {
    return fail(
      'PROXY_SILENT',
      `the proxy ${proxyOf(role, context)} does not answer`,
      `${variableOf(role, context)} may name the wrong host or port, or the proxy waits for ${where} in vain`,
    )
  }
  const hint = 'a firewall drops the connection without a word: allow it, or set HTTPS_PROXY'
  return fail('CONNECTION_SILENT', `${where} does not answer`, withException(hint, role, context))
}

/** The commonest surprise of a direct connection: there is a proxy, and it is not used. */
function withException(hint: string, role: HostRole, { machine }: DoctorContext): string {
  const use = machine.proxies[role]
  if (use.is !== 'excepted') return hint
  return `the proxy ${use.proxy} is not used, because NO_PROXY covers this host: take the host out of it if only the proxy gets out; ${hint}`
}

function proxyOf(role: HostRole, { machine }: DoctorContext): string {
  const use = machine.proxies[role]
  return use.is === 'direct' ? '' : use.proxy
}

function variableOf(role: HostRole, { machine }: DoctorContext): string {
  const use = machine.proxies[role]
  return use.is === 'direct' ? 'HTTPS_PROXY' : use.variable
}

async function shakeHands(target: Target, { probe, signal, request }: Examination): Promise<Finding> {
  if (!target.isTls) return skipped(`${target.host} is reached over http`)
  const { wallMs } = request.clock.now()
  return judgeHandshake(await probe.handshake(target, signal), target, wallMs)
}

function judgeHandshake(handshake: Handshake, target: Target, nowMs: number): Finding {
  if (handshake.is === 'failed') {
    return fail(
      'TLS_FAILED',
      `no TLS with ${target.host}:${target.port} (${quote(handshake.reason) ?? ''})`,
      'the port may speak plain http, or something in between breaks TLS off',
    )
  }
  const { certificate, fault } = handshake
  if (fault !== undefined) return judgeFault(fault, certificate, target, nowMs)
  const facts = `issued by ${quote(certificate.issuer) ?? ''}, valid until ${isoSeconds(certificate.validTo)}`
  if (certificate.isPublic) return ok(facts)
  return warn(
    'PRIVATE_AUTHORITY',
    `${facts}; its authority is private: ${quote(certificate.authority) ?? ''}`,
    'something on the way reads this connection (interception), unless a gateway of your own stands there; other tools have to trust that authority too',
  )
}

function judgeFault(fault: string, certificate: Certificate, target: Target, nowMs: number): Finding {
  if (fault === 'CERT_HAS_EXPIRED' || certificate.validTo < nowMs) {
    return fail(
      'CERTIFICATE_EXPIRED',
      `the certificate of ${target.host} expired at ${isoSeconds(certificate.validTo)}; here it is ${isoSeconds(nowMs)}`,
      'who runs that host has to renew it, unless the clock of this machine is ahead',
    )
  }
  if (fault === 'CERT_NOT_YET_VALID' || certificate.validFrom > nowMs) {
    return fail(
      'CERTIFICATE_NOT_YET_VALID',
      `the certificate of ${target.host} is valid from ${isoSeconds(certificate.validFrom)} on; here it is ${isoSeconds(nowMs)}`,
      'look at the clock of this machine: it is probably behind',
    )
  }
  if (fault === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return fail(
      'CERTIFICATE_OF_OTHER_HOST',
      `the certificate is not for ${target.host}, but for ${quote(certificate.hosts) ?? 'no host'}`,
      'the URL names another host than the server does, or something answers in its place',
    )
  }
  return fail(
    'CERTIFICATE_UNTRUSTED',
    `the certificate of ${target.host} comes from a private authority: ${quote(certificate.authority) ?? ''} (${fault})`,
    "let NODE_EXTRA_CA_CERTS name the file of that authority's certificate, in PEM, before the process starts",
  )
}
