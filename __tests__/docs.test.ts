import { describe, expect, it } from '@jest/globals'
import { basename } from 'node:path'
import { parse, parseDocument } from 'yaml'
import { REGIONS } from '../src/genesys/region.ts'
import { blocksOf, brokenLinks, filesBelow, readPages, readText, tableBelow } from './support/documents.ts'
import { readWorkflows, readYamlTexts, type Step } from './support/workflows.ts'

interface Action {
  readonly inputs?: Readonly<Record<string, Input>>
  readonly outputs?: Readonly<Record<string, { readonly description: string }>>
}
interface Input {
  readonly description: string
  readonly required?: boolean
  readonly default?: string
}

const OWN = /^org\/gc-oauth-action((?:\/[\w-]+)*)@/
const pages = readPages()
const readme = readText('README.md')
const examples = filesBelow('examples')

const yamlTexts = readYamlTexts()
const workflows = readWorkflows()
const steps = workflows.flatMap(({ where, text, workflow }) =>
  Object.values(workflow.jobs).flatMap(({ steps: own = [] }) => own.map((step) => ({ where, text, step }))),
)

/** The action that a step uses, if it is one of this repository. */
function ownAction({ uses = '' }: Step): Action | undefined {
  const folder = OWN.exec(uses)?.[1]
  return folder === undefined ? undefined : (parse(readText(`.${folder}/action.yml`)) as Action)
}

const plain = (cell: string): string => cell.replaceAll('`', '').replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')

describe('when somebody copies YAML from the documents or examples', () => {
  it.each(yamlTexts)('parses: $where', ({ text }) => {
    expect(parseDocument(text).errors).toEqual([])
  })

  it('gives only inputs that exist', () => {
    for (const { where, step } of steps) {
      const action = ownAction(step)
      if (action === undefined) continue
      const unknown = Object.keys(step.with ?? {}).filter((name) => !(name in (action.inputs ?? {})))
      expect({ where, unknown }).toEqual({ where, unknown: [] })
    }
  })

  it('reads only outputs that exist', () => {
    for (const { where, text, step } of steps) {
      const action = ownAction(step)
      if (action === undefined || step.id === undefined) continue
      const used = [...text.matchAll(new RegExp(`steps\\.${step.id}\\.outputs\\.([\\w-]+)`, 'g'))]
      const unknown = used.map(([, name = '']) => name).filter((name) => !(name in (action.outputs ?? {})))
      expect({ where, unknown }).toEqual({ where, unknown: [] })
    }
  })

  it('puts no expression into a script', () => {
    expect(steps.filter(({ step }) => step.run?.includes('${{') === true)).toEqual([])
  })

  it('pins every action of others to a commit and names its version', () => {
    for (const { where, text, step } of steps) {
      if (step.uses === undefined || OWN.test(step.uses)) continue
      const isPinned = new RegExp(`uses: ${step.uses} # v\\d+\\.\\d+\\.\\d+$`, 'm').test(text)
      expect({ where, uses: step.uses, isPinned }).toMatchObject({
        uses: expect.stringMatching(/@[0-9a-f]{40}$/),
        isPinned: true,
      })
    }
  })

  it.each(workflows.filter(({ isWhole }) => isWhole))(
    'takes no permissions that it does not name and ends in time: $where',
    ({ workflow }) => {
      expect(workflow.permissions).toEqual({})
      for (const job of Object.values(workflow.jobs).filter(({ uses }) => uses === undefined)) {
        expect(job['timeout-minutes']).toBeGreaterThan(0)
      }
    },
  )
})

