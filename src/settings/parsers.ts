import { parseBaseUrl, parseEndpointUrl } from '../core/base-url.ts'
import { alternatives, hasControlCharacters, quoted } from '../core/characters.ts'
import { Secret } from '../core/secret.ts'
import { parsePermission, type Permission } from '../genesys/permissions.ts'
import { parseRegion, type Region } from '../genesys/region.ts'
import { Mistake } from './reader.ts'
import { parseRedisUrl, type RedisTarget } from './redis-url.ts'

/** The text itself; `undefined` if it is empty. */
export function optionalText(text: string): string | undefined {
  return text === '' ? undefined : text
}

/** A secret is taken as it is; that it must not be empty is for a rule to say, where it is needed. */
export function secret(text: string): Secret {
  return new Secret(text)
}

/** `undefined` if it is empty. */
export function optionalClientId(text: string): string | undefined | Mistake {
  // RFC 7617: the first colon ends the user-id, so an id with one would shift part of itself into the secret.
  if (text.includes(':') || hasControlCharacters(text)) {
    return new Mistake('contains a colon or a control character: it is no client id.')
  }
  return isDotSegment(text) ? new Mistake(`is "${text}": it is no client id.`) : optionalText(text)
}

/** As part of a path it would lead to another one, which no escape prevents (RFC 3986, section 5.2.4). */
export function isDotSegment(text: string): boolean {
  return text === '.' || text === '..'
}

export function clientId(text: string): string | Mistake {
  return optionalClientId(text) ?? new Mistake('is empty.', 'empty')
}

/** `undefined` if it is empty. */
export function organizationId(text: string): string | undefined | Mistake {
  if (!/\s/.test(text)) return optionalText(text)
  return new Mistake(
    `is ${quoted(text)}. It takes the id of the organization, such as 0b6a5c8e-0d7c-4f2e-8e0b-5d0f6c3a9b17, not its name.`,
  )
}

/** `undefined` if it is empty; with an empty domain if it is unknown, which may be right or wrong. */
export function region(text: string): Region | undefined {
  return text === '' ? undefined : (parseRegion(text) ?? { name: text, domain: '' })
}

/** `undefined` if it is empty. */
export function optionalBaseUrl(text: string): string | undefined | Mistake {
  if (text === '') return undefined
  const parsed = parseBaseUrl(text)
  return 'url' in parsed ? parsed.url : new Mistake(parsed.mistake)
}

/** `undefined` if it is empty. */
export function optionalEndpointUrl(text: string): string | undefined | Mistake {
  if (text === '') return undefined
  const parsed = parseEndpointUrl(text)
  return 'url' in parsed ? parsed.url : new Mistake(parsed.mistake)
}

/** `undefined` if it is empty. What is wrong with it quotes nothing: it may hold a password. */
export function optionalRedisUrl(text: string): RedisTarget | undefined | Mistake {
  if (text === '') return undefined
  const target = parseRedisUrl(text)
  return 'mistake' in target ? new Mistake(`${target.mistake}.`) : target
}

/** Permissions as Genesys Cloud writes them, separated by commas or white space. */
export function permissions(text: string): readonly Permission[] | Mistake {
  const words = [...new Set(text.split(/[\s,]+/))].filter((word) => word !== '')
  const parsed = words.map((word) => ({ word, permission: parsePermission(word) }))
  const wrong = parsed.find(({ permission }) => permission === undefined)
  if (wrong !== undefined) {
    return new Mistake(
      `has ${quoted(wrong.word)}, which is no permission. It takes some like routing:queue:view, separated by commas.`,
    )
  }
  return parsed.flatMap(({ permission }) => permission ?? [])
}

/** One of a few words, in any letter case. */
export function oneOf<Word extends string>(...words: readonly Word[]): (text: string) => Word | Mistake {
  return (text) =>
    words.find((word) => word === text.toLowerCase()) ??
    new Mistake(`is ${quoted(text)}. It takes ${alternatives(words)}.`)
}

/** `true` or `false`, in any letter case. */
export function flag(text: string): boolean | Mistake {
  const word = oneOf('true', 'false')(text)
  return word instanceof Mistake ? word : word === 'true'
}

/** `undefined` for what is no number of jobs: another runner may leave the expression of the default as it is. */
export function numberOfJobs(text: string): number | undefined {
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined
}

/** A whole number of seconds, in milliseconds. */
export function seconds(shortest: number, longest: number): (text: string) => number | Mistake {
  const parse = wholeNumber(shortest, longest)
  return (text) => {
    const value = parse(text)
    return value instanceof Mistake ? value : value * 1000
  }
}

export function wholeNumber(least: number, most: number): (text: string) => number | Mistake {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : -1
    if (value >= least && value <= most) return value
    return new Mistake(`is ${quoted(text)}. It takes a whole number from ${least} to ${most}.`)
  }
}
