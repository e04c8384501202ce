/** The only file that knows the collection `shifts`: who was there, and what they handed over. */
import type { Millis, PersonShift } from '../../../typings/domain';
import { purge } from '../../platform/purge';
import { _, collection } from '../../platform/sdk';

const shifts = collection<PersonShift>('shifts');

/** The document of one person's turn. */
export const turnId = (shiftId: string, personId: string): string => `${shiftId}:${personId}`;

const blank = (shiftId: string, personId: string): PersonShift => ({
  _id: turnId(shiftId, personId),
  schema: 1,
  personId,
  shiftId,
  takenOverAt: null,
  handover: null,
});

/** One database call. */
export const getTurn = (shiftId: string, personId: string): Promise<PersonShift | null> =>
  shifts.get(turnId(shiftId, personId));

/** Those of these documents that are there, by id. One database call. */
export async function turnsOf(ids: string[]): Promise<Map<string, PersonShift>> {
  const found = await shifts.find({ _id: _.in(ids) }, { limit: ids.length });
  return new Map(found.map((turn) => [turn._id, turn]));
}

/** A person's turns, the last first. One database call. */
export const turnsOfPerson = (personId: string, limit: number): Promise<PersonShift[]> =>
  shifts.find({ personId }, { orderBy: [['_id', 'desc']], limit });

/** Deletes turns that began before a day (`yyyy-mm-dd`). At most two calls. @returns how many were found */
export const removeTurns = (before: string, limit: number): Promise<number> =>
  purge(shifts, { _id: _.lt(before) }, '_id', limit);

/** Sets a field that is still null, whether or not the document is there. At most three calls. @returns whether it was */
async function setOnce<K extends 'takenOverAt' | 'handover'>(
  shiftId: string,
  personId: string,
  field: K,
  value: NonNullable<PersonShift[K]>,
): Promise<boolean> {
  const first = { ...blank(shiftId, personId), [field]: value };
  const set = (): Promise<boolean> => shifts.updateIf({ _id: first._id, [field]: null }, { [field]: value });
  return (await set()) || (await shifts.add(first)) === 'added' || set();
}

/** @returns false when it was taken over before: that time stands */
export const takenOver = (shiftId: string, personId: string, at: Millis): Promise<boolean> =>
  setOnce(shiftId, personId, 'takenOverAt', at);

/** Notes what the content check minds in the words of a handover. */
export const handoverMinded = (
  shiftId: string,
  personId: string,
  minded: NonNullable<NonNullable<PersonShift['handover']>['minded']>,
): Promise<boolean> => shifts.updateIf({ _id: turnId(shiftId, personId) }, { 'handover.minded': minded });

/** @returns false when it was handed over before: that stands */
export const handedOver = (
  shiftId: string,
  personId: string,
  handover: NonNullable<PersonShift['handover']>,
): Promise<boolean> => setOnce(shiftId, personId, 'handover', handover);
