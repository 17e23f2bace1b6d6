import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCertificateAuthority } from '../../simulator/network/certificates.ts'
import { readText } from '../support/documents.ts'
import { freePort, noRedis, startRedis, type RedisServer } from '../support/redis-server.ts'
import { formsOf } from './leaks.ts'
import { CLIENT, said, theError } from './play.ts'
import { annotationsOf, sharedWorld, sourcesOf, stepsOf, type SharedWorld } from './shared-world.ts'

const PASSWORD = 'r3dis/p@ss+w:rd%'
const withRedis = noRedis === undefined ? describe : describe.skip

let world: SharedWorld
beforeEach(async () => {
  world = await sharedWorld()
})
afterEach(() => world.close())

if (noRedis !== undefined) it.todo(`shares over a real Redis: ${noRedis}`)

withRedis('when the jobs share a token over Redis', () => {
  let server: RedisServer
  let folder: string
  let tlsPort: number
  let caFile: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'share-redis-'))
    const authority = await createCertificateAuthority()
    const { key, cert } = await authority.issue(['127.0.0.1', 'localhost'])
    caFile = join(folder, 'ca.pem')
    writeFileSync(caFile, authority.certificate)
    writeFileSync(join(folder, 'key.pem'), key)
    writeFileSync(join(folder, 'cert.pem'), cert)
    tlsPort = await freePort()
    server = await startRedis({
      requirepass: PASSWORD,
      'tls-port': String(tlsPort),
      'tls-key-file': join(folder, 'key.pem'),
      'tls-cert-file': join(folder, 'cert.pem'),
      'tls-ca-cert-file': caFile,
      'tls-auth-clients': 'no',
    })
  })
  afterAll(async () => {
    await server.stop()
    rmSync(folder, { recursive: true })
  })

  const url = (): string => `redis://:${encodeURIComponent(PASSWORD)}@127.0.0.1:${server.port}/2`
  const cli = (...words: string[]): string =>
    execFileSync('redis-cli', ['-p', String(server.port), '-n', '2', '--no-auth-warning', ...words], {
      encoding: 'utf8',
      env: { ...process.env, REDISCLI_AUTH: PASSWORD },
    }).trim()

  it('makes one grant, and the last job revokes the token and deletes the entry', async () => {
    const run = await world.run(
      ({ matrix, token, last, revoke }) => ({
        build: matrix(4, [token({ 'redis-url': '${{ secrets.REDIS_URL }}' })]),
        end: last(['build'], [revoke({ 'redis-url': '${{ secrets.REDIS_URL }}' })]),
      }),
      {
        secrets: { CLIENT_SECRET: CLIENT.secret, REDIS_URL: url() },
        onLine: (job) => {
          if (job !== 'end') return
          // What lies in Redis while the token lives is nobody's token.
          const kept = cli('KEYS', '*')
            .split('\n')
            .filter((key) => key !== '')
            .map((key) => cli('GET', key))
          const [token] = world.cloud.tokens()
          for (const form of formsOf({ name: 'token', value: token?.value ?? '' }).values()) {
            expect(kept.join('\n')).not.toContain(form)
          }
        },
      },
    )
    expect(run.conclusion).toBe('success')
    expect(sourcesOf(run)).toEqual(['granted', 'shared', 'shared', 'shared'])
    expect(stepsOf(run, 'revoke')[0]?.outputs).toEqual({ revoked: 'true' })
    expect(world.cloud.liveTokens()).toEqual([])
    expect(cli('KEYS', '*')).toBe('')
    expect(world.cache.requests).toEqual([])
  })

  it('needs no more rights than the line in docs/sharing.md gives', async () => {
    const line = /^ACL SETUSER .*$/m.exec(readText('docs/sharing.md'))?.[0] ?? ''
    const [, , user = '', , password = ''] = line.split(' ')
    expect(cli(...line.split(' '))).toBe('OK')
    const limited = `redis://${user}:${password.slice(1)}@127.0.0.1:${server.port}/2`
    const run = await world.run(({ matrix, token, last, revoke }) => ({
      build: matrix(2, [token({ 'redis-url': limited })]),
      end: last(['build'], [revoke({ 'redis-url': limited })]),
    }))
    expect(sourcesOf(run)).toEqual(['granted', 'shared'])
    expect(stepsOf(run, 'revoke')[0]?.outputs).toEqual({ revoked: 'true' })
    expect(cli('KEYS', '*')).toBe('')
    expect(cli('ACL', 'LOG')).toBe('')
  })

  it('masks the password in every form, and prints it nowhere, whatever DEBUG says', async () => {
    const run = await world.run(({ matrix, token }) => ({
      build: matrix(1, [{ ...token({ 'redis-url': url() }), env: { DEBUG: '*' } }]),
    }))
    const [job] = run.jobs
    expect(job?.masks).toEqual(expect.arrayContaining([PASSWORD, encodeURIComponent(PASSWORD)]))
    for (const line of stepsOf(run)[0]?.emitted ?? []) {
      if (!line.line.startsWith('::add-mask::')) expect(line.line).not.toContain('r3dis')
    }
  })

  it('goes over TLS with a private CA', async () => {
    const rediss = `rediss://:${encodeURIComponent(PASSWORD)}@localhost:${tlsPort}`
    const run = await world.run(
      ({ matrix, token }) => ({ build: matrix(2, [token({ 'redis-url': rediss })]) }),
      { machineEnvironment: { NODE_EXTRA_CA_CERTS: caFile } },
    )
    expect(sourcesOf(run)).toEqual(['granted', 'shared'])
  })

  it('does not trust a server under an unknown CA, and says so', async () => {
    const rediss = `rediss://:${encodeURIComponent(PASSWORD)}@localhost:${tlsPort}`
    const run = await world.run(({ matrix, token }) => ({
      build: matrix(1, [token({ 'redis-url': rediss })]),
    }))
    expect(said(stepsOf(run)[0])[0]).toMatch(/^Not sharing a token: Redis cannot be used: .*certificate/)
    expect(sourcesOf(run)).toEqual(['granted'])
    expect(world.cloud.liveTokens()).toEqual([])
  })

  it('fails with the reason when the password is wrong', async () => {
    const wrong = `redis://:wr0ng-passw0rd@127.0.0.1:${server.port}`
    const run = await world.run(({ matrix, token, last, revoke }) => ({
      build: matrix(1, [token({ 'redis-url': wrong })]),
      end: last(['build'], [revoke({ 'redis-url': wrong })]),
    }))
    for (const step of [...stepsOf(run), ...stepsOf(run, 'revoke')]) {
      expect(theError(step)).toMatch(/^The Redis in redis-url refused to let this job in \(WRONGPASS /)
      expect(theError(step)).toContain('#redis-refused')
      expect(said(step).join('\n')).not.toContain('wr0ng')
    }
    expect(world.grants()).toBe(0)
  })
})

describe('when the Redis cannot be reached', () => {
  it('gives each job a token of its own, with one line', async () => {
    const redisUrl = `redis://127.0.0.1:${await freePort()}`
    const run = await world.run(({ matrix, token, last, revoke }) => ({
      build: matrix(2, [token({ 'redis-url': redisUrl })]),
      end: last(['build'], [revoke({ 'redis-url': redisUrl })]),
    }))
    expect(run.conclusion).toBe('success')
    expect(sourcesOf(run)).toEqual(['granted', 'granted'])
    expect(said(stepsOf(run)[0])[0]).toMatch(
      /^Not sharing a token: Redis cannot be used: connect ECONNREFUSED 127\.0\.0\.1:\d+\. Getting one for this job alone\.$/,
    )
    expect(annotationsOf(run)).toEqual([
      expect.stringMatching(/^warning: The shared token could not be looked for: Redis cannot be used/),
    ])
    expect(world.cloud.liveTokens()).toEqual([])
  })
})
