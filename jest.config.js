import { availableParallelism } from 'node:os'

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  // The simulated runner needs bash and reads /proc: what plays whole workflows runs on Linux only.
  testPathIgnorePatterns:
    process.platform === 'linux' ? [] : ['/__tests__/scenarios/', '/__tests__/simulator/(demo|runner)'],
  transform: { '\\.ts$': '<rootDir>/tools/jest-strip-types.js' },
  testSequencer: '<rootDir>/tools/jest-scenarios-first.js',
  modulePathIgnorePatterns: ['<rootDir>/build/', '<rootDir>/.stryker-tmp/'],
  // With --coverage only. Left out is what runs as a process of its own, where Jest cannot count: the
  // entries, and how a process ends (run-action.test.ts has a process for each way).
  collectCoverageFrom: [
    'src/**/*.ts',
    '!src/entries/**',
    '!src/adapters/github-runner/run-action.ts',
    '!src/adapters/agent-process.ts',
  ],
  coverageReporters: ['text'],
  coverageThreshold: { global: { branches: 95, lines: 95 } },
  // Scenarios mostly wait: for processes, for tokens of a few seconds, for jobs that wait for each other.
  maxWorkers: Math.max(6, availableParallelism()),
  // Scenarios start whole processes; on a busy two-core machine a minute is generous, not tight.
  testTimeout: 60_000,
}
