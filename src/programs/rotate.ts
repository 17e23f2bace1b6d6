import { Deadline } from '../core/deadline.ts'
import { basicCredentialForms, maskForms } from '../core/masks.ts'
import { isoSeconds } from '../core/time.ts'
import { type RequestContext } from '../http/send.ts'
import { Leases } from '../lease/leases.ts'
import { rotate } from '../rotation/rotate.ts'
import { type Announce } from '../rotation/rotation-ports.ts'
import { type RotationSettings } from '../rotation/rotation-settings.ts'
import { type SecretVault } from '../rotation/secret-vault.ts'
import { warnOfUnaccounted } from './last-words.ts'
import { rotationSummary } from './rotation-summary.ts'
import { stateJournal } from './saved-state.ts'
import { type Step } from './step.ts'
import { write } from './write.ts'

/** What the rotation works with. */
export interface RotateTools {
  readonly step: Step
  readonly context: RequestContext
  readonly vault: SecretVault
  /** From now on a cancelled step says so and goes on. */
  readonly doNotCancel: () => void
}

/** For all tokens together. */
const RELEASE_MS = 10_000

/**
 * What `rotate/action.yml` does: a new client secret in GitHub and in the outputs, and every token that was issued on the way
 * released.
 *
 * @throws ActionError that says which secret is valid and where it is
 */
export async function rotateClientSecret(settings: RotationSettings, tools: RotateTools): Promise<void> {
  const { step, context, vault } = tools
  const leases = new Leases(settings.apiUrl, stateJournal(step), context)
  step.atExit(() => warnOfUnaccounted(leases, step))
  try {
    const report = await rotate(settings, { vault, leases, context, announce: announceTo(tools, settings) })
    step.addSummary(rotationSummary(report))
  } finally {
    await releaseAll(leases, tools)
  }
}

function announceTo({ step, doNotCancel }: RotateTools, { targetClientId }: RotationSettings): Announce {
  return {
    doNotCancel,
    warn: (sentence) => step.warn(sentence),
    newSecret: ({ secret, madeAt }) => {
      const value = secret.reveal()
      step.mask([...maskForms(value), ...basicCredentialForms(targetClientId, value)])
      write(() => {
        step.setOutput('client-secret', value)
        step.setOutput('rotated-at', isoSeconds(madeAt))
      })
    },
    stored: (isStored) => write(() => step.setOutput('stored', String(isStored))),
  }
}

async function releaseAll(leases: Leases, { step, context }: RotateTools): Promise<void> {
  const releases = await leases.releaseAll(Deadline.after(RELEASE_MS, context.clock))
  const revoked = releases.filter(({ release }) => release.outcome === 'revoked').length
  if (revoked > 0) step.log(revoked === 1 ? 'The token was revoked.' : `${revoked} tokens were revoked.`)
  for (const { lease, release } of releases) {
    if (release.outcome === 'may-be-valid') {
      // Of what post does not know, the end of the process warns.
      if (lease.isUnaccounted) continue
      step.log(`A token could not be revoked yet (${release.because}); the post step tries again.`)
    } else if (release.outcome !== 'revoked') {
      step.log('A token was no longer valid.')
    }
  }
}
