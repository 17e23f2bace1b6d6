import { describe, expect, it } from '@jest/globals'
import {
  APP_TOKEN,
  OWN_SECRETS,
  OWNER,
  ROTATOR,
  ROTATOR_SECRET,
  rotatingItself,
  runRotation,
  said,
  stepOf,
  validSecret,
} from './run-rotation.ts'

const POST = `/api/v2/oauth/clients/${ROTATOR.id}/secret`
const SECRET_PATH = `/repos/octo/demo/actions/secrets/${ROTATOR_SECRET}`
const itself = {
  workflow: rotatingItself(),
  secrets: OWN_SECRETS,
  github: {
    tokens: { [APP_TOKEN]: { secrets: 'write' } },
    repositories: [{ name: 'octo/demo', secrets: { [ROTATOR_SECRET]: ROTATOR.secret } }],
  },
} as const

describe('when everything goes well', () => {
  const ran = runRotation(itself)

  it('sets three outputs', async () => {
    const outcome = await ran
    expect(outcome.faults).toEqual([])
    const { outputs } = stepOf(outcome.job, 'rotate')
    expect(outputs).toEqual({
      'client-secret': validSecret(outcome, ROTATOR.id),
      'rotated-at': expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      stored: 'true',
    })
  })

  it('says what it does, and post what became of the token', async () => {
    const { job } = await ran
    expect(said(stepOf(job, 'rotate'))).toEqual([
      'Asking Genesys Cloud in eu-central-1 for a token.',
      expect.stringMatching(
        /^Replacing the secret of the OAuth client a4c8b1f2-7e3d-4d6a-b5c9-0f1e2d3c4b5a of Octo Contact Center \([-0-9a-f]{36}\)\.$/,
      ),
      `The current secret was written again as the secret ${ROTATOR_SECRET} of octo/demo: the new one can be stored.`,
      `The new secret is stored as the secret ${ROTATOR_SECRET} of octo/demo; the old one no longer works.`,
      'The new secret works: a token was issued for it.',
      '2 tokens were revoked.',
    ])
    expect(said(stepOf(job, 'rotate', 'post'))).toEqual([
      'The step revoked its token itself; nothing to revoke.',
    ])
  })

  it('masks the new secret before it is in any file', async () => {
    const outcome = await ran
    const secret = validSecret(outcome, ROTATOR.id)
    const credential = Buffer.from(`${ROTATOR.id}:${secret}`).toString('base64')
    expect(outcome.job.masks).toEqual(expect.arrayContaining([secret, credential, `Basic ${credential}`]))
  })

  it('hands the output out before it asks GitHub to store it', async () => {
    const outcome = await ran
    const { output } = stepOf(outcome.job, 'rotate').files
    expect(output.indexOf('client-secret')).toBeLessThan(output.lastIndexOf('stored'))
  })
})

describe('when the inputs are wrong', () => {
  it('names each of them in one error before any request', async () => {
    const workflow = rotatingItself('          target: environment\n          repository: demo\n').replace(
      `secret-name: ${ROTATOR_SECRET}`,
      'secret-name: GITHUB_SECRET',
    )
    const { job, requests, github } = await runRotation({ ...itself, workflow })
    const step = stepOf(job, 'rotate')
    expect(step.exitCode).toBe(1)
    expect(step.outputs).toEqual({ stored: 'false' })
    expect(job.annotations.map(({ message }) => message)).toEqual([
      [
        '3 settings are wrong:',
        `1. secret-name is "GITHUB_SECRET". GitHub's names have letters, digits and _, do not start with a digit, nor with GITHUB_.`,
        '2. environment is empty. With target: environment it takes the name of the environment.',
        '3. repository is "demo". It takes owner/name.',
        'See https://github.com/org/gc-oauth-action/blob/v1/docs/troubleshooting.md#settings-invalid',
      ].join('\n'),
    ])
    expect([...requests, ...github.requests]).toEqual([])
  })
})

describe('when the reply with the new secret is lost', () => {
  it('ends with one error that says so, and sends the request once', async () => {
    const { job, requests } = await runRotation({
      ...itself,
      prepare: ({ cloud }) => {
        cloud.inject({ kind: 'reset', when: 'after-headers', path: POST })
        return {}
      },
    })
    expect(stepOf(job, 'rotate').exitCode).toBe(1)
    expect(job.annotations).toHaveLength(1)
    expect(job.annotations[0]?.message).toContain('may have changed, and the new one was not seen')
    expect(requests.filter((request) => request.includes(POST))).toHaveLength(1)
  })
})

