import { fieldsOf, parseObject, type Fields } from './json.ts'

/** A field is missing or of another type. The message has its name and never its value, which may be a secret. */
export class NotDecodable extends Error {
  override readonly name = 'NotDecodable'
}

/** @throws NotDecodable */
export function objectIn(fields: Fields, name: string): Fields {
  const value = fieldsOf(fields[name])
  if (value === undefined) throw new NotDecodable(`${name} is missing`)
  return value
}

/** @throws NotDecodable */
export function textIn(fields: Fields, name: string): string {
  const value = fields[name]
  if (typeof value !== 'string') throw new NotDecodable(`${name} is missing`)
  return value
}

/** @throws NotDecodable when it is there and no text */
export function optionalTextIn(fields: Fields, name: string): string | undefined {
  return fields[name] === undefined ? undefined : textIn(fields, name)
}

/** A number that is no NaN and not infinite. @throws NotDecodable */
export function numberIn(fields: Fields, name: string): number {
  const value = fields[name]
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new NotDecodable(`${name} is missing`)
  return value
}

/** @throws NotDecodable */
export function booleanIn(fields: Fields, name: string): boolean {
  const value = fields[name]
  if (typeof value !== 'boolean') throw new NotDecodable(`${name} is missing`)
  return value
}

/** One of the texts that are known. @throws NotDecodable */
export function oneOfIn<const Known extends string>(
  fields: Fields,
  name: string,
  all: readonly Known[],
): Known {
  const value = all.find((known) => known === fields[name])
  if (value === undefined) throw new NotDecodable(`${name} is none of ${all.join(', ')}`)
  return value
}

/** Each object of the JSON list in `text`, decoded. @throws NotDecodable */
export function parseList<Item>(text: string, decode: (fields: Fields) => Item): Item[] {
  const fields = parseObject(`{"list":${text}}`)
  return listIn(fields ?? {}, 'list', decode)
}

/** Each object of a list, decoded. @throws NotDecodable */
export function listIn<Item>(fields: Fields, name: string, decode: (fields: Fields) => Item): Item[] {
  const value = fields[name]
  if (!Array.isArray(value)) throw new NotDecodable(`${name} is no list`)
  return value.map((item: unknown, index) => {
    const object = fieldsOf(item)
    if (object === undefined) throw new NotDecodable(`${name}[${index}] is no object`)
    return decode(object)
  })
}
