import { describe, expect, it } from '@jest/globals'
import { AttemptFailed, type Failure } from '../../src/http/retry-decision.ts'
import { type HttpReply } from '../../src/http/transport.ts'
import { announced, type AnnouncedTransport } from '../../src/lease/announced-request.ts'

const REQUEST = { method: 'POST', url: 'https://login.example.com/oauth/token', headers: {} } as const
const MOMENT = { wallMs: 0, monotonicMs: 0 }

/** Attempts that end as told, and the words that were left and taken back. */
function attempts(...ends: (number | Failure)[]): AnnouncedTransport & {
  readonly words: string[]
  attempt(): Promise<void>
} {
  const words: string[] = []
  const made = announced(
    () => {
      const end = ends.shift()
      words.push('sent')
      if (typeof end === 'object') return Promise.reject(new AttemptFailed(end))
      const reply: HttpReply = { status: end ?? 0, headers: {}, body: '', sent: MOMENT, received: MOMENT }
      return Promise.resolve(reply)
    },
    () => {
      words.push('left')
      return () => void words.push('taken back')
    },
  )
  const attempt = async (): Promise<void> => {
    const { signal } = new AbortController()
    await made.transport(REQUEST, 1_000, signal).catch(() => undefined)
  }
  return { ...made, words, attempt }
}

describe('when a token request is sent', () => {
  it('leaves word before it is, and takes it back once its token is on record', async () => {
    const { attempt, over, words } = attempts(200)
    await attempt()
    expect(words).toEqual(['left', 'sent'])
    over()
    over()
    expect(words).toEqual(['left', 'sent', 'taken back'])
  })

  it.each([
    ['refused', 503],
    ['redirected', 302],
    ['not sent at all', { kind: 'connection', summary: 'no way', isUnsent: true } as const],
    ['refused by a cut-off reply', { kind: 'truncated', summary: 'cut off', status: 500 } as const],
  ])('takes the word of an attempt back that was %s', async (_, end) => {
    const { attempt, words } = attempts(end)
    await attempt()
    expect(words).toEqual(['left', 'sent', 'taken back'])
  })

  it.each([
    ['got no reply', { kind: 'timeout', summary: 'no reply' } as const],
    ['broke off', { kind: 'connection', summary: 'reset' } as const],
    ['got a reply that broke off', { kind: 'truncated', summary: 'cut off', status: 200 } as const],
  ])('lets the word of an attempt stand that %s, until the next one', async (_, end) => {
    const { attempt, words } = attempts(end, 200)
    await attempt()
    expect(words).toEqual(['left', 'sent'])
    await attempt()
    expect(words).toEqual(['left', 'sent', 'taken back', 'left', 'sent'])
  })

  it('lets it stand for good when the attempt is not waited for any more', async () => {
    const { attempt, stays, over, words } = attempts({ kind: 'timeout', summary: 'no reply' })
    await attempt()
    stays()
    over()
    expect(words).toEqual(['left', 'sent'])
  })
})
