import { describeFailure } from '../http/reply.ts'
import { ActionError } from '../core/errors.ts'
import { type Failure } from '../http/retry-decision.ts'
import { type RotationSettings } from './rotation-settings.ts'

/** What a user is told about a request for a new secret that changed nothing for certain. */
export function refused(failure: Failure, settings: RotationSettings, cause: unknown): ActionError {
  const tell = (code: ActionError['code'], what: string, causes: readonly string[]): ActionError =>
    new ActionError(
      code,
      `${what} (${describeFailure(failure)}). Nothing has changed: the old secret still works.`,
      causes,
      cause,
    )
  if (failure.kind === 'proxy') {
    return tell('PROXY_FAILED', 'The proxy did not let the request for a new secret through', [
      'HTTPS_PROXY names the wrong host or port, or its user or password is wrong',
      'the proxy does not allow the api host',
    ])
  }
  if (failure.kind !== 'status') {
    return tell('NETWORK_FAILED', `${settings.apiUrl} could not be reached to ask for a new secret`, [
      'the runner may not open connections to this host (firewall, missing HTTPS_PROXY)',
      'the network or Genesys Cloud has an outage',
    ])
  }
  const { what, causes } = reasonOf(failure, settings)
  return tell('ROTATION_REFUSED', what, causes)
}

interface Reason {
  readonly what: string
  readonly causes: readonly string[]
}

function reasonOf(failure: Failure, { caller, targetClientId: id }: RotationSettings): Reason {
  switch (failure.status ?? 0) {
    case 403:
      return {
        what: `The OAuth client ${caller.clientId} may not replace the secret of the OAuth client ${id}: it lacks the permission oauth:client:edit`,
        causes: [
          `no role of the OAuth client ${caller.clientId} has the permission oauth:client:edit (in the list of permissions: OAuth > Client > Edit)`,
          'its role with that permission is granted for a division that does not cover it',
          'a security setting of the organization keeps OAuth clients from managing OAuth clients',
        ],
      }
    case 404:
      return {
        what: `The organization has no OAuth client ${id} whose secret could be replaced`,
        causes: [
          'target-client-id is wrong, or its client was deleted',
          'target-client-id belongs to another organization than client-id',
          'api-url belongs to another region or gateway than login-url',
        ],
      }
    case 401:
      return {
        what: `Genesys Cloud took the token for invalid and did not replace the secret of the OAuth client ${id}`,
        causes: [
          'something revoked the token a moment ago: another step, or an administrator who disabled the client',
          'api-url belongs to another region or gateway than login-url',
        ],
      }
    case 429:
      return {
        what: `Genesys Cloud limits requests and did not replace the secret of the OAuth client ${id}`,
        causes: ['other tools use the API heavily: run the workflow again in a minute'],
      }
    default:
      return {
        what: `Genesys Cloud refused to replace the secret of the OAuth client ${id}`,
        causes: [
          'the OAuth client is disabled, about to be deleted, or of a kind whose secret cannot be replaced',
          "this runner's IP address is not on the allow list",
          'a gateway, proxy or firewall refuses it',
        ],
      }
  }
}
