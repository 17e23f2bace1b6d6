/** @jest-environment ./__tests__/adapters/node-errors-environment.js */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GitHubStep, requireFiles } from '../../../src/adapters/github-runner/github-step.ts'
import { stepInputs } from '../../../src/adapters/github-runner/inputs.ts'
import { ActionError } from '../../../src/core/errors.ts'

const FILES = ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_ENV', 'GITHUB_STEP_SUMMARY'] as const
const before = { ...process.env }

let folder: string
let printed: string

const contentOf = (name: (typeof FILES)[number]): string => readFileSync(join(folder, name), 'utf8')

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'runner-'))
  for (const name of FILES) {
    writeFileSync(join(folder, name), '')
    process.env[name] = join(folder, name)
  }
  printed = ''
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text)
    return true
  })
})

afterEach(() => {
  jest.restoreAllMocks()
  for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name)
  Object.assign(process.env, before)
  rmSync(folder, { recursive: true })
})

describe('when values are masked', () => {
  it('tells the runner about each once, and about no empty one', () => {
    const step = new GitHubStep()
    step.mask(['first', '', 'second'])
    step.mask(['second', 'third'])
    expect(printed.split('\n').filter((line) => line !== '')).toEqual([
      '::add-mask::first',
      '::add-mask::second',
      '::add-mask::third',
    ])
  })

  it('escapes what would end the line or be unescaped', () => {
    new GitHubStep().mask(['50%\r\nsecond line'])
    expect(printed).toBe('::add-mask::50%25%0D%0Asecond line\n')
  })

  it('keeps them out of everything that it prints itself', () => {
    const step = new GitHubStep()
    step.mask(['hunter2-secret'])
    printed = ''
    step.log('Said hunter2-secret.')
    step.warn('Warned of hunter2-secret.')
    step.fail(new ActionError('INTERNAL', 'Broken by hunter2-secret.', [], new Error('hunter2-secret below')))
    step.addSummary('hunter2-secret in the summary')
    expect(printed).not.toContain('hunter2')
    expect(contentOf('GITHUB_STEP_SUMMARY')).toBe('*** in the summary\n')
    expect(printed).toContain('Said ***.\n')
    expect(printed).toContain('::warning::Warned of ***.\n')
  })
})

describe('when a server echoes a secret', () => {
  it('takes it out of the reply in any form, before anything cuts the reply to size', () => {
    const step = new GitHubStep()
    step.mask(['hunter2/secret'])
    expect(step.cleanReply('{"a":"hunter2/secret","b":"hunter2%2Fsecret"}')).toBe('{"a":"***","b":"***"}')
  })

  it('leaves alone what is too short to be told from chance', () => {
    const step = new GitHubStep()
    step.mask(['seven-7', 'eight--8'])
    expect(step.cleanReply('seven-7 eight--8 other')).toBe('seven-7 *** other')
  })
})

describe('when something is said', () => {
  it('is no command of the older kind, wherever that would stand in the line', () => {
    new GitHubStep().log('Evil ##[error]org ##[endgroup]')
    expect(printed).toBe('Evil # #[error]org # #[endgroup]\n')
  })

  it('is a line of its own', () => {
    new GitHubStep().log('Asking Genesys Cloud in eu-central-1 for a token.')
    expect(printed).toBe('Asking Genesys Cloud in eu-central-1 for a token.\n')
  })

  it('escapes line breaks and per cent signs in a warning', () => {
    new GitHubStep().warn('100%\nsure')
    expect(printed).toBe('::warning::100%25%0Asure\n')
  })
})

describe('when a step fails', () => {
  const error = new ActionError('GRANT_REJECTED', 'It was refused.', ['one', 'two'], new Error('technical'))

  it('prints one error line with causes and a link to the version that ran', () => {
    Object.assign(process.env, {
      GITHUB_SERVER_URL: 'https://ghe.example.com',
      GITHUB_ACTION_REPOSITORY: 'acme/gc-oauth-action',
      GITHUB_ACTION_REF: 'v1.2.3',
    })
    new GitHubStep().fail(error)
    expect(printed).toBe(
      '::error::It was refused.%0ALikely causes: one; two.%0ASee https://ghe.example.com/acme/gc-oauth-action/blob/v1.2.3/docs/troubleshooting.md#grant-rejected\n',
    )
  })

  it.each([
    ['does not say', undefined],
    ['runs it from the workspace', ''],
  ])('links to the project itself if the runner %s where the action came from', (_, repository) => {
    Reflect.deleteProperty(process.env, 'GITHUB_ACTION_REPOSITORY')
    if (repository !== undefined) process.env['GITHUB_ACTION_REPOSITORY'] = repository
    new GitHubStep().fail(error)
    expect(printed).toMatch(
      /See https:\/\/github\.com\/[^/]+\/gc-oauth-action\/blob\/v1\/docs\/troubleshooting\.md#/,
    )
  })

  it.each([undefined, ''])('links to a branch that exists if the ref is %j', (ref) => {
    Object.assign(process.env, { GITHUB_ACTION_REPOSITORY: 'acme/gc-oauth-action' })
    for (const name of ['GITHUB_SERVER_URL', 'GITHUB_ACTION_REF']) Reflect.deleteProperty(process.env, name)
    if (ref !== undefined) process.env['GITHUB_ACTION_REF'] = ref
    new GitHubStep().fail(error)
    expect(printed).toContain('https://github.com/acme/gc-oauth-action/blob/main/docs/troubleshooting.md')
  })

  it('shows the technical cause of a fault of its own above, dimmed, and of no other', () => {
    const step = new GitHubStep()
    step.fail(error)
    expect(printed).not.toContain('technical')
    printed = ''
    step.fail(new ActionError('INTERNAL', 'Broken.', [], new Error('technical')))
    const lines = printed.trimEnd().split('\n')
    expect(lines[0]).toBe('\u001b[2mError: technical\u001b[22m')
    expect(lines.filter((line) => line.startsWith('::error::'))).toHaveLength(1)
    expect(lines.at(-1)).toMatch(/^::error::Broken\./)
  })

  it('shows a cause that is no error', () => {
    new GitHubStep().fail(new ActionError('INTERNAL', 'Broken.', [], 'just a text'))
    expect(printed).toContain('just a text')
  })
})

