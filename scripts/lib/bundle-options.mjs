/** How sources become one file: programs of this repository, and the functions that ship or are measured beside them. */
import { readFileSync } from 'node:fs';

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

/** The SDKs, each a file of its own beside `index.js`: what is not called yet is not even read. */
export const SDKS = /** @type {const} */ ({
  '@cloudbase/node-sdk': 'node-sdk.js',
  'wx-server-sdk': 'wx-server-sdk.js',
});

/**
 * Takes the SDKs from the files beside the bundle, so that all of a function share one copy of each.
 * @type {import('esbuild').Plugin}
 */
export const sdkFiles = {
  name: 'sdk-files',
  setup({ onResolve }) {
    onResolve({ filter: /./ }, ({ path, kind }) =>
      kind !== 'entry-point' && Object.hasOwn(SDKS, path)
        ? { path: `./${SDKS[/** @type {keyof typeof SDKS} */ (path)]}`, external: true }
        : undefined,
    );
  },
};

/** From this length on (characters) parsing a text is quicker than reading the same as code. */
const LONG_JSON = 4_000;

/**
 * Long tables of an SDK, as that of all media types, are kept as text and parsed: the engine reads JSON faster than code.
 * @type {import('esbuild').Plugin}
 */
export const jsonTexts = {
  name: 'json-texts',
  setup({ onLoad }) {
    onLoad({ filter: /\.json$/ }, ({ path }) => {
      const text = JSON.stringify(JSON.parse(readFileSync(path, 'utf8')));
      return text.length < LONG_JSON
        ? undefined
        : { contents: `module.exports = JSON.parse(${JSON.stringify(text)})`, loader: 'js' };
    });
  },
};
