import { describe, expect, it } from '@jest/globals'
import { parseRedisUrl, secretsInRedisUrl } from '../../src/settings/redis-url.ts'

const parsed = (text: string): object => {
  const target = parseRedisUrl(text)
  if ('mistake' in target) throw new Error(target.mistake)
  return { ...target, password: target.password?.reveal() }
}

const PLAIN = {
  host: 'cache',
  port: 6379,
  isTls: false,
  username: undefined,
  password: undefined,
  database: 0,
}

describe('when a Redis URL is right', () => {
  it.each<[string, object]>([
    ['redis://cache', PLAIN],
    ['redis://cache/', PLAIN],
    ['redis://cache:7000/3', { ...PLAIN, port: 7000, database: 3 }],
    ['rediss://cache', { ...PLAIN, isTls: true }],
    ['redis://[::1]:1', { ...PLAIN, host: '::1', port: 1 }],
    ['redis://:pw@cache', { ...PLAIN, password: 'pw' }],
    ['redis://me:p%40ss%2Fw%3Ard@cache', { ...PLAIN, username: 'me', password: 'p@ss/w:rd' }],
    ['redis://me:%E2%82%AC@cache', { ...PLAIN, username: 'me', password: '€' }],
  ])('is read: %s', (text, target) => {
    expect(parsed(text)).toEqual(target)
  })
})

describe('when a Redis URL is wrong', () => {
  it.each([
    ['cache:6379', 'is not a URL of the form'],
    ['https://cache', 'is not a URL of the form'],
    ['redis://', 'is not a URL of the form'],
    ['redis:///0', 'is not a URL of the form'],
    ['redis://cache/zero', 'has a path that is not the number of a database'],
    ['redis://cache/1/2', 'has a path that is not the number of a database'],
    ['redis://cache?db=1', 'contains a query or a fragment'],
    ['redis://cache#1', 'contains a query or a fragment'],
    ['redis://:a#b@cache', 'has a #, / or ? in its user or password; write %23'],
    ['redis://me:12/34@cache', 'has a #, / or ? in its user or password; write %23'],
    ['rediss://:?@cache:7000/3', 'has a #, / or ? in its user or password; write %23'],
    ['redis://:a%zz@cache', 'has a % in its user or password that is not escaped'],
    ['redis://me@cache', 'has a user without a password'],
  ])('says what is wrong with %s', (text, mistake) => {
    const target = parseRedisUrl(text)
    expect('mistake' in target && target.mistake).toContain(mistake)
  })

  it('quotes nothing of it, since it may hold a password', () => {
    for (const text of [
      'redis://:s3cr3t%zz@cache',
      'redis://:s3cr3t@cache/x',
      's3cr3t',
      'redis://:s3cr3t#@cache',
      'redis://:/s3cr3t@cache',
      'redis://s3cr3t@cache',
    ]) {
      expect(JSON.stringify(parseRedisUrl(text))).not.toContain('s3cr3t')
    }
  })
})

describe('when a Redis URL is masked', () => {
  it.each([
    ['redis://me:p%40ss@cache', ['p@ss', 'p%40ss']],
    ['redis://:plain@cache', ['plain']],
    ['redis://:a%zz@cache', ['a%zz']],
    ['redis://me:1/s3cr#t@cache', ['1/s3cr#t']],
    ['redis://me:a@b@cache', ['a@b', 'a%40b']],
    ['redis://cache', []],
    ['no URL', []],
  ])('masks the password of %s as it is meant and as it is written', (text, secrets) => {
    expect(secretsInRedisUrl(text)).toEqual(secrets)
  })
})
