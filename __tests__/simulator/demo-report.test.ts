import { describe, expect, it } from '@jest/globals'
import { reportRequests } from '../../simulator/demo/console.ts'
import { describeRefusedHosts, describeUnknownCalls } from '../../simulator/demo/limits.ts'
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

describe('when a workflow asks for what the simulator does not have', () => {
  it('says so, once for each call, without the query, and what there is', async () => {
    const cloud = await startGenesysCloud()
    try {
      for (const path of [
        'users?name=somebody',
        'users',
        'tokens/me',
        'oauth/clients/an-id',
        'oauth/clients/a/b',
      ]) {
        await fetch(`${cloud.apiUrl}/api/v2/${path}`)
      }
      await fetch(`${cloud.apiUrl}/api/v2/tokens/me`, { method: 'PATCH' })
      const lines = describeUnknownCalls(cloud.requests)
      expect(lines[0]).toBe(
        'The simulator does not know GET /api/v2/users, GET /api/v2/oauth/clients/a/b, PATCH /api/v2/tokens/me:' +
          ' of the API it has',
      )
      expect(lines).toContain('  GET or HEAD /api/v2/tokens/me')
      expect(lines).toContain('  POST /api/v2/oauth/clients/{id}/secret')
    } finally {
      await cloud.close()
    }
  })

  it('says nothing of calls that it knows, or that go wrong on purpose', async () => {
    const cloud = await startGenesysCloud()
    try {
      cloud.inject({ host: 'api', path: '/api/v2/users', kind: 'json', status: 404, body: {} })
      await fetch(`${cloud.apiUrl}/api/v2/users`)
      await fetch(`${cloud.apiUrl}/api/v2/oauth/clients/an-id`)
      await fetch(`${cloud.loginUrl}/oauth/authorize`)
      expect(describeUnknownCalls(cloud.requests)).toEqual([])
    } finally {
      await cloud.close()
    }
  })
})

describe('when a workflow asks for a host that the simulated network refuses', () => {
  const asked = (host: string, status: 200 | 403) => ({ form: 'connect' as const, host, status, port: 1 })

  it('names it once', () => {
    const requests = [
      asked('example.com', 403),
      asked('login.mypurecloud.de', 200),
      asked('example.com', 403),
    ]
    expect(describeRefusedHosts(requests)).toEqual([
      'The simulated network refused example.com.',
      "It leads to Genesys Cloud's hosts and api.github.com only, by https.",
    ])
  })

  it('says nothing where none was refused', () => {
    expect(describeRefusedHosts([asked('login.mypurecloud.de', 200)])).toEqual([])
  })
})
