import { type RotationSettings } from './rotation-settings.ts'
import { type SecretVault } from './secret-vault.ts'

/** How a person replaces the secret and stores it, in lines for the end of an error. */
export function recoveryByHand({ targetClientId }: RotationSettings, vault: SecretVault): string {
  return [
    'To recover by hand:',
    `1. In Genesys Cloud, open Admin > Integrations > OAuth and the client ${targetClientId}, and generate a new secret.`,
    `2. Store it as ${vault.place}: ${vault.command()} (type or paste the value when it asks).`,
    '3. Run this workflow again, to see that rotating works.',
  ].join('\n')
}

/** The step that saves a secret which this one could not store, ready to be pasted below it. */
export function savingStep({ stepId }: RotationSettings, vault: SecretVault): string {
  const id = stepId ?? 'rotate'
  return [
    '- name: Save the new client secret',
    `  if: always() && steps.${id}.outputs.client-secret != '' && steps.${id}.outputs.stored != 'true'`,
    '  env:',
    ...vault.commandEnvironment.map((line) => `    ${line}`),
    `    NEW_SECRET: \${{ steps.${id}.outputs.client-secret }}`,
    `  run: printf %s "$NEW_SECRET" | ${vault.command()}`,
  ].join('\n')
}
