/** @jest-environment ./__tests__/adapters/node-errors-environment.js */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, constants, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readAtMost } from '../../src/adapters/bounded-read.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bounded read '))
})
afterAll(() => rmSync(folder, { recursive: true }))

function read(mostBytes: number, path: string, flags: number = constants.O_RDONLY): string | undefined {
  const descriptor = openSync(path, flags)
  try {
    return readAtMost(mostBytes, descriptor)
  } finally {
    closeSync(descriptor)
  }
}

describe('when something is read that may never end', () => {
  it.each([
    ['nothing', '', ''],
    ['what fits', 'ümlaut', 'ümlaut'],
    ['as much as is allowed', '12345678', '12345678'],
    ['one byte more', '123456789', undefined],
  ])('gives %s', (_, text, expected) => {
    const path = join(folder, 'file')
    writeFileSync(path, text)
    expect(read(8, path)).toBe(expected)
  })

  const onLinux = process.platform === 'linux' ? it : it.skip

  onLinux('gives up a device without end', () => {
    expect(read(1024, '/dev/zero')).toBeUndefined()
  })

  onLinux('waits for a pipe that does not block, and is empty for the moment', async () => {
    const path = join(folder, 'pipe')
    execFileSync('mkfifo', [path])
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    const child = spawn('sh', ['-c', 'exec 3>"$1"; echo open; sleep 0.3; echo token >&3', 'sh', path])
    await once(child.stdout, 'data')
    expect(readAtMost(1024, descriptor)).toBe('token\n')
    closeSync(descriptor)
  })
})
