import { describe, expect, it } from '@jest/globals'
import fc from '../support/property.ts'
import { NotDecodable } from '../../src/core/decode.ts'
import { Secret } from '../../src/core/secret.ts'
import {
  noteRequest,
  readAgent,
  readLeases,
  readRequest,
  saveAgent,
  stateJournal,
} from '../../src/programs/saved-state.ts'
import { type StateName } from '../../src/programs/step.ts'
import { LEASE, recordingStep, INPUTS } from '../support/step-fakes.ts'

const AGENT = {
  socket: '/t/a/agent.sock',
  folder: '/t/a',
  journalKey: new Secret('journal-key'),
  isRevoking: true,
  hasGateway: false,
}
const saved = (name: StateName, text: string) => recordingStep([], {}, { [name]: text })

describe('when main leaves leases and an agent', () => {
  it('gives post the agent, with the key of its journal', () => {
    const step = recordingStep()
    expect(readAgent(step)).toBeUndefined()
    saveAgent(AGENT, step)
    expect(readAgent(step)).toEqual(AGENT)
    expect(readAgent(step)?.journalKey.reveal()).toBe('journal-key')
  })

  it('gives post word of a request that is under way, and none of one that is over', () => {
    const step = recordingStep()
    expect(readRequest(step)).toBeUndefined()
    noteRequest(1_800_000_000_000.5, step)
    expect(readRequest(step)).toBe(1_800_000_000_000)
    noteRequest(undefined, step)
    expect(readRequest(step)).toBeUndefined()
  })

  it('writes each on one line, as every state of a runner should be, without a client secret', () => {
    const step = recordingStep()
    stateJournal(step).write([LEASE])
    saveAgent(AGENT, step)
    for (const text of Object.values(step.states)) {
      expect(text).not.toContain('\n')
      expect(text).not.toContain(INPUTS['client-secret'])
    }
  })
})

describe('when state comes back damaged', () => {
  it.each(['held', '{}', 'null', '[1]', '[{}]'])('tells so: %s', (text) => {
    expect(() => readLeases(saved('leases', text))).toThrow(NotDecodable)
  })

  it.each(['5', 'null', '{"socket":"/s"}', '{"socket":"/s","folder":1}'])(
    'tells so of an agent: %s',
    (text) => {
      expect(() => readAgent(saved('agent', text))).toThrow(NotDecodable)
    },
  )

  it.each(['soon', '-5', '1e99', ' 7', '9'.repeat(16)])('tells so of a request: %s', (text) => {
    expect(() => readRequest(saved('request', text))).toThrow(NotDecodable)
  })

  it('throws nothing else, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        try {
          expect(readLeases(saved('leases', text))).toEqual([])
        } catch (error) {
          expect(error).toBeInstanceOf(NotDecodable)
        }
      }),
    )
  })
})
