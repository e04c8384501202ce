/** 归属裁决: handed on once, ruled once, by safety or provisionally at night, while the clock of the fix runs on. */
import { granted, tick } from '../../../cloudfunctions/engine';
import { DAY, HOUR, MINUTE } from '../../../miniprogram/shared/time';
import type { OrderCore } from '../../../typings/domain';
import { act, book, born, codeOf, NINE, orderIn, person, told, worldAt } from './plant';

const TEN = NINE + HOUR;
const NIGHT = NINE + 13 * HOUR;
const MORNING = NINE + DAY;

/** Reported at an hour, handed on by 电工班长, and refused by whom it was handed to. */
function disputed(at = NINE): OrderCore {
  const once = act(born({}, at).order, 'transfer', 'elec', at).order;
  return act(once, 'transfer', 'chief', at).order;
}

describe('handing on', () => {
  it('needs a person and a reason, and the new owner gets at least an hour', () => {
    expect(codeOf(() => act(born().order, 'transfer', 'elec', TEN, { personId: 'chief' }))).toBe(
      'REASON_NEEDED',
    );
    expect(codeOf(() => act(born().order, 'transfer', 'elec', TEN, { reason: '不归我' }))).toBe(
      'BAD_REQUEST',
    );
    const late = act(born().order, 'transfer', 'elec', NINE + 110 * MINUTE).order;
    expect(late).toMatchObject({
      state: 'transferred',
      resolveDueAt: NINE + DAY,
      next: { owner: { id: 'chief' }, dueAt: NINE + 170 * MINUTE, movesAt: null },
    });
  });

  it('never restarts the clock of the fix, and takes no time that was left', () => {
    const early = act(born().order, 'transfer', 'elec', NINE + MINUTE).order;
    expect(early).toMatchObject({ resolveDueAt: NINE + DAY, next: { dueAt: NINE + 2 * HOUR } });
    expect(disputed().resolveDueAt).toBe(NINE + DAY);
  });

  it('that is refused goes to safety, told by name', () => {
    const once = act(born().order, 'transfer', 'elec', TEN).order;
    const twice = act(once, 'transfer', 'chief', TEN + MINUTE);
    expect(twice.order).toMatchObject({
      state: 'ruling',
      next: { owner: { id: 'safe' }, dueAt: TEN + MINUTE + 2 * HOUR },
      transfers: [
        { from: { id: 'elec' }, to: { id: 'chief' }, reason: '归工段管' },
        { from: { id: 'chief' }, to: { id: 'keep' }, reason: '归车间管' },
      ],
    });
    expect(told(twice)).toEqual(['ruling → safe']);
  });

  it('that nobody takes up goes to safety by itself', () => {
    const once = act(born({ urgency: 'low' }).order, 'transfer', 'elec', TEN).order;
    const { order, happenings } = tick(book, once, worldAt(once.next!.dueAt))!;
    expect(order).toMatchObject({ state: 'ruling', resolveDueAt: once.resolveDueAt });
    expect(happenings.at(-1)).toMatchObject({
      action: 'movedOn',
      from: 'transferred',
      to: 'ruling',
      detail: { previousOwner: { id: 'chief' } },
    });
  });

  it('cannot be handed back and forth for ever', () => {
    expect(granted(book, disputed(), person('safe'), worldAt(NINE)).map(({ id }) => id)).not.toContain(
      'transfer',
    );
  });
});

describe('the ruling', () => {
  it('by day is final: the new owner has an hour, and what was said', () => {
    const order = disputed();
    const ruled = act(order, 'rule', 'safe', TEN);
    expect(ruled.order).toMatchObject({
      state: 'awaitingResponse',
      resolveDueAt: NINE + DAY,
      ruling: { by: { id: 'safe' }, to: { id: 'chief' }, reason: '设备归工段', at: TEN, provisional: false },
      next: {
        owner: { id: 'chief' },
        explain: '安全员定由工段长处理：设备归工段',
        dueAt: TEN + HOUR,
        movesAt: null,
      },
    });
    expect(told(ruled)).toEqual(['ruled → chief', 'ruledTold → keep']);
    expect(codeOf(() => act(ruled.order, 'transfer', 'chief', TEN, { personId: 'elec', reason: '不' }))).toBe(
      'RULED_ALREADY',
    );
    expect(codeOf(() => act(ruled.order, 'confirmRuling', 'safe', TEN))).toBe('RULED_ALREADY');
  });

  it('keeps those who refused by name', () => {
    expect(act(disputed(), 'rule', 'safe', TEN).order.transfers.map(({ from }) => from.id)).toEqual([
      'elec',
      'chief',
    ]);
  });

  it('names only somebody who is there, and is made by whose turn it is', () => {
    expect(codeOf(() => act(disputed(), 'rule', 'safe', TEN, { personId: 'x', reason: '他' }))).toBe(
      'PERSON_UNKNOWN',
    );
    expect(codeOf(() => act(disputed(), 'rule', 'elec', TEN))).toBe('NOT_YOUR_TURN');
  });

  it('at night is provisional, and confirmed once by safety', () => {
    const night = act(disputed(NIGHT), 'rule', 'lead', NIGHT).order;
    expect(night).toMatchObject({
      ruling: { by: { id: 'lead' }, provisional: true },
      next: { owner: { id: 'chief' } },
    });
    const confirmed = act(night, 'confirmRuling', 'safe', MORNING);
    expect(confirmed.order).toMatchObject({
      state: 'awaitingResponse',
      resolveDueAt: NIGHT + DAY,
      ruling: { by: { id: 'safe' }, to: { id: 'keep' }, provisional: false },
      next: { owner: { id: 'keep' }, dueAt: MORNING + HOUR },
    });
    expect(told(confirmed)).toEqual(['ruled → keep', 'ruledTold → chief']);
    expect(codeOf(() => act(confirmed.order, 'confirmRuling', 'safe', MORNING))).toBe('RULED_ALREADY');
  });

  it('is not made again by the duty leader who made it, to gain an hour each time', () => {
    const night = act(disputed(NIGHT), 'rule', 'lead', NIGHT).order;
    expect(codeOf(() => act(night, 'confirmRuling', 'lead', NIGHT + HOUR))).toBe('NOT_FOR_YOU');
    expect(granted(book, night, person('lead'), worldAt(NIGHT)).map(({ id }) => id)).not.toContain(
      'confirmRuling',
    );
  });

  it('that nobody makes climbs to the duty leader', () => {
    const order = disputed();
    expect(told(tick(book, order, worldAt(order.next!.dueAt))!)).toContain('escalated → lead');
  });
});

it('whoever is ruled on answers like any other owner', () => {
  const ruled = act(disputed(), 'rule', 'safe', TEN).order;
  const { order } = act(ruled, 'assign', 'chief', TEN + MINUTE);
  expect(order).toMatchObject({ state: 'rectifying', rectifier: { id: 'chief' }, fixer: { id: 'other' } });
  expect(orderIn('rectifying').rectifier!.id).toBe('elec');
});
