// Started as a process of its own by run-action.test.ts: an entry with a behaviour for each way to end.
import '../../../src/entries/early-signals.ts'
import { setTimeout as delay } from 'node:timers/promises'
import { runAction, runPost, type ActionContext } from '../../../src/adapters/github-runner/run-action.ts'
import { ActionError } from '../../../src/core/errors.ts'

type Behaviour = (context: ActionContext) => Promise<void>

const BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  succeeds: ({ step }) => {
    step.log('done')
    return Promise.resolve()
  },
  'succeeds-with-an-open-handle': () => {
    setInterval(() => undefined, 1_000)
    return Promise.resolve()
  },
  'prints-much': ({ step }) => {
    for (let line = 0; line < 20_000; line++) step.log(`line ${line}`)
    return Promise.resolve()
  },
  'never-settles': () => new Promise(() => undefined),
  'throws-action-error': () =>
    Promise.reject(new ActionError('GRANT_REJECTED', 'It was refused.', ['a cause'])),
  'throws-masked': ({ step }) => {
    step.mask(['hunter2-secret'])
    return Promise.reject(new Error('hunter2-secret leaked'))
  },
  throws: () => Promise.reject(new TypeError('no such field')),
  // As a dependency may do that calls its reject without an argument.
  'throws-nothing': () => {
    const { promise, reject } = Promise.withResolvers<never>()
    reject()
    return promise
  },
  'throws-at-once': () => {
    throw new TypeError('thrown, not rejected')
  },
  'rejects-elsewhere': () => {
    void Promise.reject(new Error('nobody listened'))
    return delay(60_000)
  },
  'throws-elsewhere': () => {
    setImmediate(() => {
      throw new Error('in a callback')
    })
    return delay(60_000)
  },
  waits: async ({ step, signal }) => {
    step.log('waiting')
    await delay(60_000, undefined, { signal })
  },
  'ignores-signals': async ({ step }) => {
    step.log('waiting')
    await delay(60_000)
  },
  'works-for-a-while': async ({ step }) => {
    step.log('waiting')
    await delay(300)
    step.log('finished its work')
  },
}

const [run, name] = process.argv.slice(2)
const behaviour = BEHAVIOURS[name ?? '']
if (behaviour === undefined) throw new Error(`there is no behaviour ${name ?? ''}`)
if (run === 'post') runPost(behaviour)
else runAction(behaviour)
