import { describe, expect, it } from '@jest/globals'
import { play } from './play.ts'

describe('when step debug logging is on', () => {
  it('shows the saved state without the token', async () => {
    const { job, leaks } = await play({ runner: { debug: true } })
    expect(job.log.join('\n')).toMatch(/Save intra-action state leases = .*\*\*\*/)
    expect(leaks).toEqual([])
  })
})
