import { tokenForms } from '../../core/masks.ts'
import { isoSeconds, type EpochMs } from '../../core/time.ts'
import { type Format } from './arguments.ts'

/** A token to be printed, wherever it came from. */
export interface PrintableToken {
  readonly accessToken: string
  readonly tokenType: string
  readonly expiresAt: EpochMs
  /** AWS name; empty if only URLs are known. */
  readonly region: string
  readonly apiUrl: string
}

/** The token as it goes to stdout, with its newline. */
export function printToken(token: PrintableToken, format: Format): string {
  switch (format) {
    case 'plain':
      return `${token.accessToken}\n`
    case 'header':
      return `Authorization: Bearer ${token.accessToken}\n`
    case 'json':
      return `${JSON.stringify({
        access_token: token.accessToken,
        token_type: token.tokenType,
        expires_at: isoSeconds(token.expiresAt),
        region: token.region,
        api_url: token.apiUrl,
      })}\n`
  }
}

/** The commands that make the runner mask a token and its forms; the runner reads them on stderr as well. */
export function maskLines(accessToken: string): string {
  return tokenForms(accessToken)
    .map((form) => `::add-mask::${form.replaceAll('%', '%25')}\n`)
    .join('')
}
