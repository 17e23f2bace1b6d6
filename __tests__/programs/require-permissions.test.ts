import { describe, expect, it } from '@jest/globals'
import { Deadline } from '../../src/core/deadline.ts'
import { ActionError } from '../../src/core/errors.ts'
import { parsePermission, type Permission } from '../../src/genesys/permissions.ts'
import { Leases, NO_JOURNAL } from '../../src/lease/leases.ts'
import { requirePermissions } from '../../src/programs/require-permissions.ts'
import { handClock, reply, scriptedTransport, thrownBy, type Answer } from '../support/genesys.ts'
import { ACCESS_TOKEN } from '../support/step-fakes.ts'

const rolesWith = (...policies: object[]): Answer =>
  reply(200, { grants: [{ role: { name: 'Deployer', policies }, division: { name: 'Home' } }] })
const QUEUES = { domain: 'routing', entityName: 'queue', actions: ['view', 'edit'] }

async function check(wanted: string, answer: Answer): Promise<string[]> {
  const said: string[] = []
  const clock = handClock()
  const { transport } = scriptedTransport([answer], clock)
  const nothing = (): undefined => undefined
  const context = {
    transport,
    clock,
    random: () => 0,
    signal: new AbortController().signal,
    log: (sentence: string) => void said.push(sentence),
    mask: nothing,
    forget: nothing,
  }
  const lease = new Leases('https://api.mypurecloud.de', NO_JOURNAL, context).hold(ACCESS_TOKEN)
  const permissions = wanted.split(', ').map((text) => parsePermission(text) as Permission)
  await requirePermissions(lease, permissions, Deadline.after(60_000, clock), context)
  return said
}

describe('when permissions are required', () => {
  it.each([
    ['routing:queue:view', QUEUES],
    ['routing:queue:view, routing:queue:edit', QUEUES],
    ['routing:queue:view', { domain: 'routing', entityName: '*', actions: ['*'] }],
    ['routing:queue:view', { domain: '*', entityName: '*', actions: ['*'] }],
    ['routing:queue:view', { ...QUEUES, condition: 'for its own queues only' }],
    ['Routing:Queue:View', QUEUES],
  ])('%s is there with %j', async (wanted, policy) => {
    expect(await check(wanted, rolesWith(policy))).toEqual([])
  })

  it.each([
    ['routing:queue:delete', 'routing:queue:delete'],
    ['routing:queue:view, oauth:client:edit', 'oauth:client:edit'],
    ['routing:queue:*', 'routing:queue:*'],
  ])('of %s is missing %s, told with the roles', async (wanted, missing) => {
    const error = await thrownBy(() => check(wanted, rolesWith(QUEUES)))
    expect(error).toBeInstanceOf(ActionError)
    expect(error).toMatchObject({
      code: 'PERMISSIONS_MISSING',
      message: `The OAuth client lacks ${missing}; it has the roles Deployer (Home). The token was not handed out.`,
    })
  })

  it('says that a client has no roles at all', async () => {
    const error = await thrownBy(() => check('routing:queue:view', reply(200, { grants: [] })))
    expect(error).toMatchObject({ message: expect.stringContaining('it has no roles') as unknown })
  })

  it('goes on where the roles may not be read, and says so', async () => {
    const [sentence] = await check('routing:queue:view', reply(403, { code: 'missing.permissions' }))
    expect(sentence).toMatch(/^The roles of the OAuth client could not be read \(HTTP 403.*is not checked\.$/)
  })
})
