import { parseRegion } from '../../genesys/region.ts'
import { fail, ok, warn, type Check, type Finding } from '../check.ts'
import { type GivenSettings } from '../given.ts'

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

/** Shape of the id, white space, settings that contradict each other. */
export const SETTINGS: Check = {
  name: 'settings',
  needs: [],
  isLocal: true,
  run: ({ settings }) => examineSettings(settings),
}

/** What the settings themselves show. The first finding counts, and names the others. */
export function examineSettings(given: GivenSettings): Finding {
  if (given.mistakes !== '') {
    return fail('SETTINGS_INVALID', given.mistakes, 'correct these, then run doctor again')
  }
  const [first, ...others] = [
    ...slipsInCredentials(given),
    ...regionsOfHosts(given),
    ...gatewayAndProxy(given),
  ]
  if (first === undefined) return ok(describeSettings(given))
  const all = [first, ...others]
  return warn(
    first.code,
    all.map(({ detail }) => detail).join('; '),
    [...new Set(all.map(({ hint }) => hint))].join('; '),
  )
}

interface Slip {
  readonly code: string
  readonly detail: string
  readonly hint: string
}

function slipsInCredentials({ clientId, secret }: GivenSettings): Slip[] {
  const slips: Slip[] = []
  const text = secret?.value.reveal() ?? ''
  const trimmed = text.trim()
  if (clientId.text !== '' && !UUID.test(clientId.text)) {
    const isSwapped = UUID.test(trimmed) || clientId.text === trimmed
    slips.push({
      code: isSwapped ? 'SECRET_AS_ID' : 'ID_IS_NO_UUID',
      detail: `${clientId.name} is not a UUID (${shapeOf(clientId.text)})${isSwapped ? `, and ${secret?.name ?? 'the secret'} ${UUID.test(trimmed) ? 'is one' : 'is the same'}: the secret seems to stand in the place of the id` : ''}`,
      hint: 'copy the id of the OAuth client anew: it looks like 0b6a5c8e-0d7c-4f2e-8e0b-5d0f6c3a9b17',
    })
  } else if (clientId.text !== '' && clientId.text === trimmed) {
    slips.push({
      code: 'ID_AS_SECRET',
      detail: `${secret?.name ?? ''} is the same text as ${clientId.name}`,
      hint: 'set the secret of the OAuth client in its place',
    })
  }
  if (text !== trimmed) {
    slips.push({
      code: 'SECRET_WAS_TRIMMED',
      detail: `white space around ${secret?.name ?? ''} was cut (${text.length - trimmed.length} characters)`,
      hint: 'store the secret without blanks or line breaks at its ends: other tools do not cut them',
    })
  }
  return slips
}

/** What is set, as far as it may be shown. */
function describeSettings(given: GivenSettings): string {
  const { clientId, isFromAgent } = given
  if (clientId.text === '') return isFromAgent ? 'from the agent' : 'complete'
  return `${clientId.name} is a UUID${describeSecret(given)}`
}

function describeSecret({ secret }: GivenSettings): string {
  return secret === undefined ? '' : `, ${secret.name} has ${secret.value.reveal().trim().length} characters`
}

/** Errors in which more can be said of the credentials. */
const REFUSALS: readonly string[] = ['GRANT_REJECTED', 'REQUEST_REFUSED']

/** What narrows a refusal without a further request: a wrong secret sent to every region would be a leak. Empty for other errors. */
export function narrowRefusal(code: string, given: GivenSettings): string {
  const { clientId } = given
  if (clientId.text === '' || !REFUSALS.includes(code)) return ''
  const id = UUID.test(clientId.text) ? 'is a UUID' : `is not a UUID (${shapeOf(clientId.text)})`
  return `${clientId.name} ${id}${describeSecret(given)}`
}

/** Says what a text looks like and nothing of its content: it may be a secret in the wrong place. */
function shapeOf(text: string): string {
  return `${text.length} characters${/^[\da-f-]+$/i.test(text) ? ', hexadecimal' : ''}`
}

/** Only hosts on domains of Genesys Cloud tell a region; a gateway may stand before any. */
function regionsOfHosts({ region, urls }: GivenSettings): Slip[] {
  const named = [region, ...urls].flatMap(({ name, text }) => {
    const found = parseRegion(URL.canParse(text) ? new URL(text).hostname : text)
    return found === undefined ? [] : [{ name, region: found.name }]
  })
  if (new Set(named.map((one) => one.region)).size < 2) return []
  const detail = named.map((one) => `${one.name} is of ${one.region}`).join(', ')
  return [
    {
      code: 'REGIONS_DIFFER',
      detail,
      hint: 'a token of one region is worth nothing in another: let all name one region',
    },
  ]
}

function gatewayAndProxy({ otherTools }: GivenSettings): Slip[] {
  const both = ['GENESYSCLOUD_GATEWAY_HOST', 'GENESYSCLOUD_PROXY_HOST']
  if (!both.every((name) => otherTools.includes(name))) return []
  return [
    {
      code: 'GATEWAY_AND_PROXY',
      detail: `${both.join(' and ')} are both set`,
      hint: 'CX as Code goes through one of them: unset the other',
    },
  ]
}
