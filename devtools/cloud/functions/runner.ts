/** Runs deployed functions for phones, timers and other functions, and keeps the function log. */
import { randomUUID } from 'node:crypto';
import { CloudError, type Caller, type FunctionLog, type FunctionRunner, type Origin } from '../types';
import { contextOf, eventOf, identityOf, instanceEnv, type Account } from './identity';
import { Instance, InvocationFailed } from './instance';
import type { FunctionSpec } from './manifest';
import { Pool } from './pool';

/** Log lines kept in memory. */
const LOG_LENGTH = 2000;

export interface RunnerOptions {
  functions: readonly FunctionSpec[];
  account: Account;
  /** The functions' own environment variables. */
  env: Record<string, string>;
  /** Instances of one function at one time. */
  poolSize: number;
  /** The built functions/worker.ts. */
  workerScript: string;
  clock: { shared: SharedArrayBuffer; now: () => number };
  /** The SDK endpoint of one worker. */
  endpoint: (worker: string) => string;
  /** What the log calls the route of an event. */
  routeOf: (event: unknown) => string | null;
  onLog: (line: FunctionLog) => void;
}

interface Deployed {
  spec: FunctionSpec;
  pool: Pool;
}

/** @returns a runner with no instance yet; each function's first call starts cold */
export function createRunner(options: RunnerOptions): FunctionRunner {
  const log: FunctionLog[] = [];
  const origins = new Map<string, Origin>();
  const deployed = new Map<string, Deployed>(
    options.functions.map((spec) => [
      spec.name,
      { spec, pool: new Pool(options.poolSize, (onExit) => spawn(spec, onExit)) },
    ]),
  );
  let born = 0;

  function spawn(spec: FunctionSpec, onExit: (instance: Instance) => void): Instance {
    born += 1;
    const id = `${spec.name}-${born}`;
    const env = { ...options.env, ...instanceEnv(options.endpoint(id), options.account) };
    origins.set(id, { worker: id, function: spec.name, route: null });
    const instance: Instance = new Instance(id, spec, options.workerScript, env, options.clock.shared, () => {
      origins.delete(id);
      onExit(instance);
    });
    return instance;
  }

  async function invoke(name: string, event: unknown, caller: Caller): Promise<unknown> {
    const target = deployed.get(name);
    if (!target) throw new CloudError('FUNCTION_NOT_FOUND', 'FunctionName parameter could not be found');
    const { spec, pool } = target;
    const requestId = randomUUID();
    const identity = identityOf(caller, options.account);
    const message = {
      event: JSON.stringify(eventOf(event, caller, options.account) ?? null),
      context: contextOf(spec, options.account, requestId, identity),
      identity,
    };
    const route = options.routeOf(event);
    const output: string[] = [];
    const started = Date.now();
    const write = (outcome: FunctionLog['outcome'], error: string | null): void => {
      const ms = Date.now() - started;
      const who = { source: caller.source, openid: caller.openid };
      const line: FunctionLog = {
        at: options.clock.now(),
        requestId,
        function: name,
        route,
        ...who,
        ms,
        outcome,
        error,
        output,
      };
      log.push(line);
      if (log.length > LOG_LENGTH) log.shift();
      options.onLog(line);
    };
    try {
      const result = await pool.with((instance) => {
        origins.set(instance.id, { worker: instance.id, function: name, route });
        return instance.run(message, output);
      });
      write('ok', null);
      return result;
    } catch (error) {
      const outcome = error instanceof InvocationFailed ? error.outcome : 'error';
      write(outcome, error instanceof Error ? error.message : String(error));
      throw error;
    }
  }

  const pools = (): Pool[] => [...deployed.values()].map(({ pool }) => pool);

  return {
    invoke,
    timers: () => options.functions.flatMap((spec) => [...spec.timers]),
    logs: (limit = LOG_LENGTH) => log.slice(-limit),
    origin: (worker) => origins.get(worker) ?? { worker: null, function: null, route: null },
    permissions: (name) => deployed.get(name)?.spec.openapi ?? [],
    async killWorker(name) {
      const [target] = [deployed.get(name)?.pool.oldest(), ...pools().map((pool) => pool.find(name))].filter(
        (instance) => instance != null,
      );
      if (!target) return false;
      await target.kill();
      return true;
    },
    async recycle() {
      await Promise.all(pools().map((pool) => pool.drain()));
    },
    async close() {
      await Promise.all(pools().map((pool) => pool.close()));
    },
  };
}
