import { type AgentStarter } from '../programs/keep-fresh.ts'
import { type Settings } from '../settings/settings.ts'
import { bundleOf } from '../adapters/execution.ts'
import { agentPlaces, environment } from '../adapters/process.ts'
import { prepareAddress } from '../adapters/agent-socket/address.ts'
import { encodeSettings } from '../agent/agent-settings.ts'
import { fileJournal, newJournalKey } from '../adapters/agent-socket/journal-file.ts'
import { writeLaunchers } from '../adapters/agent-socket/launchers.ts'
import { launch } from '../adapters/agent-socket/launch.ts'
import { placeOf } from '../genesys/region.ts'
import { ActionError, messageOf } from '../core/errors.ts'
import { Secret } from '../core/secret.ts'

/** A step that waits longer for its agent has a runner that is out of something. */
const READY_WITHIN_MS = 10_000

/** @throws ActionError AGENT_FAILED for what the operating system says about the agent's folder */
function writeOrFail<Result>(write: () => Result): Result {
  try {
    return write()
  } catch (error) {
    throw new ActionError(
      'AGENT_FAILED',
      `The folder of the agent could not be written to (${messageOf(error)}).`,
      ['the disk of the runner is full', 'something removed or locked files in RUNNER_TEMP'],
      error,
    )
  }
}

/** Starts agents with this very Node, from the bundle beside this one. */
export function agentStarter(settings: Settings, signal: AbortSignal): AgentStarter {
  const { credentials, region, tokenUrl, apiUrl, scope, minValidityMs, timeoutMs, revoke } = settings
  return {
    prepare: () => {
      const address = prepareAddress(agentPlaces(), process.platform)
      const { socket, folder } = address
      const journalKey = new Secret(newJournalKey())
      writeOrFail(() => fileJournal(folder, journalKey).write([]))
      return {
        saved: { socket, folder, apiUrl, journalKey, isRevoking: revoke },
        stepId: environment()['GITHUB_ACTION'] ?? '',
        start: async ({ lease, refreshToken }, deadline) => {
          const execPath = process.execPath
          const text = encodeSettings({
            clientId: credentials.clientId,
            clientSecret: credentials.clientSecret,
            scope,
            tokenUrl,
            apiUrl,
            minValidityMs,
            timeoutMs,
            revoke,
            place: placeOf(region, tokenUrl),
            region: region?.name ?? '',
            address,
            journalKey,
            first: lease.token,
            refreshToken,
          })
          const script = bundleOf('agent')
          const how = {
            execPath,
            script,
            folder,
            environment: environment(),
            deadlineMs: Math.min(READY_WITHIN_MS, Math.max(1, deadline.leftMs)),
          }
          const path = writeOrFail(() => writeLaunchers(folder, execPath, bundleOf('gc-token')))
          await launch(text, how, signal)
          return path
        },
      }
    },
  }
}