describe('when a gateway answers 429 after the secret was replaced', () => {
  it('does not say that nothing has changed, and finds out', async () => {
    const outcome = await runRotation({
      ...itself,
      prepare: ({ cloud }) => {
        cloud.inject({ kind: 'status', status: 429, takesEffect: true, path: POST })
        return {}
      },
    })
    expect(validSecret(outcome, ROTATOR.id)).not.toBe(ROTATOR.secret)
    const [message = ''] = outcome.job.annotations.map((annotation) => annotation.message)
    expect(message).toContain('answered with an error that does not prove that nothing has changed (HTTP 429')
    expect(message).toContain('The old secret no longer works')
    expect(message).toContain('To recover by hand:')
    expect(message).not.toContain('Nothing has changed')
  })
})

describe('when the run is cancelled', () => {
  it('finishes once the secret is being replaced', async () => {
    const cancellation = new AbortController()
    const outcome = await runRotation({
      ...itself,
      signal: cancellation.signal,
      prepare: ({ cloud }) => {
        cloud.inject({ kind: 'delay', delayMs: 2_000, path: POST })
        cloud.onRequest(({ path }) => {
          if (path === POST) cancellation.abort()
        })
        return {}
      },
    })
    const step = stepOf(outcome.job, 'rotate')
    expect(said(step)).toContain('The step was cancelled (SIGINT); it finishes its work first.')
    expect(step.outputs['stored']).toBe('true')
    expect(outcome.github.secret(OWNER, ROTATOR_SECRET)?.value).toBe(validSecret(outcome, ROTATOR.id))
    expect(validSecret(outcome, ROTATOR.id)).not.toBe(ROTATOR.secret)
    expect(outcome.cloud.liveTokens()).toEqual([])
  })

  it('stops at once before that, and post revokes the token', async () => {
    const cancellation = new AbortController()
    const outcome = await runRotation({
      ...itself,
      signal: cancellation.signal,
      onGitHub: (github) => {
        github.inject({ kind: 'hang', path: SECRET_PATH })
        github.onRequest(({ path }) => {
          if (path === SECRET_PATH) cancellation.abort()
        })
      },
    })
    expect(stepOf(outcome.job, 'rotate').exitCode).toBe(1)
    expect(said(stepOf(outcome.job, 'rotate', 'post'))).toContain('The token was revoked.')
    expect(validSecret(outcome, ROTATOR.id)).toBe(ROTATOR.secret)
    expect(outcome.cloud.liveTokens()).toEqual([])
    expect(outcome.requests.filter((request) => request.includes(POST))).toEqual([])
  })
})

describe('when the API host does not know the token', () => {
  it('warns with the expiry, and takes no 401 for the end of a token', async () => {
    const outcome = await runRotation({
      ...itself,
      prepare: ({ cloud }) => {
        cloud.inject({ kind: 'status', status: 401, host: 'api', count: Infinity })
        return {}
      },
    })
    const step = stepOf(outcome.job, 'rotate')
    expect(step.exitCode).toBe(1)
    expect(said(step).join('\n')).toContain('the API host has not accepted it since it was issued')
    expect(said(stepOf(outcome.job, 'rotate', 'post'))).toContainEqual(
      expect.stringMatching(/^::warning::The token could not be revoked .* It may stay valid until \d{4}-/),
    )
    expect(outcome.cloud.liveTokens()).not.toEqual([])
  })
})

describe('when the token comes with token_type: mac', () => {
  it('masks it, records it for post, and revokes it', async () => {
    const outcome = await runRotation({
      ...itself,
      prepare: ({ cloud }) => {
        cloud.inject({ kind: 'fields', path: '/oauth/token', fields: { token_type: 'mac' } })
        return {}
      },
    })
    const step = stepOf(outcome.job, 'rotate')
    expect(step.exitCode).toBe(1)
    expect(outcome.job.masks.some((mask) => mask.startsWith('Bearer '))).toBe(true)
    expect(step.files.state).toContain('"custody":{"is":"held"}')
    expect(said(step)).toContain('The token was revoked.')
    expect(said(stepOf(outcome.job, 'rotate', 'post'))).toEqual([
      'The step revoked its token itself; nothing to revoke.',
    ])
    expect(outcome.cloud.liveTokens()).toEqual([])
    expect(outcome.requests.filter((request) => request.includes(POST))).toEqual([])
  })
})
