/** When a hazard counts as having come back, and where it stands after what people said. */
import * as fc from 'fast-check';
import type { Repeat, RepeatAnswer } from '../../../../typings/repeat';
import {
  answered,
  comingsBack,
  dueOf,
  lookedAt,
  measured,
  nextReminder,
  stageOf,
  standing,
  WATCHED,
  type Change,
  type Sighting,
} from '../../../../cloudfunctions/engine/repeat';
import { DAY, HOUR } from '../../../../miniprogram/shared/time';

const NOW = Date.parse('2026-11-25T09:00:00+08:00');

const at = (daysAgo: number, hours = 0): number => NOW - daysAgo * DAY + hours * HOUR;

const seen = (...days: number[]): Sighting[] =>
  days.map((days_, index) => ({ id: `o-${index + 1}`, number: `YH-${index + 1}`, reportedAt: at(days_) }));

const by = { id: 'p-1', name: '李主管' };
const said = { by, requestId: 'r', inputHash: 'h' };
const answerAt = (time: number): RepeatAnswer => ({
  ...{ ...said, at: time, cause: 'management', whys: ['没有人管'], measure: '写进日检', owner: by },
  dueAt: time + 7 * DAY,
});

const repeatOf = (change: Change): Repeat => ({
  ...{ _id: 'r-1', schema: 1, rev: 1, templateId: 't', title: '防护罩松动', kind: 'point', spotId: 'b-05' },
  ...{ place: '手工焊接区 B-05', areaId: 'a', departmentId: 'd' },
  ...change,
});

function opened(days: number[], now = NOW): Repeat {
  const change = lookedAt(null, seen(...days), now);
  if (change === null) throw new Error('nothing was opened');
  return repeatOf(change);
}

const after = (repeat: Repeat, change: Change): Repeat => ({ ...repeat, ...change });

const lastOf = (repeat: Repeat) => {
  const last = repeat.rounds.at(-1);
  if (last === undefined) throw new Error('no round');
  return last;
};

describe('coming back', () => {
  it('needs another before it, no more than 90 days by the calendar', () => {
    expect(comingsBack([])).toEqual([]);
    expect(comingsBack(seen(0))).toEqual([]);
    expect(comingsBack(seen(90, 0)).map(({ id }) => id)).toEqual(['o-2']);
    expect(comingsBack(seen(91, 0))).toEqual([]);
    expect(comingsBack(seen(200, 100, 50, 0)).map(({ id }) => id)).toEqual(['o-3', 'o-4']);
  });

  it('asks why when it is noticed, and asks once', () => {
    const repeat = opened([10, 0]);
    expect(lastOf(repeat)).toMatchObject({ no: 1, orderId: 'o-2', isFailure: false, answer: null });
    expect(repeat).toMatchObject({ open: true, nextDueAt: NOW + 7 * DAY });
    expect(stageOf(lastOf(repeat), NOW)).toBe('asks');
    expect(lookedAt(repeat, seen(10, 0), NOW + DAY)).toBeNull();
    expect(
      lookedAt(repeat, [...seen(10, 0), { id: 'o-3', number: '', reportedAt: NOW + DAY }], NOW + DAY),
    ).toBeNull();
  });

  it('asks nothing about what came back long ago', () => {
    expect(lookedAt(null, seen(130, 100), NOW)).toBeNull();
  });

  it('is withdrawn when the order turns out to be none, and asked again when it was one after all', () => {
    const repeat = opened([10, 0]);
    const change = lookedAt(repeat, seen(10), NOW + HOUR);
    expect(change).toMatchObject({ open: false, nextDueAt: null });
    if (change === null) throw new Error('not withdrawn');
    const gone = after(repeat, change);
    expect(stageOf(lastOf(gone), NOW)).toBe('withdrawn');
    expect(dueOf(lastOf(gone))).toBeNull();
    expect(lookedAt(gone, seen(10), NOW + DAY)).toBeNull();
    expect(lookedAt(gone, seen(10, 0), NOW + DAY)?.rounds).toHaveLength(2);
  });

  it('is not withdrawn for an earlier order that turns out to be none', () => {
    expect(lookedAt(opened([20, 10, 0]), seen(10, 0), NOW)).toBeNull();
  });
});

