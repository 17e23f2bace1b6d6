import { describe, expect, it } from '@jest/globals'
import { type Fault } from '../../simulator/genesys/faults.ts'
import { said } from './play.ts'
import {
  APP_TOKEN,
  OWN_SECRETS,
  OWNER,
  ROTATOR,
  ROTATOR_SECRET,
  rotatingItself,
  runRotation,
  stepOf,
  validSecret,
} from './run-rotation.ts'

const FAULTS: readonly Fault[] = [
  { kind: 'status', status: 503 },
  { kind: 'reset', takesEffect: true },
]

/** The requests to each server, in order; the bundle itself is walked here, and the sources in every way elsewhere. */
const STEPS = [
  ['genesys', 'the token request'],
  ['genesys', 'the look-up'],
  ['github', 'the public key'],
  ['github', 'the write test'],
  ['genesys', 'the new secret'],
  ['github', 'the storing'],
  ['genesys', 'the proof'],
  ['github', 'the last look'],
  ['genesys', 'the first revocation'],
  ['genesys', 'the second revocation'],
] as const

const CASES = STEPS.flatMap(([server, step], index) => {
  const after = STEPS.slice(0, index).filter(([other]) => other === server).length
  return FAULTS.map((fault) => ({ server, step, how: fault.kind, fault: { ...fault, after } }))
})

describe('when one request of a rotation goes wrong', () => {
  it.each(CASES)('loses no secret: $step, $how', async ({ server, step, fault }) => {
    const outcome = await runRotation({
      workflow: rotatingItself(),
      secrets: OWN_SECRETS,
      github: {
        tokens: { [APP_TOKEN]: { secrets: 'write' } },
        repositories: [{ name: 'octo/demo', secrets: { [ROTATOR_SECRET]: ROTATOR.secret } }],
      },
      onGitHub: (github) => {
        if (server === 'github') github.inject(fault)
      },
      prepare: ({ cloud }) => {
        if (server === 'genesys') cloud.inject(fault)
        return {}
      },
    })
    const rotation = stepOf(outcome.job, 'rotate')
    const { outputs, exitCode } = rotation
    expect(said(rotation).filter((line) => !/^(?:[A-Z]|\d+ tokens |::)/.test(line))).toEqual([])
    const stored = outcome.github.secret(OWNER, ROTATOR_SECRET)?.value
    const valid = validSecret(outcome, ROTATOR.id)
    const leaks = outcome.faults.filter((fact) => !/^the run ended|^token \d+ is still alive$/.test(fact))
    expect(leaks).toEqual([])
    if (step === 'the new secret') {
      expect(exitCode).toBe(1)
      expect(outcome.job.annotations.map(({ message }) => message)).toEqual([
        expect.stringContaining(
          valid === ROTATOR.secret ? 'The old secret still works' : 'The old secret no longer works',
        ),
      ])
      return
    }
    expect({ exitCode, ...outputs }).toMatchObject({
      exitCode: 0,
      stored: 'true',
      'client-secret': valid,
    })
    expect(stored).toBe(valid)
    expect(valid).not.toBe(ROTATOR.secret)
  })
})
