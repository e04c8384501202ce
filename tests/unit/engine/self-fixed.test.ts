/** 即查即改: mended by the reporter in one go, accepted by somebody else, and worth points only then. */
import { granted, tick } from '../../../cloudfunctions/engine';
import { HOUR } from '../../../miniprogram/shared/time';
import type { OrderCore } from '../../../typings/domain';
import { book, born, codeOf, NINE, person, told, worldAt } from './plant';
import { startOf, take } from './ways';

const TEN = NINE + HOUR;
const checked = (over = {}): OrderCore => startOf('selfFixed', over);
const ELEC = { kind: 'person', id: 'elec', name: '电工班长', visibility: 'named' } as const;

it('waits for whoever it would have gone to, with the reporter as fixer and in charge', () => {
  const report = born({ selfFixed: '门关上了' }, NINE, undefined, 'selfFixed');
  expect(report.order).toMatchObject({
    flow: { id: 'selfFixed' },
    state: 'awaitingCheck',
    rectifier: { id: 'rep' },
    fixer: { id: 'rep' },
    rounds: [{ no: 1, fixer: { id: 'rep' }, fixed: { note: '门关上了', by: { id: 'rep' }, at: NINE } }],
    next: { owner: { id: 'elec' } },
  });
  expect(told(report)).toEqual(['selfFixed → elec']);
  expect(Object.keys(report.effects).filter((key) => key.startsWith('award'))).toEqual([]);
});

it('is never checked by who mended it, also where it would have gone to them', () => {
  const order = checked({ reporter: ELEC });
  expect(order.next).toMatchObject({ owner: { id: 'insp' } });
  expect(granted(book, order, person('elec'), worldAt(TEN)).map(({ id }) => id)).not.toContain('accept');
  const forced = { ...order, next: { ...order.next!, owner: { id: 'elec', name: '电工班长' } } };
  expect(codeOf(() => take(forced, 'accept', 'elec', TEN))).toBe('VERIFIER_NOT_INDEPENDENT');
});

it('moves with the shift, and still not to who mended it', () => {
  const order = checked({ reporter: { ...ELEC, id: 'rep', name: '小李' } });
  const later = tick(book, order, worldAt(order.next!.movesAt!))!;
  expect(later.order.next!.owner.id).toBe('elec');
  const own = checked({ reporter: ELEC });
  expect(tick(book, own, worldAt(own.next!.movesAt!))!.order.next!.owner.id).toBe('insp');
});

it('is worth points once somebody else accepts it', () => {
  const done = take(checked(), 'accept', 'elec', TEN);
  expect(done.order).toMatchObject({
    state: 'closed',
    open: false,
    rounds: [{ verdict: { result: 'fixed' } }],
  });
  expect(done.effects['award-valid-hazard']).toMatchObject({ kind: 'award', personId: 'rep', time: 0 });
});

it('is sent back as a hazard like any other, with a reason and without points', () => {
  expect(codeOf(() => take(checked(), 'sendBack', 'elec', TEN, { reason: '' }))).toBe('REASON_NEEDED');
  const back = take(checked(), 'sendBack', 'elec', TEN);
  expect(back.order).toMatchObject({
    flow: { id: 'hazard' },
    state: 'awaitingResponse',
    round: 2,
    next: { owner: { id: 'elec' } },
  });
  expect(Object.keys(back.effects).filter((key) => key.startsWith('award'))).toEqual([]);
});

it('leaves nobody in charge who only reported it, once others mend it', () => {
  const back = take(checked(), 'sendBack', 'elec', TEN).order;
  const fixing = take(back, 'assign', 'elec', TEN, { personId: 'fixy' }).order;
  expect(fixing).toMatchObject({ rectifier: { id: 'elec' }, fixer: { id: 'fixy' } });
  const { order } = take(fixing, 'fix', 'fixy', TEN);
  expect(order.next).toMatchObject({ owner: { id: 'rep' }, explain: '谁上报谁复核' });
});

it('may turn out to be 疑似重大', () => {
  expect(take(checked(), 'suspectMajor', 'elec', TEN).order).toMatchObject({
    flow: { id: 'major' },
    state: 'determining',
    level: 'undetermined',
  });
});

it('opened again goes to safety, takes the points back, and can earn them once more', () => {
  const closed = take(checked(), 'accept', 'elec', TEN).order;
  const again = take(closed, 'reopen', 'safe', TEN + HOUR);
  expect(again.order).toMatchObject({
    flow: { id: 'hazard' },
    state: 'awaitingResponse',
    reopened: 1,
    next: { owner: { id: 'safe' } },
  });
  expect(again.effects['clawback-0']).toEqual({ kind: 'clawback', personId: 'rep', time: 0 });
  const fixing = take(again.order, 'assign', 'safe', TEN + HOUR, { personId: 'fixy' }).order;
  const fixed = take(fixing, 'fix', 'fixy', TEN + HOUR).order;
  const done = take(fixed, 'verify', fixed.next!.owner.id, TEN + HOUR);
  expect(done.effects['award-valid-hazard-1']).toMatchObject({ kind: 'award', time: 1 });
});
