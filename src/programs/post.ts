import { Deadline } from '../core/deadline.ts'
import { type RequestContext } from '../http/send.ts'
import { type EntryReference } from '../lease/lease-record.ts'
import { type TokenStore } from '../sharing/token-store.ts'
import { endTokens, type LeftByMain } from './end-tokens.ts'
import { readAgent, readLeases, readRequest } from './saved-state.ts'
import { type Step } from './step.ts'
import { closeGateway, reportStopped, stopAgent, type AgentLink, type SavedAgent } from './stop-agent.ts'
import { summaryOutcome } from './summary.ts'

/** What post works with. */
export interface PostPorts {
  readonly step: Step
  readonly context: RequestContext
  /** The way to an agent that main started. */
  readonly openLink: () => Promise<AgentLink>
  /** The store of a token that may have been shared; `undefined` if this step cannot reach it. */
  readonly openStore: (kind: EntryReference['store']) => Promise<TokenStore | undefined>
}

/** What a post step promises, in milliseconds. A cancelled job has five minutes for all its post steps together. */
export const POST_MS = {
  total: 30_000,
  leases: 28_000,
  lookForOffer: 4_000,
  /** Before anything is released, where there is a gateway. */
  gatewayCloses: 2_500,
  agentConnects: 1_500,
  /** What the agent is told that it has. */
  agentStops: 13_000,
  agentIsLate: 1_000,
  journalOfLostAgent: 10_000,
} as const

/**
 * What post does: releases what main left behind and says in one line what came of it. A token that may still be valid is a
 * warning; nothing is a reason to fail the job.
 */
export async function post(ports: PostPorts): Promise<void> {
  const { step, context } = ports
  const deadline = Deadline.after(POST_MS.leases, context.clock)
  const saved = readState(step)
  if (saved.agent !== undefined) step.mask([saved.agent.journalKey.reveal()])
  const link = saved.agent && (await ports.openLink())
  const traffic = saved.agent && link && (await endGateway(saved.agent, link, step))
  // Both at the same time: an agent that hangs must not cost the step's own token its revocation.
  const stopping = saved.agent && link && stopAgent(saved.agent, { link, times: POST_MS, deadline, context })
  const outcome = await endTokens(saved, deadline, { ...ports, lookForOfferMs: POST_MS.lookForOffer })
  if (stopping !== undefined) reportStopped(await stopping, saved.agent?.isRevoking === true, step)
  if (step.savedState('summary') === 'true') step.addSummary(summaryOutcome(outcome, traffic))
}

/** Each part by itself: one that cannot be read must not cost the tokens of another their end. */
function readState(step: Step): LeftByMain & { readonly agent: SavedAgent | undefined } {
  let isWhole = true
  const read = <Part>(part: (from: Step) => Part): Part | undefined => {
    try {
      return part(step)
    } catch {
      isWhole = false
      return undefined
    }
  }
  const [leases = [], agent, unanswered] = [read(readLeases), read(readAgent), read(readRequest)]
  return { leases, agent, unanswered, isWhole }
}

/** @returns what has passed through it; empty if there was none */
async function endGateway(agent: SavedAgent, link: AgentLink, step: Step): Promise<string> {
  if (!agent.hasGateway) return ''
  const traffic = await closeGateway(agent, link, POST_MS.gatewayCloses)
  if (traffic !== '') step.log(`The gateway is closed: ${traffic}.`)
  return traffic
}
