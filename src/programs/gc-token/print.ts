import { tokenForms } from '../../core/masks.ts'
import { isoSeconds } from '../../core/time.ts'
import { type ServedToken } from '../../lease/token-source.ts'
import { type Format } from './token-wish.ts'

/** The token as it goes to stdout, with its newline. */
export function printToken(token: ServedToken, format: Format): string {
  switch (format) {
    case 'plain':
      return `${token.value.reveal()}\n`
    case 'header':
      return `Authorization: Bearer ${token.value.reveal()}\n`
    case 'json':
      return `${JSON.stringify({
        access_token: token.value.reveal(),
        token_type: token.type,
        expires_at: isoSeconds(token.expiresAt),
        region: token.region,
        api_url: token.apiUrl,
      })}\n`
  }
}

/** The commands that make the runner mask a token and its forms; the runner reads them on stderr as well. */
export function maskLines(accessToken: string): string {
  return tokenForms(accessToken)
    .map((form) => `::add-mask::${escapeData(form)}\n`)
    .join('')
}

/** As `@actions/core` escapes the data of a command: a line break would end it, and start another. */
const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
