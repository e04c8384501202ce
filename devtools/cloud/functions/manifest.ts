/** What is deployed: `cloudbaserc.json` names the functions and their limits, each bundle's config.json its permissions. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as v from 'valibot';
import type { TimerTrigger } from '../timers/timers';

/** One deployed function. */
export interface FunctionSpec {
  name: string;
  /** The bundle. */
  file: string;
  /** Its exported entry, e.g. `main`. */
  entry: string;
  timeoutMs: number;
  memoryMb: number;
  openapi: readonly string[];
  timers: readonly TimerTrigger[];
}

const Deployment = v.object({
  functionRoot: v.string(),
  functions: v.array(
    v.object({
      name: v.string(),
      handler: v.string(),
      timeout: v.number(),
      memorySize: v.number(),
    }),
  ),
});

const Config = v.object({
  permissions: v.optional(v.object({ openapi: v.optional(v.array(v.string()), []) }), { openapi: [] }),
  triggers: v.optional(
    v.array(v.object({ name: v.string(), type: v.literal('timer'), config: v.string() })),
    [],
  ),
});

/**
 * Reads the deployment of a project.
 * @param project - the folder that holds cloudbaserc.json
 * @throws Error when a file is missing or has another shape
 */
export function readManifest(project: string): FunctionSpec[] {
  const { functionRoot, functions } = v.parse(Deployment, readJson(join(project, 'cloudbaserc.json')));
  return functions.map(({ name, handler, timeout, memorySize }) => {
    const folder = resolve(project, functionRoot, name);
    const configFile = join(folder, 'config.json');
    const config = v.parse(Config, existsSync(configFile) ? readJson(configFile) : {});
    const [module = 'index', entry = 'main'] = handler.split('.');
    return {
      name,
      file: join(folder, `${module}.js`),
      entry,
      timeoutMs: timeout * 1000,
      memoryMb: memorySize,
      openapi: config.permissions.openapi,
      timers: config.triggers.map((t) => ({ function: name, name: t.name, cron: t.config })),
    };
  });
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8')) as unknown;
}
