/** 重大隐患治理: judged by people, lowered by two of them, planned in six parts, with duties by law and a second pair of eyes. */
import { tick } from '../../../cloudfunctions/engine';
import { DAY, HOUR } from '../../../miniprogram/shared/time';
import type { OrderCore } from '../../../typings/domain';
import { act, book, born, codeOf, NINE, orderIn, told, worldAt } from './plant';
import { reach, startOf, take } from './ways';

const TEN = NINE + HOUR;
const NIGHT = NINE + 13 * HOUR;
const suspected = (): OrderCore => startOf('suspectedMajor');
const planning = (): OrderCore => take(suspected(), 'isMajor', 'safe', TEN).order;
const at = (path: string): OrderCore => reach(path).order;
const MAJOR = { suspectedMajor: true, level: 'undetermined' } as const;

describe('a suspicion', () => {
  it('goes to safety, by the wall clock, and the general manager hears of it', () => {
    const report = born({ ...MAJOR, urgency: 'low' }, NINE);
    expect(report.order).toMatchObject({
      flow: { id: 'major' },
      state: 'determining',
      level: 'undetermined',
      next: { owner: { id: 'safe' }, dueAt: NINE + 2 * HOUR },
    });
    expect(told(report)).toEqual(['determine → safe', 'suspectedMajor → gm', 'determine → keep']);
  });

  it('goes to the duty leader at night, and to safety in the morning', () => {
    const night = born(MAJOR, NIGHT).order;
    expect(night.next!.owner.id).toBe('lead');
    const morning = tick(book, night, worldAt(night.next!.movesAt!))!.order;
    expect(morning.next!.owner.id).toBe('safe');
  });

  it('may come up in the middle of a fix, with how the place is kept safe meanwhile', () => {
    const fixing = orderIn('rectifying', { urgency: 'medium' });
    const { order, effects } = act(fixing, 'suspectMajor', 'fixy', TEN);
    expect(order).toMatchObject({
      flow: { id: 'major' },
      state: 'determining',
      suspectedMajor: true,
      level: 'undetermined',
      levelBasis: null,
      interim: { text: '全线断电', by: { id: 'fixy' }, at: TEN },
      rectifier: { id: 'elec' },
      next: { owner: { id: 'safe' }, dueAt: TEN + 2 * HOUR },
    });
    expect(told({ order, effects, happenings: [] })).toContain('suspectedMajor → gm');
  });

  it('is not let go without interim control', () => {
    expect(codeOf(() => take(suspected(), 'isMajor', 'safe', TEN, { interim: ' ' }))).toBe('BAD_REQUEST');
    expect(codeOf(() => take(suspected(), 'notMajor', 'safe', TEN, { basis: '' }))).toBe('BAD_REQUEST');
  });

  it('climbs to the duty leader and the general manager when nobody judges it', () => {
    const late = tick(book, suspected(), worldAt(NINE + 2 * HOUR))!;
    expect(told(late)).toEqual(['reminder → safe', 'escalated → lead', 'escalated → gm']);
  });
});

describe('不属于重大', () => {
  const proposed = (): OrderCore => take(suspected(), 'notMajor', 'safe', TEN).order;

  it('stays a suspicion until a second person signs', () => {
    expect(proposed()).toMatchObject({
      suspectedMajor: true,
      level: 'undetermined',
      levelBasis: { basis: '判定标准第三条', by: { id: 'safe' }, second: null },
    });
    expect(codeOf(() => take(proposed(), 'approve', 'safe', TEN))).toBe('NOT_YOUR_TURN');
    const { order } = take(proposed(), 'approve', 'lead', TEN + HOUR);
    expect(order).toMatchObject({
      flow: { id: 'hazard' },
      state: 'awaitingResponse',
      suspectedMajor: false,
      level: 'general',
      levelBasis: { by: { id: 'safe' }, second: { id: 'lead' }, at: TEN + HOUR },
      next: { owner: { id: 'elec' } },
    });
  });

  it('goes back with nothing decided when the second person refuses', () => {
    const { order } = take(proposed(), 'refuse', 'lead', TEN + HOUR);
    expect(order).toMatchObject({
      state: 'determining',
      suspectedMajor: true,
      level: 'undetermined',
      levelBasis: null,
      next: { owner: { id: 'safe' }, dueAt: TEN + 3 * HOUR },
    });
  });

  it('can be suspected again, and needs two people again', () => {
    const lowered = take(proposed(), 'approve', 'lead', TEN).order;
    const again = act(lowered, 'suspectMajor', 'elec', TEN).order;
    expect(again).toMatchObject({ suspectedMajor: true, level: 'undetermined', levelBasis: null });
  });
});

