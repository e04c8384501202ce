/** The shelf and the redemption as pure rules. */
import type { Redemption, Reward, Shelf } from '../../../typings/goods';
import {
  corrected,
  emptyShelf,
  ended,
  expiryOf,
  gaveBack,
  hadBy,
  handedOut,
  handedOutFrom,
  isLowNow,
  isOffered,
  leftOn,
  offered,
  received,
  remindAt,
  reservation,
  reservedOn,
  withdrawn,
  worthOf,
} from '../../../cloudfunctions/engine/shop';

const NOW = Date.parse('2026-11-25T09:00:00+08:00');
const DAY = 24 * 3_600_000;
const BY = { id: 'p-028', name: '董秀英' };

const reward: Reward = {
  ...{ id: 'soap', name: '香皂', icon: 'soap', photo: null, unit: '块', points: 30, limit: 2 },
  ...{ place: '一号库房', from: null, until: null, days: 7, low: 1 },
};

const shelfOf = (change: Partial<Shelf> = {}): Shelf => ({ ...emptyShelf(reward), stock: 3, ...change });

const refused = (code: string) => expect.objectContaining({ code }) as Error;

describe('a shelf', () => {
  it('reserves what is left, and no more', () => {
    const one = reservedOn(shelfOf({ stock: 1 }), reward, 'p-1', NOW);
    expect(one).toMatchObject({ stock: 1, reserved: 1, rev: 0, month: '2026-11', had: { 'p-1': 1 } });
    expect(leftOn(one)).toBe(0);
    expect(() => reservedOn(one, reward, 'p-2', NOW)).toThrow(refused('GOODS_NONE_LEFT'));
    expect(() => reservedOn(shelfOf({ withdrawn: true }), reward, 'p-1', NOW)).toThrow(
      refused('GOODS_UNKNOWN'),
    );
  });

  it('counts what a person had in a month of +08:00, and gives it back in that month alone', () => {
    const lastMinute = Date.parse('2026-11-30T23:59:00+08:00');
    const twice = reservedOn(reservedOn(shelfOf(), reward, 'p-1', NOW), reward, 'p-1', lastMinute);
    expect(() => reservedOn(twice, reward, 'p-1', lastMinute)).toThrow(refused('GOODS_LIMIT'));
    expect(hadBy(gaveBack(twice, 'p-1', NOW), 'p-1', lastMinute)).toBe(1);
    const next = reservedOn(twice, reward, 'p-1', lastMinute + 60_000);
    expect([next.month, next.had]).toEqual(['2026-12', { 'p-1': 1 }]);
    expect(gaveBack(next, 'p-1', NOW).had).toEqual({ 'p-1': 1 });
    expect(reservedOn(twice, { ...reward, limit: null }, 'p-1', lastMinute).had).toEqual({ 'p-1': 3 });
  });

  it('runs low once until goods are received', () => {
    const low = reservedOn(shelfOf({ stock: 2 }), reward, 'p-1', NOW);
    expect(low).toMatchObject({ isLow: true, lowNo: 1, nextDueAt: NOW });
    expect(reservedOn(low, reward, 'p-2', NOW + 1)).toMatchObject({ lowNo: 1, nextDueAt: NOW });
    const more = received(low, reward, { count: 1, fen: 500, by: BY });
    expect(more).toMatchObject({ isLow: false, stock: 3, rev: 1, changedBy: BY });
    expect(isLowNow(more, 1)).toBe(false);
    expect(reservedOn(more, reward, 'p-2', NOW)).toMatchObject({ isLow: true, lowNo: 2 });
    expect(corrected(low, 1, 9, BY)).toMatchObject({ isLow: false });
    expect(corrected(low, 1, 2, BY)).toMatchObject({ isLow: true });
  });

  it('is counted down to what is reserved and not below', () => {
    const shelf = shelfOf({ reserved: 2, paid: 900 });
    expect(corrected(shelf, 0, 2, BY)).toMatchObject({ stock: 2, reserved: 2, rev: 1, paid: 600 });
    expect(() => corrected(shelf, 0, 1, BY)).toThrow(refused('SHELF_SHORT'));
  });

  it('lets one go with its share of the price', () => {
    const shelf = shelfOf({ reserved: 1, paid: 1_000 });
    expect(worthOf(shelf)).toBe(333);
    expect(handedOutFrom(shelf, BY)).toMatchObject({ stock: 2, reserved: 0, rev: 1, paid: 667 });
    expect(worthOf(shelfOf({ stock: 0 }))).toBe(0);
  });

  it('refuses more than anybody stores', () => {
    const goods = { count: 1_000_000, fen: 0, by: BY };
    expect(() => received(shelfOf(), reward, goods)).toThrow(refused('BAD_REQUEST'));
  });

  it('is due when it is taken off with something reserved', () => {
    expect(withdrawn(shelfOf({ reserved: 1 }), BY, NOW)).toMatchObject({
      withdrawn: true,
      nextDueAt: NOW,
      rev: 1,
    });
    expect(withdrawn(shelfOf(), BY, NOW)).toMatchObject({ withdrawn: true, nextDueAt: null });
    expect(leftOn(withdrawn(shelfOf(), BY, NOW))).toBe(0);
    expect(offered(withdrawn(shelfOf(), BY, NOW), BY)).toMatchObject({ withdrawn: false, rev: 2 });
  });
});

describe('a redemption', () => {
  const made = (at = NOW): Redemption =>
    reservation({
      ...{ id: 'intent-1', person: { id: 'p-1', name: '王' }, departmentId: 'd', reward },
      ...{ code: { codeNo: 0, codeHash: 'hash' }, inputHash: 'input', now: at },
    });

  it('holds to the end of its last day, with a reminder that morning', () => {
    expect(expiryOf(reward, NOW)).toBe(Date.parse('2026-12-03T00:00:00+08:00'));
    const { expiresAt, nextDueAt, codeKey } = made();
    expect([expiresAt, nextDueAt]).toEqual([expiryOf(reward, NOW), Date.parse('2026-12-02T09:00:00+08:00')]);
    expect(codeKey).toBe('hash');
    expect(remindAt({ at: NOW, expiresAt: NOW + DAY / 4 })).toBeNull();
  });

  it('ends once, and sets its code free', () => {
    const given = handedOut(made(), BY, 'intent-2', NOW + 1);
    expect(given).toMatchObject({
      state: 'handedOut',
      endedBy: BY,
      endedAt: NOW + 1,
      rev: 2,
      nextDueAt: null,
    });
    expect([given.codeKey, given.codeHash]).toEqual(['intent-1', 'hash']);
    const over = ended(made(), { state: 'expired', by: null, reason: '过期' }, NOW + 2);
    expect(over).toMatchObject({ state: 'expired', endedBy: null, reason: '过期', codeKey: 'intent-1' });
  });

  it('is offered from its first day to its last', () => {
    const on = (day: string) => Date.parse(`${day}T12:00:00+08:00`);
    const bounded = { from: '2026-11-25', until: '2026-11-26' };
    const days = ['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'];
    expect(days.map((day) => isOffered(bounded, on(day)))).toEqual([false, true, true, false]);
    expect(isOffered({ from: null, until: null }, NOW)).toBe(true);
  });
});
