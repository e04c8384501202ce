/** What the roll keeps about a person, and the end of what binding leaves behind. */
import type { Millis } from '../../../typings/domain';
import { DAY } from '../../../miniprogram/shared/time';
import { keptDays } from '../../config/retention';
import { keptOf, type Kept } from '../privacy/kept';
import type { Actor } from './identify';
import { peopleStore, type PeopleStore } from './store';

/** Who the caller is, as the roll has it; nothing for a guest. No database call. */
export function keptBinding({ person }: Pick<Actor, 'person'>): Kept {
  if (person === null) return keptOf('binding', []);
  const { name, employeeNo, phone, post, boundAt } = person;
  return keptOf('binding', [{ at: boundAt ?? 0, text: [name, employeeNo, phone, post].join(' · ') }]);
}

/** Deletes counts of tries that are over. At most two database calls. @returns how many were found */
export const retireTries = (now: Millis, limit: number, store: PeopleStore = peopleStore): Promise<number> =>
  store.removeTries(now - keptDays('attempts') * DAY, limit);

/** Deletes invites long after their end. At most two database calls. @returns how many were found */
export const retireInvites = (
  now: Millis,
  limit: number,
  store: PeopleStore = peopleStore,
): Promise<number> => store.removeInvites(now - keptDays('invites') * DAY, limit);
