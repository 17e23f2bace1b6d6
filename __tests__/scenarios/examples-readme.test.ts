import { describe, expect, it } from '@jest/globals'
import { parse, stringify } from 'yaml'
import { type Block, blocksOf, readText, sectionOf } from '../support/documents.ts'
import { CLIENT, runExample } from './run-example.ts'

const isYaml = ({ language }: Block): boolean => language === 'yaml'

/** A whole workflow as it stands; a list of steps as the only job of one. */
function workflowOf(text: string): string {
  const value = parse(text) as object
  if (!Array.isArray(value)) return text
  const job = { 'runs-on': 'ubuntu-latest', steps: value as object }
  return stringify({ on: 'push', permissions: {}, jobs: { job } })
}

const PAGES = ['README.md', 'docs/workflows.md']

describe('when a reader copies the YAML of a page', () => {
  it.each(PAGES.flatMap((path) => blocksOf({ path, text: readText(path) })).filter(isYaml))(
    'works as it stands: $where',
    async ({ text }) => {
      const { faults, requests } = await runExample({
        workflow: workflowOf(text),
        given: ['TOKEN', 'GENESYSCLOUD_ACCESS_TOKEN'],
      })
      expect(faults).toEqual([])
      expect(requests[0]).toBe(`POST /oauth/token 200 as Basic ${CLIENT.id}`)
      expect(requests.at(-1)).toBe('DELETE /api/v2/tokens/me 200 as Bearer token-1')
    },
  )
})

describe('when somebody takes the look from outside that the troubleshooting page proposes', () => {
  const section = sectionOf(readText('docs/troubleshooting.md'), 'A look from outside')
  const [script] = blocksOf({ path: 'docs/troubleshooting.md', text: section })
  const look = (secret: string): ReturnType<typeof runExample> =>
    runExample({
      workflow: stringify({
        on: 'push',
        jobs: {
          job: {
            'runs-on': 'ubuntu-latest',
            env: { ID: '${{ vars.GENESYSCLOUD_OAUTHCLIENT_ID }}', SECRET: '${{ secrets.TYPED }}' },
            steps: [
              { uses: 'actions/checkout@v7' },
              { run: 'printf "%s\\n" "$ID" "$SECRET" | bash look.sh' },
            ],
          },
        },
      }),
      workspaceFiles: { 'look.sh': script?.text ?? '' },
      secrets: { TYPED: secret },
      given: ['SECRET'],
    })

  it('shows a reply without its token, and nothing secret on a command line', async () => {
    const { faults, log } = await look(CLIENT.secret)
    expect(log).toContain('{"access_token":"***","token_type":"bearer","expires_in":86399}')
    // It says so itself: this token is left to its lifetime.
    expect(faults).toEqual(['token 1 is still alive'])
  })

  it('shows what Genesys Cloud says to a wrong secret', async () => {
    expect((await look('not-the-secret')).log).toContain('"error":"invalid_client"')
  })
})
