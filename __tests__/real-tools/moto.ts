import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { AWS } from '../../tools/real-tools/suites.ts'
import { folderOf } from '../../tools/real-tools/tool.ts'

const PROGRAMS = join(folderOf(AWS), 'bin')

/** Becomes the AWS CLI. */
export const AWS_CLI = `exec '${join(PROGRAMS, 'aws')}' "$@"`

/** A Secrets Manager on loopback, with nothing in it. */
export interface Moto {
  /** What a step has after it assumed a role, and the address, which is not that of AWS here. */
  readonly environment: Readonly<Record<string, string>>
  /** What the AWS CLI prints. */
  aws(...args: readonly string[]): Promise<string>
  close(): Promise<void>
}

export async function startMoto(): Promise<Moto> {
  const server = spawn(join(PROGRAMS, 'moto_server'), ['--host', '127.0.0.1', '--port', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const url = await addressOf(server.stderr)
  const environment = {
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'of-the-role',
    AWS_SESSION_TOKEN: 'of-the-role',
    AWS_REGION: 'eu-central-1',
    AWS_DEFAULT_REGION: 'eu-central-1',
    AWS_ENDPOINT_URL: url,
  }
  return {
    environment,
    aws: async (...args) => {
      const env = { ...environment, PATH: [PROGRAMS, process.env['PATH']].join(delimiter) }
      return (await promisify(execFile)('aws', args, { env })).stdout.trimEnd()
    },
    close: async () => {
      server.kill()
      await once(server, 'close')
    },
  }
}

/** Where the server listens, as it says itself. */
async function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(output)) {
    const url = /Running on (http:\S+)/.exec(line)?.[1]
    if (url === undefined) continue
    output.resume()
    return url
  }
  throw new Error('moto_server ended before it listened.')
}
