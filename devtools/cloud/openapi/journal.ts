/** What WeChat remembers for the app: accepted prompts per person and template, and the messages it delivered. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SentMessage } from '../control/shapes';

/** One person's standing with one template. */
export interface Subscription {
  openid: string;
  templateId: string;
  /** Messages that may still be sent. */
  left: number;
  /** 总是保持: the prompt no longer shows, each accepted call still adds one. */
  keep: boolean;
  /** Refused for good in the settings; acceptances before that are void. */
  banned: boolean;
}

/** A line of the journal. */
export type Entry =
  | { kind: 'message'; message: SentMessage }
  | { kind: 'prompt'; openid: string; templateId: string; result: PromptResult; count: number };

export type PromptResult = 'accept' | 'keep' | 'reject' | 'ban';

export interface Journal {
  subscription(openid: string, templateId: string): Subscription;
  subscriptions(openid?: string): Subscription[];
  messages(openid?: string): SentMessage[];
  add(entry: Entry): void;
  /** All entries, for export. */
  entries(): Entry[];
  /** Replaces everything. */
  replace(entries: readonly Entry[]): void;
}

/**
 * @param file - one JSON entry per line; null keeps it in memory only
 */
export function openJournal(file: string | null): Journal {
  let entries: Entry[] = [];
  const standing = new Map<string, Subscription>();
  const sent: SentMessage[] = [];

  const of = (openid: string, templateId: string): Subscription => {
    const key = `${openid}\n${templateId}`;
    const known = standing.get(key) ?? { openid, templateId, left: 0, keep: false, banned: false };
    standing.set(key, known);
    return known;
  };
  const apply = (entry: Entry): void => {
    entries.push(entry);
    if (entry.kind === 'message') {
      sent.push(entry.message);
      of(entry.message.to, entry.message.templateId).left -= 1;
      return;
    }
    const subscription = of(entry.openid, entry.templateId);
    subscription.banned = entry.result === 'ban';
    subscription.keep = entry.result === 'keep' || (subscription.keep && entry.result === 'accept');
    if (entry.result === 'accept' || entry.result === 'keep') subscription.left += entry.count;
    if (entry.result === 'ban') subscription.left = 0;
  };
  const write = (added: readonly Entry[]): void => {
    if (file === null) return;
    mkdirSync(dirname(file), { recursive: true });
    appendFileSync(file, added.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  };

  if (file !== null && existsSync(file)) {
    const kept = readFileSync(file);
    // A last line without its line break was cut off by a crash and was never acknowledged.
    const end = kept.lastIndexOf('\n') + 1;
    truncateSync(file, end);
    const lines = kept.toString('utf8', 0, end).split('\n');
    for (const line of lines.slice(0, -1)) apply(JSON.parse(line) as Entry);
  }
  return {
    subscription: of,
    subscriptions: (openid) =>
      [...standing.values()].filter((s) => openid === undefined || s.openid === openid),
    messages: (openid) => sent.filter((message) => openid === undefined || message.to === openid),
    add(entry) {
      write([entry]);
      apply(entry);
    },
    entries: () => [...entries],
    replace(next) {
      entries = [];
      standing.clear();
      sent.length = 0;
      if (file !== null) rmSync(file, { force: true });
      write(next);
      next.forEach(apply);
    },
  };
}
