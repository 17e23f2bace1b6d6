import { booleanIn, NotDecodable, numberIn, objectIn, optionalTextIn, textIn } from '../core/decode.ts'
import { parseObject } from '../core/json.ts'
import { Secret } from '../core/secret.ts'
import { decodeLease, encodeLease, type LeaseRecord } from '../lease/lease-record.ts'
import { decodeCredentials, encodeCredentials, type ClientCredentials } from '../oauth/client-credentials.ts'
import { type TokenEndpoint } from '../oauth/token-endpoint.ts'
import { type AgentAddress } from './agent-address.ts'

/** All that an agent is told when it starts, over its standard input: other processes can read argument lists and environments. */
export interface AgentStart {
  readonly credentials: ClientCredentials
  readonly endpoint: TokenEndpoint
  readonly scope: string | undefined
  /** As AWS names it; empty if only URLs are known. */
  readonly region: string
  readonly apiUrl: string
  readonly minValidityMs: number
  readonly timeoutMs: number
  /** Whether the tokens that the agent is issued end with it. */
  readonly revoke: boolean
  readonly address: AgentAddress
  /** Encrypts the list of tokens that post has to release if the agent cannot. */
  readonly journalKey: Secret
  /** The first token that is served. The step that starts the agent answers for its end. */
  readonly first: LeaseRecord
  readonly refreshToken: Secret | undefined
  /** Whether the log has a line for each request through the gateway. */
  readonly isDebug: boolean
}

/** As one JSON text, field by field. It holds secrets: a pipe to the agent is the only place for it. */
export function encodeStart(start: AgentStart): string {
  const { endpoint, address } = start
  return JSON.stringify({
    credentials: encodeCredentials(start.credentials),
    endpoint: { place: endpoint.place, tokenUrl: endpoint.tokenUrl },
    scope: start.scope,
    region: start.region,
    apiUrl: start.apiUrl,
    minValidityMs: start.minValidityMs,
    timeoutMs: start.timeoutMs,
    revoke: start.revoke,
    address: { socket: address.socket, folder: address.folder, nonce: address.nonce },
    journalKey: start.journalKey.reveal(),
    first: encodeLease(start.first),
    refreshToken: start.refreshToken?.reveal(),
    isDebug: start.isDebug,
  })
}

/** @throws NotDecodable that names the first field that is wrong, without its value */
export function decodeStart(text: string): AgentStart {
  const fields = parseObject(text)
  if (fields === undefined) throw new NotDecodable('what the agent is told is no JSON object')
  const endpoint = objectIn(fields, 'endpoint')
  const address = objectIn(fields, 'address')
  const refreshToken = optionalTextIn(fields, 'refreshToken')
  return {
    credentials: decodeCredentials(objectIn(fields, 'credentials')),
    endpoint: { place: textIn(endpoint, 'place'), tokenUrl: textIn(endpoint, 'tokenUrl') },
    scope: optionalTextIn(fields, 'scope'),
    region: textIn(fields, 'region'),
    apiUrl: textIn(fields, 'apiUrl'),
    minValidityMs: numberIn(fields, 'minValidityMs'),
    timeoutMs: numberIn(fields, 'timeoutMs'),
    revoke: booleanIn(fields, 'revoke'),
    address: {
      socket: textIn(address, 'socket'),
      folder: textIn(address, 'folder'),
      nonce: textIn(address, 'nonce'),
    },
    journalKey: new Secret(textIn(fields, 'journalKey')),
    first: decodeLease(objectIn(fields, 'first')),
    refreshToken: refreshToken === undefined ? undefined : new Secret(refreshToken),
    isDebug: booleanIn(fields, 'isDebug'),
  }
}
