import { Deadline } from '../core/deadline.ts'
import { ActionError, messageOf } from '../core/errors.ts'
import { type NewSecret } from '../genesys/client-secret.ts'
import { attemptsUntil } from '../http/send.ts'
import { savingStep } from './by-hand.ts'
import { prove, unclearWhich, wasOverwritten } from './prove-secret.ts'
import { type RotationPorts } from './rotation-ports.ts'
import { type RotationSettings } from './rotation-settings.ts'
import { VaultFailed } from './secret-vault.ts'

/** How long storing may take: the old secret no longer works, so this is worth more patience than anything before. */
const STORE_MS = 300_000

/**
 * What happens to a secret that was made a moment ago and exists nowhere but here: mask, hand out, store, prove. The order is
 * what keeps it from being lost.
 *
 * @throws ActionError that says where the secret is
 */
export async function keepSecret(
  made: NewSecret,
  settings: RotationSettings,
  ports: RotationPorts,
): Promise<void> {
  const { vault, announce, context } = ports
  // A full disk must not keep the secret from being stored: that fault is told at the end.
  const outputFault = faultOf(() => announce.newSecret(made))
  await store(made, outputFault, settings, ports)
  context.log(`The new secret is stored as ${vault.place}; the old one no longer works.`)
  const storedFault = faultOf(() => announce.stored(true))
  await prove(made, settings, ports)
  const againFault = await storeAgainIfOverwritten(made, outputFault, settings, ports)
  const fault = outputFault ?? storedFault ?? againFault
  if (fault !== undefined) throw fault
}

/**
 * Two rotations at once may store in another order than Genesys Cloud made their secrets. Then the one that stored first has the
 * valid secret, and would end in success while GitHub has the other. It is stored again, if it still works, and proven once more,
 * since the other may have come later after all.
 */
async function storeAgainIfOverwritten(
  made: NewSecret,
  outputFault: ActionError | undefined,
  settings: RotationSettings,
  ports: RotationPorts,
): Promise<ActionError | undefined> {
  const { vault, announce, context } = ports
  if (!(await wasOverwritten(ports))) return undefined
  context.log(`Something else has written ${vault.place} since; the new secret is tried again.`)
  if (!(await prove(made, settings, ports))) throw unclearWhich(settings, ports)
  const fault = faultOf(() => announce.stored(false))
  await store(made, outputFault, settings, ports)
  context.log(`The new secret is stored as ${vault.place} once more.`)
  const storedFault = faultOf(() => announce.stored(true))
  await prove(made, settings, ports)
  return fault ?? storedFault
}

async function store(
  made: NewSecret,
  outputFault: ActionError | undefined,
  settings: RotationSettings,
  ports: RotationPorts,
): Promise<void> {
  try {
    await ports.vault.store(made.secret, attemptsUntil(Deadline.after(STORE_MS, ports.context.clock)))
  } catch (error) {
    throw notStored(error, outputFault, settings, ports)
  }
}

function notStored(
  error: unknown,
  outputFault: ActionError | undefined,
  settings: RotationSettings,
  { vault }: RotationPorts,
): ActionError {
  const what = `The OAuth client ${settings.targetClientId} has a new secret, which could not be stored as ${vault.place}: ${messageOf(error)}. The old secret no longer works.`
  const where =
    outputFault === undefined
      ? whereItIs(settings, vault)
      : `Nor could it be written to the step's outputs, so that it is lost (${outputFault.message}) Make another one by hand in Genesys Cloud (Admin > Integrations > OAuth) and store it with: ${vault.command()}`
  return new ActionError(
    'SECRET_NOT_STORED',
    `${what}\n${where}`,
    error instanceof VaultFailed ? error.causes : [],
    error,
  )
}

function whereItIs(settings: RotationSettings, vault: RotationPorts['vault']): string {
  const id =
    settings.stepId === undefined
      ? 'This step has no id, so that no step can read it there; with `id: rotate` a step below it like this one saves it:'
      : 'A step below this one saves it, if the workflow has one like this:'
  return [
    `The new secret is in this step's output client-secret, and only there, until the job ends. ${id}`,
    savingStep(settings, vault),
    `If there was no such step, make another secret by hand in Genesys Cloud (Admin > Integrations > OAuth) and store it with: ${vault.command()}`,
  ].join('\n')
}

/** What keeps the step's outputs from being written, as a value: for what has to go on all the same. */
function faultOf(announcement: () => void): ActionError | undefined {
  try {
    announcement()
    return undefined
  } catch (error) {
    if (error instanceof ActionError) return error
    return new ActionError('OUTPUT_FAILED', `The outputs could not be set (${messageOf(error)}).`, [], error)
  }
}
