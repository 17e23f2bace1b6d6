import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { blocksOf, ROOT, readText } from '../support/documents.ts'
import { manifestOf } from '../support/npm-registry.ts'
import { ARCHIVE, type Ended, exported, type Machine, readBuildspec, startMachine } from './elsewhere.ts'
import { CLIENT, exampleText } from './run-example.ts'

const { name, version } = manifestOf(ROOT)

let machine: Machine
beforeAll(async () => {
  machine = await startMachine()
})
afterAll(() => machine.close())

const SECRETS: Readonly<Record<string, string>> = {
  'genesys-cloud/pipeline:client-id': CLIENT.id,
  'genesys-cloud/pipeline:client-secret': CLIENT.secret,
}

const CREDENTIALS = {
  GENESYSCLOUD_OAUTHCLIENT_ID: CLIENT.id,
  GENESYSCLOUD_OAUTHCLIENT_SECRET: CLIENT.secret,
}

function expectExport(ended: Ended): void {
  expect(ended.output).toBe('')
  expect(ended.code).toBe(0)
  expect(exported(ended)).toBe(3)
  expect(machine.cloud.liveTokens()).toEqual([])
}

describe('when npm packs the project', () => {
  it('packs what gc-token needs, and nothing else', () => {
    const others = machine.packed.files.filter((path) => !/^dist\/gc-token\/[\w.-]+$/.test(path))
    expect(others).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/package.json',
      'dist/shared/http-client.js',
      'dist/shared/jose.js',
      'dist/shared/licenses.txt',
      'package.json',
    ])
    expect(machine.packed.files).toContain('dist/gc-token/index.js')
  })

  it('lets gc-token run without an installation, in an empty folder', async () => {
    const variables = { ...CREDENTIALS, GENESYSCLOUD_REGION: 'eu-central-1', npm_config_yes: 'true' }
    const told = await machine.runAll([`npx ${name}@${version} --version`], variables)
    expect(told).toMatchObject({ code: 0, output: `${version}\n` })
    const before = machine.cloud.tokens().length
    const ended = await machine.runAll(
      [`npx ${name}@${version} exec -- sh -c "gc-token status >&2"`],
      variables,
    )
    expect(ended.output).toContain('tokens of its own: 1')
    expect(ended.code).toBe(0)
    expect(machine.cloud.tokens().length).toBe(before + 1)
    expect(machine.cloud.liveTokens()).toEqual([])
  })
})

describe('when the package is not on npm', () => {
  it('installs the archive of the repository as docs/other-ci.md says', async () => {
    const page = { path: 'docs/other-ci.md', text: readText('docs/other-ci.md') }
    const installs = blocksOf(page).filter(({ text }) => text.startsWith('npm install'))
    expect(installs.map(({ text }) => text.includes(ARCHIVE))).toEqual([false, true])
    const variables = { GENESYSCLOUD_OAUTHCLIENT_ID: CLIENT.id, GENESYSCLOUD_REGION: 'eu-central-1' }
    for (const { text } of installs) {
      const ended = await machine.runAll([text, 'gc-token --version'], variables)
      expect(ended).toMatchObject({ code: 0, output: `${version}\n` })
    }
  })
})

describe('when the project is installed on another CI system', () => {
  it("runs the buildspec of AWS CodeBuild, with credentials as CodeBuild's secrets-manager mapping gives them", async () => {
    const { commands, variables, secretsManager } = await readBuildspec()
    const secrets = Object.entries(secretsManager).map(([name, where]) => [name, SECRETS[where] ?? ''])
    // Longer than a token lives.
    expectExport(
      await machine.runAll(commands, {
        ...variables,
        ...(Object.fromEntries(secrets) as Record<string, string>),
        PAUSE_SECONDS: '2',
      }),
    )
    expect(machine.cloud.tokens().length).toBeGreaterThanOrEqual(2)
  })

  it('runs the job of GitLab', async () => {
    const file = parse(await exampleText('gitlab-ci.yml')) as Record<
      'export-queues',
      { variables: Record<string, string>; before_script: string[]; script: string[] }
    >
    const { variables, before_script: before, script } = file['export-queues']
    expectExport(await machine.runAll([...before, ...script], { ...CREDENTIALS, ...variables }))
  })

  it('runs the steps of the Jenkinsfile, credentials being bound around the second only', async () => {
    const text = await exampleText('jenkins/Jenkinsfile')
    const commands = [...text.matchAll(/\bsh '(.*)'/g)].map(([, command = '']) => command)
    const region = /GENESYSCLOUD_REGION = '(.*)'/.exec(text)?.[1] ?? ''
    const [install = '', exporting = ''] = commands
    const bound = `${Object.keys(CREDENTIALS)
      .map((name) => `export ${name}="$BOUND_${name}"`)
      .join('\n')}\n${exporting}`
    const variables = Object.fromEntries(
      Object.entries(CREDENTIALS).map(([name, value]) => [`BOUND_${name}`, value]),
    )
    expectExport(await machine.runAll([install, bound], { ...variables, GENESYSCLOUD_REGION: region }))
  })

  it('runs what the page for a terminal says', async () => {
    const page = await exampleText('terminal.md')
    const commands = [...page.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, command = '']) => command.trim())
    const [install = '', request = '', exporting = ''] = commands
    const variables = { ...CREDENTIALS, GENESYSCLOUD_REGION: 'eu-central-1' }
    const { code, output } = await machine.runAll(
      [`env -u GENESYSCLOUD_OAUTHCLIENT_SECRET ${install}`, request],
      variables,
    )
    expect(code).toBe(0)
    expect(output).toContain('"name":"Octo Test"')
    await new Promise((resolve) => setTimeout(resolve, 5_000))
    expectExport(
      await machine.runAll([`env -u GENESYSCLOUD_OAUTHCLIENT_SECRET ${install}`, exporting], variables),
    )
  })
})
