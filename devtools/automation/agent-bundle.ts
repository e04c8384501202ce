/** The script that runs in a phone's page for the automator, bundled from agent/ once. */
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const entry = join(resolve(__dirname, '../..'), 'devtools/automation/agent/main.ts');

let bundled: Promise<string> | null = null;

export function agentScript(): Promise<string> {
  bundled ??= bundle();
  return bundled;
}

async function bundle(): Promise<string> {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'silent',
  });
  return result.outputFiles[0]?.text ?? '';
}
