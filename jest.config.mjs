/** Test projects mirror the rooms: unit is pure; the others use the built bundles and start their own local cloud. */

const long = process.env.TEST_LONG === '1';
/**
 * Walks through the browser that a short run leaves to the long one: each takes half a minute and more, and what they are
 * about is tried without a browser as well, in unit, component, contract and faults.
 */
const LONG_ONLY = [
  '/e2e/bad-input/',
  '/e2e/labels/',
  '/e2e/orders/(?:deferral|handover|major|rounds|ruling|same)\\.test',
  '/e2e/reporter/',
  '/contract/demo\\.test',
];

const transform = { '^.+\\.(ts|mjs)$': ['@swc/jest'] };
const project = (name, extra = {}) => ({
  displayName: name,
  testEnvironment: 'node',
  transform,
  testPathIgnorePatterns: ['/node_modules/', ...(long ? [] : LONG_ONLY)],
  testMatch: [`<rootDir>/tests/${name}/**/*.test.ts`],
  setupFiles: ['<rootDir>/tests/support/fast-check.ts'],
  ...extra,
});

export default {
  projects: ['unit', 'component', 'conformance', 'contract', 'faults', 'fuzz', 'bench', 'e2e'].map((name) =>
    project(name),
  ),
  globalSetup: '<rootDir>/tests/support/global-setup.ts',
  globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
  reporters: ['default', '<rootDir>/tests/support/counting-reporter.mjs'],
  // Much of the time goes with waiting for a phone: two cores are busy with three.
  maxWorkers: 3,
  testTimeout: long ? 900_000 : 60_000,
};
