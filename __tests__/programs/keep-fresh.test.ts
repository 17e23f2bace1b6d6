import { describe, expect, it } from '@jest/globals'
import { Deadline } from '../../src/core/deadline.ts'
import { encodeLease } from '../../src/lease/lease-record.ts'
import { Leases, NO_JOURNAL } from '../../src/lease/leases.ts'
import { post } from '../../src/programs/post.ts'
import { keepFresh, variableOf } from '../../src/programs/keep-fresh.ts'
import { saveAgent } from '../../src/programs/saved-state.ts'
import { reportEnd } from '../../src/programs/stop-agent.ts'
import { type AgentEnd } from '../../src/adapters/agent-socket/stop.ts'
import { Secret } from '../../src/core/secret.ts'
import { reply, requestContextOf } from '../support/genesys.ts'
import { LEASE, recordingStep, type RecordingStep } from '../support/step-fakes.ts'

const AGENT = {
  socket: '/t/a/agent.sock',
  folder: '/t/a',
  apiUrl: 'https://api.mypurecloud.de',
  journalKey: new Secret('journal-key'),
  isRevoking: true,
}
const END: AgentEnd = { revoked: 0, alreadyGone: 0, failed: 0, reason: '', aliveUntil: '', wasGone: '' }

describe('when an agent keeps the token fresh', () => {
  const start = async (stepId: string, run: () => Promise<string>): Promise<RecordingStep> => {
    const step = recordingStep()
    const { context, clock } = requestContextOf([])
    const lease = new Leases(LEASE.apiUrl, NO_JOURNAL, context).adopt(LEASE)
    const starter = { prepare: () => ({ saved: AGENT, stepId, start: run }) }
    const first = { lease, refreshToken: undefined }
    await keepFresh(starter, first, Deadline.after(1_000, clock), step).catch((error: unknown) =>
      step.events.push(String(error)),
    )
    return step
  }

  it('tells post first, then later steps where it is, by the name of the step too', async () => {
    const { events, masked } = await start('test-org', () => Promise.resolve('/t/a/bin'))
    expect(masked).toEqual(['journal-key'])
    expect(events).toEqual([
      'mask',
      'state agent',
      'export GC_TOKEN_SOCK=/t/a/agent.sock',
      'export GC_TOKEN_SOCK_TEST_ORG=/t/a/agent.sock',
      'path /t/a/bin',
      'say An agent keeps the token fresh until the job ends: later steps get a live one with gc-token.',
    ])
  })

  it('tells later steps nothing of one that did not start', async () => {
    const { events } = await start('x', () => Promise.reject(new Error('no memory')))
    expect(events).toEqual(['mask', 'state agent', 'Error: no memory'])
  })

  it.each([
    ['test-org', 'GC_TOKEN_SOCK_TEST_ORG'],
    ['a.b c', 'GC_TOKEN_SOCK_A_B_C'],
    ['', undefined],
    ['__run', undefined],
  ])('has a variable for the step %j: %s', (stepId, name) => {
    expect(variableOf(stepId)).toBe(name)
  })
})

describe('when main left an agent', () => {
  it('is ended by post, at the same time as the step’s own token', async () => {
    const states: RecordingStep['states'] = { leases: JSON.stringify([encodeLease(LEASE)]), summary: 'true' }
    const step = recordingStep([], {}, states)
    saveAgent(AGENT, step)
    step.events.splice(0)
    const { context } = requestContextOf([reply(200)])
    const asked: unknown[] = []
    await post({
      step,
      context: { ...context, mask: (forms) => step.mask(forms) },
      stopAgent: (agent) => {
        asked.push(agent)
        return Promise.resolve({ ...END, revoked: 2 })
      },
      openStore: () => Promise.resolve(undefined),
    })
    expect(asked).toEqual([AGENT])
    expect(step.masked).toContain('journal-key')
    expect(step.events).toEqual([
      'mask',
      'mask',
      'say The token was revoked.',
      'say The agent was stopped; 2 tokens that it had got are revoked.',
      'summary Genesys Cloud access token: Revoked.\n',
    ])
  })
})

describe('when an agent has ended', () => {
  it.each<[string, Partial<AgentEnd>, boolean, readonly string[]]>([
    [
      'with one token',
      { revoked: 1 },
      true,
      ['say The agent was stopped; 1 token that it had got is revoked.'],
    ],
    [
      'before post came',
      { wasGone: 'connect ECONNREFUSED', revoked: 1, alreadyGone: 1 },
      true,
      ['say The agent was no longer running (connect ECONNREFUSED); 2 tokens that it had got are revoked.'],
    ],
    ['without a token of its own', {}, true, ['say The agent was stopped; it had got no token itself.']],
    [
      'and nothing is to be revoked',
      {},
      false,
      ['say The agent was stopped; its tokens were left alive because revoke is false.'],
    ],
    [
      'and some tokens could not be',
      { failed: 2, reason: 'HTTP 503', aliveUntil: '2026-11-21T11:00:00Z' },
      true,
      [
        'say The agent was stopped; none of its tokens is revoked.',
        'warn Tokens that the agent had got could not be revoked (2; HTTP 503). They may stay valid until 2026-11-21T11:00:00Z. To end them before, disable the OAuth client in Genesys Cloud.',
      ],
    ],
    [
      'and nobody knows until when',
      { failed: 1, reason: 'a token request was still unanswered' },
      true,
      [
        'say The agent was stopped; none of its tokens is revoked.',
        'warn Tokens that the agent had got could not be revoked (1; a token request was still unanswered). They may stay valid until they expire. To end them before, disable the OAuth client in Genesys Cloud.',
      ],
    ],
  ])('%s, post says what became of its tokens', (_, end, isRevoking, events) => {
    const step = recordingStep()
    reportEnd({ ...END, ...end }, isRevoking, step)
    expect(step.events).toEqual(events)
  })
})
