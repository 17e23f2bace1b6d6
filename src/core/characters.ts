/**
 * What nearly every text consists of: a class that V8 builds at once, where one of Unicode's costs up to half a millisecond. Even
 * to parse such a literal V8 loads tables, so they are texts here until a text needs them.
 */
const PRINTABLE_ASCII = /^[ -~]*$/

/** Whether `text` has characters that end a line, start an escape sequence, or show nothing (Unicode's class Cc). */
export function hasControlCharacters(text: string): boolean {
  return !PRINTABLE_ASCII.test(text) && new RegExp('\\p{Cc}', 'u').test(text)
}

/**
 * `text` on one line, with a space for whatever is no letter, digit, sign or space: control characters, format
 * characters such as those that make text run backwards, private and unassigned ones, and separators of lines.
 */
export function onOneLine(text: string): string {
  const line = PRINTABLE_ASCII.test(text)
    ? text
    : text.replace(new RegExp('[\\p{C}\\p{Zl}\\p{Zp}]+', 'gu'), ' ')
  return withoutOldCommands(line)
}

/** `text` without what the runner takes for one of its older commands, wherever that stands in a line. */
export function withoutOldCommands(text: string): string {
  return text.replaceAll('##[', '# #[')
}

/** What was typed, in quotes and on one line; of a long text only its length, since it may be a secret in the wrong place. */
export function quoted(text: string): string {
  return text.length > 60 ? `(a text of ${text.length} characters)` : `"${onOneLine(text)}"`
}

/** `a, b or c` */
export function alternatives(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`
}
