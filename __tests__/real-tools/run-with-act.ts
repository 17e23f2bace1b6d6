import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { type RunOptions, type WorkflowRun } from '../../simulator/runner/types.ts'
import { ACT } from '../../tools/real-tools/suites.ts'
import { folderOf } from '../../tools/real-tools/tool.ts'
import { ROOT } from '../support/documents.ts'
import { type ActLine, runOf } from './act-log.ts'

/** What act has nothing like, or has in another way; a test that asks for it would test nothing. */
const NOT_WITH_ACT = ['cacheService', 'cancelDelays', 'minuteMs', 'debug'] as const

/** act copies the folder of an action with all that is in it, so it is given what a release has, and no more. */
const PARTS_OF_AN_ACTION = ['action.yml', 'dist', 'revoke', 'rotate']

/**
 * Runs a workflow under act, as a process of its own on this machine, with what the simulated runner would get. The
 * workflow is not changed. Log, masks, outputs and conclusions are what act says; it does not say what it started.
 */
export async function runWithAct(options: RunOptions): Promise<WorkflowRun> {
  const refused = [
    ...NOT_WITH_ACT.filter((name) => options[name] !== undefined),
    ...Object.keys(options.actions ?? {}),
  ]
  if (refused.length > 0) throw new Error(`act does not take ${refused.join(', ')} from a test.`)
  const folder = mkdtempSync(join(tmpdir(), 'act-'))
  try {
    const workflow = layOut(folder, options)
    const lines = await start(folder, workflow, options)
    // They hold what the test itself wrote down for act.
    for (const name of ['secrets.yml', 'vars.yml', 'event.json', 'actions']) {
      rmSync(join(folder, name), { recursive: true, force: true })
    }
    const run = runOf(lines)
    for (const { id } of run.jobs) {
      await options.beforeCleanUp?.(id, { root: folder, workspace: folder, home: folder, temp: folder })
    }
    return run
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** A repository with the workflow and its files; the path of the workflow in it. */
function layOut(folder: string, options: RunOptions): string {
  const repository = join(folder, 'repository')
  const workflow = join('.github', 'workflows', 'workflow.yml')
  for (const [path, content] of Object.entries({ ...options.workspaceFiles, [workflow]: options.workflow })) {
    mkdirSync(dirname(join(repository, path)), { recursive: true })
    if (content !== undefined) writeFileSync(join(repository, path), content, { mode: 0o755 })
  }
  if (options.file !== undefined) cpSync(options.file, join(repository, workflow))
  const git = (...args: readonly string[]): void => {
    execFileSync('git', args, { cwd: repository, stdio: ['ignore', 'ignore', 'inherit'] })
  }
  git('init', '--quiet', '--initial-branch=main')
  git('remote', 'add', 'origin', `https://github.com/${options.repository ?? 'octo/demo'}`)
  git(
    '-c',
    'user.name=octo',
    '-c',
    'user.email=octo@example.com',
    'commit',
    '--quiet',
    '--allow-empty',
    '-m',
    '.',
  )
  for (const [name, path] of Object.entries(options.localActions ?? {})) {
    const copy = join(folder, 'actions', name)
    const parts = readdirSync(path).filter((part) => path !== ROOT || PARTS_OF_AN_ACTION.includes(part))
    for (const part of parts) cpSync(join(path, part), join(copy, part), { recursive: true })
  }
  // act has no secrets of environments: as with no more than one environment, they are the repository's here.
  const environments = Object.values(options.environments ?? {})
  const secrets = [options.secrets, ...environments.map((environment) => environment.secrets)]
  const vars = [options.vars, ...environments.map((environment) => environment.vars)]
  writeFileSync(join(folder, 'secrets.yml'), JSON.stringify(Object.assign({}, ...secrets)), { mode: 0o600 })
  writeFileSync(join(folder, 'vars.yml'), JSON.stringify(Object.assign({}, ...vars)))
  writeFileSync(join(folder, 'event.json'), JSON.stringify(options.event?.payload ?? {}))
  return workflow
}

async function start(folder: string, workflow: string, options: RunOptions): Promise<readonly ActLine[]> {
  const child = spawn(join(folderOf(ACT), 'bin', 'act'), argumentsFor(folder, workflow, options), {
    cwd: join(folder, 'repository'),
    env: {
      ...options.machineEnvironment,
      ACT_DISABLE_VERSION_CHECK: '1',
      HOME: join(folder, 'home'),
      XDG_CACHE_HOME: join(folder, 'cache'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const cancel = (): void => {
    child.kill('SIGTERM')
  }
  options.signal?.addEventListener('abort', cancel)
  const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  options.signal?.removeEventListener('abort', cancel)
  const lines = out.split('\n').filter((line) => line.startsWith('{'))
  // Of a job that is skipped it says nothing.
  if (lines.length === 0 && child.exitCode !== 0) throw new Error(`act ran nothing: ${errors}`)
  return lines.map((line) => JSON.parse(line) as ActLine)
}

function argumentsFor(folder: string, workflow: string, options: RunOptions): readonly string[] {
  const repository = options.repository ?? 'octo/demo'
  const uses = readFileSync(join(folder, 'repository', workflow), 'utf8').matchAll(
    /uses: ([\w-]+\/[\w-]+)[\w/-]*(@\S+)/g,
  )
  const actions = [...uses]
    .filter(([, name = '']) => name in (options.localActions ?? {}))
    .flatMap(([, name = '', ref = '']) => [
      '--local-repository',
      `${name}${ref}=${join(folder, 'actions', name)}`,
    ])
  // On this machine, without Docker; nothing is fetched.
  const here = ['ubuntu-latest', 'self-hosted'].flatMap((label) => ['--platform', `${label}=-self-hosted`])
  return [
    ...(options.event === undefined ? ['--detect-event'] : [options.event.name]),
    ...['--workflows', workflow, '--json', '--action-offline-mode', '--no-cache-server', ...here, ...actions],
    ...['--secret-file', join(folder, 'secrets.yml'), '--var-file', join(folder, 'vars.yml')],
    ...['--env-file', '/dev/null', '--input-file', '/dev/null', '--eventpath', join(folder, 'event.json')],
    ...['--actor', repository.split('/')[0] ?? '', '--env', `GITHUB_REPOSITORY=${repository}`],
  ]
}
