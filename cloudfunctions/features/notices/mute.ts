/** Who can no longer be reached by subscription messages, for the safety desk. */
import type { Notices } from '../../../typings/config';
import type { Millis, PersonRef } from '../../../typings/domain';
import { accountsOf } from '../accounts';
import { leftOf, type Counts, type ReminderPorts } from './reminders';
import { templateKeyOf } from './render';
import { deliveries } from './store';

/** Somebody whom no subscription message that must reach them can reach any more. */
export interface Mute {
  person: PersonRef;
}

/**
 * Those among people who have nothing left of any template that carries what must reach them. Database calls: one per
 * started thousand people, and one for what was sent since their acceptances were counted.
 */
export async function mutePeople(
  people: readonly PersonRef[],
  notices: Notices,
  now: Millis,
  ports: ReminderPorts = {},
): Promise<Mute[]> {
  const needed = new Set(
    notices.notices.flatMap(({ mustReach, template }) => (mustReach && template !== null ? [template] : [])),
  );
  const accounts = await accountsOf(
    people.map(({ id }) => id),
    ports.accounts,
  );
  const holders = [...accounts.values()].filter(({ reminders }) =>
    [...needed].some((key) => (reminders[key] ?? 0) > 0),
  );
  const spent = new Map<string, Map<string, number>>();
  if (holders.length > 0) {
    const carried = notices.notices.flatMap(({ id, template }) =>
      template !== null && needed.has(template) ? [id] : [],
    );
    const since = Math.min(...holders.map(({ remindersAt }) => remindersAt));
    const ids = holders.map(({ _id }) => _id);
    const sent = await (ports.deliveries ?? deliveries).answeredBetween(ids, carried, since, now);
    for (const { to, at, notice, isRefused } of sent) {
      const key = templateKeyOf(notices, notice);
      if (key === null || at <= (accounts.get(to)?.remindersAt ?? 0)) continue;
      const counts = spent.get(to) ?? new Map<string, number>();
      counts.set(key, isRefused ? Infinity : (counts.get(key) ?? 0) + 1);
      spent.set(to, counts);
    }
  }
  const none: Counts = new Map();
  return people.flatMap(({ id, name }) => {
    const left = (key: string): number => leftOf(accounts.get(id) ?? null, spent.get(id) ?? none, key);
    return [...needed].some((key) => left(key) > 0) ? [] : [{ person: { id, name } }];
  });
}
