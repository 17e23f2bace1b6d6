import { describe, expect, it } from '@jest/globals'
import { Redactor } from '../../src/core/redactor.ts'

const redactorOf = (...forms: string[]): Redactor => {
  const redactor = new Redactor()
  redactor.add(forms)
  return redactor
}

describe('when a text holds a secret', () => {
  it('is printed without it, in any form in which a server may quote it', () => {
    expect(redactorOf('hunter2/secret').clean('a hunter2/secret b hunter2%2Fsecret c')).toBe('a *** b *** c')
  })

  it('leaves no rest of a long form that has a short one inside', () => {
    expect(redactorOf('secret', 'secret-and-more').clean('secret-and-more')).toBe('***')
  })

  it('is no command of the older kind', () => {
    expect(redactorOf().clean('##[error]evil')).toBe('# #[error]evil')
  })

  it('is left alone in a reply where it is too short to be told from chance', () => {
    expect(redactorOf('seven-7', 'eight--8').cleanReply('seven-7 eight--8')).toBe('seven-7 ***')
  })
})

describe('when a form is added', () => {
  it('says which were not known before', () => {
    const redactor = redactorOf('one-form', '')
    expect(redactor.add(['one-form', 'two-form', 'two-form', ''])).toEqual(['two-form'])
  })
})

describe('when a token has ended', () => {
  it('looks for it no more', () => {
    const redactor = redactorOf('first-token', 'second-token')
    redactor.forget(['first-token'])
    expect(redactor.clean('first-token second-token')).toBe('first-token ***')
  })

  it('goes on looking for a form that another secret has as well', () => {
    const redactor = redactorOf('same-form')
    redactor.add(['same-form'])
    redactor.forget(['same-form'])
    expect(redactor.clean('same-form')).toBe('***')
    redactor.forget(['same-form', 'never-added'])
    expect(redactor.clean('same-form')).toBe('same-form')
  })
})