describe('when the runner is given outputs, state and variables', () => {
  it('writes each to its file and prints none of them', () => {
    const step = new GitHubStep()
    step.setOutput('token', 'opaque\nvalue')
    step.saveState('leases', '{"version":1}')
    step.exportVariable('GENESYSCLOUD_REGION', 'eu-central-1')
    expect(contentOf('GITHUB_OUTPUT')).toMatch(/^token<<(ghadelimiter_\S+)\nopaque\nvalue\n\1\n$/)
    expect(contentOf('GITHUB_STATE')).toMatch(/^leases<<(ghadelimiter_\S+)\n\{"version":1\}\n\1\n$/)
    expect(contentOf('GITHUB_ENV')).toMatch(/^GENESYSCLOUD_REGION<<(ghadelimiter_\S+)\neu-central-1\n\1\n$/)
    expect(printed).toBe('')
  })

  it('reads in post what main saved', () => {
    process.env['STATE_leases'] = '{"version":1}'
    expect(new GitHubStep().savedState('leases')).toBe('{"version":1}')
    Reflect.deleteProperty(process.env, 'STATE_leases')
    expect(new GitHubStep().savedState('leases')).toBe('')
  })

  it('throws if an output cannot be written', () => {
    process.env['GITHUB_OUTPUT'] = join(folder, 'missing', 'file')
    expect(() => new GitHubStep().setOutput('token', 'opaque')).toThrow()
    expect(printed).not.toContain('opaque')
  })
})

describe('when the summary cannot be written', () => {
  it.each([
    ['there is no file for it', undefined],
    ['its folder is gone', '/nowhere/at/all/summary.md'],
  ])('says so in one line and goes on: %s', (_, path) => {
    Reflect.deleteProperty(process.env, 'GITHUB_STEP_SUMMARY')
    if (path !== undefined) process.env['GITHUB_STEP_SUMMARY'] = path
    new GitHubStep().addSummary('text')
    expect(printed).toMatch(/^The job summary could not be written \(.*\)\.\n$/)
  })
})

describe('when the files of the runner are looked for', () => {
  it('is content if all can be written', () => {
    expect(() => requireFiles(['GITHUB_OUTPUT', 'GITHUB_STATE'])).not.toThrow()
  })

  it('names each that is not set or not there', () => {
    const environment = { GITHUB_STATE: join(folder, 'missing'), GITHUB_ENV: '' }
    let error: unknown
    try {
      requireFiles(['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_ENV'], environment)
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(ActionError)
    expect(error).toMatchObject({ code: 'NOT_A_RUNNER' })
    const { message, causes } = error as ActionError
    expect(message).toContain('GITHUB_OUTPUT is not set; GITHUB_STATE cannot be written to (ENOENT')
    expect(message).toContain('; GITHUB_ENV is not set.')
    expect(causes[0]).toContain('outside a workflow')
    expect(causes).toHaveLength(3)
  })

  it('names one that is a folder', () => {
    expect(() => requireFiles(['GITHUB_OUTPUT'], { GITHUB_OUTPUT: folder })).toThrow(
      'GITHUB_OUTPUT is a folder',
    )
  })

  const canWriteAnything = process.getuid?.() === 0 || process.platform === 'win32'
  const itAsUser = canWriteAnything ? it.skip : it
  itAsUser('names one that may only be read', () => {
    chmodSync(join(folder, 'GITHUB_OUTPUT'), 0o400)
    expect(() => requireFiles(['GITHUB_OUTPUT'])).toThrow('GITHUB_OUTPUT cannot be written to (EACCES')
  })
})

describe('when the inputs are read', () => {
  it('takes the variables of the runner, without white space around the values', () => {
    process.env['INPUT_CLIENT-ID'] = '  id-1 '
    process.env['INPUT_CLIENT-SECRET'] = 'secret with spaces\n'
    const { text } = stepInputs()
    expect(text({ input: 'client-id' })).toBe('id-1')
    expect(text({ input: 'client-secret' })).toBe('secret with spaces')
    expect(text({ input: 'region' })).toBe('')
  })
})
