import { type EpochMs } from '../core/time.ts'
import { type Target } from './target.ts'

/** What the system's resolver says of a name. */
export type NameLookup =
  | { readonly is: 'found'; readonly addresses: readonly string[] }
  /** @property reason as the operating system names it, such as `ENOTFOUND` */
  | { readonly is: 'not-found' | 'no-answer'; readonly reason: string }

/** What came of opening a connection, through a proxy where one applies. */
export type Connection =
  /** @property where the address, or the proxy's */
  | { readonly is: 'open'; readonly where: string }
  | { readonly is: 'refused' | 'unreachable'; readonly reason: string }
  | { readonly is: 'proxy-unreachable'; readonly reason: string }
  | { readonly is: 'proxy-refused'; readonly status: number }

/** A server's certificate. Its texts come from outside. */
export interface Certificate {
  readonly subject: string
  readonly issuer: string
  /** Who stands at the end of the chain, as far as it is known. */
  readonly authority: string
  /** That one is among the authorities that come with Node. */
  readonly isPublic: boolean
  readonly validFrom: EpochMs
  readonly validTo: EpochMs
  /** The hosts that it is for. */
  readonly hosts: string
}

/** What came of a TLS handshake, after which nothing is sent. */
export type Handshake =
  /** @property fault why the certificate is not trusted, as OpenSSL names it; `undefined` if it is */
  | { readonly is: 'done'; readonly certificate: Certificate; readonly fault: string | undefined }
  | { readonly is: 'failed'; readonly reason: string }

/** The network as checks look at it. An abort of `signal` ends what is under way. */
export interface NetworkProbe {
  lookUp(host: string, signal: AbortSignal): Promise<NameLookup>
  connect(target: Target, signal: AbortSignal): Promise<Connection>
  handshake(target: Target, signal: AbortSignal): Promise<Handshake>
}
