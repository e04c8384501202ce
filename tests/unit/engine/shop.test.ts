/** The shelf and the redemption as pure rules. */
import type { LedgerEntry } from '../../../typings/domain';
import type { Redemption, Reward, Shelf } from '../../../typings/goods';
import {
  checkReserved,
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
  ranLow,
  received,
  remindAt,
  reservation,
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
  it('refuses one more than is left, or than a person may have', () => {
    const judged =
      (change: Partial<Shelf>, asked = reward) =>
      () =>
        checkReserved(shelfOf({ month: '2026-11', ...change }), asked, 'p-1');
    expect(judged({ reserved: 3, had: { 'p-1': 2 } })).not.toThrow();
    expect(judged({ reserved: 4, had: { 'p-1': 1 } })).toThrow(refused('GOODS_NONE_LEFT'));
    expect(judged({ reserved: 1, had: { 'p-1': 1 }, withdrawn: true })).toThrow(refused('GOODS_UNKNOWN'));
    expect(judged({ reserved: 3, had: { 'p-1': 3 } })).toThrow(refused('GOODS_LIMIT'));
    expect(judged({ reserved: 3, had: { 'p-1': 3 } }, { ...reward, limit: null })).not.toThrow();
  });

  it('counts what a person had in a month of +08:00, and gives it back in that month alone', () => {
    const lastMinute = Date.parse('2026-11-30T23:59:00+08:00');
    const november = shelfOf({ reserved: 2, month: '2026-11', had: { 'p-1': 2 } });
    expect(hadBy(november, 'p-1', lastMinute)).toBe(2);
    expect(hadBy(november, 'p-1', lastMinute + 60_000)).toBe(0);
    expect(gaveBack(november, 'p-1', NOW)).toMatchObject({ reserved: 1, had: { 'p-1': 1 } });
    const december = shelfOf({ reserved: 3, month: '2026-12', had: { 'p-1': 1 } });
    expect(gaveBack(december, 'p-1', NOW)).toMatchObject({ reserved: 2, had: { 'p-1': 1 } });
  });

  it('runs low once until goods are received', () => {
    const last = shelfOf({ stock: 2, reserved: 1 });
    const low = ranLow(last, reward, NOW) ?? last;
    expect(low).toMatchObject({ isLow: true, lowNo: 1, nextDueAt: NOW });
    expect(ranLow({ ...low, reserved: 2 }, reward, NOW + 1)).toBeNull();
    const more = received(low, reward, { count: 1, fen: 500, by: BY });
    expect(more).toMatchObject({ isLow: false, stock: 3, rev: 1, changedBy: BY });
    expect(isLowNow(more, 1)).toBe(false);
    expect(ranLow(more, reward, NOW)).toBeNull();
    expect(ranLow({ ...more, reserved: 2 }, reward, NOW)).toMatchObject({ isLow: true, lowNo: 2 });
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

const ENTRY: LedgerEntry = {
  ...{ _id: 'spend:intent-1', schema: 1, kind: 'spend', personId: 'p-1', points: -30, rule: 'spend' },
  ...{ orderId: null, orderNumber: null, reason: '换了香皂', at: NOW, from: { '2026': 30 } },
};

describe('a redemption', () => {
  const made = (at = NOW): Redemption =>
    reservation({
      ...{ id: 'intent-1', person: { id: 'p-1', name: '王' }, departmentId: 'd', reward },
      ...{ code: { codeNo: 0, codeHash: 'hash' }, entry: ENTRY, inputHash: 'input', now: at },
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
