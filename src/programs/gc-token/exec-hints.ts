import { isoSeconds, type EpochMs } from '../../core/time.ts'
import { type ServedToken } from '../../lease/token-source.ts'

/** What to say before a command starts that may take another region than its token's; `undefined` if there is nothing. */
export function regionHint(
  inherited: Readonly<Record<string, string | undefined>>,
  { region }: Pick<ServedToken, 'region'>,
): string | undefined {
  if (region !== '' || (inherited['GENESYSCLOUD_REGION'] ?? '') !== '') return undefined
  return 'GENESYSCLOUD_REGION is not set, and the URLs do not tell it: CX as Code, the gc CLI and the SDKs then assume us-east-1.'
}

/** What to say of a command that failed after its token had expired and that asked for no other; `undefined` if it did not. */
export function expiryHint(
  exitCode: number,
  { expiresAt }: Pick<ServedToken, 'expiresAt'>,
  now: EpochMs,
  hasAskedAgain: boolean,
): string | undefined {
  if (exitCode === 0 || now < expiresAt || hasAskedAgain) return undefined
  return `The command failed after the token that it was started with had expired (${isoSeconds(expiresAt)}), and asked for no other: what runs longer has to ask gc-token again.`
}
