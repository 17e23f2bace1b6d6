type Environment = Readonly<Record<string, string | undefined>>

/** The variables that tell the client secret; one of them counts. */
export const SECRET_VARIABLES = {
  itself: 'GENESYSCLOUD_OAUTHCLIENT_SECRET',
  file: 'GENESYSCLOUD_OAUTHCLIENT_SECRET_FILE',
  command: 'GENESYSCLOUD_OAUTHCLIENT_SECRET_COMMAND',
} as const

/** Where the client secret is, or what is wrong with what says so. */
export type SecretPlace =
  /** In its own variable, or nowhere. */
  | { readonly in: 'variable' }
  | { readonly in: 'file'; readonly variable: string; readonly path: string }
  | {
      readonly in: 'command'
      readonly variable: string
      readonly command: string
      readonly args: readonly string[]
    }
  /** @property mistake a sentence */
  | { readonly in: 'nowhere'; readonly variable: string; readonly mistake: string }

/** Whether the client proves itself by its secret. What is no method is told elsewhere. */
export function isSecretOfUse(environment: Environment): boolean {
  const method = environment['GENESYSCLOUD_CLIENT_AUTH']?.trim().toLowerCase() ?? ''
  return method !== 'private-key-jwt' && method !== 'github-oidc'
}

/** Where to look for the client secret. More than one place is a mistake: each could be the one that was meant. */
export function secretPlace(environment: Environment): SecretPlace {
  const given = Object.values(SECRET_VARIABLES).filter((name) => (environment[name]?.trim() ?? '') !== '')
  const [first, ...others] = given
  if (others.length > 0) {
    return {
      in: 'nowhere',
      variable: others[0] ?? '',
      mistake: `${given.join(' and ')} are both set. Keep one of them.`,
    }
  }
  const text = (first === undefined ? '' : environment[first])?.trim() ?? ''
  if (first === SECRET_VARIABLES.file) return { in: 'file', variable: first, path: text }
  if (first !== SECRET_VARIABLES.command) return { in: 'variable' }
  const [command, ...args] = splitCommand(text) ?? []
  return command === undefined
    ? { in: 'nowhere', variable: first, mistake: `${first} has a quotation mark that is not closed.` }
    : { in: 'command', variable: first, command, args }
}

/**
 * A command line as words: split at blanks, quotation marks of both kinds keep words together. No shell reads it, so that
 * nothing else has a meaning. `undefined` if a quotation mark is not closed.
 */
export function splitCommand(text: string): string[] | undefined {
  const words = text.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? []
  if (words.join('') !== text.replace(/\s+(?=(?:[^"']|"[^"]*"|'[^']*')*$)/g, '')) return undefined
  return words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'))
}
