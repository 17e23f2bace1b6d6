import { parseArgs } from 'node:util'
import { WorkflowError } from '../runner/values.ts'
import { FAILURES, type Failure } from './failures.ts'

/** What `npm start` was asked for. */
export interface Request {
  readonly wantsHelp: boolean
  readonly file: string | undefined
  readonly vars: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, string>>
  /** What is made to go wrong. */
  readonly failure: Failure | undefined
}

const USAGE =
  'Usage: npm start [-- [WORKFLOW.yml] [--var NAME=VALUE]... [--secret NAME=VALUE]... [--fail NAME]]'

export const HELP = `${USAGE}

Runs a workflow file the way GitHub's runner does: main, later steps, post. Without a file it is
examples/quick-start.yml. At the end come the job summaries, the requests that Genesys Cloud saw, and the tokens
that are still valid.

  --var NAME=VALUE     a variable for the workflow, \${{ vars.NAME }}
  --secret NAME=VALUE  a secret for the workflow, \${{ secrets.NAME }}; other processes can read it here, so
                       give made-up ones only
  --fail NAME          makes one thing go wrong, to see what it looks like:
                       ${FAILURES.join(', ')}
  --help               this text

What is simulated
  Genesys Cloud with two organizations, under the names of all its regions (a region that is not the client's
  is therefore not noticed here, unless with --fail wrong-region); GitHub's cache service, for the input share; the
  part of GitHub's API that stores secrets; and a network that refuses every other host to programs that obey
  HTTPS_PROXY. The variables and secrets are GENESYSCLOUD_OAUTHCLIENT_ID, _OAUTHCLIENT_SECRET, _REGION and
  _ORGANIZATION_ID, the same behind GENESYSCLOUD_TEST and GENESYSCLOUD_PRODUCTION
  and in the environments genesys-test and genesys-production, and what examples/proxy.yml, examples/gateway.yml
  and examples/rotate.yml need. A workflow may keep ids and regions as secrets, and may call them and the client
  secret otherwise (GENESYS_CLIENT_ID, GENESYSCLOUD_OAUTHCLIENT_ID_DEV): DEV, TEST, QA, UAT and STAGING in a name
  mean the test organization. actions/checkout brings the repository of a file in .github/workflows/, with its own
  actions, and of other files the folder scripts beside them. The setup actions of Node, Python, .NET and Terraform
  install nothing: they look whether the program is on this machine. Other people's actions are mostly missing.

What is real
  Steps with run: are executed on this machine, by you, with a HOME and a workspace that are deleted afterwards.
  This is no sandbox: a script can read and change whatever you can, and the network refuses hosts only to
  programs that obey HTTPS_PROXY. Look at a workflow before you run it.

Environment
  GENESYSCLOUD_OAUTHCLIENT_ID, GENESYSCLOUD_OAUTHCLIENT_SECRET, GENESYSCLOUD_REGION
                       all three: use this organization. Then only the runner and its cache service are simulated.
  NO_COLOR             no colours on a terminal

Limits
  Linux with bash. No containers, services or reusable workflows. Rate limits of Genesys Cloud on token requests
  are not published, and not simulated here, unless with --fail rate-limited.

Exit codes: 0 the run succeeded, 1 it did not, 2 it could not start, 129, 130 or 143 it was stopped, 141 its
output was closed.`

/** Reads the command line; whatever it cannot make sense of is an error that shows the usage. */
export function parseArguments(argv: readonly string[]): Request {
  const { values, positionals } = parse(argv)
  const [file, ...others] = positionals
  if (others.length > 0) throw wrongUsage(`One workflow at a time.${hintAtDashes(others)}`)
  return {
    wantsHelp: values.help,
    file,
    vars: readPairs(values.var, '--var'),
    secrets: readPairs(values.secret, '--secret'),
    failure: readFailure(values.fail),
  }
}

/** A question where words look like values of options: without `--` npm keeps the options to itself. */
export function hintAtDashes(words: readonly string[]): string {
  const isValue = (word: string): boolean =>
    /^[A-Za-z_]\w*=/.test(word) || FAILURES.some((name) => name === word)
  return words.some(isValue) ? ' Is `--` missing after `npm start`?' : ''
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        var: { type: 'string', multiple: true, default: [] },
        secret: { type: 'string', multiple: true, default: [] },
        fail: { type: 'string' },
      },
    })
  } catch (error) {
    throw wrongUsage(error instanceof Error ? error.message : String(error))
  }
}

function readPairs(pairs: readonly string[], option: string): Readonly<Record<string, string>> {
  const entries = pairs.map((pair) => {
    const [, name, value] = /^([A-Za-z_]\w*)=([^]*)$/.exec(pair) ?? []
    if (name === undefined || value === undefined) throw wrongUsage(`${option} takes NAME=VALUE.`)
    return [name.toUpperCase(), value]
  })
  return Object.fromEntries(entries) as Record<string, string>
}

function readFailure(name: string | undefined): Failure | undefined {
  if (name === undefined) return undefined
  const failure = FAILURES.find((known) => known === name)
  if (failure === undefined) throw wrongUsage(`--fail takes ${FAILURES.join(', ')}.`)
  return failure
}

function wrongUsage(what: string): WorkflowError {
  return new WorkflowError(`${what}\n${USAGE}\nnpm start -- --help says more.`)
}
