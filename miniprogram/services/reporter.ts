/** Whose report it is on this phone: the switch of a phone that a team shares, who is present, and the list to choose from. */
import type { Colleague } from '../../typings/api';
import { call } from './call';
import type { Draft } from './core/draft';
import { isOf, ranked, withRecent, type Present } from './core/reporter';
import { drafts } from './drafts';
import { whoAmI } from './session';
import { keep, kept, load, save } from './storage';

const SHARED = 'sharedPhone.v1';
const LIST = 'colleagues';

interface Stored {
  on: boolean;
  /** Ids of those who reported last. */
  recent: string[];
}

function stored(): Stored {
  const { on, recent } = (load(SHARED) ?? {}) as Record<keyof Stored, unknown>;
  const ids = Array.isArray(recent) ? recent.filter((id): id is string => typeof id === 'string') : [];
  return { on: on === true, recent: ids };
}

/** Never kept: whoever takes the phone next is asked. */
let present: Present = 'nobody';

export const isShared = (): boolean => stored().on;

/** Who reports now. */
export const presentOne = (): Present => (isShared() ? present : 'self');

/** Whether what belongs to the person whose phone this is must not be seen now. */
export const isCovered = (): boolean => presentOne() !== 'self';

export function setShared(on: boolean): void {
  present = on ? 'self' : 'nobody';
  save(SHARED, { ...stored(), on });
}

/** Somebody takes the phone. */
export function takePhone(by: Present): void {
  present = by;
  if (by !== 'self' && by !== 'nobody') noteRecent(by.id);
}

/** For the next choice: who reported last stands first. A full storage forgets it. */
export function noteRecent(id: string): void {
  try {
    const { on, recent } = stored();
    save(SHARED, { on, recent: withRecent(recent, id) });
  } catch {
    // Drafts come first.
  }
}

/** Whoever left the phone for longer (ms) may not be who picks it up. */
const AWAY = 60_000;

let leftAt = 0;

/** The app goes to the back. */
export function phoneLeft(): void {
  leftAt = Date.now();
}

/** The app is in front again. */
export function phoneBack(): void {
  if (leftAt > 0 && Date.now() - leftAt > AWAY) present = 'nobody';
}

/** What pages with one person's content must know: whether to say who it is, and whether to hide it. */
export const sharing = () => ({ shared: isShared(), covered: isCovered() });

/** The drafts that whoever is present may see; the queue sends all of them. */
export const ownDrafts = (): readonly Draft[] => drafts.all().filter(isOwn);

export const isOwn = (draft: Draft): boolean => isOf(draft, isShared(), present);

/** Colleagues as this phone knows them, those who reported last first; empty before the first list. */
export const knownColleagues = (): Colleague[] =>
  ranked(kept<Colleague[]>(whoAmI(), LIST)?.value ?? [], stored().recent);

/** Asks for the list and keeps it for when there is no network. @throws CallFailure */
export async function readColleagues(): Promise<Colleague[]> {
  const { people } = await call('people.colleagues', {});
  keep(whoAmI(), LIST, people);
  return ranked(people, stored().recent);
}
