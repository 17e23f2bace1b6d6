import { describe, expect, it } from '@jest/globals'
import fc from '../support/property.ts'
import { decodeState, encodeState, stateOf } from '../../src/programs/saved-state.ts'
import { START_MS } from '../support/genesys.ts'
import { ACCESS_TOKEN, SETTINGS, STATE, TOKEN } from '../support/step-fakes.ts'

const NOW = { wallMs: START_MS, monotonicMs: 50_000 }
const withField = (name: string, value: unknown): string =>
  JSON.stringify({ ...(JSON.parse(encodeState(STATE)) as object), [name]: value })

describe('when a token was granted', () => {
  it.each(['owned', 'kept-on-request', 'shared'] as const)('is saved as %s', (token) => {
    expect(stateOf(ACCESS_TOKEN, token, { ...SETTINGS, summary: true }, NOW)).toEqual({
      token,
      value: ACCESS_TOKEN.value,
      apiUrl: 'https://api.mypurecloud.de',
      expiresAt: ACCESS_TOKEN.expiresAt,
      savedAt: NOW,
      deadBy: ACCESS_TOKEN.deadBy,
      summary: true,
    })
  })
})

describe('when state is saved', () => {
  it('comes back whole', () => {
    const decoded = decodeState(encodeState(STATE))
    expect(decoded).toEqual(STATE)
    expect(decoded?.value.reveal()).toBe(TOKEN)
  })

  it.each(['owned', 'kept-on-request', 'revoked-by-main'] as const)('comes back as %s', (token) => {
    expect(decodeState(encodeState({ ...STATE, token }))?.token).toBe(token)
  })

  it('comes back at both ends of the calendar', () => {
    expect(decodeState(withField('expiresAt', 8.64e15))?.expiresAt).toBe(8.64e15)
    expect(decodeState(withField('expiresAt', -8.64e15))?.expiresAt).toBe(-8.64e15)
  })

  it('remembers that the API host did not take the token', () => {
    const state = stateOf(ACCESS_TOKEN, 'owned', SETTINGS, NOW, { isRefused: true })
    expect(decodeState(encodeState(state))).toEqual({ ...STATE, isRefused: true })
    expect(decodeState(withField('isRefused', 'false'))).toEqual(STATE)
  })

  it('is one line, as every state of a runner should be', () => {
    expect(encodeState(STATE)).not.toContain('\n')
  })

  it('never holds a client secret', () => {
    expect(encodeState(STATE)).not.toContain(SETTINGS.clientSecret.reveal())
    expect(encodeState(STATE)).not.toContain(SETTINGS.clientId)
  })
})

describe('when state comes back damaged', () => {
  it.each([
    ['nothing', ''],
    ['no JSON', 'owned'],
    ['null', 'null'],
    ['a number', '1'],
    ['a list', '[]'],
    ['an empty object', '{}'],
    ['another version', withField('version', 2)],
    ['no version', withField('version', undefined)],
    ['a version as text', withField('version', '1')],
    ['an unknown kind', withField('token', 'borrowed')],
    ['no kind', withField('token', undefined)],
    ['no value', withField('value', undefined)],
    ['an empty value', withField('value', '')],
    ['a value that is no text', withField('value', 42)],
    ['no URL', withField('apiUrl', undefined)],
    ['no expiry', withField('expiresAt', undefined)],
    ['an expiry as text', withField('expiresAt', '2026-11-21')],
    ['an expiry beyond any calendar', withField('expiresAt', 8.64e15 + 2)],
    ['a moment beyond any calendar', withField('deadBy', { wallMs: -8.64e15 - 2, monotonicMs: 1 })],
    ['a count beyond any calendar', withField('savedAt', { wallMs: 1, monotonicMs: 1e300 })],
    ['a summary as text', withField('summary', 'false')],
    ['no moment of saving', withField('savedAt', undefined)],
    ['a moment that is null', withField('savedAt', null)],
    ['a moment that is a number', withField('savedAt', 5)],
    ['half a moment', withField('savedAt', { wallMs: 1 })],
    ['the other half', withField('savedAt', { monotonicMs: 1 })],
    ['no moment of death', withField('deadBy', undefined)],
    ['a moment in words', withField('deadBy', { wallMs: 'soon', monotonicMs: 'soon' })],
    ['a state that was cut off', encodeState(STATE).slice(0, -1)],
  ])('is no state: %s', (_, text) => {
    expect(decodeState(text)).toBeUndefined()
  })

  it('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(decodeState(text)).toBeUndefined()
      }),
    )
  })
})
