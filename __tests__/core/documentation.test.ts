import { describe, expect, it } from '@jest/globals'
import { documentationUrl, type Origin } from '../../src/core/documentation.ts'

const ORIGIN: Origin = { serverUrl: '', repository: '', ref: 'v1.0.0', script: '', manifest: undefined }
const HERE = 'https://github.com/org/gc-oauth-action/blob/v1.0.0/docs/troubleshooting.md'

describe('when an error names the page to read on', () => {
  it('takes the repository that the runner names, whatever else there is', () => {
    const origin = {
      ...ORIGIN,
      serverUrl: 'https://ghe.example.com',
      repository: 'acme/tokens',
      ref: 'v1.2.3',
      script: '/w/_actions/octo/other/v9/dist/main/index.js',
      manifest: { repository: 'octo/third' },
    }
    expect(documentationUrl(origin)).toBe(
      'https://ghe.example.com/acme/tokens/blob/v1.2.3/docs/troubleshooting.md',
    )
  })

  it.each([
    ['/home/runner/work/_actions/octo/tokens/v1/dist/gc-token/index.js', 'octo/tokens/blob/v1'],
    ['D:\\a\\_actions\\octo\\fork\\feature\\x\\dist\\gc-token\\index.js', 'octo/fork/blob/feature/x'],
  ])('else the folder into which a runner unpacked it: %s', (script, place) => {
    const origin = { ...ORIGIN, script, manifest: { repository: 'octo/third' } }
    expect(documentationUrl(origin)).toBe(`https://github.com/${place}/docs/troubleshooting.md`)
    expect(documentationUrl({ ...origin, serverUrl: 'https://ghe.example.com' })).toBe(
      `https://ghe.example.com/${place}/docs/troubleshooting.md`,
    )
  })

  it.each([
    ['git+https://github.com/acme/tokens.git', 'https://github.com/acme/tokens'],
    ['https://github.com/acme/tokens', 'https://github.com/acme/tokens'],
    ['git+ssh://git@ghe.example.com/acme/tokens.git', 'https://ghe.example.com/acme/tokens'],
    ['git@ghe.example.com:acme/tokens.git', 'https://ghe.example.com/acme/tokens'],
    ['git://github.com/acme/tokens.git', 'https://github.com/acme/tokens'],
    ['github:acme/tokens', 'https://github.com/acme/tokens'],
    ['acme/tokens', 'https://github.com/acme/tokens'],
  ])('else package.json, in which a copy names its repository: %s', (url, home) => {
    const page = `${home}/blob/v1.0.0/docs/troubleshooting.md`
    expect(documentationUrl({ ...ORIGIN, manifest: { repository: { type: 'git', url } } })).toBe(page)
    expect(documentationUrl({ ...ORIGIN, manifest: { repository: url } })).toBe(page)
  })

  it.each([
    ['no package.json', undefined],
    ['one without a repository', { name: 'tokens' }],
    ['one whose repository is no text', { repository: { url: 7 } }],
    ['one that names no page', { repository: 'file:///srv/git/tokens.git' }],
    ['one with more than a name', { repository: 'https://user:secret@example.com/acme/tokens' }],
    ['what is no object', 'acme/tokens'],
  ])('else our own: %s', (_, manifest) => {
    expect(documentationUrl({ ...ORIGIN, manifest })).toBe(HERE)
  })
})
