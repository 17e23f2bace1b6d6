import { parseObject } from '../core/json.ts'
import { maskForms } from '../core/masks.ts'
import { isJson, withLineBreaks } from './private-key.ts'

/** Shorter texts turn up in logs by chance. */
const SHORTEST_LINE = 8

/**
 * Every text in which a pasted key may appear, whatever it is: each line of a PEM, the whole of it with line breaks and with `\n`
 * in their place, the private members of a JWK. Lines of other texts are masked if they are long enough not to ruin a log.
 */
export function privateKeyForms(text: string): string[] {
  return isJson(text) ? jwkForms(text) : pemForms(text)
}

function pemForms(text: string): string[] {
  const lines = linesOf(withLineBreaks(text))
  const begin = lines.findIndex((line) => line.startsWith('-----BEGIN'))
  const end = lines.findLastIndex((line) => line.startsWith('-----END'))
  const isOfPem = (index: number): boolean => begin >= 0 && index >= begin && index <= end
  const masked = lines.filter((line, index) => line.length >= SHORTEST_LINE || isOfPem(index))
  const block = lines.filter((_, index) => isOfPem(index))
  const body = block.filter((line) => !line.startsWith('-----')).join('')
  // A PEM whose line breaks became blanks is one line; what logs show of it may be a part.
  const words = text.includes('-----BEGIN') ? (text.match(/[\w+/=]{16,}/g) ?? []) : []
  const wholes = [block.join('\n'), block.join('\r\n')].flatMap(maskForms)
  const forms = [...wholes, ...masked, ...words, block.join('\\n'), block.join('\\r\\n'), ...maskForms(body)]
  const single = lines.length === 1 ? maskForms(text) : []
  return [...new Set([...single, ...forms])].filter((form) => form !== '')
}

function jwkForms(text: string): string[] {
  const jwk = parseObject(text)
  // Braces stand on lines of their own, and a mask of one would ruin the log: no whole text of several lines.
  const lines = linesOf(text).filter((line) => line.length >= SHORTEST_LINE)
  if (jwk === undefined) return [...lines, ...(text.match(/[\w-]{16,}/g) ?? [])]
  const secrets = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'].map((name) => jwk[name])
  const texts = secrets.filter((value) => typeof value === 'string' && value !== '') as string[]
  return [...texts.flatMap(maskForms), JSON.stringify(jwk), ...(lines.length === 1 ? lines : [])]
}

const linesOf = (text: string): string[] =>
  text
    .split(/[\r\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
