import { describe, expect, it } from '@jest/globals'
import { Deadline } from '../../../src/core/deadline.ts'
import { Secret } from '../../../src/core/secret.ts'
import { type AgentEnd } from '../../../src/agent/agent-end.ts'
import { type ServedToken } from '../../../src/lease/token-source.ts'
import { commandEnvironment } from '../../../src/programs/gc-token/command-environment.ts'
import { execWithOwnAgent, type ExecutionResult, type OwnAgent } from '../../../src/programs/gc-token/exec.ts'
import { handClock } from '../../support/genesys.ts'

const TOKEN: ServedToken = {
  value: new Secret('token-1'),
  type: 'bearer',
  expiresAt: Date.UTC(2026, 10, 21, 11),
  region: 'eu-central-1',
  apiUrl: 'https://api.mypurecloud.de',
}
const END: AgentEnd = { releases: [], isAwaitingToken: false, journalFault: '' }
const never = (): Promise<never> => new Promise(() => undefined)

/** What became of a command, and all that happened in order. */
async function exec(
  changes: Partial<Omit<OwnAgent, 'log'>>,
  end: AgentEnd = END,
): Promise<{ result: ExecutionResult | Error; events: string[] }> {
  const events: string[] = []
  const agent: OwnAgent = {
    source: { current: () => Promise.resolve(TOKEN), renew: never },
    runtime: {
      start: () => {
        events.push('start')
        return Promise.resolve()
      },
      stop: () => {
        events.push('stop')
        return Promise.resolve(end)
      },
    },
    interruption: { comes: never(), exitCode: () => undefined, over: () => events.push('over') },
    prepare: () => {
      events.push('prepare')
      return Promise.resolve()
    },
    run: ({ value }) => {
      events.push(`run ${value.reveal()}`)
      return Promise.resolve({ exitCode: 7 })
    },
    ...changes,
    log: (sentence) => events.push(sentence),
  }
  const result = await execWithOwnAgent(agent, Deadline.after(1_000, handClock())).catch(
    (error: unknown) => error as Error,
  )
  return { result, events }
}

describe('when a command runs with an agent of its own', () => {
  it('gets a token, an agent that answers, then all signals; its tokens end with it', async () => {
    expect(await exec({})).toEqual({
      result: { exitCode: 7 },
      events: ['start', 'prepare', 'run token-1', 'over', 'stop'],
    })
  })

  it('ends with the signal that came before it ran', async () => {
    const comes = Promise.reject(new Error('interrupted'))
    comes.catch(() => undefined)
    const interruption = { comes, exitCode: () => 143, over: () => undefined }
    const source = { current: never, renew: never }
    expect(await exec({ interruption, source })).toEqual({ result: { exitCode: 143 }, events: ['stop'] })
  })

  it('does not run if the signal comes while what it needs is not there yet, and its token ends', async () => {
    let interrupt: (why: Error) => void = () => undefined
    const comes = new Promise<never>((_, reject) => (interrupt = reject))
    let by: number | undefined
    const interruption = { comes, exitCode: () => by, over: () => undefined }
    const prepare = (): Promise<void> => {
      by = 130
      interrupt(new Error('interrupted'))
      return never()
    }
    const { result, events } = await exec({ interruption, prepare })
    expect([result, events]).toEqual([{ exitCode: 130 }, ['start', 'stop']])
  })

  it('does not run without what it needs, and its token ends', async () => {
    const prepare = (): Promise<void> => Promise.reject(new Error('no port'))
    const { result, events } = await exec({ prepare })
    expect([String(result), events]).toEqual(['Error: no port', ['start', 'stop']])
  })

  it('does not run without a token, and releases what came of the attempt', async () => {
    const source = { current: () => Promise.reject(new Error('refused')), renew: never }
    const { result, events } = await exec({ source })
    expect([String(result), events]).toEqual(['Error: refused', ['stop']])
  })

  it('says which tokens may still be valid, and keeps the exit code of the command', async () => {
    const until = Date.UTC(2026, 10, 21, 11)
    const { result, events } = await exec(
      {},
      {
        ...END,
        releases: [
          { outcome: 'revoked', until },
          { outcome: 'may-be-valid', until, because: 'HTTP 404' },
        ],
        isAwaitingToken: true,
      },
    )
    expect(result).toEqual({ exitCode: 7 })
    expect(events.slice(5)).toEqual([
      'A token could not be revoked (HTTP 404) and may stay valid until 2026-11-21T11:00:00Z.',
      'A token could not be revoked (a token request was still unanswered) and may stay valid until its expiry.',
    ])
  })
})

describe('when the environment of a command is put together', () => {
  const NOTHING_ELSE = { keepsCredentials: false, gateway: undefined }
  const inherited = {
    PATH: '/bin',
    GENESYSCLOUD_OAUTHCLIENT_ID: 'client-1',
    GENESYSCLOUD_OAUTHCLIENT_SECRET: 'secret',
    GENESYSCLOUD_PRIVATE_KEY: 'key',
  }

  it('holds the token and its place, and neither client secret nor key', () => {
    expect(commandEnvironment(inherited, TOKEN, NOTHING_ELSE)).toEqual({
      PATH: '/bin',
      GENESYSCLOUD_OAUTHCLIENT_ID: 'client-1',
      GENESYSCLOUD_OAUTHCLIENT_SECRET: undefined,
      GENESYSCLOUD_PRIVATE_KEY: undefined,
      GENESYSCLOUD_ACCESS_TOKEN: 'token-1',
      GENESYSCLOUD_API_URL: 'https://api.mypurecloud.de',
      GENESYSCLOUD_DOMAIN: 'mypurecloud.de',
      GENESYSCLOUD_REGION: 'eu-central-1',
    })
  })

  it('holds them where the command logs in itself', () => {
    expect(commandEnvironment(inherited, TOKEN, { ...NOTHING_ELSE, keepsCredentials: true })).toMatchObject({
      GENESYSCLOUD_OAUTHCLIENT_SECRET: 'secret',
      GENESYSCLOUD_PRIVATE_KEY: 'key',
    })
  })

  it('leads to the gateway, where there is one, with what goes into the environment', () => {
    const gateway = { port: 4711, placeholder: new Secret('placeholder'), token: new Secret('placeholder') }
    expect(commandEnvironment(inherited, TOKEN, { keepsCredentials: false, gateway })).toMatchObject({
      GENESYSCLOUD_ACCESS_TOKEN: 'placeholder',
      GENESYSCLOUD_API_URL: 'http://127.0.0.1:4711',
      GENESYSCLOUD_GATEWAY_PORT: '4711',
      GENESYSCLOUD_REGION: 'eu-central-1',
      GENESYSCLOUD_DOMAIN: 'mypurecloud.de',
    })
  })

  it('leaves the region in the form that the caller has set it in', () => {
    const environment = { GENESYSCLOUD_REGION: 'mypurecloud.de' }
    expect(commandEnvironment(environment, TOKEN, NOTHING_ELSE)['GENESYSCLOUD_REGION']).toBe('mypurecloud.de')
  })

  it('names neither region nor domain where only URLs are known', () => {
    const names = Object.keys(commandEnvironment({}, { ...TOKEN, region: '' }, NOTHING_ELSE))
    expect(names).not.toContain('GENESYSCLOUD_REGION')
    expect(names).not.toContain('GENESYSCLOUD_DOMAIN')
  })
})
