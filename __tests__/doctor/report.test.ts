import { describe, expect, it } from '@jest/globals'
import { fail, ok, skipped, unknown, warn, type CheckResult } from '../../src/doctor/check.ts'
import { describeFirstFailure, isHealthy, reportJson, reportLines } from '../../src/doctor/report.ts'

const RESULTS: readonly CheckResult[] = [
  { name: 'settings', ...warn('ID_IS_NO_UUID', 'the id is odd', 'copy it anew'), ms: 0.4 },
  { name: 'dns.login', ...fail('NAME_NOT_FOUND', 'it does not\nresolve', 'look at the region'), ms: 12.6 },
  { name: 'connect.login', ...skipped('dns.login failed'), ms: 0 },
  { name: 'clock', ...ok('right to 1 s'), ms: 3 },
  { name: 'roles', ...unknown('NOT_READABLE', 'it may not be read'), ms: 4 },
]
const DOCUMENTATION = 'https://github.com/org/gc-oauth-action/blob/v1/docs/doctor.md'

describe('the report for people', () => {
  it('has an aligned line a check, and below a failure the cure and where to read on', () => {
    expect(reportLines(RESULTS, { isColoured: false, documentation: DOCUMENTATION })).toEqual([
      '! warn    settings      the id is odd',
      '                        copy it anew',
      '✗ fail    dns.login     it does not resolve',
      '                        look at the region',
      `                        ${DOCUMENTATION}#dns`,
      '– skipped connect.login dns.login failed',
      '✓ ok      clock         right to 1 s',
      '? unknown roles         it may not be read',
    ])
  })

  it('is coloured only where that is wanted', () => {
    const lines = reportLines(RESULTS, { isColoured: true, documentation: DOCUMENTATION })
    expect(lines[2]).toBe('\u001b[31m✗ fail   \u001b[0m dns.login     it does not resolve')
  })
})

describe('the report for programs', () => {
  it('is one document in the form of the contract', () => {
    const document: unknown = JSON.parse(reportJson(RESULTS.slice(1, 2), false, DOCUMENTATION))
    expect(document).toEqual({
      version: 1,
      ok: false,
      checks: [
        {
          name: 'dns.login',
          result: 'fail',
          code: 'NAME_NOT_FOUND',
          detail: 'it does not\nresolve',
          hint: 'look at the region',
          ms: 13,
          help: `${DOCUMENTATION}#dns`,
        },
      ],
    })
  })
})

describe('what counts as a failure', () => {
  const warned = RESULTS.slice(0, 1)

  it('is a check that failed', () => {
    expect(isHealthy(RESULTS, false)).toBe(false)
    expect(isHealthy(RESULTS.slice(2), false)).toBe(true)
  })

  it('is a warning too, where that is asked for', () => {
    expect(isHealthy(warned, false)).toBe(true)
    expect(isHealthy(warned, true)).toBe(false)
  })
})

describe('the further cause of an error', () => {
  it('is the first failure with its cure, and none where nothing failed', () => {
    expect(describeFirstFailure(RESULTS)).toBe(
      'doctor finds: dns.login: it does not resolve (look at the region)',
    )
    expect(describeFirstFailure(RESULTS.slice(2))).toBeUndefined()
  })
})
