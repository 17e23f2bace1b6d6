import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from '@jest/globals'
import { writeLauncher } from '../../simulator/demo/tool-stand-ins.ts'

const folder = await mkdtemp(join(tmpdir(), 'demo-launcher-'))

afterAll(() => rm(folder, { recursive: true }))

describe('when a command is launched from a folder with an awkward name', () => {
  it('starts its program with every argument and variable as given', async () => {
    const place = join(folder, `a folder, and "it's" $HOME`)
    await mkdir(place)
    const program = join(place, 'print.mjs')
    await writeFile(program, 'console.log(JSON.stringify([process.env.NOTE, ...process.argv.slice(2)]))')
    const launcher = join(place, 'print')
    await writeLauncher(launcher, [process.execPath, program, "first's"], { NOTE: "it's here" })
    const { stdout } = await promisify(execFile)(launcher, ['second one', '$HOME', ''])
    expect(JSON.parse(stdout)).toEqual(["it's here", "first's", 'second one', '$HOME', ''])
  })
})
