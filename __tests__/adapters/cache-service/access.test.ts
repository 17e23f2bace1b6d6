import { describe, expect, it } from '@jest/globals'
import { readCacheAccess } from '../../../src/adapters/cache-service/access.ts'

const HOSTED = {
  ACTIONS_CACHE_SERVICE_V2: 'True',
  ACTIONS_RESULTS_URL: 'https://results.example.com/',
  ACTIONS_RUNTIME_TOKEN: 'runtime-token',
}

describe('when the runner has a cache service', () => {
  it('may be used', () => {
    const access = readCacheAccess(HOSTED)
    expect(access).toMatchObject({ resultsUrl: HOSTED.ACTIONS_RESULTS_URL, readable: true, writable: true })
    expect(access.runtimeToken.reveal()).toBe('runtime-token')
  })

  it.each([
    ['none', false, false],
    ['read', true, false],
    ['write-only', false, true],
    ['write', true, true],
    [' READ ', true, false],
    ['', true, true],
    ['something new', true, true],
  ])('obeys cache-mode "%s"', (mode, readable, writable) => {
    const access = readCacheAccess({ ...HOSTED, ACTIONS_CACHE_MODE: mode })
    expect([access.readable === true, access.writable === true]).toEqual([readable, writable])
  })

  it('says which mode forbids what', () => {
    const { readable, writable } = readCacheAccess({ ...HOSTED, ACTIONS_CACHE_MODE: 'none' })
    expect([readable, writable]).toEqual([
      { because: 'cache-mode "none" of this job forbids reading' },
      { because: 'cache-mode "none" of this job forbids writing' },
    ])
  })
})

describe('when the runner has no cache service that this version knows', () => {
  it.each<[string, Record<string, string>, RegExp]>([
    ['GitHub Enterprise Server', { ...HOSTED, ACTIONS_CACHE_SERVICE_V2: '' }, /GitHub Enterprise Server/],
    ['no token', { ...HOSTED, ACTIONS_RUNTIME_TOKEN: '' }, /does not say where/],
    ['no address', { ...HOSTED, ACTIONS_RESULTS_URL: '' }, /does not say where/],
    ['nothing at all', {}, /no cache service/],
  ])('gives the reason: %s', (_, environment, reason) => {
    const { readable, writable } = readCacheAccess(environment)
    for (const leave of [readable, writable]) expect(leave !== true && leave.because).toMatch(reason)
  })

  it('looks at the variables of this process unless told otherwise', () => {
    expect(readCacheAccess()).toEqual(readCacheAccess(process.env))
  })
})
