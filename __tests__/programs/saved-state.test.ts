import { describe, expect, it } from '@jest/globals'
import fc from '../support/property.ts'
import { NotDecodable } from '../../src/core/decode.ts'
import { Secret } from '../../src/core/secret.ts'
import { encodeLease } from '../../src/lease/lease-record.ts'
import { readAgent, readLeases, saveAgent, stateJournal } from '../../src/programs/saved-state.ts'
import { type StateName } from '../../src/programs/step.ts'
import { LEASE, recordingStep, INPUTS, TOKEN } from '../support/step-fakes.ts'

const AGENT = {
  socket: '/t/a/agent.sock',
  folder: '/t/a',
  journalKey: new Secret('journal-key'),
  isRevoking: true,
  hasGateway: false,
}
const saved = (name: StateName, text: string) => recordingStep([], {}, { [name]: text })

describe('when main leaves leases and an agent', () => {
  it('gives post the leases whole', () => {
    const step = recordingStep()
    const shared = { ...LEASE, custody: { is: 'shared' } } as const
    stateJournal(step).write([LEASE, shared])
    expect(readLeases(step)).toEqual([LEASE, shared])
    expect(readLeases(step)[0]?.token.value.reveal()).toBe(TOKEN)
  })

  it('gives post the agent, with the key of its journal', () => {
    const step = recordingStep()
    saveAgent(AGENT, step)
    expect(readAgent(step)).toEqual(AGENT)
    expect(readAgent(step)?.journalKey.reveal()).toBe('journal-key')
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

  it('says what keeps the state from being written', () => {
    const step = recordingStep([], { on: () => true })
    expect(() => stateJournal(step).write([LEASE])).toThrow('could not be written (ENOSPC')
  })
})

describe('when main left nothing', () => {
  it('is no lease and no agent', () => {
    expect(readLeases(recordingStep())).toEqual([])
    expect(readAgent(recordingStep())).toBeUndefined()
  })
})

describe('when state comes back damaged', () => {
  const cut = JSON.stringify([encodeLease(LEASE)]).slice(0, -1)

  it.each(['held', '{}', 'null', '[1]', '[{}]', cut])('tells so, and quotes nothing of it: %s', (text) => {
    expect(() => readLeases(saved('leases', text))).toThrow(NotDecodable)
    expect(() => readLeases(saved('leases', text))).not.toThrow(TOKEN)
  })

  it.each(['5', 'null', '{"socket":"/s"}', '{"socket":"/s","folder":1}'])(
    'tells so of an agent: %s',
    (text) => {
      expect(() => readAgent(saved('agent', text))).toThrow(NotDecodable)
    },
  )

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
