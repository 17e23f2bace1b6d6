import { describe, expect, it } from '@jest/globals'
import { parseArguments, WrongUsage } from '../../../src/programs/gc-token/arguments.ts'

const exec = { do: 'exec', command: 'tool', args: ['--gateway'], keepsCredentials: false }

describe('exec with a gateway', () => {
  it('takes its options before the two dashes, in any order', () => {
    expect(parseArguments(['exec', '--', 'tool', '--gateway'])).toEqual({ ...exec, gateway: undefined })
    expect(parseArguments(['exec', '--gateway', '--', 'tool', '--gateway'])).toEqual({
      ...exec,
      gateway: { mostTokens: 1, isTokenPassed: false },
    })
    const options = ['--pass-token', '--gateway-tokens', '3', '--keep-credentials', '--gateway']
    expect(parseArguments(['exec', ...options, '--', 'tool', '--gateway'])).toEqual({
      ...exec,
      keepsCredentials: true,
      gateway: { mostTokens: 3, isTokenPassed: true },
    })
  })

  it.each([
    [['--gateway-tokens', '2'], /go with --gateway/],
    [['--pass-token'], /go with --gateway/],
    [['--gateway', '--gateway-tokens', '11'], /from 1 to 10/],
    [['--gateway', '--gateway-tokens', '0'], /from 1 to 10/],
    [['--gateway', '--gateway-tokens'], /from 1 to 10/],
    [['--gate'], /two dashes/],
  ])('refuses %j', (options, message) => {
    const parse = (): unknown => parseArguments(['exec', ...options, '--', 'tool'])
    expect(parse).toThrow(WrongUsage)
    expect(parse).toThrow(message)
  })
})

describe('a gateway in the foreground', () => {
  it('listens at a port of its own, or at the one that is given', () => {
    expect(parseArguments(['gateway'])).toEqual({ do: 'gateway', port: 0 })
    expect(parseArguments(['gateway', '--port', '8080'])).toEqual({ do: 'gateway', port: 8080 })
    expect(parseArguments(['gateway', '--help'])).toEqual({ do: 'help' })
  })

  it.each([[['--port']], [['--port', '0']], [['--port', '70000']], [['8080']], [['--port', '8080', 'x']]])(
    'refuses %j',
    (options) => {
      expect(() => parseArguments(['gateway', ...options])).toThrow(WrongUsage)
    },
  )
})
