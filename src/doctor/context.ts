import { type RequestContext } from '../http/send.ts'
import { type Leases } from '../lease/leases.ts'
import { type Exchanges } from './exchanges.ts'
import { type GivenSettings, type Machine } from './given.ts'
import { type NetworkProbe } from './network-probe.ts'
import { type HostRole, type Target } from './target.ts'
import { type TokenToExamine } from './token-to-examine.ts'

/** What all checks look at, and through. */
export interface DoctorContext {
  readonly settings: GivenSettings
  readonly machine: Machine
  /** `undefined` where no setting tells it. */
  readonly hosts: Readonly<Record<HostRole, Target | undefined>>
  /** Where tokens are issued; `undefined` where no setting tells it. */
  readonly tokenUrl: string | undefined
  /** What the token's organization has to be; `undefined` for any. */
  readonly organizationId: string | undefined
  readonly probe: NetworkProbe
  readonly token: TokenToExamine
  readonly exchanges: Exchanges
  /** Of what is issued on the way; released when the checks are done. */
  readonly leases: Leases
  readonly request: RequestContext
  /** No connection is opened. */
  readonly isOffline: boolean
}
