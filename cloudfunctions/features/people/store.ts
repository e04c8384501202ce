/** The only file that knows the collections `people`, `invites` and `bindAttempts`. */
import type { BindAttempts, Invite, Millis, Person } from '../../../typings/domain';
import { DAY } from '../../../miniprogram/shared/time';
import { purge } from '../../platform/purge';
import { _, collection, type Collection } from '../../platform/sdk';

/** What an administrator edits; `openid` is set by binding and by nothing else. */
export type PersonFields = Omit<Person, '_id' | 'schema' | 'untrained' | 'openid' | 'boundAt' | 'rev'>;

/** Everything the feature asks of its collections; each line is one database call unless it says otherwise. */
export interface PeopleStore {
  byId(id: string): Promise<Person | null>;
  /** The active person bound to a phone; of two bound at the same moment, the later. */
  byOpenid(openid: string): Promise<Person | null>;
  byEmployeeNo(employeeNo: string): Promise<Person | null>;
  /** People by id, leavers too. @param limit - 1–1000 */
  page(afterId: string, limit: number): Promise<Person[]>;
  add(person: Person): Promise<'added' | 'exists'>;
  /** @returns false when the person is not at `rev` any more */
  change(id: string, rev: number, fields: PersonFields): Promise<boolean>;
  /** @returns false when the person left */
  bindTo(id: string, openid: string, now: Millis): Promise<boolean>;
  inviteOf(personId: string): Promise<Invite | null>;
  /** Replaces the person's invite: an earlier code dies. */
  putInvite(invite: Invite): Promise<void>;
  /** Uses up a code. @returns true for exactly one caller, while the code is live */
  claimInvite(personId: string, codeHash: string, phone: string, now: Millis): Promise<boolean>;
  /** Counts one try of a phone, before it is known to be right. At most 3 calls. @returns tries in the running day */
  takeTry(phone: string, now: Millis): Promise<number>;
  /** A right try does not count. */
  giveBackTry(phone: string): Promise<void>;
  /** Deletes the counts of tries that began before then; two calls when there are any. @returns how many were found */
  removeTries(before: Millis, limit: number): Promise<number>;
  /** Deletes invites that were over before then; two calls when there are any. @returns how many were found */
  removeInvites(before: Millis, limit: number): Promise<number>;
}

/** @param people - and the other two collections; tests hand in their own */
export function createPeopleStore(
  people: Collection<Person>,
  invites: Collection<Invite>,
  attempts: Collection<BindAttempts>,
): PeopleStore {
  const count = (phone: string) => attempts.updateAndReturn(phone, { tries: _.inc(1) });
  return {
    byId: (id) => people.get(id),
    async byOpenid(openid) {
      const bound = { openid, status: 'active' };
      return (await people.find(bound, { orderBy: [['boundAt', 'desc']], limit: 1 }))[0] ?? null;
    },
    async byEmployeeNo(employeeNo) {
      return (await people.find({ employeeNo }, { limit: 1 }))[0] ?? null;
    },
    page: (afterId, limit) => people.find({ _id: _.gt(afterId) }, { orderBy: [['_id', 'asc']], limit }),
    add: (person) => people.add(person),
    change: (id, rev, fields) => people.updateIf({ _id: id, rev }, { ...fields, rev: rev + 1 }),
    bindTo: (id, openid, now) => people.updateIf({ _id: id, status: 'active' }, { openid, boundAt: now }),
    inviteOf: (personId) => invites.get(personId),
    putInvite: (invite) => invites.put(invite),
    claimInvite: (personId, codeHash, phone, now) =>
      invites.updateIf(
        { _id: personId, codeHash, usedAt: null, expiresAt: _.gt(now) },
        { usedAt: now, usedBy: phone },
      ),
    async takeTry(phone, now) {
      const first = { _id: phone, tries: 1, windowStart: now };
      let counted = await count(phone);
      if (counted === null) {
        if ((await attempts.add(first)) === 'added') return 1;
        counted = await count(phone);
      }
      if (counted === null) throw new Error('the tries of a phone vanished');
      const { tries, windowStart } = counted;
      if (now - windowStart < DAY) return tries;
      // A new day begins for exactly one of several tries at once; the others have counted into the old one.
      if (await attempts.updateIf({ _id: phone, windowStart }, { tries: 1, windowStart: now })) return 1;
      return (await count(phone))?.tries ?? tries;
    },
    async giveBackTry(phone) {
      await attempts.updateIf({ _id: phone }, { tries: _.inc(-1) });
    },
    removeTries: (before, limit) => purge(attempts, { windowStart: _.lt(before) }, 'windowStart', limit),
    removeInvites: (before, limit) => purge(invites, { expiresAt: _.lt(before) }, 'expiresAt', limit),
  };
}

const people = collection<Person>('people');

export const peopleStore = createPeopleStore(
  people,
  collection<Invite>('invites'),
  collection<BindAttempts>('bindAttempts'),
);

/**
 * Notes beside the record which training somebody lacks; never touches `rev`.
 * @param missing - in words; null once nothing is
 */
export const markUntrained = (
  personId: string,
  programmeId: string,
  missing: string | null,
): Promise<boolean> => people.updateIf({ _id: personId }, { [`untrained.${programmeId}`]: missing });
