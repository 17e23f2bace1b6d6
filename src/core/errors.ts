/** What can go wrong, named after the operation. Each code is a section of docs/troubleshooting.md. */
export const ERROR_CODES = [
  'SETTINGS_INVALID',
  'NOT_A_RUNNER',
  'GRANT_REJECTED',
  'ASSERTION_REJECTED',
  'ID_TOKEN_FAILED',
  'GRANT_TYPE_NOT_ALLOWED',
  'SCOPE_REJECTED',
  'REQUEST_REFUSED',
  'ENDPOINT_NOT_FOUND',
  'REDIRECTED',
  'RATE_LIMITED',
  'SERVER_FAILED',
  'REPLY_UNREADABLE',
  'TOKEN_EXPIRED',
  'NETWORK_FAILED',
  'TIMED_OUT',
  'TLS_FAILED',
  'PROXY_FAILED',
  'ORGANIZATION_MISMATCH',
  'ORGANIZATION_UNKNOWN',
  'PERMISSIONS_MISSING',
  'REDIS_REFUSED',
  'OUTPUT_FAILED',
  'AGENT_FAILED',
  'AGENT_UNREACHABLE',
  'STORE_NOT_WRITABLE',
  'ROTATION_REFUSED',
  'ROTATION_UNCERTAIN',
  'SECRET_NOT_STORED',
  'SECRET_NOT_PROVEN',
  'CANCELLED',
  'INTERNAL',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

/** The one error that users see: what happened, the likely causes in order, and a code to read on under. */
export class ActionError extends Error {
  override readonly name = 'ActionError'
  readonly code: ErrorCode
  /** Each something that the reader can check, the commonest first. */
  readonly causes: readonly string[]

  constructor(code: ErrorCode, message: string, causes: readonly string[] = [], cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.causes = causes
  }
}

/** The section of docs/troubleshooting.md for `code`: `GRANT_REJECTED` is under `#grant-rejected`. */
export function anchorOf(code: ErrorCode): string {
  return code.toLowerCase().replaceAll('_', '-')
}

/** The text of an error as it is printed: what, the likely causes, where to read on. */
export function describeError(error: ActionError, documentation: string): string {
  const lines = [error.message]
  if (error.causes.length > 0) lines.push(`Likely causes: ${error.causes.join('; ')}.`)
  lines.push(`See ${documentation}#${anchorOf(error.code)}`)
  return lines.join('\n')
}

/** Every mistake in one text: as a sentence if there is one, else as a numbered list. */
export function tellMistakes(mistakes: readonly string[]): string {
  if (mistakes.length === 1) return `A setting is wrong: ${mistakes[0] ?? ''}`
  const lines = mistakes.map((mistake, index) => `${index + 1}. ${mistake}`)
  return [`${mistakes.length} settings are wrong:`, ...lines].join('\n')
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** What the operating system or a library calls an error, such as `ECONNRESET`; `undefined` for what has no such name. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
