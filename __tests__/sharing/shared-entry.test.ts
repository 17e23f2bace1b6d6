import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { inspect } from 'node:util'
import type { SharingGroup } from '../../src/sharing/entry-name.ts'
import { open, seal, type Contents } from '../../src/sharing/shared-entry.ts'
import { Secret } from '../../src/core/secret.ts'
import { GROUP, withSecret } from '../support/sharing.ts'

const TOKEN = {
  kind: 'token' as const,
  value: new Secret('opaque-token-value-0123456789'),
  type: 'bearer',
  grantedAt: 1_795_255_200_000,
  expiresAt: 1_795_341_600_000,
  storeOffsetMs: -7_200_000,
  wasAccepted: true,
}

const RUN = { share: 'run', repositoryId: '4711', runId: '99', runAttempt: '1' } as const

describe('when an entry is opened where it was meant to be', () => {
  it.each([true, false])('gives back what was sealed, of a token that was accepted: %s', (wasAccepted) => {
    const contents = open(seal({ ...TOKEN, wasAccepted }, GROUP, 3), GROUP, 3)
    expect(contents).toEqual({ ...TOKEN, wasAccepted })
    expect(contents?.kind === 'token' && contents.value.reveal()).toBe('opaque-token-value-0123456789')
  })

  it('gives back that a leader gave up', () => {
    expect(open(seal({ kind: 'resigned', at: 17 }, GROUP, 1), GROUP, 1)).toEqual({
      kind: 'resigned',
      at: 17,
    })
  })

  it('works for whatever a secret and a token are made of', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/\p{Cc}/u.test(text)),
        (secret, value) => {
          const group = withSecret(secret)
          const contents = open(seal({ ...TOKEN, value: new Secret(value) }, group, 1), group, 1)
          expect(contents?.kind === 'token' && contents.value.reveal()).toBe(value)
        },
      ),
      { numRuns: 50 },
    )
  })
})

describe('when an entry is looked at by someone without the secret', () => {
  it('shows neither token nor secret, nor what they are for', () => {
    const entry = seal(TOKEN, GROUP, 1)
    for (const text of [
      'opaque-token',
      'Qp9-s3cr3t',
      GROUP.credentials.clientId,
      'mypurecloud',
      'bearer',
      '1795',
    ]) {
      expect(entry).not.toContain(text)
      expect(Buffer.from(entry, 'base64').toString('latin1')).not.toContain(text)
    }
  })

  it('is different each time, so that none can see whether the token changed', () => {
    const [one, two] = [seal(TOKEN, GROUP, 1), seal(TOKEN, GROUP, 1)].map(
      (entry) => JSON.parse(entry) as Record<string, string>,
    )
    for (const field of ['salt', 'encrypted']) expect(one?.[field]).not.toBe(two?.[field])
  })

  it('does not print the token when the contents are logged by mistake', () => {
    expect(inspect(open(seal(TOKEN, GROUP, 1), GROUP, 1))).not.toContain('opaque')
  })
})

describe('when an entry is not the one that was looked for', () => {
  const entry = seal(TOKEN, GROUP, 1)

  it.each<[string, Partial<SharingGroup>]>([
    ['another client secret (a rotation)', withSecret('another')],
    ['another client', { credentials: { ...GROUP.credentials, clientId: 'another' } }],
    ['another token endpoint', { tokenUrl: 'https://login.mypurecloud.ie/oauth/token' }],
    ['another api host', { apiUrl: 'https://api.mypurecloud.ie' }],
    ['another scope', { scope: 'more' }],
    ['another repository', { jobs: { ...RUN, repositoryId: '4712' } }],
    ['another run', { jobs: { ...RUN, runId: '98' } }],
    ['another attempt of the run', { jobs: { ...RUN, runAttempt: '2' } }],
    ['the whole repository', { jobs: { share: 'repository', repositoryId: '4711' } }],
  ])('counts as absent for %s', (_, changes) => {
    expect(open(entry, { ...GROUP, ...changes }, 1)).toBeUndefined()
  })

  it('counts as absent under another generation', () => {
    expect(open(entry, GROUP, 2)).toBeUndefined()
  })
})

describe('when an entry was damaged or forged', () => {
  const entry = seal(TOKEN, GROUP, 1)
  const fields = JSON.parse(entry) as Record<string, string>
  const withFields = (changes: Record<string, unknown>): string => JSON.stringify({ ...fields, ...changes })
  const base64 = (bytes: number): string => Buffer.alloc(bytes).toString('base64')
  const longerSalt = Buffer.concat([Buffer.from(fields['salt'] ?? '', 'base64'), Buffer.alloc(1)]).toString(
    'base64',
  )

  it.each([
    ['nothing at all', ''],
    ['10 MB of it', 'x'.repeat(10_000_000)],
    ['an entry with 10 MB of something else', withFields({ padding: 'x'.repeat(10_000_000) })],
    ['a future format', withFields({ format: 3 })],
    ['no format', withFields({ format: undefined })],
    ['no salt', withFields({ salt: undefined })],
    ['a short salt', withFields({ salt: base64(31) })],
    ['a salt with a zero behind it, which makes the same key', withFields({ salt: longerSalt })],
    ['no contents', withFields({ encrypted: undefined })],
    ['empty contents', withFields({ encrypted: base64(28) })],
    ['less than a tag', withFields({ encrypted: base64(15) })],
    ['another salt', withFields({ salt: base64(32) })],
    ['a list', '[]'],
    ['a number', '7'],
    ['null', 'null'],
    ['half of it', entry.slice(0, entry.length / 2)],
  ])('counts as absent: %s', (_, text) => {
    expect(open(text, GROUP, 1)).toBeUndefined()
  })

  it.each([
    [65_536, 'opens'],
    [65_537, 'counts as absent'],
  ])('at %d characters, whatever they are, %s', (length, outcome) => {
    const padding = 'x'.repeat(length - withFields({ padding: '' }).length)
    const contents = open(withFields({ padding }), GROUP, 1)
    expect(contents === undefined ? 'counts as absent' : 'opens').toBe(outcome)
  })

  it('counts as absent, whichever bit of it was changed', () => {
    const sealed = Buffer.from(fields['encrypted'] ?? '', 'base64')
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Buffer.from(sealed)
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      expect(open(withFields({ encrypted: changed.toString('base64') }), GROUP, 1)).toBeUndefined()
    }
  })

  it('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
        expect(open(text, GROUP, 1)).toBeUndefined()
      }),
    )
  })
})

describe('when what was sealed is not what this version seals', () => {
  const sealAnything = (contents: object): string => seal(contents as Contents, GROUP, 1)

  it.each<[string, object]>([
    ['another kind', { ...TOKEN, kind: 'password', value: new Secret('x') }],
    ['an empty token', { ...TOKEN, value: new Secret('') }],
    ['a token that is a number', { ...TOKEN, value: { reveal: () => 17 } }],
    ['a token with a line break', { ...TOKEN, value: new Secret('a\n::add-mask::b') }],
    ['no type', { ...TOKEN, type: undefined }],
    ['an expiry that is a text', { ...TOKEN, expiresAt: 'tomorrow' }],
    ['no time of the grant', { ...TOKEN, grantedAt: undefined }],
    ['a resignation without a time', { kind: 'resigned' }],
  ])('counts as absent: %s', (_, contents) => {
    expect(open(sealAnything(contents), GROUP, 1)).toBeUndefined()
  })
})
