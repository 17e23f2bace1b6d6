import { describe, expect, it } from '@jest/globals'
import { AgentError, AgentUnreachable } from '../../../src/agent/agent-errors.ts'
import { WrongUsage } from '../../../src/programs/gc-token/wrong-usage.ts'
import { describeForTerminal, exitCodeFor } from '../../../src/programs/gc-token/describe.ts'
import { ActionError } from '../../../src/core/errors.ts'

const DOCS = 'https://github.com/acme/tokens/blob/v1.0.0/docs/troubleshooting.md'
const PLACE = { socket: '', isOnRunner: false }
const brokenPipe = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })

describe('when gc-token did not work', () => {
  it.each<[string, unknown, string, 1 | 2]>([
    [
      'an error of its own',
      new ActionError('RATE_LIMITED', 'Too many.', ['many jobs']),
      `Too many.\nLikely causes: many jobs.\nSee ${DOCS}#rate-limited`,
      1,
    ],
    [
      'wrong settings',
      new ActionError('SETTINGS_INVALID', 'It is empty.'),
      `It is empty.\nSee ${DOCS}#settings-invalid`,
      2,
    ],
    [
      'wrong usage',
      new WrongUsage('"-x" is not known.', ['gc-token status', 'gc-token status --json']),
      '"-x" is not known.\nUsage: gc-token status\n       gc-token status --json',
      2,
    ],
    [
      'an error of the agent that has a code',
      new AgentError({ code: 'GRANT_REJECTED', message: 'Refused.', causes: ['its secret was rotated'] }),
      `Refused.\nLikely causes: its secret was rotated.\nSee ${DOCS}#grant-rejected`,
      1,
    ],
    [
      'an error of the agent that has none we know',
      new AgentError({ code: 'AGENT_REFUSED', message: 'The nonce is wrong.', causes: [] }),
      'The nonce is wrong.',
      1,
    ],
    ['a closed pipe', brokenPipe, 'The output is not read.', 1],
    ['anything else that was thrown', new Error('out of memory'), 'out of memory', 1],
    ['what is no error at all', 'words', 'words', 1],
  ])('%s is told, with the right exit code', (_, error, text, exitCode) => {
    expect(describeForTerminal(error, DOCS, PLACE)).toBe(text)
    expect(exitCodeFor(error)).toBe(exitCode)
  })

  it('says where an agent that does not answer may have gone', () => {
    const place = { ...PLACE, socket: '/tmp/a.sock' }
    const text = describeForTerminal(new AgentUnreachable('connect ENOENT'), DOCS, place)
    expect(text).toMatch(
      /^The agent at \/tmp\/a\.sock does not answer \(connect ENOENT\)\.\nLikely causes: it was stopped/,
    )
    expect(text).toContain('#agent-unreachable')
  })

  it('speaks of variables and of this machine', () => {
    const causes = [
      'the runner may not open connections to this host (firewall, missing HTTPS_PROXY)',
      'login-url or region is misspelt',
      'client-id or client-secret is wrong, or they belong to two different clients',
      "this runner's IP address is not on the allow list",
      'the OAuth client belongs to a region other than eu-central-1',
      'timeout-seconds is too short',
    ]
    const text = describeForTerminal(new ActionError('NETWORK_FAILED', 'It failed.', causes), DOCS, PLACE)
    expect(text.split('\n')[1]).toBe(
      "Likely causes: this machine may not open connections to this host (firewall, missing HTTPS_PROXY); GENESYSCLOUD_LOGIN_URL or GENESYSCLOUD_REGION is misspelt; GENESYSCLOUD_OAUTHCLIENT_ID or GENESYSCLOUD_OAUTHCLIENT_SECRET is wrong, or they belong to two different clients; this machine's IP address is not on the allow list; the OAuth client belongs to a region other than eu-central-1.",
    )
  })

  it('leaves what the agent of a job says in the words of its step', () => {
    const error = new AgentError({
      code: 'GRANT_REJECTED',
      message: 'Refused.',
      causes: ['client-id is wrong'],
    })
    expect(describeForTerminal(error, DOCS, { ...PLACE, isOnRunner: true })).toContain('client-id is wrong')
    expect(describeForTerminal(error, DOCS, PLACE)).toContain('GENESYSCLOUD_OAUTHCLIENT_ID is wrong')
  })
})
