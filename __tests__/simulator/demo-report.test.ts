import { describe, expect, it } from '@jest/globals'
import { reportRequests } from '../../simulator/demo/console.ts'
import { startGenesysCloud } from '../../simulator/genesys/genesys-cloud.ts'
import { first } from './runner-fixture.ts'

describe('when a run is over', () => {
  it('says what Genesys Cloud saw, in words for none and for one', async () => {
    const cloud = await startGenesysCloud()
    try {
      expect(reportRequests(cloud)).toEqual(['Genesys Cloud saw no requests.', 'Tokens: none issued.'])
      const { id, secret } = first(cloud.clients())
      const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`
      await fetch(`${cloud.loginUrl}/oauth/token`, {
        method: 'POST',
        headers: { authorization },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      })
      expect(reportRequests(cloud)).toEqual([
        'Genesys Cloud saw 1 request:',
        expect.stringMatching(/^ {2}POST {3}login \/oauth\/token +200 Basic /),
        'Tokens: 1 issued, 1 still valid.',
        expect.stringMatching(/^ {2}token-1, until \d{4}-/),
      ])
    } finally {
      await cloud.close()
    }
  })
})
