/**
 * Every form in which a server, a library or an operating system may have put `secret` into a message: as
 * it is, line by line, and as it stands in URLs, forms, JSON and HTML.
 */
export function printedForms(secret: string): string[] {
  if (/^[\w.-]*$/.test(secret)) return [secret]
  // Base64 and header values, most of what is masked: only these few forms of them differ.
  if (/^[\w.+/= -]*$/.test(secret)) {
    const percent = encodeURIComponent(secret)
    return [secret, percent, lowerCaseCodes(percent), secret.replaceAll('/', '\\/')]
  }
  return [secret, ...secret.split(/[\r\n]+/)].filter((part) => part !== '').flatMap(writtenForms)
}

/**
 * `text` without any of the `forms`, of which the longest have to come first: a short one inside a long one
 * would leave the rest of it readable. The runner masks as well; this keeps our own lines clean even where
 * nothing masks, such as in an artifact of the raw log.
 */
export function redact(text: string, forms: readonly string[]): string {
  return forms.reduce((clean, form) => clean.replaceAll(form, '***'), text)
}

/** `forms` for `redact`: each once, the longest first. */
export function longestFirst(forms: Iterable<string>): string[] {
  return [...new Set(forms)].filter((form) => form !== '').sort((a, b) => b.length - a.length)
}

function writtenForms(text: string): string[] {
  const percent = [encodeURIComponent(text.toWellFormed()), formEncoded(text)]
  const json = JSON.stringify(text).slice(1, -1)
  const ascii = json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  const html = text.replace(/[&<>"']/g, (sign) => HTML_ENTITIES[sign] ?? sign)
  return [
    text,
    ...percent,
    // .NET writes them in lower case.
    ...percent.map(lowerCaseCodes),
    // .NET writes these in upper case, and others the slash with a backslash.
    ...[json, ascii, upperCaseEscapes(ascii)].flatMap((form) => [form, form.replaceAll('/', '\\/')]),
    html,
  ]
}

const upperCaseEscapes = (text: string): string =>
  text.replace(/\\u[\da-f]{4}/g, (escape) => `\\u${escape.slice(2).toUpperCase()}`)

const lowerCaseCodes = (text: string): string => text.replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase())

const HTML_ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const formEncoded = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1)
