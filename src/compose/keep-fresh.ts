import { type AgentStarter } from '../action/keep-fresh.ts'
import { type Settings } from '../action/settings.ts'
import { bundleOf } from '../adapters/execution.ts'
import { agentPlaces, environment } from '../adapters/process.ts'
import { prepareAddress } from '../agent/address.ts'
import { encodeSettings } from '../agent/agent-settings.ts'
import { newJournalKey } from '../agent/journal.ts'
import { writeLaunchers } from '../agent/launchers.ts'
import { launch } from '../agent/launch.ts'
import { placeOf } from '../token/region.ts'
import { Secret } from '../token/secret.ts'

/** A step that waits longer for its agent has a runner that is out of something. */
const READY_WITHIN_MS = 10_000

/** Starts agents with this very Node, from the bundle beside this one. */
export function agentStarter(settings: Settings, signal: AbortSignal): AgentStarter {
  return {
    prepare: () => {
      const address = prepareAddress(agentPlaces(), process.platform)
      const { socket, folder } = address
      const journalKey = new Secret(newJournalKey())
      return {
        saved: { socket, folder, journalKey, isRevoking: settings.revoke },
        stepId: environment()['GITHUB_ACTION'] ?? '',
        start: async ({ token, refreshToken }) => {
          const execPath = process.execPath
          const text = encodeSettings({
            ...settings,
            place: placeOf(settings.region, settings.loginUrl),
            region: settings.region?.name ?? '',
            address,
            journalKey,
            first: token,
            refreshToken,
          })
          const script = bundleOf('agent')
          const how = { execPath, script, folder, environment: environment(), deadlineMs: READY_WITHIN_MS }
          const path = writeLaunchers(folder, execPath, bundleOf('gc-token'))
          await launch(text, how, signal)
          return path
        },
      }
    },
  }
}
