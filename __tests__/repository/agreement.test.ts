import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { main } from '../../src/programs/main.ts'
import { anchorOf, ERROR_CODES } from '../../src/core/errors.ts'
import { VERSION } from '../../src/core/version.ts'
import { MAIN_SETTINGS, recordingStep } from '../support/step-fakes.ts'
import { reply, requestContextOf } from '../support/genesys.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const textOf = (...path: string[]): string => readFileSync(join(ROOT, ...path), 'utf8')

interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>
  readonly outputs: Readonly<Record<string, { readonly description: string }>>
}

const action = parse(textOf('action.yml')) as ActionFile
const packageFile = JSON.parse(textOf('package.json')) as Readonly<Record<string, unknown>>

describe('when the version is read', () => {
  it('is the one of package.json', () => {
    expect(VERSION).toBe(packageFile['version'])
  })

  it('leaves nothing to install for those who use the action', () => {
    expect(packageFile['dependencies']).toBeUndefined()
  })
})

describe('when action.yml is compared with the code', () => {
  it('writes each default as a text, since every input is one', () => {
    for (const { default: value } of Object.values(action.inputs)) {
      expect(['undefined', 'string']).toContain(typeof value)
    }
  })

  it('has the outputs that the code sets, each once', async () => {
    const { context } = requestContextOf([
      reply(200, { access_token: 'opaque', token_type: 'bearer', expires_in: 300 }),
      reply(200, {}),
    ])
    const step = recordingStep()
    await main(MAIN_SETTINGS, { step, context })
    const set = step.events.flatMap((event) => /^output ([^=]+)=/.exec(event)?.[1] ?? [])
    const withoutGateway = Object.keys(action.outputs).filter((name) => !name.startsWith('gateway-'))
    expect(set.sort()).toEqual(withoutGateway.sort())
  })
})

describe('when an error is looked up in docs/troubleshooting.md', () => {
  const page = textOf('docs', 'troubleshooting.md')
  const headings = [...page.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading)

  it.each(ERROR_CODES)('finds a section for %s', (code) => {
    expect(headings.filter((heading) => heading === anchorOf(code))).toHaveLength(1)
  })

  it('finds no section for a code that does not exist any more', () => {
    const anchors = new Set<string>(ERROR_CODES.map((code) => anchorOf(code)))
    const sections = page.matchAll(/^### (\S+)\n\n\*\*What you see\*\*, with the code `[A-Z_]+`/gm)
    const stale = Array.from(sections, ([, heading]) => heading ?? '').filter(
      (heading) => !anchors.has(heading),
    )
    expect(stale).toEqual([])
  })
})
