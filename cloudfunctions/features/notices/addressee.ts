/** Reads off the plant what notices must know of a person and of the time of day. */
import type { Notices, Roster } from '../../../typings/config';
import type { Person } from '../../../typings/domain';
import type { DutyBook } from '../../../typings/flow';
import { createHours, type Hours } from './hours';
import type { Addressee } from './send';

/** The part of the plant in force that is looked at. */
export interface Roll {
  personById: ReadonlyMap<string, Pick<Person, 'openid' | 'phone' | 'roles' | 'status'>>;
  duty: Pick<DutyBook, 'active'>;
  roster: Pick<Roster, 'shifts'>;
  notices: Notices;
}

/** Somebody on the roll as notices see them; a guest, or whoever left, is rung by no channel. */
export function addresseeOf({ personById, duty }: Roll, personId: string): Addressee {
  const person = personById.get(personId);
  if (person?.status !== 'active') return { openid: null, phone: '', isOnDuty: false, isManager: false };
  const { openid, phone, roles } = person;
  const isOnDuty = duty.active(personId)?.onDuty ?? false;
  return { openid, phone, isOnDuty, isManager: roles.includes('manager') };
}

export const hoursOf = ({ roster, notices }: Roll): Hours => createHours(roster.shifts, notices);
