import { describe, expect, it } from '@jest/globals'
import { bearerRefusal, strangerRefusal } from '../../src/gateway/admission.ts'
import { Secret } from '../../src/core/secret.ts'

const KEYS = { placeholder: new Secret('placeholder-0001'), passedTokens: [] }
const stranger = (headers: readonly string[], port = 4711): number | undefined =>
  strangerRefusal(headers, port)?.status
const bearer = (value: string, keys: Parameters<typeof bearerRefusal>[1] = KEYS): number | undefined =>
  bearerRefusal(['Authorization', value], keys)?.status

describe('whose request is served', () => {
  it.each(['127.0.0.1:4711', 'localhost:4711', 'LOCALHOST:4711'])('Host %s', (host) => {
    expect(stranger(['Host', host])).toBeUndefined()
  })

  it('the bare name at port 80, where clients leave the port out', () => {
    expect(stranger(['Host', 'localhost'], 80)).toBeUndefined()
    expect(stranger(['Host', 'localhost'])).toBe(403)
  })

  it.each([
    '127.0.0.1',
    '127.0.0.1:4712',
    'evil.example:4711',
    '[::1]:4711',
    '127.0.0.1:4711.evil.example',
    '',
  ])('not Host "%s"', (host) => {
    expect(stranger(['Host', host])).toBe(403)
  })

  it('not one without Host, or with two', () => {
    expect(stranger([])).toBe(403)
    expect(stranger(['Host', '127.0.0.1:4711', 'host', 'evil.example'])).toBe(400)
  })

  it.each(['https://evil.example', 'null', '', 'http://127.0.0.1:4711'])('not Origin "%s"', (origin) => {
    expect(stranger(['Host', 'localhost:4711', 'Origin', origin])).toBe(403)
  })

  it('not what a page of another site asks for, nor one of another port of this machine', () => {
    const from = (site: string): number | undefined =>
      stranger(['Host', 'localhost:4711', 'Sec-Fetch-Site', site])
    expect([from('cross-site'), from('same-site'), from('Cross-Site')]).toEqual([403, 403, 403])
    expect([from('none'), from('same-origin')]).toEqual([undefined, undefined])
  })
})

describe('what a request has to bear', () => {
  it.each(['Bearer placeholder-0001', 'bearer   placeholder-0001', 'placeholder-0001'])(
    '%s is accepted',
    (value) => {
      expect(bearer(value)).toBeUndefined()
    },
  )

  it.each([
    'Bearer placeholder-0002',
    'Bearer',
    'Basic placeholder-0001',
    'placeholder-000',
    'placeholder-00011',
    '',
  ])('"%s" is not', (value) => {
    expect(bearer(value)).toBe(401)
  })

  it('nothing is not enough', () => {
    expect(bearerRefusal([], KEYS)?.status).toBe(401)
  })

  it('the real token only where it was handed out in place of the placeholder', () => {
    const passedTokens = [new Secret('real-token-0001')]
    expect(bearer('Bearer real-token-0001')).toBe(401)
    expect(bearer('Bearer real-token-0001', { ...KEYS, passedTokens })).toBeUndefined()
    expect(bearer('Bearer placeholder-0001', { ...KEYS, passedTokens })).toBeUndefined()
  })
})
