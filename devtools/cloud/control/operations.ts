/** What the control API does, apart from how it is spoken: calls as a phone, the clock, faults, snapshots. */
import type { FaultState, FaultSwitch } from '../faults';
import { InvocationFailed } from '../functions/instance';
import type { Journal } from '../openapi/journal';
import { MediaPlan, type MediaChecks } from '../openapi/media';
import type { Pushes } from '../openapi/pushes';
import type { Stats } from '../stats';
import { checkPath, type Links } from '../storage/links';
import type { Fired, Timers } from '../timers/timers';
import { CloudError, type Database, type FileStore, type FunctionRunner, type MovableClock } from '../types';
import { Refusal } from './errors';
import {
  CallBody,
  check,
  ClockBody,
  FaultsBody,
  RunBody,
  SnapshotBody,
  SubscribeBody,
  type Snapshot,
} from './schema';
import type { MessageTemplate, Overview, PersonOfPlant } from './shapes';

/** Documented limit of a text request to a function (bytes). */
const LARGEST_REQUEST = 100 * 1024;

export interface ControlServices {
  clock: MovableClock;
  database: Database;
  files: FileStore;
  links: Links;
  runner: FunctionRunner;
  timers: Timers;
  journal: Journal;
  pushes: Pushes;
  media: MediaChecks;
  faults: FaultSwitch;
  stats: Stats;
  people: () => PersonOfPlant[];
  firstPhones: () => string[];
  overview: () => Promise<Overview>;
  messages: Readonly<Record<string, MessageTemplate>>;
  /** Notes that a person's phone used the app. */
  seen: (openid: string) => void;
  /** Fills the emptied cloud with what the product starts from. */
  afterReset: () => Promise<void>;
}

/**
 * Calls a function as a phone does.
 * @returns what the function returned
 * @throws Refusal UNKNOWN_FUNCTION, TOO_LARGE, FUNCTION_TIMEOUT, FUNCTION_FAILED
 */
export async function call(body: unknown, { runner, seen }: ControlServices): Promise<unknown> {
  const { as: openid, function: name, data = {} } = check(CallBody, body);
  if (Buffer.byteLength(JSON.stringify(data)) > LARGEST_REQUEST) throw new Refusal('TOO_LARGE');
  if (openid !== null) seen(openid);
  try {
    return await runner.invoke(name, data, { source: openid === null ? 'wx_devtools' : 'wx_client', openid });
  } catch (error) {
    if (error instanceof InvocationFailed) {
      throw new Refusal(error.outcome === 'timeout' ? 'FUNCTION_TIMEOUT' : 'FUNCTION_FAILED');
    }
    if (error instanceof CloudError) throw new Refusal('UNKNOWN_FUNCTION', name);
    throw error;
  }
}

/** Stores a file as a phone's upload does. */
export async function upload(
  url: URL,
  bytes: Buffer,
  { files, links }: ControlServices,
): Promise<{ fileID: string }> {
  const path = pathOf(url.searchParams.get('path'));
  await files.put(path, bytes, url.searchParams.get('as'));
  return { fileID: links.fileId(path) };
}

function pathOf(given: string | null): string {
  try {
    return checkPath(given);
  } catch {
    throw new Refusal('BAD_REQUEST', 'path');
  }
}

/** Moves the clock and tells what fired on the way. */
export async function moveClock(
  body: unknown,
  { clock, timers }: ControlServices,
): Promise<{ now: number; offset: number; fired: Fired[] }> {
  const move = check(ClockBody, body);
  let fired: Fired[] = [];
  if ('advance' in move) fired = await timers.advance(move.advance, move.coalesce);
  else await timers.set('set' in move ? move.set : null);
  return { now: clock.now(), offset: clock.offset(), fired };
}

/** Fires the timers of one function now, or of all. */
export async function runTimers(
  body: unknown,
  { runner, timers }: ControlServices,
): Promise<{ fired: Fired[] }> {
  const { function: name } = check(RunBody, body);
  const names = new Set(runner.timers().map((timer) => timer.function));
  if (name === undefined)
    return { fired: (await Promise.all([...names].map((one) => timers.run(one)))).flat() };
  if (!names.has(name)) throw new Refusal('UNKNOWN_FUNCTION', name);
  return { fired: await timers.run(name) };
}

/** Records the answer to a subscription prompt, which message push then tells of. */
export async function subscribe(
  body: unknown,
  { journal, pushes }: ControlServices,
): Promise<{ left: number; keep: boolean }> {
  const { openid, templateId, count, keep, result: answer } = check(SubscribeBody, body);
  const result = answer === 'accept' && keep ? 'keep' : answer;
  journal.add({ kind: 'prompt', openid, templateId, result, count });
  await pushes.prompted(openid, templateId, result, count);
  const { left, keep: kept } = journal.subscription(openid, templateId);
  return { left, keep: kept };
}

/** Sets how media checks end from now on. */
export function planMedia(body: unknown, { media }: ControlServices): Record<string, unknown> {
  const plan = check(MediaPlan, body);
  media.plan(plan);
  return { plan };
}

/** Sets the fault rules, or kills a worker; answers the counters of the rules that were in force until now. */
export async function setFaults(
  body: unknown,
  { faults, runner }: ControlServices,
): Promise<{ rules: FaultState[]; killed?: boolean }> {
  const wish = check(FaultsBody, body);
  if ('killWorker' in wish) {
    return { rules: faults.counters(), killed: await runner.killWorker(wish.killWorker) };
  }
  const rules = faults.counters();
  faults.set(wish.rules);
  return { rules };
}

/** Empties documents, files, messages, faults and statistics and starts all functions cold. The clock stays. */
export async function reset({
  database,
  files,
  journal,
  media,
  faults,
  stats,
  runner,
}: ControlServices): Promise<void> {
  await runner.recycle();
  database.reset();
  await files.reset();
  journal.replace([]);
  media.reset();
  faults.set([]);
  stats.reset();
}

/** Everything that the cloud remembers. */
export async function exportAll({ clock, database, files, journal }: ControlServices): Promise<Snapshot> {
  const listed = await files.list();
  return {
    version: 1,
    at: clock.now(),
    offset: clock.offset(),
    documents: database.export(),
    files: await Promise.all(
      listed.map(async ({ path, by }) => ({
        path,
        by,
        base64: Buffer.from((await files.get(path)) ?? []).toString('base64'),
      })),
    ),
    journal: journal.entries(),
  };
}

/** Replaces everything by a snapshot; the clock goes to where it stood then. */
export async function importAll(body: unknown, services: ControlServices): Promise<void> {
  const snapshot = check(SnapshotBody, body);
  await reset(services);
  services.database.import(snapshot.documents);
  for (const { path, by, base64 } of snapshot.files) {
    await services.files.put(pathOf(path), Buffer.from(base64, 'base64'), by);
  }
  services.journal.replace(snapshot.journal);
  await services.timers.set(snapshot.at);
}
