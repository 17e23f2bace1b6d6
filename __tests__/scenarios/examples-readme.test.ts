import { describe, expect, it } from '@jest/globals'
import { parse, stringify } from 'yaml'
import { blocksOf, readText } from '../documents.ts'
import { CLIENT, runExample } from './run-example.ts'

const blocks = blocksOf({ path: 'README.md', text: readText('README.md') }).filter(
  ({ language }) => language === 'yaml',
)

describe('when somebody copies the YAML of the README', () => {
  it('is ten lines that make the difference', () => {
    expect(blocks[0]?.text.trimEnd().split('\n')).toHaveLength(10)
  })

  it.each(blocks)('works as it stands: $where', async ({ text }) => {
    const job = { 'runs-on': 'ubuntu-latest', steps: parse(text) as object }
    const { faults, requests } = await runExample({
      workflow: stringify({ on: 'push', permissions: {}, jobs: { job } }),
      given: ['HEADER', 'GENESYSCLOUD_ACCESS_TOKEN'],
    })
    expect(faults).toEqual([])
    expect(requests[0]).toBe(`POST /oauth/token 200 as Basic ${CLIENT.id}`)
    expect(requests.at(-1)).toBe('DELETE /api/v2/tokens/me 200 as Bearer token-1')
  })
})
