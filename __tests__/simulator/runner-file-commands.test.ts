import { describe, expect, it } from '@jest/globals'
import { parseCommand } from '../../simulator/runner/commands.ts'
import { readPairs, readPathEntries } from '../../simulator/runner/file-commands.ts'

function read(text: string): readonly (readonly string[])[] {
  return [...readPairs(text)]
}

describe('when a file holds names and values', () => {
  it.each([
    ['a plain pair', 'a=1\n', [['a', '1']]],
    ['no newline at the end', 'a=1', [['a', '1']]],
    [
      'empty lines',
      '\na=1\n\nb=2\n',
      [
        ['a', '1'],
        ['b', '2'],
      ],
    ],
    ['an equals sign in the value', 'a=b=c', [['a', 'b=c']]],
    ['a heredoc mark in the value', 'a=b<<c', [['a', 'b<<c']]],
    ['an empty value', 'a=', [['a', '']]],
    ['a heredoc', 'a<<EOF\none\ntwo\nEOF\n', [['a', 'one\ntwo']]],
    ['an equals sign in a heredoc', 'a<<EOF\nb=c\nEOF\n', [['a', 'b=c']]],
    ['an equals sign in the delimiter', 'a<<E=F\nx\nE=F\n', [['a', 'x']]],
    ['an empty heredoc', 'a<<EOF\nEOF', [['a', '']]],
    [
      'carriage returns, which stay on Linux',
      'a=1\r\nb=2\r\n',
      [
        ['a', '1\r'],
        ['b', '2\r'],
      ],
    ],
  ])('reads %s', (_name, text, expected) => {
    expect(read(text)).toEqual(expected)
  })

  it.each([
    ['neither sign', 'nonsense', "Invalid format 'nonsense'"],
    ['no name before a heredoc', '<<EOF\nEOF', 'Name must not be empty and delimiter must not be empty'],
    ['no delimiter', 'a<<', 'Name must not be empty and delimiter must not be empty'],
    ['a heredoc without an end', 'a<<EOF\nx\n', "Matching delimiter not found 'EOF'"],
    ['a last line without an end', 'a<<EOF\nx', 'EOF marker missing new line.'],
  ])('refuses %s', (_name, text, message) => {
    expect(() => read(text)).toThrow(message)
  })

  it('gives the pairs before a bad one', () => {
    const pairs = readPairs('a=1\nnonsense\n')
    expect(pairs.next().value).toEqual(['a', '1'])
    expect(() => pairs.next()).toThrow('Invalid format')
  })

  it('takes one directory per line', () => {
    expect(readPathEntries('/one\n\n/two\r\n')).toEqual(['/one', '/two'])
  })
})

describe('when a line holds a command', () => {
  const parse = (line: string): ReturnType<typeof parseCommand> =>
    parseCommand(line, (name) => ['error', 'add-mask'].includes(name))

  it.each([
    ['a plain one', '::error::it broke', 'error', {}, 'it broke'],
    ['spaces before it', '  ::add-mask::x', 'add-mask', {}, 'x'],
    ['any letter case', '::Error::x', 'error', {}, 'x'],
    ['properties', '::error title=A%2C B,file=c.ts::x', 'error', { title: 'A, B', file: 'c.ts' }, 'x'],
    ['escapes', '::error::a%0Ab%25c%0Dd', 'error', {}, 'a\nb%c\rd'],
    ['an escaped escape', '::error::%250A', 'error', {}, '%0A'],
    ['the old syntax anywhere', 'x ##[error]old%3B', 'error', {}, 'old;'],
    ['colons in the data', '::add-mask::a::b', 'add-mask', {}, 'a::b'],
  ])('reads %s', (_name, line, name, properties, data) => {
    expect(parse(line)).toEqual({ name, properties, data })
  })

  it.each([['text'], ['x ::error::y'], ['::unknown::x'], ['::error'], ['##[error'], ['']])(
    'leaves %p alone',
    (line) => {
      expect(parse(line)).toBeUndefined()
    },
  )
})
