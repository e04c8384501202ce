/** Test projects mirror the rooms: unit is pure; the others use the built bundles and start their own local cloud. */

const long = process.env.TEST_LONG === '1';
const transform = { '^.+\\.(ts|mjs)$': ['@swc/jest'] };
const project = (name, extra = {}) => ({
  displayName: name,
  testEnvironment: 'node',
  transform,
  testMatch: [`<rootDir>/tests/${name}/**/*.test.ts`],
  setupFiles: ['<rootDir>/tests/support/fast-check.ts'],
  ...extra,
});

export default {
  projects: ['unit', 'component', 'conformance', 'contract', 'faults', 'fuzz', 'bench', 'e2e'].map((name) =>
    project(name),
  ),
  globalSetup: '<rootDir>/tests/support/global-setup.mjs',
  reporters: ['default', '<rootDir>/tests/support/counting-reporter.mjs'],
  maxWorkers: 2,
  testTimeout: long ? 900_000 : 60_000,
};
