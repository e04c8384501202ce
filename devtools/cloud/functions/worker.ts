/** Runs inside a worker thread: loads one built function and answers one invocation at a time, frozen in between. */
import { createRequire } from 'node:module';
import { format } from 'node:util';
import { parentPort, workerData } from 'node:worker_threads';
import { installDateShim } from './date-shim';
import type { InstanceData, InstanceMessage, InvokeMessage } from './messages';

type Main = (event: unknown, context: unknown) => unknown;

if (!parentPort) throw new Error('this file runs in a worker thread');
const port = parentPort;
const data = workerData as InstanceData;
const gate = new Int32Array(data.gate);
const say = (message: InstanceMessage): void => port.postMessage(message);

installDateShim(data.clock);
const print = (...args: unknown[]): void => say({ kind: 'print', line: format(...args) });
Object.assign(globalThis.console, { log: print, info: print, warn: print, error: print, debug: print });

// Said over the same port as what was printed, so that it arrives after it; the thread's own error event may overtake.
process.on('uncaughtException', (error: unknown) => {
  say({ kind: 'crashed', error: error instanceof Error ? error.message : String(error) });
  process.exit(1);
});

const exported = createRequire(data.file)(data.file) as Record<string, Main | undefined>;
const main = exported[data.entry];
if (typeof main !== 'function') throw new Error(`${data.file} exports no ${data.entry}`);

port.on('message', (message: InvokeMessage) => void answer(message, main));
say({ kind: 'ready' });

async function answer({ turn, event, context, identity }: InvokeMessage, run: Main): Promise<void> {
  Object.assign(process.env, identity);
  let reply: InstanceMessage;
  try {
    const result = (await run(JSON.parse(event), context)) ?? null;
    reply = { kind: 'done', turn, result: JSON.stringify(result) };
  } catch (error) {
    reply = { kind: 'failed', turn, error: error instanceof Error ? error.message : String(error) };
  }
  // One more turn of the event loop, so that a rejection nobody handles still fails this invocation.
  await new Promise(setImmediate);
  for (const key of Object.keys(identity)) Reflect.deleteProperty(process.env, key);
  say(reply);
  // As in the cloud, what the function left running stands still until the next invocation.
  Atomics.wait(gate, 0, turn);
}
