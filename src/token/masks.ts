/** Shorter texts turn up in logs by chance, and a mask of one ruins the log; only the secret itself may be shorter. */
const SHORTEST_FORM = 8

/**
 * Every form of `value` to register with the runner, the value first. The runner itself covers the plain
 * text, JSON, URI and XML escapes, and padded Base64 of the value without its first 0, 1 or 2 bytes. It
 * misses what people really print: Base64 without padding, with the newline that `echo` adds, base64url,
 * and the value in the middle of something larger.
 */
export function maskForms(value: string): string[] {
  return [value, ...derivedForms(value)]
}

/** The forms of a client's HTTP Basic credential (RFC 7617): nobody but this action builds it, so nobody else masks it. */
export function basicCredentialForms(clientId: string, clientSecret: string): string[] {
  const credential = `${clientId}:${clientSecret}`
  const encoded = base64(credential)
  return [`Basic ${encoded}`, encoded, ...derivedForms(credential)].filter(isLongEnough)
}

/** The forms of a token, with the header value that carries it (RFC 6750). */
export function tokenForms(token: string): string[] {
  return [...maskForms(token), `Bearer ${token}`]
}

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
    ...[json, ascii].flatMap((form) => [form, form.replaceAll('/', '\\/')]),
    html,
  ]
}

const lowerCaseCodes = (text: string): string => text.replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase())

const HTML_ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function derivedForms(value: string): string[] {
  const bytes = Buffer.from(value, 'utf8')
  const encoded = [value, `${value}\n`, `${value}\r\n`].map((text) => base64(text).replace(/=+$/, ''))
  // Base64 turns three bytes into four characters; what stands before and after the value only changes
  // the groups at its edges. These three hold at every position inside a longer text.
  const cores = [0, 1, 2].map((start) => {
    const whole = start + 3 * Math.floor((bytes.length - start) / 3)
    return bytes.subarray(start, whole).toString('base64')
  })
  const forms = [...encoded, ...cores].flatMap((form) => [
    form,
    form.replaceAll('+', '-').replaceAll('/', '_'),
  ])
  return [...new Set(forms)].filter((form) => isLongEnough(form) && form !== value)
}

const isLongEnough = (form: string): boolean => form.length >= SHORTEST_FORM

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64')

const formEncoded = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1)
