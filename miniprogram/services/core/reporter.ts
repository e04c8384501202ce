/** Whose report it is: somebody for whom the holder of the phone reports, and who is present at a phone of a team; pure. */
import type { Colleague } from '../../../typings/api';
import type { PersonRef } from '../../../typings/domain';
import type { Draft } from './draft';

/** Whoever reports now: the person the phone is bound to, a colleague, or nobody chosen yet. */
export type Present = 'self' | 'nobody' | PersonRef;

/** Nobody's id: what is marked as chosen while nobody is. */
export const UNSAID = '-';

/** How many of those who reported last stand first. */
export const RECENT = 6;

/** The colleague for whom a report would be made; null for the own one. */
export const colleagueOf = (present: Present): PersonRef | null =>
  present === 'self' || present === 'nobody' ? null : present;

/** What whoever is present may have of an order that this phone can open. */
export interface Glance {
  /** They are told where to look instead. */
  covered: boolean;
  /** They may read it, and what is granted to the person whose phone it is, is not theirs to do. */
  readOnly: boolean;
}

/** @param reporterId - of the order; null when it is not known here, undefined while the order is not read */
export function glanceAt(reporterId: string | null | undefined, present: Present): Glance {
  const colleague = colleagueOf(present);
  if (present === 'self') return { covered: false, readOnly: false };
  if (colleague !== null && reporterId === undefined) return { covered: false, readOnly: true };
  return { covered: colleague === null || colleague.id !== reporterId, readOnly: true };
}

/** Whether a draft is of whoever is present; on a phone that is not shared all of them are. */
export function isOf(draft: Pick<Draft, 'content'>, shared: boolean, present: Present): boolean {
  if (!shared) return true;
  if (present === 'nobody') return false;
  return (draft.content.reporter?.id ?? null) === (colleagueOf(present)?.id ?? null);
}

/** Colleagues with those who reported last first, then as the server lists them: the own team before the others. */
export function ranked(people: readonly Colleague[], recent: readonly string[]): Colleague[] {
  const place = ({ id }: Colleague): number => {
    const at = recent.indexOf(id);
    return at < 0 ? recent.length : at;
  };
  return [...people].sort((a, b) => place(a) - place(b));
}

/** Those who reported last, with this one first. */
export const withRecent = (recent: readonly string[], id: string): string[] =>
  [id, ...recent.filter((other) => other !== id)].slice(0, RECENT);

/** Colleagues whose name or post has these letters. */
export function matching(people: readonly Colleague[], query: string): Colleague[] {
  const wanted = query.trim();
  return wanted === '' ? [...people] : people.filter(({ name, post }) => `${name} ${post}`.includes(wanted));
}
