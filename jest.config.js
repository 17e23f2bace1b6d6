/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  // The simulated runner needs bash and reads /proc: what plays whole workflows runs on Linux only.
  testPathIgnorePatterns:
    process.platform === 'linux' ? [] : ['/__tests__/scenarios/', '/__tests__/simulator/runner'],
  transform: { '\\.ts$': '<rootDir>/tools/jest-strip-types.js' },
  modulePathIgnorePatterns: ['<rootDir>/build/', '<rootDir>/.stryker-tmp/'],
  collectCoverageFrom: ['src/**/*.ts'],
  // Jest's default leaves one of two cores idle, and then runs everything in one process.
  maxWorkers: '100%',
  // Scenarios start whole processes; on a busy two-core machine a minute is generous, not tight.
  testTimeout: 60_000,
}
