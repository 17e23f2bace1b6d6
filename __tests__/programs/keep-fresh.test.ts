import { describe, expect, it } from '@jest/globals'
import { Deadline } from '../../src/core/deadline.ts'
import { encodeLease } from '../../src/lease/lease-record.ts'
import { Leases, NO_JOURNAL } from '../../src/lease/leases.ts'
import { post } from '../../src/programs/post.ts'
import {
  endAgent,
  keepFresh,
  variableOf,
  type AgentStarter,
  type PreparedAgent,
  type StartedAgent,
} from '../../src/programs/keep-fresh.ts'
import { saveAgent } from '../../src/programs/saved-state.ts'
import { type AgentLink } from '../../src/programs/stop-agent.ts'
import { Secret } from '../../src/core/secret.ts'
import { handClock, reply, requestContextOf } from '../support/genesys.ts'
import { LEASE, recordingStep, type RecordingStep } from '../support/step-fakes.ts'

const AGENT = {
  socket: '/t/a/agent.sock',
  folder: '/t/a',
  journalKey: new Secret('journal-key'),
  isRevoking: true,
  hasGateway: false,
}

describe('when an agent keeps the token fresh', () => {
  const start = async (
    stepId: string,
    run: () => Promise<StartedAgent>,
    openGateway: PreparedAgent['openGateway'] = () => undefined,
  ): Promise<RecordingStep> => {
    const step = recordingStep()
    const { context, clock } = requestContextOf([])
    const lease = new Leases(LEASE.apiUrl, NO_JOURNAL, context).adopt(LEASE)
    const stop = (): Promise<undefined> => Promise.resolve(undefined)
    const starter = { prepare: () => ({ saved: AGENT, stepId, start: run, openGateway }), stop }
    const first = { lease, refreshToken: undefined }
    await keepFresh(starter, first, Deadline.after(1_000, clock), step).catch((error: unknown) =>
      step.events.push(String(error)),
    )
    return step
  }

  it('tells post first, then later steps where it is, by the name of the step too', async () => {
    const { events, masked } = await start('test-org', () =>
      Promise.resolve({ bin: '/t/a/bin', trouble: '' }),
    )
    expect(masked).toEqual(['journal-key'])
    expect(events).toEqual([
      'mask',
      'state agent',
      'export GC_TOKEN_SOCK=/t/a/agent.sock',
      'export GC_TOKEN_SOCK_TEST_ORG=/t/a/agent.sock',
      'path /t/a/bin',
      'say An agent keeps the token fresh until the job ends: later steps get a valid one with gc-token.',
    ])
  })

  it('tells what went wrong when the agent looked at its token', async () => {
    const trouble = 'The token could not be looked at (self-signed).'
    const { events } = await start('x', () => Promise.resolve({ bin: '/t/a/bin', trouble }))
    expect(events.at(-1)).toBe(`say The agent has trouble: ${trouble}`)
  })

  it('masks the placeholder of its gateway before anything else sees it', async () => {
    const placeholder = new Secret('placeholder-0001')
    const { masked, events } = await start(
      'x',
      () => Promise.resolve({ bin: '/t/a/bin', trouble: '' }),
      () => Promise.resolve({ port: 4711, placeholder, token: placeholder }),
    )
    expect(masked).toContain('placeholder-0001')
    expect(events.slice(0, 4)).toEqual([
      'mask',
      'state agent',
      'mask',
      'export GC_TOKEN_SOCK=/t/a/agent.sock',
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

describe('when a step that has started an agent fails', () => {
  const end = async (
    stop: AgentStarter['stop'],
    failOn: (event: string) => boolean = () => false,
  ): Promise<RecordingStep> => {
    const step = recordingStep([], { on: failOn })
    saveAgent(AGENT, step)
    const prepare = (): never => {
      throw new Error('not here')
    }
    await endAgent({ prepare, stop }, Deadline.after(9_000, handClock()), step)
    return step
  }
  const over = { debugLog: [], removeTraces: () => undefined }

  it('ends it within the time for what follows a failure, and leaves nothing to post', async () => {
    const times: number[] = []
    const { events, states } = await end((stopsMs) => {
      times.push(stopsMs)
      return Promise.resolve(over)
    })
    expect(times).toEqual([6_000])
    expect(events).toEqual(['state agent', 'state no agent', 'say The agent was stopped.'])
    expect(states.agent).toBe('')
  })

  it('shows its log where debug logging is on', async () => {
    const { events } = await end(() => Promise.resolve({ ...over, debugLog: ['Ending: it was asked to.'] }))
    expect(events.slice(2)).toEqual(['say Agent: Ending: it was asked to.', 'say The agent was stopped.'])
  })

  it.each<[string, AgentStarter['stop']]>([
    ['it cannot be asked', () => Promise.reject(new Error('connect ECONNREFUSED'))],
    ['none was started, or a token of it may be valid', () => Promise.resolve(undefined)],
  ])('leaves it to post where %s', async (_, stop) => {
    expect((await end(stop)).events).toEqual(['state agent'])
  })

  it('keeps its folder for post, and is no reason for another error, if the state cannot be written any more', async () => {
    let isFolderKept = true
    const removeTraces = (): void => void (isFolderKept = false)
    const { events } = await end(
      () => Promise.resolve({ ...over, removeTraces }),
      (event) => event === 'state no agent',
    )
    expect(events).toEqual(['state agent'])
    expect(isFolderKept).toBe(true)
  })
})

describe('when main left an agent with a gateway', () => {
  it('has the gateway closed before any token is released', async () => {
    const states: RecordingStep['states'] = { leases: JSON.stringify([encodeLease(LEASE)]), summary: 'true' }
    const step = recordingStep([], {}, states)
    saveAgent({ ...AGENT, hasGateway: true }, step)
    step.events.splice(0)
    const { context, sent } = requestContextOf([reply(200)])
    const link: AgentLink = {
      stop: () => Promise.resolve({ releases: [], isAwaitingToken: false, journalFault: '' }),
      closeGateway: (_agent, closesMs) => {
        expect([sent.length, closesMs]).toEqual([0, 2_500])
        return Promise.resolve('3 requests, 1 replayed')
      },
      debugLog: () => ['#1 GET /api/v2/users: 200'],
      readJournal: () => ({ records: [], isOutdated: false, isAwaitingToken: false }),
      lastWords: () => '',
      removeFolder: () => undefined,
    }
    await post({
      step,
      context,
      openLink: () => Promise.resolve(link),
      openStore: () => Promise.resolve(undefined),
    })
    expect(step.events.filter((event) => event !== 'mask')).toEqual([
      'say The gateway is closed: 3 requests, 1 replayed.',
      'say The token was revoked.',
      'say Agent: #1 GET /api/v2/users: 200',
      'say The agent was stopped; it had got no token itself.',
      'summary Genesys Cloud access token: Revoked.\n\nGateway: 3 requests, 1 replayed.\n',
    ])
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
    const release = { outcome: 'revoked', until: 0 } as const
    const link: AgentLink = {
      stop: (agent, stopsMs) => {
        asked.push([agent, stopsMs])
        return Promise.resolve({ releases: [release, release], isAwaitingToken: false, journalFault: '' })
      },
      closeGateway: () => Promise.reject(new Error('there is none')),
      debugLog: () => [],
      readJournal: () => ({ records: [], isOutdated: false, isAwaitingToken: false }),
      lastWords: () => '',
      removeFolder: (agent) => asked.push(`remove ${agent.folder}`),
    }
    await post({
      step,
      context: { ...context, mask: (forms) => step.mask(forms) },
      openLink: () => Promise.resolve(link),
      openStore: () => Promise.resolve(undefined),
    })
    expect(asked).toEqual([[AGENT, 13_000], 'remove /t/a'])
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
