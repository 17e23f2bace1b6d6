import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'

// A program, not a module: what a workflow's `curl` runs on a machine that has none. It knows the few options
// that a call of the API needs, and fails on any other, as curl does.

const FAILED_REQUEST = 22
const NO_CONNECTION = 7
const WRONG_USAGE = 2

async function main(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      fail: { type: 'boolean', short: 'f' },
      'fail-with-body': { type: 'boolean' },
      silent: { type: 'boolean', short: 's' },
      'show-error': { type: 'boolean', short: 'S' },
      location: { type: 'boolean', short: 'L' },
      header: { type: 'string', short: 'H', multiple: true, default: [] },
      request: { type: 'string', short: 'X' },
      data: { type: 'string', short: 'd' },
    },
  })
  const [url] = positionals
  if (url === undefined || positionals.length > 1) throw new Error('exactly one URL is needed')
  const response = await fetch(url, {
    method: values.request ?? (values.data === undefined ? 'GET' : 'POST'),
    headers: await readHeaders(values.header),
    redirect: values.location === true ? 'follow' : 'manual',
    ...(values.data === undefined ? {} : { body: values.data }),
  })
  const isRefused = response.status >= 400 && (values.fail ?? values['fail-with-body'] ?? false)
  if (!isRefused || values['fail-with-body'] === true) process.stdout.write(await response.text())
  if (!isRefused) return 0
  console.error(`curl: (${FAILED_REQUEST}) The requested URL returned error: ${response.status}`)
  return FAILED_REQUEST
}

async function readHeaders(given: readonly string[]): Promise<Headers> {
  const headers = new Headers()
  for (const header of given) {
    const lines = header === '@-' ? (await text(process.stdin)).split('\n') : [header]
    for (const line of lines.filter((candidate) => candidate.includes(':'))) {
      const colon = line.indexOf(':')
      headers.append(line.slice(0, colon).trim(), line.slice(colon + 1).trim())
    }
  }
  return headers
}

try {
  console.error('(There is no curl on this machine; a small stand-in makes the request.)')
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const isUsage = !(error instanceof TypeError) || 'code' in error
  const { message, cause } = error instanceof Error ? error : new Error(String(error))
  const reason = cause instanceof Error ? `${message}: ${cause.message}` : message
  process.exitCode = isUsage ? WRONG_USAGE : NO_CONNECTION
  console.error(`curl: (${process.exitCode}) ${reason}`)
}
