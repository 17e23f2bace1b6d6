import { type Secret } from '../core/secret.ts'
import { type HostRole } from './target.ts'

/** A setting by the name that its user knows. */
export interface GivenText {
  readonly name: string
  readonly text: string
}

/** What was set, right or wrong. */
export interface GivenSettings {
  /** Everything that is wrong, as the settings' reader tells it; empty if nothing is. */
  readonly mistakes: string
  /** Empty where the agent has the credentials. */
  readonly clientId: GivenText
  /** As it was given, with the white space around it; `undefined` where there is none. */
  readonly secret: { readonly name: string; readonly value: Secret } | undefined
  readonly region: GivenText
  /** Those that are not empty. */
  readonly urls: readonly GivenText[]
  /** What the settings leave out and the agent tells. */
  readonly isFromAgent: boolean
  /** Whether these variables are set, which other tools read: those of a gateway, and those of a proxy. */
  readonly otherTools: readonly string[]
}

/** How requests to a host leave this machine. */
export type ProxyUse =
  | { readonly is: 'direct' }
  /** @property proxy its host and port */
  | { readonly is: 'proxy'; readonly proxy: string; readonly variable: string }
  /** There is a proxy, which NO_PROXY keeps from being used. */
  | { readonly is: 'excepted'; readonly proxy: string; readonly variable: string }

/** The file of NODE_EXTRA_CA_CERTS. */
export interface CaFile {
  readonly path: string
  /** Why it cannot be used; `undefined` if it can. */
  readonly problem: string | undefined
}

/** This machine, as requests depend on it. */
export interface Machine {
  readonly nodeVersion: string
  readonly proxies: Readonly<Record<HostRole, ProxyUse>>
  /** A sentence for each proxy variable that cannot be used. */
  readonly proxyMistakes: readonly string[]
  /** `undefined` if NODE_EXTRA_CA_CERTS is not set. */
  readonly caFile: CaFile | undefined
  /** NODE_TLS_REJECT_UNAUTHORIZED is 0. */
  readonly isTlsUnchecked: boolean
}
