import { systemClock } from '../adapters/clock.ts'
import { readMachine } from '../adapters/doctor/machine.ts'
import { networkProbe } from '../adapters/doctor/network-probe.ts'
import { type ActionContext } from '../adapters/github-runner/run-action.ts'
import { stepInputs } from '../adapters/github-runner/inputs.ts'
import { documentation } from '../adapters/github-runner/github-step.ts'
import { environment } from '../adapters/process.ts'
import { Deadline } from '../core/deadline.ts'
import { ActionError, messageOf } from '../core/errors.ts'
import { type CheckResult } from '../doctor/check.ts'
import { narrowRefusal } from '../doctor/checks/settings.ts'
import { runDoctor } from '../doctor/doctor.ts'
import { type GivenSettings } from '../doctor/given.ts'
import { describeFirstFailure, reportLines } from '../doctor/report.ts'
import { type ExaminedToken } from '../doctor/token-to-examine.ts'
import { type RequestContext } from '../http/send.ts'
import { Leases, NO_JOURNAL } from '../lease/leases.ts'
import { type TokenLease } from '../lease/token-lease.ts'
import { whatIsGiven } from '../programs/doctor/given.ts'

/** For all checks of a step. */
const ALL_WITHIN_MS = 20_000

/** For what is issued although it was not asked for. */
const RELEASE_MS = 2_000

/** What doctor looks at in a step. */
export interface StepParts {
  readonly action: ActionContext
  readonly context: RequestContext
  readonly proxyMistakes: readonly string[]
  readonly organizationId: string | undefined
}

/** The error with what doctor finds as a further cause; the report is printed when the error is. */
export async function explainFailure(error: ActionError, parts: StepParts): Promise<ActionError> {
  const { results, settings } = await examine({ is: 'refused', error }, parts)
  const { step } = parts.action
  step.atExit(() => report(results, parts))
  const finding = describeFirstFailure(results, narrowRefusal(error.code, settings))
  if (finding === undefined) return error
  return new ActionError(error.code, error.message, [...error.causes, finding], error.cause)
}

/** Looks at a token that was handed out, and prints the report. It never fails a step. */
export async function examineToken({ token }: TokenLease, parts: StepParts): Promise<void> {
  try {
    const { value, expiresAt, lifetimeMs } = token
    const examined = { is: 'valid', value, expiresAt, lifetimeMs, origin: 'this step has one' } as const
    report((await examine(examined, parts)).results, parts)
  } catch (error) {
    parts.action.step.log(`Doctor could not do its work (${messageOf(error)}).`)
  }
}

async function examine(
  token: ExaminedToken,
  { action, context, proxyMistakes, organizationId }: StepParts,
): Promise<{ readonly results: readonly CheckResult[]; readonly settings: GivenSettings }> {
  const { settings, hosts, tokenUrl } = whatIsGiven({
    source: stepInputs(),
    environment: environment(),
    rawSecret: environment()['INPUT_CLIENT-SECRET'] ?? '',
    mistakes: '',
  })
  const request = { ...context, log: () => undefined }
  const leases = new Leases(hosts.api?.url ?? '', NO_JOURNAL, request)
  const results = await runDoctor(
    {
      settings,
      machine: readMachine(hosts, proxyMistakes, environment()),
      hosts,
      tokenUrl,
      organizationId,
      probe: networkProbe,
      token: { needsEndpoint: false, get: () => Promise.resolve(token) },
      request,
      leases,
      isOffline: false,
      clean: (text) => action.step.clean(text),
    },
    Deadline.after(ALL_WITHIN_MS, systemClock),
  )
  await leases.releaseAll(Deadline.after(RELEASE_MS, systemClock))
  return { results, settings }
}

function report(results: readonly CheckResult[], { action }: StepParts): void {
  const page = documentation().replace(/troubleshooting\.md$/, 'doctor.md')
  action.step.group('Doctor', reportLines(results, { isColoured: false, documentation: page }))
}
