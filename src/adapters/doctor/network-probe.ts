import { lookup } from 'node:dns/promises'
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { connect as openSocket, isIP, type Socket } from 'node:net'
import { connect as openTls, type TLSSocket } from 'node:tls'
import { messageOf } from '../../core/errors.ts'
import {
  type Connection,
  type Handshake,
  type NameLookup,
  type NetworkProbe,
} from '../../doctor/network-probe.ts'
import { type Target } from '../../doctor/target.ts'
import { readCertificate } from './certificate.ts'
import { proxyFor } from './proxies.ts'

/** The network of this machine. Nothing is sent over a connection but what opens it. */
export const networkProbe: NetworkProbe = { lookUp, connect, handshake }

async function lookUp(host: string): Promise<NameLookup> {
  try {
    const found = await lookup(host, { all: true })
    return { is: 'found', addresses: found.map(({ address }) => address) }
  } catch (error) {
    const reason = codeOf(error)
    return { is: reason === 'EAI_AGAIN' ? 'no-answer' : 'not-found', reason }
  }
}

async function connect(target: Target, signal: AbortSignal): Promise<Connection> {
  const opened = await open(target, signal)
  if ('socket' in opened) opened.socket.destroy()
  return opened.connection
}

async function handshake(target: Target, signal: AbortSignal): Promise<Handshake> {
  const opened = await open(target, signal)
  if (!('socket' in opened)) return { is: 'failed', reason: 'the connection could not be opened again' }
  const { socket } = opened
  // A certificate that is not trusted is looked at all the same: nothing is sent to such a server.
  const tls = openTls({
    socket,
    host: target.host,
    ...(isIP(target.host) === 0 ? { servername: target.host } : {}),
    rejectUnauthorized: false,
  })
  try {
    await event(tls, 'secureConnect', signal)
    return read(tls)
  } catch (error) {
    return { is: 'failed', reason: `${messageOf(error)}${codeSuffix(error)}` }
  } finally {
    tls.destroy()
    socket.destroy()
  }
}

function read(tls: TLSSocket): Handshake {
  const leaf = tls.getPeerX509Certificate()
  if (leaf === undefined) return { is: 'failed', reason: 'the server shows no certificate' }
  // Node gives the code where its types have an error.
  const fault: unknown = tls.authorizationError
  return {
    is: 'done',
    certificate: readCertificate(leaf),
    fault: fault === null || fault === undefined ? undefined : codeOf(fault),
  }
}

type Opened =
  | { readonly connection: Connection; readonly socket: Socket }
  | { readonly connection: Exclude<Connection, { is: 'open' }> }

async function open(target: Target, signal: AbortSignal): Promise<Opened> {
  const proxy = proxyFor(target.url)
  return proxy === undefined ? openDirectly(target, signal) : openThrough(proxy, target, signal)
}

async function openDirectly({ host, port }: Target, signal: AbortSignal): Promise<Opened> {
  const socket = openSocket({ host, port })
  try {
    await event(socket, 'connect', signal)
    return { socket, connection: { is: 'open', where: socket.remoteAddress ?? host } }
  } catch (error) {
    socket.destroy()
    const reason = codeOf(error)
    return { connection: { is: reason === 'ECONNREFUSED' ? 'refused' : 'unreachable', reason } }
  }
}

/** By CONNECT, as the HTTP client does (RFC 9110, section 9.3.6). */
async function openThrough(proxy: URL, target: Target, signal: AbortSignal): Promise<Opened> {
  const authority = `${target.host.includes(':') ? `[${target.host}]` : target.host}:${target.port}`
  const credential = Buffer.from(`${proxy.username}:${proxy.password}`, 'utf8').toString('base64')
  const options: RequestOptions = {
    method: 'CONNECT',
    host: proxy.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: proxy.port === '' ? (proxy.protocol === 'https:' ? 443 : 80) : proxy.port,
    path: authority,
    headers: {
      host: authority,
      ...(proxy.username === '' ? {} : { 'proxy-authorization': `Basic ${credential}` }),
    },
    agent: false,
    signal,
  }
  return new Promise((resolve) => {
    const request = (proxy.protocol === 'https:' ? httpsRequest : httpRequest)(options)
    const refuse = ({ statusCode = 0 }: IncomingMessage): void => {
      request.destroy()
      resolve({ connection: { is: 'proxy-refused', status: statusCode } })
    }
    request.on('connect', (message, socket: Socket) => {
      socket.on('error', () => undefined)
      if (message.statusCode === 200)
        resolve({ socket, connection: { is: 'open', where: `the proxy ${proxy.host}` } })
      else {
        socket.destroy()
        refuse(message)
      }
    })
    request.on('response', refuse)
    request.on('error', (error) =>
      resolve({ connection: { is: 'proxy-unreachable', reason: codeOf(error) } }),
    )
    request.end()
  })
}

/** Rejects with the socket's error, its early end, or the signal's reason. */
function event(socket: Socket, name: 'connect' | 'secureConnect', signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      socket.destroy()
      reject(signal.reason as Error)
    }
    signal.addEventListener('abort', abort, { once: true })
    socket.once(name, () => resolve())
    // Not once: what a broken connection says later is of no interest, and must not end the process.
    socket.on('error', reject)
    socket.once('close', () => reject(new Error('the connection was closed')))
  })
}

function codeOf(error: unknown): string {
  if (typeof error === 'string') return error
  // Of several addresses, each of which failed.
  const one = error instanceof AggregateError ? (error.errors[0] as unknown) : error
  return one instanceof Error && 'code' in one && typeof one.code === 'string' ? one.code : messageOf(one)
}

const codeSuffix = (error: unknown): string =>
  error instanceof Error && 'code' in error ? ` (${codeOf(error)})` : ''
