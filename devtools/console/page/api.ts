/** What the page asks the local cloud: the control API of devtools/README.md, on the page's own origin. */
import type { MessageTemplate, Overview, PersonOfPlant, SentMessage } from '../../cloud/control/shapes';
import type { FunctionLog } from '../../cloud/types';

/** The cloud did not answer, or refused. */
export class Unreachable extends Error {}

/** `offset`: milliseconds that the cloud's clock is ahead of real time. */
export type OverviewNow = Overview & { now: number; offset: number };

export interface Fired {
  ok: boolean;
}

/** @throws Unreachable with what to say, from every function here */
async function ask<T>(path: string, body?: unknown): Promise<T> {
  const request: RequestInit =
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  let answer: { ok: boolean; error?: { message: string } };
  try {
    answer = (await (await fetch(`/control/${path}`, request)).json()) as typeof answer;
  } catch {
    throw new Unreachable('本地云没有回应。看看终端里 npm start 还开着没有');
  }
  if (!answer.ok) throw new Unreachable(answer.error?.message ?? '本地云没有照办');
  return answer as T;
}

export const overview = (): Promise<OverviewNow> => ask('overview');

export const people = (): Promise<{ people: PersonOfPlant[]; firstPhones: string[] }> => ask('people');

export const templates = async (): Promise<Record<string, MessageTemplate>> =>
  (await ask<{ templates: Record<string, MessageTemplate> }>('templates')).templates;

/** Messages of one person, oldest first. */
export const messages = async (to: string): Promise<SentMessage[]> =>
  (await ask<{ messages: SentMessage[] }>(`messages?${new URLSearchParams({ to }).toString()}`)).messages;

/** Moves the clock forward; every timer fires at every due time on the way. */
export const advance = (ms: number): Promise<{ now: number; fired: Fired[] }> =>
  ask('clock', { advance: Math.ceil(ms) });

export const backToNow = (): Promise<{ now: number }> => ask('clock', { real: true });

export const runTimers = (): Promise<{ fired: Fired[] }> => ask('timers/run', {});

export const collections = async (): Promise<{ name: string; documents: number }[]> =>
  (await ask<{ collections: { name: string; documents: number }[] }>('collections')).collections;

export const documents = async (collection: string, limit: number): Promise<Record<string, unknown>[]> => {
  const query = new URLSearchParams({ collection, limit: String(limit) });
  return (await ask<{ documents: Record<string, unknown>[] }>(`documents?${query.toString()}`)).documents;
};

/** The function log, oldest first. */
export const logs = async (limit: number): Promise<FunctionLog[]> =>
  (await ask<{ logs: FunctionLog[] }>(`logs?limit=${limit}`)).logs;
