import { onOneLine } from '../../core/characters.ts'
import { type Fields } from '../../core/json.ts'
import { isoSeconds } from '../../core/time.ts'

/** What an agent says of itself, as lines for people. */
export function printStatus(fields: Fields): string {
  const text = (name: string): string => {
    const value = fields[name]
    return typeof value === 'string' || typeof value === 'number' ? onOneLine(String(value)) : ''
  }
  const date = (name: string): string => {
    const value = fields[name]
    return typeof value === 'number' ? isoSeconds(value) : ''
  }
  const idle = text('idlesAt')
  const fault = text('journalFault')
  const gateway = text('gateway')
  const lines = [
    `OAuth client: ${text('clientId')} in ${text('place')} (${text('apiUrl')})`,
    `Token: ${describeToken(text('token'), text('expiresAt'), text('secondsLeft'))}`,
    `Renewed when less than ${text('minValiditySeconds')} s are left, or half of a short life; so far ${times(text('grants'))}.`,
    idle === '' ? 'Idle timeout: none known.' : `Idle timeout: ${idle}, used before half of it is over.`,
    text('trouble') === '' ? 'All is well.' : `Trouble since ${text('troubleSince')}: ${text('trouble')}`,
    ...(fault === '' ? [] : [describeFault(fault)]),
    ...(gateway === '' ? [] : [`Gateway: ${gateway}.`]),
    `Agent: since ${date('startedAt')}, until ${date('endsAt') === '' ? 'its command ends' : `${date('endsAt')} at the latest`}; tokens of its own: ${text('owned')}.`,
  ]
  return `${lines.join('\n')}\n`
}

/** The same facts as one JSON document, in the style of `gc-token --json`. */
export function printStatusJson(fields: Fields): string {
  const facts = Object.entries(fields).filter(([name]) => name !== 'version' && name !== 'ok')
  const named = facts.map(([name, value]) => {
    const isDate = name.endsWith('At') && typeof value === 'number'
    const key = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    return [key, isDate ? isoSeconds(value) : (value ?? '')] as const
  })
  return `${JSON.stringify(Object.fromEntries(named))}\n`
}

const describeFault = (fault: string): string =>
  `Its tokens could not be written down for the post step (${fault}): if the agent is killed, some may stay valid.`

const times = (count: string): string => (count === '1' ? 'once' : `${count} times`)

function describeToken(state: string, expiresAt: string, secondsLeft: string): string {
  switch (state) {
    case 'fresh':
      return `fresh, expires at ${expiresAt} (${secondsLeft} s left)`
    case 'old':
      return `valid, but due for renewal; expires at ${expiresAt} (${secondsLeft} s left)`
    default:
      return 'none that is valid'
  }
}
