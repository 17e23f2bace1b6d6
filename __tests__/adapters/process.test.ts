import { describe, expect, it } from '@jest/globals'
import { spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { bundleOf, isTerminal, ownScript, signalNumber, withPath } from '../../src/adapters/execution.ts'
import { agentPlaces, environment, writeAll } from '../../src/adapters/process.ts'

const SOURCES = join(import.meta.dirname, '..', '..', 'src', 'adapters')

describe('when an agent looks for a place', () => {
  it('takes the folder of the job first, and has others to go to', () => {
    const places = agentPlaces({ RUNNER_TEMP: '/runner/temp' })
    expect(places.slice(0, 2)).toEqual(['/runner/temp', tmpdir()])
    expect(agentPlaces({})[0]).toBe('')
    expect(agentPlaces()).toContain(environment()['RUNNER_TEMP'] ?? '')
  })
})

describe('when everything has to be written before going on', () => {
  const script = (text: string): string[] => [
    '--input-type=module',
    '--eval',
    `import { writeAll } from ${JSON.stringify(join(SOURCES, 'process.ts'))}; ${text}`,
  ]

  it('waits for a reader that takes its time', async () => {
    const child = spawn(process.execPath, script("writeAll(1, 'x'.repeat(1_000_000))"), {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let length = 0
    for await (const chunk of child.stdout) length += (chunk as Buffer).length
    expect(length).toBe(1_000_000)
  })

  it('writes to whatever is open, to the last byte', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'write-')), 'file')
    const fd = openSync(path, 'w')
    writeAll(fd, 'Zürich')
    closeSync(fd)
    expect(readFileSync(path, 'utf8')).toBe('Zürich')
    expect(() => writeAll(fd, 'x')).toThrow('EBADF')
    rmSync(dirname(path), { recursive: true })
  })
})

describe('when a command is to be run', () => {
  it('finds gc-token first on its path, however the name of the path is spelt', () => {
    expect(withPath('/bin/own', { PATH: '/usr/bin' })).toEqual({
      PATH: ['/bin/own', '/usr/bin'].join(delimiter),
    })
    expect(withPath('C:\\own', { Path: 'C:\\Windows' })).toEqual({
      Path: ['C:\\own', 'C:\\Windows'].join(delimiter),
    })
    expect(withPath('/bin/own', {})).toEqual({ PATH: `/bin/own${delimiter}` })
  })

  it('finds the other bundles beside its own', () => {
    expect(bundleOf('agent')).toBe(join(dirname(ownScript()), '..', 'agent', 'index.js'))
  })

  it('knows signals by their numbers, and whether somebody sits there', () => {
    expect(signalNumber('SIGTERM')).toBe(constants.signals.SIGTERM)
    expect(typeof isTerminal()).toBe('boolean')
  })
})