describe('when somebody looks something up in the README', () => {
  const action = parse(readText('action.yml')) as Required<Action>

  it('finds the inputs of action.yml, with the same words', () => {
    const rows = tableBelow(readme, 'Inputs').map((row) => row.map(plain))
    expect(rows).toEqual(
      Object.entries(action.inputs)
        .filter(([name]) => name !== 'matrix-size')
        .map(([name, { required, default: value = '', description }]) => [
          name,
          required === true ? 'required' : value,
          description,
        ]),
    )
  })

  it('finds the outputs of action.yml, with the same words', () => {
    const rows = tableBelow(readme, 'Outputs').map((row) => row.map(plain))
    expect(rows).toEqual(Object.entries(action.outputs).map(([name, output]) => [name, output.description]))
  })

  it('finds the inputs and outputs of rotate/action.yml in docs/rotation.md', () => {
    const page = readText('docs/rotation.md')
    const rotate = parse(readText('rotate/action.yml')) as Required<Action>
    const rows = (heading: string): string[][] => tableBelow(page, heading).map((row) => row.map(plain))
    const inputs = Object.entries(rotate.inputs)
    expect(rows('Inputs of rotate')).toEqual(
      inputs.map(([name, { required, default: value = '', description }]) => [
        name,
        required === true ? 'yes' : 'no',
        value,
        description,
      ]),
    )
    const outputs = Object.entries(rotate.outputs)
    expect(rows('Outputs of rotate')).toEqual(outputs.map(([name, { description }]) => [name, description]))
  })

  it('reads at most 1,800 words, and at most twelve about each input and output', () => {
    const words = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length
    expect(words(readme)).toBeLessThanOrEqual(1_800)
    const files = ['action.yml', 'revoke/action.yml', 'rotate/action.yml']
    const long = files
      .map((file) => parse(readText(file)) as Required<Action>)
      .flatMap(({ inputs, outputs }) => [...Object.entries(inputs), ...Object.entries(outputs)])
      .filter(([name, { description }]) => name !== 'matrix-size' && words(description) > 12)
      .map(([name]) => name)
    expect(long).toEqual([])
  })

  it('finds every region with its domain', () => {
    const rows = tableBelow(readText('docs/regions.md'), 'List of regions').map((row) => row.map(plain))
    const pairs = rows.flatMap(([name, domain, otherName, otherDomain]) => [
      [name, domain],
      [otherName, otherDomain],
    ])
    expect(pairs.sort()).toEqual(REGIONS.map(({ name, domain }) => [name, domain]).sort())
  })

  it.each(examples)('finds %s, which a test runs', (path) => {
    expect(readText('docs/examples.md')).toContain(`](../${path})`)
    const tests = filesBelow('__tests__').filter((file) => file.endsWith('.ts'))
    const name = path.replace('examples/', '')
    const texts = tests.filter((file) => file !== '__tests__/docs.test.ts').map(readText)
    expect(texts.some((text) => text.includes(`'${name}'`))).toBe(true)
  })

  it.each(examples.filter((path) => !path.includes('/scripts/')))(
    'finds what runs %s in the tests',
    (path) => {
      expect(readText('docs/simulator.md')).toContain(`\`${basename(path)}\``)
    },
  )
})

describe('when a reader copies a call of the API', () => {
  const calls = [
    ...pages.flatMap(blocksOf).filter(({ language }) => language !== 'text'),
    ...examples.map((path) => ({ where: path, text: readText(path) })),
  ].filter(({ text }) => text.includes('Authorization: Bearer') || text.includes('gc-token --header'))

  it.each(calls.filter(({ text }) => text.includes('curl')))(
    'gives the header on standard input and sees what the server says to a refusal: $where',
    ({ text }) => {
      const commands = text.replaceAll('\\\n', ' ').split(/[\n|]/)
      const curls = commands.filter((command) => /\bcurl .*\/api\/v2\//.test(command))
      expect(curls).not.toEqual([])
      for (const curl of curls) {
        expect(curl).toContain('--fail-with-body')
        expect(curl).toContain('--header @-')
        expect(curl).not.toContain('<<<')
      }
    },
  )

  it('sends no token to a host that a script names, whatever the region is', () => {
    const scripts = examples.filter((path) => path.startsWith('examples/scripts/'))
    expect(
      scripts.filter((path) => /pure\.?cloud\.(?:com|de|ie|jp)|pure\.cloud/.test(readText(path))),
    ).toEqual([])
  })

  it('can run the first example on a Windows runner too', () => {
    expect(readme.split('\n## ')[1]).toContain('shell: bash')
  })
})

describe('when a reader looks for the words of the field', () => {
  const foreign = /\b(?:nobody|whoever|somebody|idle[sd]? out|dead token|comes? to rest|way out)\b/i
  // The causes of errors, bold in a numbered list, are the words of the code.
  const own = (text: string): readonly string[] =>
    text
      .replaceAll(/^ *```\w*\n[^]*?^ *```$/gm, '')
      .split('\n')
      .filter((line) => !/^\d+\. \*\*/.test(line))

  it.each(pages)('finds them in $path', ({ text }) => {
    expect(own(text).filter((line) => foreign.test(line))).toEqual([])
  })
})

describe('when somebody follows a link', () => {
  it.each(pages)('finds what it names: $path', (page) => {
    expect(brokenLinks(page)).toEqual([])
  })
})
