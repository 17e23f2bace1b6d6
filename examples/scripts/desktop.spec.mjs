// What the desktop shows has to be what Genesys Cloud says at that moment.
import { expect, test } from '@playwright/test'
import { currentToken } from './current-token.mjs'

async function queueNames(request) {
  const { token, apiUrl } = currentToken()
  const reply = await request.get(`${apiUrl}/api/v2/routing/queues?pageSize=100`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const { entities } = await reply.json()
  return entities.map(({ name }) => name)
}

for (const view of ['/queues', '/queues?layout=compact', '/supervisor/queues']) {
  test(`${view} lists every queue`, async ({ page, request }) => {
    await page.goto(view)
    expect(await page.locator('[data-test=queue]').allTextContents()).toEqual(await queueNames(request))
  })
}
