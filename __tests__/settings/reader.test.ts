import { describe, expect, it } from '@jest/globals'
import { ENVIRONMENT_FIELDS, secretsOfEnvironment } from '../../src/settings/environment.ts'
import { TOKEN_FIELDS } from '../../src/settings/fields.ts'
import { formsToMask, Mistake, read, type Rule } from '../../src/settings/reader.ts'
import { ROTATION_FIELDS } from '../../src/settings/rotation-settings.ts'
import { variableSource } from '../../src/settings/sources.ts'
import { inputsOf } from '../support/step-fakes.ts'

const digits = (text: string): number | Mistake =>
  /^\d*$/.test(text) ? Number(text) : new Mistake('is no number.')

const FIELDS = {
  first: { input: 'first', variable: 'FIRST', parse: digits },
  second: { input: 'second', variable: 'SECOND', default: '2', parse: digits },
}

const ASCENDING: Rule<{ readonly first: number; readonly second: number }> = {
  of: ['second', 'first'],
  check: ({ first, second }, { name }) =>
    second < first ? new Mistake(`is less than ${name('first')}.`) : undefined,
}

const readFrom = (texts: Readonly<Record<string, string>>, others: readonly string[] = []): object =>
  read(FIELDS, [ASCENDING], inputsOf(texts), others)

describe('when fields are read', () => {
  it('gives each the value of its text, or of its default', () => {
    expect(readFrom({ first: '1' })).toEqual({ first: 1, second: 2 })
  })

  it('checks what several say together', () => {
    expect(() => readFrom({ first: '3' })).toThrow('A setting is wrong: second is less than first.')
  })

  it('calls them by the names that the source has for them', () => {
    const source = variableSource({ FIRST: '3' })
    expect(() => read(FIELDS, [ASCENDING], source)).toThrow('SECOND is less than FIRST.')
  })

  it('does not tell a mistake twice: a rule waits until its fields are right', () => {
    expect(() => readFrom({ first: 'x' })).toThrow('A setting is wrong: first is no number.')
  })

  it('tells mistakes in the order of the fields, then those from elsewhere', () => {
    expect(() => readFrom({ second: 'x', first: 'x' }, ['PROXY is wrong.'])).toThrow(
      '3 settings are wrong:\n1. first is no number.\n2. second is no number.\n3. PROXY is wrong.',
    )
  })
})

describe('when secrets are masked before anything is parsed', () => {
  const CREDENTIALS = { 'client-id': 'a:b', 'client-secret': 'Qp9-s3cr3t-value-0123' }
  const BASIC = Buffer.from('a:b:Qp9-s3cr3t-value-0123').toString('base64')

  it('has the client secret and its Basic credential, whatever is wrong with the id', () => {
    const forms = formsToMask(TOKEN_FIELDS, inputsOf(CREDENTIALS))
    expect(forms).toEqual(expect.arrayContaining(['Qp9-s3cr3t-value-0123', `Basic ${BASIC}`]))
    expect(forms).not.toContain('a:b')
  })

  it('has the password in a URL of Redis that is wrong', () => {
    const source = inputsOf({ 'redis-url': 'redis://:p%40ss-w0rd@cache/zero' })
    expect(formsToMask(TOKEN_FIELDS, source)).toEqual(expect.arrayContaining(['p@ss-w0rd', 'p%40ss-w0rd']))
  })

  it('has the token for GitHub', () => {
    const source = inputsOf({ 'github-token': 'ghp_0123 456' })
    expect(formsToMask(ROTATION_FIELDS, source)).toEqual(expect.arrayContaining(['Bearer ghp_0123 456']))
  })

  it('has nothing where no secret is given: a mask of an empty text would hide everything', () => {
    expect(formsToMask(TOKEN_FIELDS, inputsOf({ 'client-id': 'a' }))).toEqual([])
  })

  it('has the same forms for the variables of gc-token, without the white space around them', () => {
    const { clientId, secret } = ENVIRONMENT_FIELDS
    const environment = {
      [clientId.variable ?? '']: 'a:b',
      [secret.variable ?? '']: ' Qp9-s3cr3t-value-0123\n',
    }
    expect(secretsOfEnvironment(environment)).toEqual(formsToMask(TOKEN_FIELDS, inputsOf(CREDENTIALS)))
  })
})
