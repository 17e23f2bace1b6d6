import { ActionError, type ErrorCode } from '../core/errors.ts'
import { describeFailure } from '../http/reply.ts'
import { type Failure } from '../http/retry-decision.ts'
import { type RotationSettings } from './rotation-settings.ts'

/** What is told about a request that was refused: what happened, and the likely causes. */
interface Refusal {
  readonly code: ErrorCode
  readonly what: string
  readonly causes: readonly string[]
}

/** What a user is told about a request for a new secret that changed nothing for certain. */
export function refused(failure: Failure, settings: RotationSettings, cause: unknown): ActionError {
  const { code, what, causes } = refusalOf(failure, settings)
  const message = `${what} (${describeFailure(failure)}). Nothing has changed: the old secret still works.`
  return new ActionError(code, message, causes, cause)
}

function refusalOf(failure: Failure, settings: RotationSettings): Refusal {
  if (failure.kind === 'proxy') {
    return {
      code: 'PROXY_FAILED',
      what: 'The proxy did not let the request for a new secret through',
      causes: [
        'HTTPS_PROXY names the wrong host or port, or its user or password is wrong',
        'the proxy does not allow the api host',
      ],
    }
  }
  if (failure.kind !== 'status') {
    return {
      code: 'NETWORK_FAILED',
      what: `${settings.apiUrl} could not be reached to ask for a new secret`,
      causes: [
        'the runner may not open connections to this host (firewall, missing HTTPS_PROXY)',
        'the network or Genesys Cloud has an outage',
      ],
    }
  }
  const { what, causes } = (REASONS[failure.status ?? 0] ?? otherReason)(settings)
  return { code: 'ROTATION_REFUSED', what, causes }
}

type Reason = (settings: RotationSettings) => Omit<Refusal, 'code'>

/** By status. */
const REASONS: Readonly<Record<number, Reason>> = {
  401: ({ targetClientId: id }) => ({
    what: `Genesys Cloud took the token for invalid and did not replace the secret of the OAuth client ${id}`,
    causes: [
      'something revoked the token a moment ago: another step, or an administrator who disabled the client',
      'api-url belongs to another region or gateway than login-url',
    ],
  }),
  403: ({ credentials: { clientId }, targetClientId: id }) => ({
    what: `The OAuth client ${clientId} may not replace the secret of the OAuth client ${id}: it lacks the permission oauth:client:edit`,
    causes: [
      `no role of the OAuth client ${clientId} has the permission oauth:client:edit (in the list of permissions: OAuth > Client > Edit)`,
      'its role with that permission is granted for a division that does not cover it',
      'a security setting of the organization keeps OAuth clients from managing OAuth clients',
    ],
  }),
  404: ({ targetClientId: id }) => ({
    what: `The organization has no OAuth client ${id} whose secret could be replaced`,
    causes: [
      'target-client-id is wrong, or its client was deleted',
      'target-client-id belongs to another organization than client-id',
      'api-url belongs to another region or gateway than login-url',
    ],
  }),
}

const otherReason: Reason = ({ targetClientId: id }) => ({
  what: `Genesys Cloud refused to replace the secret of the OAuth client ${id}`,
  causes: [
    'the OAuth client is disabled, about to be deleted, or of a kind whose secret cannot be replaced',
    "this runner's IP address is not on the allow list",
    'a gateway, proxy or firewall refuses it',
  ],
})
