/** A JSON object as it comes from outside: every field is still to be checked. */
export type Fields = Readonly<Record<string, unknown>>

/** The JSON object in `text`; `undefined` for anything else. */
export function parseObject(text: string): Fields | undefined {
  try {
    return fieldsOf(JSON.parse(text))
  } catch {
    // The parser's own message quotes the text, which may be a secret.
    return undefined
  }
}

/** `value` if it is an object, but no list. */
export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined
}
