/** 督办指令 and 「需要你拍板」: what they say of themselves, by which day, and what goes to the server. */
import {
  comingFriday,
  dayChoices,
  decisionsPage,
  directiveCard,
  dueOnDay,
  dueText,
  issueInput,
  missingIn,
} from '../../../miniprogram/services/core/directives';
import { DAY, HOUR, isoDay, wallClock } from '../../../miniprogram/shared/time';
import type { Decisions, DirectiveView } from '../../../typings/api';
import { NOW, orderView } from './orders';
import fc from 'fast-check';

const ME = 'p-manager';

const directive = (change: Partial<DirectiveView> = {}): DirectiveView => ({
  id: 'd-1',
  rev: 1,
  orderId: 'o-1',
  orderNumber: 'YH-20261122-0007',
  text: '周五前解决',
  from: { id: ME, name: '高总' },
  to: { id: 'p-2', name: '张工' },
  at: NOW,
  dueAt: NOW + DAY,
  overdue: false,
  answer: null,
  mine: false,
  ...change,
});

describe('a directive', () => {
  const said = (change: Partial<DirectiveView>, me = ME): Partial<ReturnType<typeof directiveCard>> =>
    directiveCard(directive(change), me, NOW);

  it('says to its author whose answer it waits for', () => {
    expect(said({})).toMatchObject({
      from: '你交办',
      status: '等张工答复',
      due: '明天 10:00 前',
      about: '关于 YH-20261122-0007',
      late: false,
      mine: false,
    });
  });

  it('says to whom it was given that it is up to them', () => {
    expect(said({ mine: true }, 'p-2')).toMatchObject({ from: '高总交办', status: '等你答复', mine: true });
  });

  it('says how late it is, until it is answered', () => {
    expect(said({ dueAt: NOW })).toMatchObject({ due: '超 1 分钟', late: true });
    const answer = { text: '已办好', at: NOW, by: '张工' };
    expect(said({ dueAt: NOW - DAY, answer, mine: true })).toMatchObject({
      due: '',
      late: false,
      mine: false,
      status: '张工答复 · 10:00',
      answer: '已办好',
    });
  });

  it('stands alone without an order', () => {
    expect(said({ orderId: null, orderNumber: null })).toMatchObject({ about: '', orderId: '' });
  });
});

describe('「需要你拍板」', () => {
  const page = (change: Partial<Decisions>): ReturnType<typeof decisionsPage> =>
    decisionsPage({ approvals: [], majors: [], directives: [], ...change }, ME, NOW);

  it('tells of a major that waits for a signature once', () => {
    const [asked, other] = [orderView({ id: 'o-1' }), orderView({ id: 'o-2' })];
    const { count, approvals, majors } = page({ approvals: [asked], majors: [asked, other] });
    expect([count, approvals?.rows.map(({ id }) => id), majors?.rows.map(({ id }) => id)]).toEqual([
      1,
      ['o-1'],
      ['o-2'],
    ]);
  });

  it('shows the directives that nobody answered', () => {
    const answer = { text: '已办好', at: NOW, by: '张工' };
    const directives = [directive(), directive({ id: 'd-2', answer })];
    expect(page({ directives }).unanswered.map(({ id }) => id)).toEqual(['d-1']);
  });
});

describe('the day', () => {
  it('of the coming Friday is a Friday at 18:00 within a week, at any time', () => {
    fc.assert(
      fc.property(fc.integer({ min: NOW, max: NOW + 400 * DAY }), (now) => {
        const at = comingFriday(now);
        const { weekday, hour, minute } = wallClock(at);
        expect([weekday, hour, minute]).toEqual([5, 18, 0]);
        expect(at - now).toBeGreaterThan(0);
        expect(at - now).toBeLessThanOrEqual(7 * DAY);
      }),
    );
  });

  it.each([
    ['2026-11-22T10:00', ['today', 'tomorrow', 'friday']],
    ['2026-11-22T18:00', ['tomorrow', 'friday']],
    ['2026-11-26T10:00', ['today', 'tomorrow']],
    ['2026-11-27T10:00', ['today', 'tomorrow']],
    ['2026-11-27T20:00', ['tomorrow', 'friday']],
  ])('is offered once, and none that is over: %s', (clock, ids) => {
    expect(dayChoices(Date.parse(`${clock}:00+08:00`)).map(({ id }) => id)).toEqual(ids);
  });

  it('of a picker ends with its work', () => {
    expect(dueOnDay('2026-11-24')).toBe(Date.parse('2026-11-24T18:00:00+08:00'));
    expect([dueOnDay(''), dueOnDay('2026-11')]).toEqual([null, null]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), (days) => {
        const day = isoDay(NOW + days * DAY);
        expect(isoDay(dueOnDay(day) ?? 0)).toBe(day);
      }),
    );
  });

  it('is told with its name', () => {
    expect(dueText(NOW + HOUR, NOW)).toBe('今天 11:00');
    expect(dueText(NOW + DAY, NOW)).toBe('明天 10:00');
  });
});

describe('a directive that is written', () => {
  const draft = { orderId: null, personId: 'p-2', personName: '张工', text: ' 我来协调 ', dueAt: NOW };

  it('asks for what is missing', () => {
    expect(missingIn(draft)).toBeNull();
    expect(missingIn({ ...draft, personId: '' })).toBe('选一下交给谁');
    expect(missingIn({ ...draft, text: ' ' })).toBe('写一句要办什么');
  });

  it('goes without its blanks', () => {
    expect(issueInput(draft)).toEqual({ orderId: null, to: 'p-2', text: '我来协调', dueAt: NOW });
  });
});
