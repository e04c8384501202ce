/** What the counting knows of a kind of document, whatever it is: which have changed, and what one of them adds to which day. */
import type { Millis } from '../../../typings/domain';
import type { CountsByDay } from '../../../typings/insight';
import type { Changed, Changes } from '../../platform/counted';
import type { Doc } from '../../platform/sdk';

/** A document that is to be counted. */
export interface Countable {
  _id: string;
  rev: number;
  /** Since when. */
  nextDueAt: Millis;
  isGone: boolean;
  /** What it adds; nothing once it is deleted. */
  counts(): CountsByDay;
  /** What follows from its change beside the numbers. Done again it is done once; it fails, and is tried again, for itself. */
  follow(now: Millis): Promise<void>;
}

export interface Source {
  /** Begins the id of its facts. */
  kind: string;
  due: (past: Millis, limit: number) => Promise<Countable[]>;
  after: (id: string, limit: number) => Promise<Countable[]>;
  known: (ids: readonly string[]) => Promise<string[]>;
  counted: (id: string, rev: number) => Promise<boolean>;
  again: (id: string, rev: number) => Promise<boolean>;
  forget: (id: string, rev: number) => Promise<boolean>;
}

/**
 * Makes a kind that is counted.
 * @param kind - letters; never another for the same collection
 * @param count - pure: what a document adds to which days
 * @param follow - what follows beside the numbers; nothing unless it is said
 */
export function source<T extends Doc>(
  kind: string,
  changes: Changes<T>,
  count: (document: T) => CountsByDay,
  follow: (document: T, isGone: boolean, now: Millis) => Promise<void> = () => Promise.resolve(),
): Source {
  const countable = ({ _id, rev, dueAt, isGone, document }: Changed<T>): Countable => ({
    ...{ _id, rev, isGone, nextDueAt: dueAt },
    counts: () => (isGone ? {} : count(document)),
    follow: (now) => follow(document, isGone, now),
  });
  return {
    kind,
    due: async (past, limit) => (await changes.due(past, limit)).map(countable),
    after: async (id, limit) => (await changes.after(id, limit)).map(countable),
    known: (ids) => changes.known(ids),
    counted: (id, rev) => changes.counted(id, rev),
    again: (id, rev) => changes.again(id, rev),
    forget: (id, rev) => changes.forget(id, rev),
  };
}
