/** Replaces registered secrets, and the forms the runner derives from each, by `***`. */
export interface SecretMasker {
  /** Registers the whole value and each of its lines, as `add-mask` and the secrets of a job are. */
  readonly add: (value: string) => void
  readonly mask: (text: string) => string
}

/** A new masker that knows nothing yet. */
export function createMasker(): SecretMasker {
  const originals = new Set<string>()
  const needles = new Set<string>()
  const register = (value: string): void => {
    if (value === '' || originals.has(value)) return
    originals.add(value)
    for (const form of derivedForms(value)) needles.add(form)
  }
  return {
    add: (value) => {
      register(value)
      for (const line of value.split(/[\r\n]/)) register(line.trim())
    },
    mask: (text) => replaceAll(text, needles),
  }
}

/** The forms that the runner registers with each value (its HostContext and ValueEncoders), itself included. */
export function derivedForms(value: string): readonly string[] {
  const bytes = Buffer.from(value)
  const forms = [
    value,
    base64From(bytes, 0),
    base64From(bytes, 1),
    base64From(bytes, 2),
    value.replaceAll('"', '\\"'),
    value.replaceAll("'", "''"),
    jsonStringBody(value),
    uriData(bytes.toString('utf8')),
    xmlData(value),
    withoutQuotes(value),
    beforeAmpersand(value),
    afterAmpersand(value),
  ]
  return [...new Set(forms)].filter((form) => form !== '')
}

function base64From(bytes: Buffer, shift: number): string {
  return (bytes.length > shift ? bytes.subarray(shift) : bytes).toString('base64')
}

/** Newtonsoft also escapes the three line breaks that JSON.stringify lets through. */
function jsonStringBody(value: string): string {
  return JSON.stringify(value)
    .slice(1, -1)
    .replaceAll('\u0085', '\\u0085')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
}

/** .NET leaves only the unreserved characters of RFC 3986, encodeURIComponent five more. */
function uriData(value: string): string {
  const percent = (character: string): string =>
    `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
  return encodeURIComponent(value).replaceAll(/[!'()*]/g, percent)
}

function xmlData(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
}

function withoutQuotes(value: string): string {
  return value.length > 8 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : ''
}

const SHORTEST_POWERSHELL_PIECE = 6

function beforeAmpersand(value: string): string {
  const coloured = value.indexOf('&+')
  const end = coloured >= 0 ? coloured + 2 : value.lastIndexOf('&') + 1
  return end >= SHORTEST_POWERSHELL_PIECE ? value.slice(0, end) : ''
}

/** After `&+` PowerShell colours one letter, so the runner leaves that letter out. */
function afterAmpersand(value: string): string {
  if (!value.includes('&')) return ''
  const coloured = value.indexOf('&+')
  const piece = coloured >= 0 ? value.slice(coloured + 3) : value.slice(value.lastIndexOf('&') + 1)
  return piece.length >= SHORTEST_POWERSHELL_PIECE ? piece : ''
}

function replaceAll(text: string, needles: ReadonlySet<string>): string {
  const found: { start: number; end: number }[] = []
  for (const needle of needles) {
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
      found.push({ start: at, end: at + needle.length })
    }
  }
  if (found.length === 0) return text
  found.sort((one, other) => one.start - other.start)
  let masked = ''
  let copiedTo = 0
  let end = -1
  for (const range of found) {
    // Ranges that overlap or touch become one `***`, as in the runner.
    if (range.start > end) {
      masked += `${text.slice(copiedTo, range.start)}***`
      end = range.end
    } else {
      end = Math.max(end, range.end)
    }
    copiedTo = end
  }
  return masked + text.slice(copiedTo)
}
