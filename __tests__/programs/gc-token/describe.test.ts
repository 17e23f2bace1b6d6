import { describe, expect, it } from '@jest/globals'
import { AgentError, AgentUnreachable } from '../../../src/agent/agent-errors.ts'
import { WrongUsage } from '../../../src/programs/gc-token/arguments.ts'
import { describeForTerminal, exitCodeFor } from '../../../src/programs/gc-token/describe.ts'
import { ActionError } from '../../../src/core/errors.ts'

const DOCS = 'https://github.com/acme/tokens/blob/v1.0.0/docs/troubleshooting.md'
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
    ['wrong usage', new WrongUsage('"-x" is not known.'), '"-x" is not known. See gc-token --help.', 2],
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
    ['a closed pipe', brokenPipe, 'Nobody reads the output.', 1],
    ['anything else that was thrown', new Error('out of memory'), 'out of memory', 1],
    ['what is no error at all', 'words', 'words', 1],
  ])('%s is told, with the right exit code', (_, error, text, exitCode) => {
    expect(describeForTerminal(error, DOCS, '')).toBe(text)
    expect(exitCodeFor(error)).toBe(exitCode)
  })

  it('says where an agent that does not answer may have gone', () => {
    const text = describeForTerminal(new AgentUnreachable('connect ENOENT'), DOCS, '/tmp/a.sock')
    expect(text).toMatch(
      /^The agent at \/tmp\/a\.sock does not answer \(connect ENOENT\)\.\nLikely causes: no earlier step/,
    )
    expect(text).toContain('#agent-unreachable')
  })
})
