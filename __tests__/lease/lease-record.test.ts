import { describe, expect, it } from '@jest/globals'
import fc from '../support/property.ts'
import { NotDecodable } from '../../src/core/decode.ts'
import { parseObject } from '../../src/core/json.ts'
import { decodeLease, encodeLease } from '../../src/lease/lease-record.ts'
import { LEASE, TOKEN } from '../support/step-fakes.ts'

const ENTRY = { store: 'actions-cache', name: 'entry', generation: 3 } as const
const written = (changes: object = {}): string => JSON.stringify({ ...encodeLease(LEASE), ...changes })
const read = (text: string) => decodeLease(parseObject(text) ?? {})

describe('when a lease is handed to another process', () => {
  it.each(['actions-cache', 'redis'] as const)('keeps where it was offered: %s', (store) => {
    const record = { ...LEASE, custody: { is: 'offered', entry: { ...ENTRY, store } } } as const
    const decoded = read(JSON.stringify(encodeLease(record)))
    expect(decoded).toEqual(record)
    expect(decoded.token.value.reveal()).toBe(TOKEN)
  })
})

describe('when the record of a lease comes back damaged', () => {
  it.each<[string, object]>([
    ['no token', { token: undefined }],
    ['a token without a value', { token: { ...LEASE.token, value: undefined } }],
    ['a token whose end is in words', { token: { ...LEASE.token, value: 'x', deadBy: 'soon' } }],
    ['half a moment', { token: { ...LEASE.token, value: 'x', deadBy: { wallMs: 1 } } }],
    ['no API host', { apiUrl: undefined }],
    ['a text for whether it was accepted', { wasAccepted: 'false' }],
    ['no custody', { custody: undefined }],
    ['an unknown custody', { custody: { is: 'borrowed' } }],
    ['an offer without an entry', { custody: { is: 'offered' } }],
    ['an entry in an unknown store', { custody: { is: 'offered', entry: { ...ENTRY, store: 'floppy' } } }],
  ])('names what is wrong and shows no value: %s', (_, changes) => {
    expect(() => read(written(changes))).toThrow(NotDecodable)
    expect(() => read(written(changes))).not.toThrow(TOKEN)
  })

  it('throws nothing else, whatever it is', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(() => read(text)).toThrow(NotDecodable)
      }),
    )
  })
})
