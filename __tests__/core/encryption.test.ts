import { describe, expect, it } from '@jest/globals'
import fc from '../support/property.ts'
import { decrypt, encrypt } from '../../src/core/encryption.ts'

const KEY = new Uint8Array(32).fill(7)

describe('when a text is encrypted', () => {
  it('comes back under the same key and binding, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, binding) => {
        expect(decrypt(encrypt(text, KEY, binding), KEY, binding)).toBe(text)
      }),
    )
  })

  it('is another each time, and shows nothing of the text', () => {
    const [one, two] = [encrypt('hunter2-secret', KEY), encrypt('hunter2-secret', KEY)]
    expect(one.equals(two)).toBe(false)
    expect(one.toString('latin1')).not.toContain('hunter2')
  })
})

describe('when something is not what was encrypted', () => {
  const encrypted = encrypt('hunter2-secret', KEY, 'here')

  it.each<[string, string | undefined]>([
    ['another key', decrypt(encrypted, new Uint8Array(32), 'here')],
    ['another binding', decrypt(encrypted, KEY, 'there')],
    ['cut off', decrypt(encrypted.subarray(0, -1), KEY, 'here')],
    ['too short to be anything', decrypt(encrypted.subarray(0, 27), KEY, 'here')],
  ])('does not open: %s', (_, text) => {
    expect(text).toBeUndefined()
  })

  it('does not open, whichever bit of it was changed', () => {
    for (let bit = 0; bit < encrypted.length * 8; bit++) {
      const changed = Buffer.from(encrypted)
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      expect(decrypt(changed, KEY, 'here')).toBeUndefined()
    }
  })
})