describe('属于重大', () => {
  it('brings the duties by law, each with its day and somebody who answers for it', () => {
    expect(planning()).toMatchObject({
      level: 'major',
      suspectedMajor: true,
      levelBasis: { basis: '判定标准第三条', by: { id: 'safe' }, second: null, at: TEN },
      duties: [
        { id: 'reportRegulator', owner: { id: 'safe' }, dueAt: TEN + DAY, remindedAt: null, done: null },
        { id: 'notifyWorkers', owner: { id: 'safe' }, dueAt: TEN + 3 * DAY, remindedAt: null, done: null },
      ],
      next: { owner: { id: 'elec' } },
    });
    expect(planning().nextDueAt).toBeLessThan(TEN + DAY);
  });

  it('reminds of a duty once, by name and day, whoever is on duty at that hour', () => {
    const byNight = take(born(MAJOR, NIGHT).order, 'isMajor', 'lead', NIGHT).order;
    const morning = tick(book, byNight, worldAt(NIGHT + DAY))!;
    const notice = Object.values(morning.effects).find(
      (effect) => effect.kind === 'notice' && effect.notice === 'dutyDue',
    );
    expect(notice).toMatchObject({
      to: { id: 'lead' },
      facts: { text: '上报监管部门', dueAt: NIGHT + DAY },
    });
    expect(morning.order.duties[0]!.remindedAt).toBe(NIGHT + DAY);
    const later = tick(book, morning.order, worldAt(NIGHT + DAY + HOUR));
    expect(later?.happenings.map(({ action }) => action) ?? []).not.toContain('dutyReminded');
  });

  it('tells of two duties that came due together in two messages', () => {
    const both = tick(book, planning(), worldAt(TEN + 4 * DAY))!;
    const texts = Object.values(both.effects).flatMap((effect) =>
      effect.kind === 'notice' && effect.notice === 'dutyDue' ? [effect.facts['text']] : [],
    );
    expect(texts).toEqual(['上报监管部门', '向员工通报']);
  });

  it('gives a duty to safety when whoever answered for it left', () => {
    const done = tick(book, planning(), worldAt(TEN + DAY, new Set(['safe'])))!.order;
    expect(done.duties[0]).toMatchObject({ owner: { id: 'lead' } });
  });

  it('takes each duty off once, with what was done', () => {
    const { order } = take(planning(), 'doDuty', 'safe', TEN, { duty: 'notifyWorkers', text: '班前会讲了' });
    expect(order).toMatchObject({
      state: 'planning',
      duties: [
        { id: 'reportRegulator', done: null },
        { id: 'notifyWorkers', done: { by: { id: 'safe' }, at: TEN, text: '班前会讲了' } },
      ],
    });
    expect(codeOf(() => take(order, 'doDuty', 'gm', TEN, { duty: 'notifyWorkers' }))).toBe('DUTY_DONE');
    expect(codeOf(() => take(order, 'doDuty', 'gm', TEN, { duty: 'dance' }))).toBe('BAD_REQUEST');
    expect(codeOf(() => take(order, 'doDuty', 'elec', TEN))).toBe('NOT_FOR_YOU');
  });

  it('reminds of a duty also after closing, and lets it be done there', () => {
    const closed = at('major/closed');
    const due = closed.duties[0]!.dueAt;
    expect(closed).toMatchObject({ open: false, next: null, nextDueAt: due });
    const reminded = tick(book, closed, worldAt(due))!;
    expect(told(reminded)).toEqual(['dutyDue → safe']);
    expect(reminded.order).toMatchObject({
      open: false,
      state: 'closed',
      nextDueAt: closed.duties[1]!.dueAt,
    });
    const { order } = take(reminded.order, 'doDuty', 'gm', due + HOUR, { duty: 'notifyWorkers' });
    expect(order).toMatchObject({ open: false, next: null, nextDueAt: null, closedAt: closed.closedAt });
  });
});

describe('the plan', () => {
  const PARTS = ['goal', 'measure', 'funds', 'team', 'schedule', 'safeguard'] as const;

  it.each(PARTS)('wants %s', (part) => {
    expect(codeOf(() => take(planning(), 'plan', 'elec', TEN, { [part]: '' }))).toBe('BAD_REQUEST');
  });

  it('names who is in charge and who mends it; its day becomes the deadline', () => {
    const { order } = take(planning(), 'plan', 'elec', TEN + HOUR);
    expect(order).toMatchObject({
      state: 'planApproval',
      rectifier: { id: 'elec' },
      fixer: { id: 'fixy' },
      resolveDueAt: NINE + 10 * DAY,
      pausedAt: null,
      majorPlan: { goal: '年底前全部换完', funds: '三万元', by: { id: 'elec' }, at: TEN + HOUR },
    });
    expect(order.rounds[0]!.plan).toEqual({
      text: '到货就换',
      by: { id: 'elec', name: '电工班长' },
      at: TEN + HOUR,
    });
  });

  it('is promised for a day to come, within half a year', () => {
    for (const until of [TEN, TEN - DAY, TEN + 184 * DAY]) {
      expect(codeOf(() => take(planning(), 'plan', 'elec', TEN, { until }))).toBe('DATE_NEEDED');
    }
  });

  it('stops the clock of the fix while it is written', () => {
    expect(planning()).toMatchObject({ pausedAt: TEN, resolveDueAt: NINE + DAY });
  });

  it('may be left to somebody better placed', () => {
    const { order } = take(planning(), 'assign', 'safe', TEN, { personId: 'chief' });
    expect(order).toMatchObject({ state: 'planning', next: { owner: { id: 'chief' }, movesAt: null } });
  });
});

describe('acceptance', () => {
  it('is on site, with a photo, by somebody who had no hand in it', () => {
    const fixed = at('major/awaitingVerification');
    const verifier = fixed.next!.owner.id;
    expect([fixed.fixer!.id, fixed.rectifier!.id]).not.toContain(verifier);
    const now = NINE + 9 * HOUR;
    expect(codeOf(() => take(fixed, 'verify', verifier, now, { onSite: false }))).toBe('BAD_REQUEST');
    expect(codeOf(() => take(fixed, 'verify', verifier, now, { photos: [] }))).toBe('PHOTO_NEEDED');
    expect(take(fixed, 'verify', verifier, now).order).toMatchObject({
      state: 'closed',
      level: 'major',
      open: false,
    });
  });
});
