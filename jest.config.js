/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/tools/jest-strip-types.js' },
  modulePathIgnorePatterns: ['<rootDir>/build/', '<rootDir>/.stryker-tmp/'],
  collectCoverageFrom: ['src/**/*.ts'],
  // Scenarios start whole processes; on a busy two-core machine a minute is generous, not tight.
  // Its own default leaves one of two cores idle, and runs everything in one process.
  maxWorkers: '100%',
  testTimeout: 60_000,
}
