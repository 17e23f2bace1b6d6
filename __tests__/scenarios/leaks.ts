import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type JobRun, type StepRun } from '../../simulator/runner/types.ts'

/** Where a value that nobody may see has turned up. */
export interface Leak {
  readonly where: string
  /** Which value, and in which form: never the value itself. */
  readonly what: string
}

/** A value that must not be seen, by a name that may be. */
export interface Guarded {
  readonly name: string
  readonly value: string
}

/**
 * The forms in which a secret could leave: worked out here anew, not with the code under test. Those that
 * nothing masks by itself (hexadecimal, reversed) count only in what the action writes, not in the log.
 */
export function formsOf({ name, value }: Guarded): ReadonlyMap<string, string> {
  const bytes = Buffer.from(value, 'utf8')
  const forms = new Map([
    [`${name} as it is`, value],
    [`${name} in a URL`, encodeURIComponent(value)],
    [`${name} in JSON`, JSON.stringify(value).slice(1, -1)],
    [`${name} in base64url`, bytes.toString('base64url')],
    [`${name} in Base64 with a newline`, Buffer.from(`${value}\n`).toString('base64').replace(/=+$/, '')],
    [`${name} in hexadecimal`, bytes.toString('hex')],
    [`${name} reversed`, value.split('').reverse().join('')],
  ])
  for (const start of [0, 1, 2]) {
    const whole = bytes.subarray(start, start + 3 * Math.floor((bytes.length - start) / 3))
    forms.set(`${name} in Base64 at position ${start}`, whole.toString('base64'))
  }
  return new Map([...forms].filter(([, form]) => form.length >= 8))
}

/** Which forms of which values stand in `text`. */
export function leaksIn(text: string, where: string, guarded: readonly Guarded[]): Leak[] {
  return guarded.flatMap((secret) =>
    [...formsOf(secret)].filter(([, form]) => text.includes(form)).map(([what]) => ({ where, what })),
  )
}

/**
 * Every leak of a job: in what GitHub shows, in what the action itself printed besides its mask commands,
 * in any argument list, and in the environment of commands that were not given the value by the workflow.
 */
export function leaksOfJob(job: JobRun, guarded: readonly Guarded[], given: ReadonlySet<string>): Leak[] {
  const shown = [
    job.log.join('\n'),
    JSON.stringify(job.annotations),
    job.summary,
    JSON.stringify(job.outputs),
  ]
  return [
    ...shown.flatMap((text, index) =>
      leaksIn(text, ['log', 'annotations', 'summary', 'outputs'][index] ?? '', guarded),
    ),
    ...job.steps
      .filter(isOfAction)
      .flatMap((step) => leaksIn(printedBy(step), `what ${step.name} printed`, guarded)),
    ...job.processes.flatMap(({ argv }) => leaksIn(argv.join('\n'), 'an argument list', guarded)),
    ...job.processes
      .filter(({ environment }) => !Object.keys(environment).some((name) => /^(?:INPUT|STATE)_/.test(name)))
      .flatMap(({ environment, step }) => {
        const rest = Object.entries(environment).filter(([name]) => !given.has(name))
        return leaksIn(rest.map(([, value]) => value).join('\n'), `the environment of ${step}`, guarded)
      }),
  ]
}

/** Every leak into a file below `folder`, but for the runner's own files. Links lead to what was there before. */
export function leaksInFiles(folder: string, guarded: readonly Guarded[]): Leak[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.name === '_runner_file_commands') return []
    if (entry.isDirectory()) return leaksInFiles(path, guarded)
    return entry.isFile() ? leaksIn(readFileSync(path, 'latin1'), path, guarded) : []
  })
}

const isOfAction = (step: StepRun): boolean =>
  step.emitted.some(({ line }) => line.startsWith('::add-mask::'))

const printedBy = (step: StepRun): string =>
  step.emitted
    .map(({ line }) => line)
    .filter((line) => !line.startsWith('::add-mask::'))
    .join('\n')
