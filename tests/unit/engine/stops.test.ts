/** 设备停用: anybody proposes it, a photo of lock or tag makes it so, and somebody else takes it back. */
import { granted, tick } from '../../../cloudfunctions/engine';
import { HOUR, MINUTE } from '../../../miniprogram/shared/time';
import type { OrderCore } from '../../../typings/domain';
import { act, book, born, codeOf, guest, NINE, orderIn, person, told, worldAt } from './plant';
import { startOf, take } from './ways';

const TEN = NINE + HOUR;

const proposed = (): OrderCore => startOf('stop');
/** Locked by the keeper of the place, to be mended by 电工. */
const stopped = (by = 'keep'): OrderCore => take(proposed(), 'stop', by, TEN).order;
const mended = (by = 'keep'): OrderCore => take(stopped(by), 'fix', 'fixy', TEN + HOUR).order;

describe('建议停用', () => {
  it('goes to the keeper of the place within two hours of the wall clock, and the duty leader hears of it', () => {
    const report = born({ urgency: 'low' }, NINE, undefined, 'stop');
    expect(report.order).toMatchObject({
      flow: { id: 'stop' },
      state: 'proposed',
      next: { owner: { id: 'keep' }, dueAt: NINE + 2 * HOUR },
    });
    expect(told(report)).toEqual(['stopProposed → keep', 'stopProposed → lead']);
  });

  it.each(['other', 'insp', 'fixy', 'gm'])('may come from anybody in the middle of an order: %s', (who) => {
    const { order } = act(orderIn('rectifying'), 'proposeStop', who, TEN);
    expect(order).toMatchObject({ flow: { id: 'stop' }, state: 'proposed', next: { owner: { id: 'keep' } } });
  });

  it('may come from somebody who is not bound', () => {
    expect(act(orderIn('awaitingResponse'), 'proposeStop', guest, TEN).order.state).toBe('proposed');
  });

  it('climbs when nobody decides', () => {
    const late = tick(book, proposed(), worldAt(NINE + 2 * HOUR + 30 * MINUTE))!;
    expect(told(late)).toEqual(['reminder → keep', 'escalated → lead', 'escalated → safe']);
  });

  it('is declined with a reason and with how the place is kept safe, and goes on as a hazard', () => {
    expect(codeOf(() => take(proposed(), 'declineStop', 'keep', TEN, { interim: '' }))).toBe('BAD_REQUEST');
    const { order } = take(proposed(), 'declineStop', 'keep', TEN);
    expect(order).toMatchObject({
      flow: { id: 'hazard' },
      state: 'awaitingResponse',
      stoppage: null,
      interim: { text: '拉了警戒线', by: { id: 'keep' } },
      next: { owner: { id: 'elec' } },
    });
  });

  it('is not declined by just anybody', () => {
    expect(codeOf(() => take(proposed(), 'declineStop', 'rep', TEN))).toBe('NOT_YOUR_TURN');
  });
});

describe('已停用', () => {
  it('needs a photo of the lock or the tag', () => {
    expect(codeOf(() => take(proposed(), 'stop', 'keep', TEN, { photos: [] }))).toBe('PHOTO_NEEDED');
  });

  it('says who locked it, when, and what shows it', () => {
    const done = take(proposed(), 'stop', 'keep', TEN);
    expect(done.order).toMatchObject({
      state: 'stopped',
      stoppage: { by: { id: 'keep' }, at: TEN, photos: ['e1'], unlocked: null },
      rectifier: { id: 'keep' },
      fixer: { id: 'fixy' },
      next: { owner: { id: 'fixy' } },
    });
    expect(told(done)).toEqual(['fixerNamed → fixy', 'stopped → rep', 'stopped → safe']);
  });

  it('leaves an order with who is in charge of it already', () => {
    const order = act(orderIn('rectifying'), 'proposeStop', 'rep', TEN).order;
    expect(take(order, 'stop', 'keep', TEN).order.rectifier!.id).toBe('elec');
  });

  it('goes nowhere but to whoever unlocks it', () => {
    const people = ['keep', 'safe', 'gm', 'fixy', 'rep'].map(person);
    const ways = people.flatMap((actor) => granted(book, stopped(), actor, worldAt(TEN)));
    expect([...new Set(ways.map(({ to }) => to))].sort()).toEqual(['awaitingUnlock', 'same']);
  });
});

describe('可以恢复使用', () => {
  it('is for somebody who neither locked nor mended it', () => {
    const order = mended('safe');
    expect(order).toMatchObject({ state: 'awaitingUnlock', next: { owner: { id: 'rep' } } });
    expect(codeOf(() => take(order, 'unlock', 'safe', TEN + 2 * HOUR))).toBe('NOT_YOUR_TURN');
    expect(codeOf(() => take(order, 'unlock', 'fixy', TEN + 2 * HOUR))).toBe('NOT_YOUR_TURN');
  });

  it('passes by the reporter who locked it', () => {
    const mine = take(born({ reporter: KEEPER }, NINE, undefined, 'stop').order, 'stop', 'keep', TEN).order;
    const order = take(mine, 'fix', 'fixy', TEN + HOUR).order;
    expect(order.next).toMatchObject({ owner: { id: 'insp' } });
    expect(order.next!.explain).toContain('上报人参与了整改');
  });

  it('is refused to whoever locked it, even if the step were theirs', () => {
    const order = mended('safe');
    const forced = { ...order, next: { ...order.next!, owner: { id: 'safe', name: '安全员' } } };
    expect(codeOf(() => take(forced, 'unlock', 'safe', TEN + 2 * HOUR))).toBe('VERIFIER_NOT_INDEPENDENT');
  });

  it('needs to be seen on site, with a photo', () => {
    expect(codeOf(() => take(mended(), 'unlock', 'rep', TEN, { photos: [] }))).toBe('PHOTO_NEEDED');
    expect(codeOf(() => take(mended(), 'unlock', 'rep', TEN, { onSite: false }))).toBe('BAD_REQUEST');
  });

  it('closes it, keeps who unlocked it, and rewards the report', () => {
    const done = take(mended(), 'unlock', 'rep', TEN + 2 * HOUR);
    expect(done.order).toMatchObject({
      state: 'closed',
      open: false,
      stoppage: {
        by: { id: 'keep' },
        unlocked: { by: { id: 'rep' }, at: TEN + 2 * HOUR, photos: ['e1'] },
      },
    });
    expect(done.effects).toHaveProperty('award-valid-hazard');
  });

  it('sends it back locked when it is not mended', () => {
    const { order } = take(mended(), 'sendBack', 'rep', TEN + 2 * HOUR);
    expect(order).toMatchObject({
      state: 'stopped',
      round: 2,
      stoppage: { unlocked: null },
      next: { owner: { id: 'fixy' } },
    });
  });
});

const KEEPER = { kind: 'person', id: 'keep', name: '车间班长', visibility: 'named' } as const;
