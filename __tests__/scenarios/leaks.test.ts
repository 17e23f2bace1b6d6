import { describe, expect, it } from '@jest/globals'
import { formsOf, leaksIn } from './leaks.ts'
import { play } from './play.ts'

const SECRET = { name: 'the secret', value: 'a-s3cret/with+every&thing' }

describe('when a scenario leaks, the search for leaks', () => {
  it.each([...formsOf(SECRET)])('finds %s', (what, form) => {
    expect(leaksIn(`before ${form} after`, 'a log', [SECRET])).toContainEqual({ where: 'a log', what })
  })

  it('finds a token that a workflow prints in a form that nothing masks', async () => {
    const { leaks } = await play({
      later: [{ env: { TOKEN: '${{ steps.genesys.outputs.token }}' }, run: 'printf %s "$TOKEN" | rev' }],
    })
    expect(leaks).toEqual([{ where: 'log', what: 'token 1 reversed' }])
  })

  it('finds a token on a command line', async () => {
    const { leaks } = await play({ later: [{ run: 'true ${{ steps.genesys.outputs.token }}' }] })
    expect(leaks.map(({ where }) => where)).toContainEqual(expect.stringContaining('/'))
  })
})
