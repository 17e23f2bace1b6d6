import { describe, expect, it } from '@jest/globals'
import { CLIENT, type RunExample } from '../run-example.ts'
import { type Call } from '../stand-ins.ts'
import { GC } from '../tools/tools.ts'

const GRANT = `POST /oauth/token 200 as Basic ${CLIENT.id}`
const LOOK_UP = 'GET /api/v2/tokens/me 200 as Bearer token-1'
const REVOCATION = 'DELETE /api/v2/tokens/me 200 as Bearer token-1'

const variables = ({ environment }: Call): string[] =>
  Object.keys(environment).filter((name) => name.startsWith('GENESYS'))

/** The example of the gc CLI, and what has to be true of it under any runner. */
export function exampleOfGc(runExample: RunExample): void {
  describe('when examples/gc-cli.yml runs', () => {
    it('gives gc a token and the domain, and installs nothing where gc is (gc is a stand-in)', async () => {
      const { faults, requests, calls } = await runExample({
        example: 'gc-cli.yml',
        standIns: { gc: GC },
        given: ['GENESYSCLOUD_ACCESS_TOKEN'],
      })
      expect(faults).toEqual([])
      expect(calls.map((call) => call.arguments)).toEqual([['routing', 'queues', 'list', '--autopaginate']])
      expect(calls.map(variables)).toEqual([['GENESYSCLOUD_ACCESS_TOKEN', 'GENESYSCLOUD_REGION']])
      expect(requests).toEqual([
        GRANT,
        LOOK_UP,
        'GET /api/v2/routing/queues?pageNumber=1&pageSize=25 200 as Bearer token-1',
        REVOCATION,
      ])
    })

    it('installs gc before there is a token (curl and sudo are stand-ins)', async () => {
      const { run, calls, requests } = await runExample({
        example: 'gc-cli.yml',
        standIns: { curl: 'exit 22', sudo: 'cat' },
      })
      expect(run.conclusion).toBe('failure')
      // Both ends of a pipe start at once.
      expect(calls.map((call) => [call.command, call.arguments.at(-1)]).sort()).toEqual([
        ['curl', 'https://sdk-cdn.mypurecloud.com/external/go-cli/linux/dl/install.sh'],
        ['sudo', 'bash'],
      ])
      expect(requests).toEqual([])
    })
  })
}