describe('what is done against it', () => {
  const inPlace = (): Repeat => {
    const repeat = opened([10, 0]);
    const told = after(repeat, answered(repeat, answerAt(NOW + DAY)));
    expect(stageOf(lastOf(told), NOW + DAY)).toBe('measured');
    expect(nextReminder(lastOf(told), NOW + 8 * DAY)).toBe(NOW + 15 * DAY);
    return after(told, measured(told, { ...said, text: '写进去了', at: NOW + 2 * DAY }));
  };

  it('is watched for 90 days and then holds', () => {
    const repeat = inPlace();
    const doneAt = NOW + 2 * DAY;
    expect(repeat).toMatchObject({ open: false, nextDueAt: doneAt + WATCHED });
    expect(stageOf(lastOf(repeat), doneAt + WATCHED - 1)).toBe('watching');
    expect(stageOf(lastOf(repeat), doneAt + WATCHED)).toBe('held');
    expect(nextReminder(lastOf(repeat), doneAt + WATCHED)).toBeNull();
  });

  it('failed when the hazard comes back while it is watched, however long before the last one was', () => {
    const repeat = inPlace();
    const time = NOW + 2 * DAY + 89 * DAY;
    const again = [...seen(10, 0), { id: 'o-3', number: 'YH-3', reportedAt: time }];
    const change = lookedAt(repeat, again, time + HOUR);
    expect(change?.rounds.at(-1)).toMatchObject({ no: 2, orderId: 'o-3', isFailure: true });
  });

  it('goes on being watched when what came back was none, and fails by the next', () => {
    const repeat = inPlace();
    const [third, fourth] = [NOW + 60 * DAY, NOW + 80 * DAY];
    const again = { id: 'o-3', number: 'YH-3', reportedAt: third };
    const opens = lookedAt(repeat, [...seen(10, 0), again], third);
    if (opens === null) throw new Error('it did not fail');
    const gone = lookedAt(after(repeat, opens), seen(10, 0), third + DAY);
    expect(gone).toMatchObject({ open: false, nextDueAt: NOW + 2 * DAY + WATCHED });
    if (gone === null) throw new Error('it was not withdrawn');
    const watched = after(repeat, gone);
    const round = standing(watched.rounds);
    expect(round === null ? null : stageOf(round, third + DAY)).toBe('watching');
    expect(lookedAt(watched, seen(10, 0), third + DAY)).toBeNull();
    const next = lookedAt(watched, [...seen(10, 0), { ...again, id: 'o-4', reportedAt: fourth }], fourth);
    expect(next?.rounds.at(-1)).toMatchObject({ no: 3, isFailure: true });
  });

  it('stays asked after it failed, though the one before it was long ago', () => {
    const repeat = inPlace();
    const time = NOW + 2 * DAY + 89 * DAY;
    const all = [...seen(10, 0), { id: 'o-3', number: 'YH-3', reportedAt: time }];
    const change = lookedAt(repeat, all, time);
    if (change === null) throw new Error('it did not fail');
    expect(lookedAt(after(repeat, change), all, time + DAY)).toBeNull();
  });

  it('did not fail by an order from before it was done', () => {
    const before = [...seen(10, 0), { id: 'o-3', number: 'YH-3', reportedAt: NOW + DAY }];
    expect(lookedAt(inPlace(), before, NOW + 3 * DAY)).toBeNull();
  });

  it('is asked anew, and did not fail, when it comes back twice after it held', () => {
    const [first, second] = [NOW + 120 * DAY, NOW + 130 * DAY];
    const one = { id: 'o-3', number: 'YH-3', reportedAt: first };
    expect(lookedAt(inPlace(), [...seen(10, 0), one], first)).toBeNull();
    const two = { id: 'o-4', number: 'YH-4', reportedAt: second };
    expect(lookedAt(inPlace(), [...seen(10, 0), one, two], second)?.rounds.at(-1)).toMatchObject({
      ...{ no: 2, orderId: 'o-4', isFailure: false },
    });
  });
});

it('comes to the same whichever of its orders is looked at, and however often', () => {
  const days = fc.uniqueArray(fc.integer({ min: 0, max: 300 }), { minLength: 0, maxLength: 12 });
  fc.assert(
    fc.property(days, (ago) => {
      const all = seen(...ago.sort((a, b) => b - a));
      const change = lookedAt(null, all, NOW);
      const newest = comingsBack(all).at(-1);
      expect(change !== null).toBe(newest !== undefined && newest.reportedAt > NOW - WATCHED);
      if (change === null) return;
      expect(change.rounds.at(-1)?.orderId).toBe(newest?.id);
      expect(lookedAt(repeatOf(change), all, NOW + HOUR)).toBeNull();
    }),
  );
});
