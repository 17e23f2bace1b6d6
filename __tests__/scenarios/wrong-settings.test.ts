import { describe, expect, it } from '@jest/globals'
import { play, said, theError } from './play.ts'

describe('when several inputs are wrong', () => {
  const played = play({
    with: {
      region: 'eu-centrl-1',
      'login-url': 'http://gateway.example.com',
      'api-url': null,
      'timeout-seconds': '2 minutes',
      summary: 'yes',
    },
  })

  it('names all of them in one error, with the cure of each, before any request', async () => {
    const { main, requests } = await played
    const error = theError(main)
    expect(requests).toEqual([])
    expect(main.exitCode).toBe(1)
    expect(error).toContain('4 settings are wrong:')
    expect(error).toContain('region "eu-centrl-1" is unknown. Did you mean eu-central-1 or eu-central-2?')
    expect(error).toContain('is reached with api-url as well')
    expect(error).toContain('login-url does not start with https://.')
    expect(error).toContain('timeout-seconds is "2 minutes". It takes a whole number from 1 to 3600.')
    expect(error).toContain('summary is "yes". It takes true or false.')
    expect(error).toContain('docs/troubleshooting.md#settings-invalid')
  })
})

describe('when a workflow for a fork gets no secrets', () => {
  it('says that secrets are empty there, and that a missing one is empty without a warning', async () => {
    const { main, requests } = await play({ runner: { secrets: {}, vars: {} } })
    const error = theError(main)
    expect(requests).toEqual([])
    expect(error).toContain('client-id is empty.')
    expect(error).toContain('client-secret is empty.')
    expect(error).toContain('from a fork or for Dependabot')
    expect(error).toContain('without a warning')
  })
})

describe('when the inputs of a step do not arrive', () => {
  it('says how they are written', async () => {
    const underscored = { client_id: 'an id', 'client-id': null, region: 'eu-central-1' }
    const { main } = await play({ with: underscored })
    expect(theError(main)).toContain(
      'Likely causes: the step sets client_id: the name of this input is client-id; the secret or variable',
    )
  })

  it('points out credentials in variables, which only gc-token reads', async () => {
    const machineEnvironment = { GENESYSCLOUD_OAUTHCLIENT_ID: 'an id' }
    const { main } = await play({ with: { 'client-id': null }, runner: { machineEnvironment } })
    expect(theError(main)).toContain('the job has GENESYSCLOUD_OAUTHCLIENT_ID in its env')
  })
})

describe('when inputs of the gateway are set without one', () => {
  it('warns once, and does its work', async () => {
    const { main, run } = await play({ with: { 'gateway-tokens': '3', 'gateway-pass-token': 'true' } })
    expect(run.conclusion).toBe('success')
    expect(said(main).filter((line) => line.startsWith('::warning'))).toEqual([
      '::warning::gateway-tokens and gateway-pass-token are ignored, since there is no gateway: set gateway to true, or leave them out.',
    ])
  })
})

describe('when a region newer than the table is given with both URLs', () => {
  it('is taken as it is, put out, and told in one line', async () => {
    const { main, requests, run } = await play({ with: { region: 'eu-north-9' } })
    expect(run.conclusion).toBe('success')
    expect(main.outputs).toMatchObject({ region: 'eu-north-9', domain: '' })
    expect(said(main).filter((line) => line.includes('eu-north-9'))).toEqual([
      'The region "eu-north-9" is unknown to this version; the URLs that were given are used.',
    ])
    expect(requests[0]).toBe('POST /oauth/token 200')
  })
})

describe('when the secret was pasted into another input as well', () => {
  it('does not quote it', async () => {
    const { leaks, main } = await play({
      with: { region: '${{ secrets.CLIENT_SECRET }}', 'login-url': null },
    })
    expect(theError(main)).toContain('region "***" is unknown')
    expect(leaks).toEqual([])
  })
})

describe('when a proxy variable is no URL', () => {
  it('says so instead of going around the proxy', async () => {
    const machineEnvironment = { HTTPS_PROXY: 'http://proxy.example.com:port' }
    const { main, requests } = await play({ runner: { machineEnvironment } })
    expect(requests).toEqual([])
    expect(theError(main)).toContain('HTTPS_PROXY is no proxy URL')
  })
})
