// npm run test:tools [-- SUITE…]: the tests with the users' real tools. Installs those that are missing outside
// the tree, says which suites it left out and why; with REQUIRE_TOOLS=true none may be left out.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { filesBelow, ROOT } from '../repository.ts'
import { planSuites, tableProblems } from './plan.ts'
import { SUITES } from './suites.ts'
import { ensureInstalled, lackOf, type RealTool } from './tool.ts'

const FOLDER = join(ROOT, '__tests__', 'real-tools')
const JEST = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'),
]

async function main(wanted: readonly string[]): Promise<number> {
  const files = filesBelow(FOLDER).flatMap((name) => /^([\w-]+)\.tools\.ts$/.exec(name)?.[1] ?? [])
  const problems = [
    ...tableProblems(Object.keys(SUITES), files),
    ...wanted.filter((suite) => !(suite in SUITES)).map((suite) => `There is no suite ${suite}.`),
  ]
  for (const problem of problems) console.error(problem)
  if (problems.length > 0) return 1

  const chosen = Object.entries(SUITES).filter(([suite]) => wanted.length === 0 || wanted.includes(suite))
  const plan = planSuites(Object.fromEntries(chosen), lackOf)
  // Side by side: most of an installation is waiting for a registry.
  await Promise.all(plan.tools.map(install))
  const status = plan.suites.length === 0 ? 0 : runJest(plan.suites)
  for (const sentence of plan.leftOut) console.log(sentence)
  return plan.leftOut.length > 0 && process.env['REQUIRE_TOOLS'] === 'true' ? 1 : status
}

async function install(tool: RealTool): Promise<void> {
  const start = performance.now()
  await ensureInstalled(tool)
  console.log(`${tool.name} is there after ${((performance.now() - start) / 1000).toFixed(1)} s.`)
}

function runJest(suites: readonly string[]): number {
  const match = ['--testMatch', '<rootDir>/__tests__/real-tools/*.tools.ts']
  const paths = suites.map((suite) => join(FOLDER, `${suite}.tools.ts`))
  const { status } = spawnSync(process.execPath, [...JEST, ...match, '--runTestsByPath', ...paths], {
    cwd: ROOT,
    stdio: 'inherit',
  })
  return status ?? 1
}

process.exitCode = await main(process.argv.slice(2))
