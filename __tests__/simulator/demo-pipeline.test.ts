import { execFile, execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { withOtherNames } from '../../simulator/demo/other-names.ts'

const CLI = resolve(import.meta.dirname, '../../simulator/demo/cli.ts')
const folder = await mkdtemp(join(tmpdir(), 'demo-pipeline-'))

afterAll(() => rm(folder, { recursive: true }))

/** Made like public pipelines: two environments by suffix, ids as secrets, actions of the repository. */
const WORKFLOW = `
on: { push: { branches: [dev] } }
jobs:
  deploy:
    runs-on: ubuntu-latest
    env: { GENESYSCLOUD_REGION: us-west-2, TF_WORKSPACE: dev }
    steps:
      - uses: actions/checkout@v4
      - uses: hashicorp/setup-terraform@v3
        with: { cli_config_credentials_token: '\${{ secrets.TF_API_TOKEN }}' }
      - uses: org/gc-oauth-action@v1
        id: genesys
        with:
          client-id: \${{ secrets.GENESYSCLOUD_OAUTHCLIENT_ID_DEV }}
          client-secret: \${{ secrets.GENESYSCLOUD_OAUTHCLIENT_SECRET_DEV }}
          region: \${{ env.GENESYSCLOUD_REGION }}
      - uses: ./.github/actions/apply
        id: apply
        with: { folder: infrastructure }
      - run: echo "\${{ steps.apply.outputs.applied }} for \${{ steps.genesys.outputs.organization-name }}"
  platform-tests:
    needs: deploy
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
      - uses: org/gc-oauth-action@v1
        with:
          client-id: \${{ secrets.GENESYS_CLIENT_ID }}
          client-secret: \${{ secrets.GENESYS_CLIENT_SECRET }}
          region: \${{ secrets.GENESYSCLOUD_REGION }}
          export-env: true
      - run: bash tests/queues.sh
`
const APPLY = `
inputs: { folder: { required: true }, options: { default: --auto-approve } }
outputs: { applied: { value: '\${{ steps.terraform.outputs.done }}' } }
runs:
  using: composite
  steps:
    - uses: ./.github/actions/init
      with: { folder: '\${{ inputs.folder }}' }
    - id: terraform
      shell: bash
      working-directory: \${{ inputs.folder }}
      run: |
        terraform apply \${{ inputs.options }}
        echo "done=$TF_WORKSPACE" >> "$GITHUB_OUTPUT"
`
const INIT = `
inputs: { folder: { required: true } }
runs:
  using: composite
  steps: [{ run: 'terraform init && cat main.tf', shell: bash, working-directory: '\${{ inputs.folder }}' }]
`
const QUEUES = `
test ! -e left-over.txt
curl --fail --silent --header "Authorization: Bearer $GENESYSCLOUD_ACCESS_TOKEN" \\
  "https://api.mypurecloud.de/api/v2/routing/queues?name=*ILL*&pageSize=1"
`
const files = {
  'repository/.github/workflows/deploy.yml': WORKFLOW,
  'repository/.github/actions/apply/action.yaml': APPLY,
  'repository/.github/actions/init/action.yml': INIT,
  'repository/infrastructure/main.tf': '# of the repository\n',
  'repository/tests/queues.sh': QUEUES,
  'repository/.gitignore': 'left-over.txt\n',
  'repository/left-over.txt': '',
  'tools/terraform': '#!/bin/sh\necho "terraform $*"\n',
  'tools/python3': '#!/bin/sh\n',
}
for (const [path, text] of Object.entries(files)) {
  await mkdir(dirname(join(folder, path)), { recursive: true })
  await writeFile(join(folder, path), text, { mode: 0o755 })
}

execFileSync('git', ['init', '--quiet', join(folder, 'repository')])

function start(PATH: string): Promise<{ readonly code: unknown; readonly stdout: string }> {
  const argv = [CLI, join(folder, 'repository/.github/workflows/deploy.yml')]
  return new Promise((done) => {
    execFile(process.execPath, argv, { env: { PATH } }, (error, stdout, stderr) => {
      done({ code: error?.code ?? 0, stdout: stdout + stderr })
    })
  })
}

describe('when npm start runs the pipeline of a repository', () => {
  it('finds its secrets, its actions, its files and the tools of this machine', async () => {
    const { code, stdout } = await start(`${join(folder, 'tools')}:${process.env['PATH'] ?? ''}`)
    expect(stdout).toContain(`this machine has ${join(folder, 'tools', 'terraform')}.`)
    expect(stdout).toMatch(/terraform init\n[^]*# of the repository\n[^]*terraform apply --auto-approve\n/)
    expect(stdout).toContain('dev for Octo Test\n')
    expect(stdout).toMatch(
      /client-id: \*\*\*\n[^]*"entities":\[\{[^\]]*"name":"Billing"[^\]]*\],"pageSize":1,/,
    )
    expect(stdout).toMatch(/Tokens: 2 issued, none still valid\.\n$/)
    expect(code).toBe(0)
  })

  it('fails where a tool is missing, and names it', async () => {
    const { code, stdout } = await start(join(folder, 'repository'))
    expect(stdout).toContain('Error: terraform: command not found.')
    expect(code).toBe(1)
  })
})

describe('when a workflow calls credentials by names of its own', () => {
  const logins = {
    production: { id: 'id', secret: 'secret' },
    test: { id: 'test-id', secret: 'test-secret' },
    region: 'region',
  }
  const settings = {
    secrets: { GIVEN: 'given' },
    vars: { GENESYSCLOUD_OAUTHCLIENT_ID: 'id' },
    environments: { test: { vars: { GENESYSCLOUD_OAUTHCLIENT_ID: 'test-id' }, secrets: {} } },
  }
  const supplied = (secrets: readonly string[], vars: readonly string[] = []): typeof settings =>
    withOtherNames(settings, { actions: [], secrets, vars }, logins) as typeof settings

  it.each([
    ['GENESYS_CLIENT_ID', 'id'],
    ['OAUTH_SECRET', 'secret'],
    ['GENESYSCLOUD_OAUTHCLIENT_SECRET_DEV', 'test-secret'],
    ['QA_CLIENT_ID', 'test-id'],
    ['GC_REGION', 'region'],
    ['AWS_REGION', undefined],
    ['SLACK_CLIENT_SECRET', undefined],
  ])('knows what the secret %s is', (name, value) => {
    expect(supplied([name]).secrets).toEqual({
      GIVEN: 'given',
      ...(value === undefined ? {} : { [name]: value }),
    })
  })

  it('has the id of each environment as a secret too', () => {
    const { secrets, environments } = supplied(['GENESYSCLOUD_OAUTHCLIENT_ID'])
    expect(secrets).toMatchObject({ GENESYSCLOUD_OAUTHCLIENT_ID: 'id' })
    expect(environments.test.secrets).toEqual({ GENESYSCLOUD_OAUTHCLIENT_ID: 'test-id' })
  })

  it('shows no client secret as a variable', () => {
    expect(supplied([], ['GENESYS_CLIENT_ID', 'GENESYS_CLIENT_SECRET']).vars).toEqual({
      GENESYSCLOUD_OAUTHCLIENT_ID: 'id',
      GENESYS_CLIENT_ID: 'id',
    })
  })
})
