/** How sources become one file: programs of this repository, and the functions that ship or are measured beside them. */

/** @satisfies {import('esbuild').BuildOptions} */
export const PROGRAM = /** @type {const} */ ({
  bundle: true,
  platform: 'node',
  format: 'cjs',
  legalComments: 'none',
  logLevel: 'warning',
});

/**
 * Names stay as they are: stack traces can be read, and nothing is wrapped to keep them.
 * @satisfies {import('esbuild').BuildOptions}
 */
export const FUNCTION = /** @type {const} */ ({
  ...PROGRAM,
  target: 'node18',
  minifyWhitespace: true,
  minifySyntax: true,
});
