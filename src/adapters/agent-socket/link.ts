import { type AgentLink } from '../../programs/stop-agent.ts'
import { environment } from '../process.ts'
import { removeFolder } from './address.ts'
import { closeAgentsGateway } from './gateway-client.ts'
import { readJournal } from './journal-file.ts'
import { lastWords, logLines } from './launch.ts'
import { readNonce } from './nonce.ts'
import { askToStop, type LinkTimes } from './stop.ts'

/**
 * Post's way to the agent that main started.
 *
 * @param places where agents live
 */
export function agentLink(places: readonly string[], times: LinkTimes): AgentLink {
  return {
    stop: async ({ socket }, stopsMs) => askToStop(socket, places, stopsMs, times),
    closeGateway: async ({ socket }, closesMs) => {
      const { agentConnects: connectMs, agentIsLate: graceMs } = times
      const nonce = (): string => readNonce(socket, places)
      return closeAgentsGateway({ socket, readNonce: nonce, waitMs: closesMs, connectMs, graceMs })
    },
    readJournal: ({ folder, journalKey }) => readJournal(folder, journalKey),
    debugLog: ({ folder }) => (environment()['RUNNER_DEBUG'] === '1' ? logLines(folder) : []),
    lastWords: ({ folder }) => lastWords(folder),
    removeFolder: (agent) => {
      try {
        removeFolder(agent)
      } catch {
        // The runner empties its folder for temporary files before the next job.
      }
    },
  }
}
