import { beforeAll, describe, expect, it } from '@jest/globals'
import sodium from 'libsodium-wrappers'
import { PUBLIC_KEY_BYTES, seal } from '../../../src/adapters/github-api/sealed-box.ts'
import fc from '../../support/property.ts'

beforeAll(() => sodium.ready)

const encode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

describe('when a text is sealed', () => {
  it('is opened by libsodium with the private key, whatever it is', () => {
    const { publicKey, privateKey } = sodium.crypto_box_keypair()
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const box = Buffer.from(seal(text, encode(publicKey)), 'base64')
        expect(box).toHaveLength(Buffer.byteLength(text) + sodium.crypto_box_SEALBYTES)
        expect(Buffer.from(sodium.crypto_box_seal_open(box, publicKey, privateKey)).toString('utf8')).toBe(
          text,
        )
      }),
    )
  })

  it('is not opened by another key', () => {
    const [one, other] = [sodium.crypto_box_keypair(), sodium.crypto_box_keypair()]
    const box = Buffer.from(seal('secret', encode(one.publicKey)), 'base64')
    expect(() => sodium.crypto_box_seal_open(box, other.publicKey, other.privateKey)).toThrow()
  })

  it('never comes in the same box twice', () => {
    const key = encode(sodium.crypto_box_keypair().publicKey)
    expect(seal('secret', key)).not.toBe(seal('secret', key))
  })

  it('knows how long a key is', () => {
    expect(PUBLIC_KEY_BYTES).toBe(sodium.crypto_box_PUBLICKEYBYTES)
    expect(() => seal('secret', encode(new Uint8Array(31)))).toThrow('bad public key size')
  })
})
