import { systemClock } from '../adapters/clock.ts'
import { environment } from '../adapters/process.ts'
import { useProxySettings } from '../adapters/proxy.ts'
import { Deadline } from '../core/deadline.ts'
import { type ServedToken } from '../lease/token-source.ts'
import { guardedSource } from '../programs/gc-token/guarded-source.ts'
import { TOKEN_FIELDS } from '../settings/fields.ts'
import { read } from '../settings/reader.ts'
import { variableSource } from '../settings/sources.ts'
import { log } from './terminal.ts'
import { requestContextOf } from './terminal-requests.ts'

/** An agent's token may be asked about for so long. */
const GUARD_WITHIN_MS = 30_000

/** Nothing if a token of the agent belongs to GENESYSCLOUD_ORGANIZATION_ID. @throws ActionError */
export async function guardToken(token: ServedToken): Promise<void> {
  const { organizationId } = TOKEN_FIELDS
  const values = read({ organizationId }, [], variableSource(environment()), useProxySettings().mistakes)
  const there = (): Promise<ServedToken> => Promise.resolve(token)
  const source = guardedSource({ current: there, renew: there }, values.organizationId, requestContextOf(log))
  await source.current(Deadline.after(GUARD_WITHIN_MS, systemClock))
}
