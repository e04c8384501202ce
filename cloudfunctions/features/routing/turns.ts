/** Turns on duty: which shift of which date an instant falls into, and who keeps which area in it by the roster. */
import { MINUTE } from '../../../miniprogram/shared/time';
import type { Places, Roster } from '../../../typings/config';
import type { Millis, PersonRef } from '../../../typings/domain';
import type { DutyBook } from '../../../typings/flow';
import { boundsOf, createSlotFinder, type Slot } from './shifts';
import { createWatch, type StaffMember } from './watch';

/** How long before the end of a turn it is handed over; from then on the next one may take over (ms). */
export const HANDOVER = 30 * MINUTE;

/** A shift on a date. */
export interface Turn extends Slot {
  /** `{yyyy-mm-dd}:{shift}` */
  id: string;
  name: string;
  startsAt: Millis;
  /** The first instant that is not in it any more. */
  endsAt: Millis;
}

/** Who keeps an area in a turn. */
export interface Keeper {
  person: PersonRef;
  /** False: the roster and its deputies name nobody who is there, and somebody else takes over, as in {@link DutyBook}. */
  rostered: boolean;
}

export interface TurnBook {
  /** The turn an instant falls into; null in a gap of the roster. */
  at(instant: Millis): Turn | null;
  /** Whether a person has any duty in a turn, by the roster or standing in. */
  isOn(personId: string, turn: Turn): boolean;
  /** The areas that a person keeps in a turn, by the roster or standing in. */
  areasOf(personId: string, turn: Turn): string[];
  keeper(areaId: string, turn: Turn): Keeper;
}

export interface TurnSnapshot {
  places: Places;
  roster: Roster;
  people: readonly StaffMember[];
  duty: Pick<DutyBook, 'siteKeeper' | 'dutyLeader'>;
}

/** @param snapshot - taken together; nothing in it is changed */
export function createTurnBook({ places, roster, people, duty }: TurnSnapshot): TurnBook {
  const watch = createWatch(places, roster, people);
  const slotAt = createSlotFinder(roster.shifts);
  const shifts = new Map(roster.shifts.map((shift) => [shift.id, shift]));
  function keeper(areaId: string, turn: Turn): Keeper {
    const isRostered = watch.onDuty('siteKeeper', areaId, turn) !== null;
    return { person: duty.siteKeeper(areaId, turn.startsAt), rostered: isRostered };
  }
  const areasOf = (personId: string, turn: Turn): string[] =>
    places.areas.flatMap(({ id }) => (keeper(id, turn).person.id === personId ? [id] : []));
  return {
    at(instant) {
      const slot = slotAt(instant);
      const shift = slot === null ? undefined : shifts.get(slot.shiftId);
      if (slot === null || shift === undefined) return null;
      return { ...slot, id: `${slot.date}:${shift.id}`, name: shift.name, ...boundsOf(shift, slot.date) };
    },
    isOn: (personId, turn) =>
      watch.crew(turn).ids.has(personId) ||
      duty.dutyLeader(turn.startsAt).id === personId ||
      areasOf(personId, turn).length > 0,
    areasOf,
    keeper,
  };
}
