import { describe, expect, it } from '@jest/globals'
import { routeOf } from '../../src/gateway/route.ts'

const where = (method: string, target: string): string | number => {
  const route = routeOf(method, target)
  return route.to === 'caller' ? route.refusal.status : route.to
}

describe('what is forwarded', () => {
  it.each([
    ['a path below /api/v2/', '/api/v2/routing/queues?pageSize=100'],
    ['one with an encoded slash', '/api/v2/users/a%2Fb'],
    ['one with a parameter', '/api/v2/users;v=1/me'],
    ['one with doubled slashes', '/api/v2//users'],
    ['one with a bare question mark', '/api/v2/users?'],
    ['one whose dot segments stay inside', '/api/v2/users/../groups'],
    ['one whose dots are part of a name', '/api/v2/users/..hidden'],
    ['one whose dots are encoded twice', '/api/v2/%252e%252e/x'],
    ['dot segments in the query', '/api/v2/users?next=/../../admin'],
    ['the prefix alone', '/api/v2/'],
  ])('%s', (_name, target) => {
    expect(where('GET', target)).toBe('api')
  })

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'])('%s requests', (method) => {
    expect(where(method, '/api/v2/routing/queues')).toBe('api')
  })
})

describe('what leaves /api/v2/', () => {
  it.each([
    '/api/v2/..',
    '/api/v2/../v1/x',
    '/api/v2/users/../../x',
    '/api/v2/%2e%2e/x',
    '/api/v2/.%2E/x',
    '/api/v2/users%2F..%2F..%2Fx',
    '/api/v2/..%2fx',
    '/api/v2/..\\x',
    '/api/v2/%5C..%5C..%5Cx',
    '/api/v2/..;a=b/x',
    '/api/v2/..%3Ba/x',
    // Inside after decoding, outside before: there are servers of either kind.
    '/api/v2/a%2Fb/../../x',
    '/api/v2/a\\b/../../x',
    // Servers that merge slashes first.
    '/api/v2/a//../../x',
    '/api/v2/./../x',
    '/api/v2/a/../../v2/b',
  ])('%s is refused', (target) => {
    expect(where('GET', target)).toBe(400)
  })
})

describe('what is answered here', () => {
  it('a token request', () => {
    expect(where('POST', '/oauth/token')).toBe('token-endpoint')
    expect(where('POST', '/oauth/token?x=1')).toBe('token-endpoint')
    expect(where('GET', '/oauth/token')).toBe(404)
  })

  it.each([
    '/api/v2/tokens/me',
    '/api/v2/tokens/me?x=1',
    '/api/v2/tokens/me/',
    '/api/v2//tokens//me',
    '//api/v2/tokens/me',
    '/api/v2/tokens/%6de',
    '/api/v2/tokens%2Fme',
    '/api/v2/tokens/me;x=1',
    '/api/v2/tokens;x/me',
    '/api/v2/tokens/./me',
    '/api/v2/users/../tokens/me',
    '/api/v2/tokens\\me',
    '/api/v2/Tokens/Me',
  ])('a DELETE of %s', (target) => {
    expect(where('DELETE', target)).toBe('token-end')
  })

  it('only a DELETE of it, and of nothing else', () => {
    expect(where('GET', '/api/v2/tokens/me')).toBe('api')
    expect(where('DELETE', '/api/v2/tokens/3b7e')).toBe('api')
    expect(where('DELETE', '/api/v2/tokens/me/more')).toBe('api')
  })
})

describe('what is nowhere', () => {
  it.each(['/', '/api/v2', '/api/v1/users', '/API/v2/users', '/%61pi/v2/users', '//api/v2/users', '/login'])(
    '%s is not found',
    (target) => {
      expect(where('GET', target)).toBe(404)
    },
  )

  it.each([
    'http://127.0.0.1:1/api/v2/users',
    'https://api.mypurecloud.de/api/v2/users',
    '*',
    'api/v2/users',
  ])('%s is no path', (target) => {
    expect(where('GET', target)).toBe(400)
  })

  it('a fragment is refused, and TRACE, which would show the token', () => {
    expect(where('GET', '/api/v2/users#/../..')).toBe(400)
    expect(where('TRACE', '/api/v2/users')).toBe(405)
  })
})
