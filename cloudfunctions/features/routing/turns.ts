/** Turns on duty: which shift of which date an instant falls into, and who keeps which area in it by the roster. */
import { MINUTE } from '../../../miniprogram/shared/time';
import type { Places, Roster } from '../../../typings/config';
import type { Millis, PersonRef } from '../../../typings/domain';
import type { DutyBook } from '../../../typings/flow';
import { createSlotFinder, spanOf, type Shift, type Slot } from './shifts';
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
  /** False: the roster names nobody who is still with the plant, and the duty leader stands in. */
  rostered: boolean;
}

export interface TurnBook {
  /** The turn an instant falls into; null in a gap of the roster. */
  at(instant: Millis): Turn | null;
  /** Whether the roster gives a person any duty in a turn. */
  isOn(personId: string, turn: Turn): boolean;
  /** The areas whose 现场管控人 a person is in a turn, as listed by the roster. */
  areasOf(personId: string, turn: Turn): string[];
  keeper(areaId: string, turn: Turn): Keeper;
}

export interface TurnSnapshot {
  places: Places;
  roster: Roster;
  people: readonly StaffMember[];
  duty: Pick<DutyBook, 'dutyLeader'>;
}

function turnOf(shift: Shift, slot: Slot): Turn {
  const { start, length } = spanOf(shift);
  const startsAt = Date.parse(`${slot.date}T00:00:00+08:00`) + start * MINUTE;
  return {
    ...slot,
    id: `${slot.date}:${shift.id}`,
    name: shift.name,
    startsAt,
    endsAt: startsAt + length * MINUTE,
  };
}

/** @param snapshot - taken together; nothing in it is changed */
export function createTurnBook({ places, roster, people, duty }: TurnSnapshot): TurnBook {
  const watch = createWatch(places, roster, people);
  const slotAt = createSlotFinder(roster.shifts);
  const shifts = new Map(roster.shifts.map((shift) => [shift.id, shift]));
  return {
    at(instant) {
      const slot = slotAt(instant);
      const shift = slot === null ? undefined : shifts.get(slot.shiftId);
      return slot === null || shift === undefined ? null : turnOf(shift, slot);
    },
    isOn: (personId, turn) => watch.everyone(turn).some(({ id }) => id === personId),
    areasOf: (personId, turn) =>
      places.areas.flatMap(({ id }) => (watch.onDuty('siteKeeper', id, turn)?.id === personId ? [id] : [])),
    keeper(areaId, turn) {
      const named = watch.onDuty('siteKeeper', areaId, turn);
      if (named !== null) return { person: { id: named.id, name: named.name }, rostered: true };
      return { person: duty.dutyLeader(turn.startsAt), rostered: false };
    },
  };
}
