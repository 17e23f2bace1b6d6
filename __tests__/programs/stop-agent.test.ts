import { describe, expect, it } from '@jest/globals'
import { Deadline } from '../../src/core/deadline.ts'
import { Secret } from '../../src/core/secret.ts'
import { type LeaseRecord } from '../../src/lease/lease-record.ts'
import {
  reportStopped,
  stopAgent,
  type AgentLink,
  type SavedAgent,
  type StoppedAgent,
} from '../../src/programs/stop-agent.ts'
import { reply, requestContextOf, START_MS, type Answer } from '../support/genesys.ts'
import { ACCESS_TOKEN, LEASE, recordingStep } from '../support/step-fakes.ts'

const AGENT: SavedAgent = {
  socket: '/t/a/agent.sock',
  folder: '/t/a',
  journalKey: new Secret('journal-key'),
  isRevoking: true,
  hasGateway: false,
}
const END = { releases: [], isAwaitingToken: false, journalFault: '' }
const STOPPED: StoppedAgent = { ...END, lostBecause: '', unknownBecause: '', debugLog: [] }

/** An agent that is lost, and left `records`. */
const lost = (records: readonly LeaseRecord[], changes: Partial<AgentLink> = {}): AgentLink => ({
  stop: () => Promise.reject(new Error('connect ECONNREFUSED\n::set-output name=a::b')),
  closeGateway: () => Promise.reject(new Error('connect ECONNREFUSED')),
  debugLog: () => [],
  readJournal: () => ({ records, isOutdated: false, isAwaitingToken: false }),
  lastWords: () => 'out of memory',
  removeFolder: () => undefined,
  ...changes,
})

async function stop(
  link: AgentLink,
  answers: readonly Answer[] = [],
): Promise<{ stopped: StoppedAgent; masked: string[]; sent: number }> {
  const { context, clock, sent } = requestContextOf(answers)
  const masked: string[] = []
  const times = { agentStops: 13_000, journalOfLostAgent: 10_000 }
  const mask = (forms: readonly string[]): void => {
    expect(sent).toHaveLength(0)
    masked.push(...forms)
  }
  const deadline = Deadline.after(28_000, clock)
  const stopped = await stopAgent(AGENT, { link, times, deadline, context: { ...context, mask } })
  return { stopped, masked, sent: sent.length }
}

const other = (value: string, custody: LeaseRecord['custody'] = { is: 'held' }): LeaseRecord => ({
  ...LEASE,
  token: { ...ACCESS_TOKEN, value: new Secret(value) },
  custody,
})

describe('when an agent cannot be asked any more', () => {
  it('releases what it left in its journal, masked before any request', async () => {
    const { stopped, masked } = await stop(lost([other('second-token'), other('third-token')]), [
      reply(200),
      reply(401),
    ])
    expect(stopped.releases.map(({ outcome }) => outcome)).toEqual(['revoked', 'already-invalid'])
    expect(masked).toEqual(expect.arrayContaining(['second-token', 'third-token']))
  })

  it('leaves alone what another answers for, such as the first token', async () => {
    const { stopped, sent } = await stop(lost([other('first-token', { is: 'shared' })]))
    expect([stopped.releases, sent]).toEqual([[], 0])
  })

  it('says that a token request was under way when it ended', async () => {
    const readJournal = () => ({ records: [], isOutdated: false, isAwaitingToken: true })
    expect((await stop(lost([], { readJournal }))).stopped).toMatchObject({
      isAwaitingToken: true,
      releases: [],
    })
  })

  it('says why on one line, with the last words of its log', async () => {
    const { stopped } = await stop(lost([]))
    expect(stopped.lostBecause).toBe(
      'connect ECONNREFUSED ::set-output name=a::b; its log ends with: out of memory',
    )
  })

  it('says that its tokens are not known where the journal cannot be read', async () => {
    const readJournal = (): never => {
      throw new Error('ENOENT: no such file')
    }
    const { stopped } = await stop(lost([], { readJournal }))
    expect(stopped.unknownBecause).toBe('its journal cannot be read: ENOENT: no such file')
  })

  it('releases those of an outdated journal, and says that there may be more', async () => {
    const readJournal = () => ({ records: [other('second-token')], isOutdated: true, isAwaitingToken: false })
    const { stopped } = await stop(lost([], { readJournal }), [reply(200)])
    expect(stopped.releases).toHaveLength(1)
    expect(stopped.unknownBecause).toBe('its journal could not be written to the end')
  })

  it('removes its folder, whatever happened', async () => {
    const removed: string[] = []
    await stop(lost([], { removeFolder: ({ folder }) => removed.push(folder) }))
    await stop(
      lost([], { stop: () => Promise.resolve(END), removeFolder: ({ folder }) => removed.push(folder) }),
    )
    expect(removed).toEqual(['/t/a', '/t/a'])
  })
})

describe('when an agent has ended', () => {
  const revoked = { outcome: 'revoked', until: START_MS } as const
  const invalid = { outcome: 'already-invalid', until: START_MS } as const
  const mayBeValid = (because: string, hours: number) =>
    ({ outcome: 'may-be-valid', until: START_MS + hours * 3_600_000, because }) as const

  it.each<[string, Partial<StoppedAgent>, boolean, readonly string[]]>([
    [
      'with one token',
      { releases: [revoked] },
      true,
      ['say The agent was stopped; 1 token that it had got is revoked.'],
    ],
    [
      'before post came',
      { lostBecause: 'connect ECONNREFUSED', releases: [revoked, invalid] },
      true,
      ['say The agent did not answer (connect ECONNREFUSED); 2 tokens that it had got are revoked.'],
    ],
    ['without a token of its own', {}, true, ['say The agent was stopped; it had got no token itself.']],
    [
      'and nothing is to be revoked',
      { unknownBecause: 'ENOENT' },
      false,
      ['say The agent was stopped; its tokens were left valid because revoke is false.'],
    ],
    [
      'and some tokens could not be',
      { releases: [mayBeValid('HTTP 503', 1), mayBeValid('HTTP 503', 0)] },
      true,
      [
        'say The agent was stopped; none of its tokens is revoked.',
        'warn Tokens that the agent had got could not be revoked (2; HTTP 503). They may stay valid until 2026-11-21T11:00:00Z. To end them before, disable the OAuth client in Genesys Cloud.',
      ],
    ],
    [
      'and a request was unanswered',
      { isAwaitingToken: true },
      true,
      [
        'say The agent was stopped; it had got no token itself.',
        'warn A token request of the agent was unanswered. A token of it may stay valid until it expires.',
      ],
    ],
    [
      'and could not write its journal',
      { journalFault: 'ENOSPC' },
      true,
      [
        'say The agent was stopped; it had got no token itself.',
        'say The agent could not write its journal (ENOSPC).',
      ],
    ],
    [
      'and its folder was removed',
      { lostBecause: 'ENOENT', unknownBecause: 'its journal cannot be read: ENOENT' },
      true,
      [
        'say The agent did not answer (ENOENT); what it had got is not known.',
        'warn Whether the agent had tokens of its own, and revoked them, is not known (its journal cannot be read: ENOENT). They may stay valid until they expire. An agent whose folder is removed revokes its tokens and ends.',
      ],
    ],
  ])('%s, post says what came of its tokens', (_, stopped, isRevoking, events) => {
    const step = recordingStep()
    reportStopped({ ...STOPPED, ...stopped }, isRevoking, step)
    expect(step.events).toEqual(events)
  })
})
