/** Who is calling: a colleague by the phone they bound, or a guest who may still report. */
import type { Person, Role } from '../../../typings/domain';
import { WORDS } from '../../../miniprogram/shared/words';
import { keyed } from '../../platform/canonical';
import { peopleStore, type PeopleStore } from './store';

/** Whoever calls, as every feature sees them. */
export interface Actor {
  kind: 'person' | 'guest';
  /** The person's id, or {@link guestId}. */
  id: string;
  name: string;
  roles: Role[];
  departmentId: string | null;
  openid: string;
  /** Null for a guest. */
  person: Person | null;
  /** Of somebody who gives no name, see {@link ./nameless.ts}; then no id but {@link id} is theirs. */
  followKey?: string;
}

const GUEST_ID_HEX = 20;

/** The id of a phone nobody bound: always the same for one phone, and no way back to its openid. */
export const guestId = (openid: string): string => `g-${keyed('guest', openid).slice(0, GUEST_ID_HEX)}`;

/** Under which ids somebody reports and is told: their own, and that of the guest their phone was before it was bound. */
export const idsOf = ({ id, openid, followKey }: Pick<Actor, 'id' | 'openid' | 'followKey'>): string[] =>
  followKey === undefined ? [...new Set([id, guestId(openid)])] : [id];

/** A person as a caller on this phone. */
export function actorOf(person: Person, openid: string): Actor {
  const { _id: id, name, roles, departmentId } = person;
  return { kind: 'person', id, name, roles, departmentId, openid, person };
}

/**
 * Finds who is behind a phone. One database call and no cache, so that somebody who leaves loses their rights at once:
 * they are a guest then.
 * @param openid - from the platform's context, never from the event
 */
export async function identify(openid: string, store: PeopleStore = peopleStore): Promise<Actor> {
  const person = await store.byOpenid(openid);
  if (person !== null) return actorOf(person, openid);
  return {
    kind: 'guest',
    id: guestId(openid),
    name: WORDS.guest,
    roles: [],
    departmentId: null,
    openid,
    person: null,
  };
}
