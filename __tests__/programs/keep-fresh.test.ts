import { describe, expect, it } from '@jest/globals'
import { finish } from '../../src/programs/post.ts'
import { keepFresh, variableOf } from '../../src/programs/keep-fresh.ts'
import { decodeState, encodeState } from '../../src/programs/saved-state.ts'
import { reportEnd } from '../../src/programs/stop-agent.ts'
import { type AgentEnd } from '../../src/adapters/agent-socket/stop.ts'
import { tokenForms } from '../../src/core/masks.ts'
import { Secret } from '../../src/core/secret.ts'
import { reply, retryingOver } from '../support/genesys.ts'
import { ACCESS_TOKEN, recordingRunner, STATE } from '../support/step-fakes.ts'

const AGENT = {
  socket: '/t/a/agent.sock',
  folder: '/t/a',
  journalKey: new Secret('journal-key'),
  isRevoking: true,
}
const END: AgentEnd = { revoked: 0, alreadyGone: 0, failed: 0, reason: '', aliveUntil: '', wasGone: '' }

describe('when an agent keeps the token fresh', () => {
  const start = async (
    stepId: string,
    refreshToken?: Secret,
  ): Promise<ReturnType<typeof recordingRunner>> => {
    const runner = recordingRunner()
    const agent = { saved: AGENT, stepId, start: () => Promise.resolve('/t/a/bin') }
    const first = { token: ACCESS_TOKEN, ...(refreshToken === undefined ? {} : { refreshToken }) }
    await keepFresh(agent, first, runner)
    return runner
  }

  it('tells later steps where it is, by the name of the step too', async () => {
    const { events } = await start('test-org')
    expect(events).toEqual([
      'export GC_TOKEN_SOCK=/t/a/agent.sock',
      'export GC_TOKEN_SOCK_TEST_ORG=/t/a/agent.sock',
      'path /t/a/bin',
      'say An agent keeps the token fresh until the job ends: later steps get a live one with gc-token.',
    ])
  })

  it('masks a refresh token before anything else', async () => {
    const { events, masked } = await start('__org_action', new Secret('refresh-token-value'))
    expect(events.slice(0, 2)).toEqual(['mask', 'export GC_TOKEN_SOCK=/t/a/agent.sock'])
    expect(masked).toEqual(tokenForms('refresh-token-value'))
  })

  it('says nothing of itself where it did not start', async () => {
    const runner = recordingRunner()
    const agent = { saved: AGENT, stepId: 'x', start: () => Promise.reject(new Error('no memory')) }
    await expect(keepFresh(agent, { token: ACCESS_TOKEN }, runner)).rejects.toThrow('no memory')
    expect(runner.events).toEqual([])
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

describe('when the state names an agent', () => {
  it('comes back with it', () => {
    const decoded = decodeState(encodeState({ ...STATE, agent: AGENT }))
    expect(decoded?.agent).toEqual(AGENT)
    expect(decoded?.agent?.journalKey.reveal()).toBe('journal-key')
  })

  it.each([
    ['no object', 5],
    ['null', null],
    ['half of one', { socket: '/s', folder: '/f' }],
    ['one of other types', { socket: '/s', folder: 1, journalKey: 'k' }],
  ])('is a state without one where the agent is %s', (_, agent) => {
    const text = JSON.stringify({ ...(JSON.parse(encodeState(STATE)) as object), agent })
    expect(decodeState(text)).toEqual(STATE)
  })

  it('is ended by post, at the same time as the step’s own token', async () => {
    const runner = recordingRunner()
    const { retrying } = retryingOver([reply(200)])
    const asked: unknown[] = []
    await finish(
      encodeState({ ...STATE, agent: AGENT, summary: true }),
      runner,
      retrying,
      (agent, apiUrl) => {
        asked.push([agent.socket, apiUrl])
        return Promise.resolve({ ...END, revoked: 2 })
      },
    )
    expect(asked).toEqual([['/t/a/agent.sock', STATE.apiUrl]])
    expect(runner.masked).toContain('journal-key')
    expect(runner.events).toEqual([
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
    const runner = recordingRunner()
    reportEnd({ ...END, ...end }, isRevoking, runner)
    expect(runner.events).toEqual(events)
  })
})
