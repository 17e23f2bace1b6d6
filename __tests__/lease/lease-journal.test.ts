import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readPairs } from '../../simulator/runner/file-commands.ts'
import {
  agentJournal,
  fileJournal,
  newJournalKey,
  readJournal,
} from '../../src/adapters/agent-socket/journal-file.ts'
import { GitHubStep } from '../../src/adapters/github-runner/github-step.ts'
import { Secret } from '../../src/core/secret.ts'
import { type Custody, type LeaseRecord } from '../../src/lease/lease-record.ts'
import { type LeaseJournal } from '../../src/lease/leases.ts'
import { readLeases, stateJournal } from '../../src/programs/saved-state.ts'
import { type Step } from '../../src/programs/step.ts'
import { LEASE, recordingStep, TOKEN } from '../support/step-fakes.ts'

/** A journal to be held against what `LeaseJournal` promises. */
interface Candidate {
  readonly journal: LeaseJournal
  /** What the next process learns. @throws what keeps it from that */
  readonly read: () => readonly LeaseRecord[]
  /** Whether the next process learns that a later list could not be written. */
  readonly isOutdated?: () => boolean
  /** Loses the end of what was written. */
  readonly damage: () => void
}

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function inState(step: Pick<Step, 'saveState' | 'savedState'>, save: (text: string) => void): Candidate {
  return {
    journal: stateJournal(step),
    read: () => readLeases(step),
    damage: () => save(step.savedState('leases').slice(0, -1)),
  }
}

function inFakeState(): Candidate {
  const step = recordingStep()
  return inState(step, (text) => (step.states.leases = text))
}

/** The runner reads the file when a step has ended, and gives post what it says in variables. */
function inRunnersState(): Candidate {
  const path = join(folder, 'state')
  writeFileSync(path, '')
  process.env['GITHUB_STATE'] = path
  const step = new GitHubStep()
  const savedState: Step['savedState'] = (name) => {
    process.env['STATE_leases'] = new Map(readPairs(readFileSync(path, 'utf8'))).get('leases') ?? ''
    return step.savedState(name)
  }
  const saveState: Step['saveState'] = (name, text) => step.saveState(name, text)
  return inState({ saveState, savedState }, (text) => saveState('leases', text))
}

function inFile(journalWith: (key: Secret) => LeaseJournal): Candidate {
  const key = newJournalKey()
  const path = join(folder, 'journal')
  return {
    journal: journalWith(key),
    read: () => readJournal(folder, key).records,
    isOutdated: () => readJournal(folder, key).isOutdated,
    damage: () => writeFileSync(path, readFileSync(path).subarray(0, -1)),
  }
}

const record = (value: string, custody: Custody = { is: 'held' }, wasAccepted = true): LeaseRecord => ({
  ...LEASE,
  token: { ...LEASE.token, value: new Secret(value) },
  custody,
  wasAccepted,
})

/** A record that no disk has room for. */
const tooMuch: LeaseRecord = Object.assign(record('too-much'), {
  toJSON: () => {
    throw new Error('ENOSPC: no space left on device')
  },
})

/** Writes, whether it throws or not. */
function tryToWrite({ journal }: Candidate, list: readonly LeaseRecord[]): unknown {
  try {
    return journal.write(list)
  } catch (error) {
    return error
  }
}

const valuesOf = (records: readonly LeaseRecord[]): string[] =>
  records.map(({ token }) => token.value.reveal())

/** How a journal is opened, what one that was never written tells, and what an unwritable list comes to. */
type Row = readonly [
  what: string,
  open: () => Candidate,
  absent: 'no leases' | 'an error',
  onFullDisk: 'throws' | 'goes on',
]

let told: (string | undefined)[]

describe.each<Row>([
  ['the state of a fake step', inFakeState, 'no leases', 'throws'],
  ['the state that the runner keeps', inRunnersState, 'no leases', 'throws'],
  ['the file of an agent to be', () => inFile((key) => fileJournal(folder, key)), 'an error', 'throws'],
  [
    'the file of an agent',
    () => inFile((key) => agentJournal(folder, key, (fault) => told.push(fault))),
    'an error',
    'goes on',
  ],
])('when the journal is %s', (_, open, absent, onFullDisk) => {
  let candidate: Candidate
  beforeEach(() => {
    told = []
    candidate = open()
  })

  it('tells the next process every lease as it was, in order', () => {
    const entry = { store: 'redis', name: 'entry', generation: 3 } as const
    const records = [
      record('first'),
      record('second', { is: 'offered', entry }, false),
      ...(['shared', 'kept', 'released'] as const).map((is) => record(is, { is })),
    ]
    candidate.journal.write(records)
    expect(candidate.read()).toEqual(records)
    expect(valuesOf(candidate.read())).toEqual(['first', 'second', 'shared', 'kept', 'released'])
  })

  it('forgets what is not in the last list', () => {
    candidate.journal.write([record('first'), record('second')])
    candidate.journal.write([record('second')])
    expect(valuesOf(candidate.read())).toEqual(['second'])
    candidate.journal.write([])
    expect(candidate.read()).toEqual([])
  })

  it(`takes one that was never written for ${absent}`, () => {
    if (absent === 'no leases') expect(candidate.read()).toEqual([])
    else expect(() => candidate.read()).toThrow('ENOENT')
  })

  it('is an error that quotes no token if its end is lost, since what it held is not known', () => {
    candidate.journal.write([record(TOKEN)])
    candidate.damage()
    expect(() => candidate.read()).toThrow(new RegExp(`^(?!.*${TOKEN})`))
  })

  it(`${onFullDisk} where a list cannot be written, and leaves the one before`, () => {
    candidate.journal.write([record('first')])
    const thrown = tryToWrite(candidate, [record('first'), tooMuch])
    expect(String(thrown)).toContain(onFullDisk === 'throws' ? 'ENOSPC' : 'undefined')
    expect(valuesOf(candidate.read())).toEqual(['first'])
    // What cannot be told by throwing is told to the agent and to the next process.
    expect(told).toEqual(onFullDisk === 'throws' ? [] : [undefined, 'ENOSPC: no space left on device'])
    expect(candidate.isOutdated?.() ?? false).toBe(onFullDisk === 'goes on')
  })

  it('is whole again with the first list that can be written, and has nothing half done beside it', () => {
    for (const last of [record('first'), tooMuch, record('second')]) tryToWrite(candidate, [last])
    expect(valuesOf(candidate.read())).toEqual(['second'])
    expect(candidate.isOutdated?.() ?? false).toBe(false)
    expect(told.at(-1)).toBeUndefined()
    expect(readdirSync(folder).length).toBeLessThanOrEqual(1)
  })
})
