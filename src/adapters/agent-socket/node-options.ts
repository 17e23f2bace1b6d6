/** Options of Node that say which certificates it trusts. All others of a step's NODE_OPTIONS are about the step's own programs. */
const CERTIFICATE_OPTIONS = ['--use-system-ca', '--use-openssl-ca', '--use-bundled-ca'] as const

/** Those of `options` that are about certificates. */
export function certificateOptions(options: readonly string[]): string[] {
  return CERTIFICATE_OPTIONS.filter((option) => options.includes(option))
}

/** What the launcher keeps a step's NODE_OPTIONS in, for the command of `gc-token exec`. */
export const KEPT_NODE_OPTIONS = 'GC_TOKEN_NODE_OPTIONS'

/** The launcher's part for POSIX shells: a preload that is missing here would end Node before it runs `gc-token`. */
export const SHELL_NODE_OPTIONS = `if [ -n "\${NODE_OPTIONS-}" ]; then
  ${KEPT_NODE_OPTIONS}=$NODE_OPTIONS NODE_OPTIONS=
  for option in ${CERTIFICATE_OPTIONS.join(' ')}; do
    case " $${KEPT_NODE_OPTIONS} " in *" $option "*) NODE_OPTIONS="$NODE_OPTIONS $option" ;; esac
  done
  export ${KEPT_NODE_OPTIONS} NODE_OPTIONS
fi
`

/** The same for cmd, where a quotation mark inside of a comparison would end it. */
export const COMMAND_NODE_OPTIONS = [
  '@setlocal',
  '@if not defined NODE_OPTIONS goto run',
  `@set "${KEPT_NODE_OPTIONS}=%NODE_OPTIONS%"`,
  '@set "plain=%NODE_OPTIONS:"=%"',
  '@set "NODE_OPTIONS="',
  ...CERTIFICATE_OPTIONS.map(
    (option) => `@if not "%plain:${option}=%"=="%plain%" set "NODE_OPTIONS=%NODE_OPTIONS% ${option}"`,
  ),
  '@set "plain="',
  ':run',
  '',
].join('\r\n')
