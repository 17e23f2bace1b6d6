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

/** The forms of a client's HTTP Basic credential (RFC 7617): only this action builds it, so no other tool masks it. */
export function basicCredentialForms(clientId: string, secret: string): string[] {
  const credential = `${clientId}:${secret}`
  const encoded = base64(credential)
  return [`Basic ${encoded}`, encoded, ...derivedForms(credential)].filter(isLongEnough)
}

/** The forms of a token, with the header value that carries it (RFC 6750). */
export function tokenForms(token: string): string[] {
  return [...maskForms(token), `Bearer ${token}`]
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
