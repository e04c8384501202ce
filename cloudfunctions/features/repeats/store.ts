/** The only file that knows the collection `repeats`. */
import type { Repeat } from '../../../typings/repeat';
import type { Millis } from '../../../typings/domain';
import type { Change } from '../../engine/repeat';
import { after, type Cursor } from '../../platform/cursor';
import { _, collection } from '../../platform/sdk';
import type { Limits } from '../insight/scope';

const repeats = collection<Repeat>('repeats');

const MOVED_AT = 'movedAt';

export const getRepeat = (id: string): Promise<Repeat | null> => repeats.get(id);

export const addRepeat = (repeat: Repeat): Promise<'added' | 'exists'> => repeats.add(repeat);

/** @returns false when somebody else changed it meanwhile */
export const changeRepeat = ({ _id, rev }: Repeat, change: Change): Promise<boolean> =>
  repeats.updateIf({ _id, rev }, { ...change, rev: rev + 1 });

/** What moved last first. One database call. @param limits - null: of the whole plant */
export function repeatRows(
  open: boolean,
  limits: Limits | null,
  cursor: Cursor | null,
  limit: number,
): Promise<Repeat[]> {
  const page = after({ open }, cursor, MOVED_AT);
  const own = (): object => {
    const { departmentId, areaIds } = limits ?? { departmentId: null, areaIds: [] };
    const ofDepartment = departmentId === null ? [] : [{ departmentId }];
    return _.or([...ofDepartment, { areaId: _.in([...areaIds]) }]);
  };
  return repeats.find(limits === null ? page : _.and([page, own()]), {
    orderBy: [
      [MOVED_AT, 'desc'],
      ['_id', 'desc'],
    ],
    limit,
  });
}

/** Those that came back last since an instant, the latest first. One database call. */
export const repeatsSince = (from: Millis, limit: number): Promise<Repeat[]> =>
  repeats.find({ openedAt: _.gte(from) }, { orderBy: [['openedAt', 'desc']], limit });

/** Those of which somebody is to be told after `past`, the most overdue first. One database call. */
export const nextRepeats = (past: Millis, limit: number): Promise<Repeat[]> =>
  repeats.find({ nextDueAt: _.gt(past) }, { orderBy: [['nextDueAt', 'asc']], limit });

/** Moves the next reminder. @returns false when it changed meanwhile */
export const noteTold = ({ _id, rev, nextDueAt }: Repeat, next: Millis | null): Promise<boolean> =>
  repeats.updateIf({ _id, rev, nextDueAt }, { nextDueAt: next });
