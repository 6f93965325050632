/** @type {import('jest').Config} */
export default {
  testRunner: '<rootDir>/test/support/runner/run.mjs',
  testEnvironment: '<rootDir>/test/support/runner/environment.mjs',
  // Jest would empty what its environment was given at the end of a file: here, JavaScript's own classes.
  testEnvironmentOptions: { globalsCleanup: 'off' },
  testRegex: String.raw`\.(spec|test)\.ts$`,
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.data'],
  // Node.js loads what tests import.
  transform: {},
  // It ends what hangs and judges no speed: a busy machine is slower many times over.
  testTimeout: 1_200_000,
  // Jest leaves a core to itself unless told: of two that is one half, while tests wait for PostgreSQL.
  maxWorkers: '100%',
  // What tests leave behind stays in memory: a worker that has grown is replaced by a new one.
  workerIdleMemoryLimit: '1GB',
  globalSetup: '<rootDir>/test/support/jest-setup.mjs',
  globalTeardown: '<rootDir>/test/support/jest-teardown.mjs',
};
