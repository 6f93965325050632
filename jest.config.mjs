import { readFileSync } from 'node:fs';

const swc = JSON.parse(readFileSync(new URL('.swcrc', import.meta.url), 'utf8'));

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  testRegex: String.raw`\.(spec|test)\.ts$`,
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.data'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^#(.*)\\.js$': '<rootDir>/$1',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: { '\\.ts$': ['@swc/jest', swc] },
  // It ends what hangs and judges no speed: a busy machine is slower many times over.
  testTimeout: 1_200_000,
  // Jest leaves a core to itself unless told: of two that is one half, while tests wait for PostgreSQL.
  maxWorkers: '100%',
  // Modules of earlier test files stay in memory: a worker that has grown is replaced by a new one.
  workerIdleMemoryLimit: '1GB',
  globalSetup: '<rootDir>/test/support/jest-setup.mjs',
  globalTeardown: '<rootDir>/test/support/jest-teardown.mjs',
};
