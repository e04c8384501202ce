/** The phone's own script, bundled from phone/ once, and the names that `wx` has in WeChat. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * Bundles the runtime for the browser.
 * @param project - the repository's folder
 */
export async function bundleRuntime(project: string): Promise<string> {
  const result = await build({
    entryPoints: [join(project, 'devtools/simulator/phone/main.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    loader: { '.css': 'text' },
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
  return result.outputFiles[0]?.text ?? '';
}

/** Members of `wx` after the official typings: what is missing in the simulator can then be told by name. */
export function wxNames(project: string): string[] {
  const file = join(project, 'node_modules/miniprogram-api-typings/types/wx/lib.wx.api.d.ts');
  const source = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  const from = source.indexOf('interface Wx {');
  const body = source.slice(from, source.indexOf('\n    }\n', from));
  return [...new Set([...body.matchAll(/^ {8}(\w+)(?:<[^(]*>)?\(/gm)].map(([, name = '']) => name))];
}
