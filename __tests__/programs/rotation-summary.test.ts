import { describe, expect, it } from '@jest/globals'
import { rotationSummary } from '../../src/programs/rotation-summary.ts'

const REPORT = {
  targetClientId: '5a1f2c3d',
  clientName: 'Nightly | *export*',
  owner: { organizationId: '0f1c', organizationName: 'Example Org', clientId: '', clientName: '' },
  place: 'the secret GENESYS_SECRET of octo/demo',
  rotatedAt: Date.UTC(2026, 10, 21, 10),
}

describe('when a rotation is summed up', () => {
  it('says client, organization, place, time and the date of the next one', () => {
    expect(rotationSummary(REPORT).split('\n').slice(4, -1)).toEqual([
      '| OAuth client | Nightly \\| \\*export\\* <code>5a1f2c3d</code> |',
      '| Organization | Example Org <code>0f1c</code> |',
      '| Stored as | the secret GENESYS\\_SECRET of octo\\/demo |',
      '| Rotated | 2026-11-21 10:00:00 UTC |',
      '| Rotate again | by 2027-02-19 (90 days) |',
    ])
  })

  it('says what is not known', () => {
    const text = rotationSummary({ ...REPORT, owner: undefined, clientName: '' })
    expect(text).toContain('| Organization | not known |')
    expect(text).toContain('| OAuth client | <code>5a1f2c3d</code> |')
  })
})
