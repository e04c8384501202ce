/** The tasks of a day: on the home page, as cards, as misses, and what plans leave out. */
import type { Coverage, TaskCard, TaskView } from '../../../typings/inspection';
import { dayOf } from '../../../miniprogram/packages/inspection/day/cards';
import { coverageBlocks, missCard } from '../../../miniprogram/packages/inspection/misses/lists';
import { answered, newRound, type Round } from '../../../miniprogram/services/core/round';
import {
  isBeingUsed,
  isOver,
  missesRow,
  placeOf,
  seesCoverage,
  seesMisses,
  seesMonth,
  tasksRow,
} from '../../../miniprogram/services/core/task-list';
import { fill, TEXT } from '../../../miniprogram/shared/text';
import { fine, NINE, stop, STOPS, taskView } from './inspection';

const t = TEXT.inspection;
const HOUR = 3_600_000;
const OWNER = { id: 'p-1', name: '王工' };

const MISS = { at: NINE, reason: null, by: null, raisedTo: [] };
const missed = taskView({
  id: 'missed',
  state: 'missed',
  miss: MISS,
  dueAt: NINE - 2 * HOUR,
  missedAt: NINE - HOUR,
});
const done = taskView({
  id: 'done',
  state: 'done',
  open: false,
  finished: { at: NINE, by: OWNER, late: false },
});
const soon = taskView({ id: 'soon', dueAt: NINE + HOUR });
const later = taskView({ id: 'later', dueAt: NINE + 9 * HOUR, opensAt: NINE + HOUR });

const EMPTY = (taskId: string): Round => newRound(taskId);

describe('a check before use', () => {
  const use = taskView({
    id: 'use',
    beforeUse: true,
    kind: 'spotCheck',
    opensAt: NINE,
    dueAt: NINE + 24 * HOUR,
  });

  it('stands first among what is open, without a time to be done by', () => {
    const { doNow } = dayOf([soon, use], EMPTY, NINE);
    expect(doNow.map(({ id }) => id)).toEqual(['use', 'soon']);
    expect(doNow[0]).toMatchObject({ due: t.useFirst, late: false });
    expect(tasksRow([soon, use], EMPTY, NINE)?.hint).toBe(t.homeUse);
  });

  it('is led on in where it was begun, at its machine, until it is over', () => {
    const at = (task: TaskView, pointId = 'd-08', is = false): boolean =>
      isBeingUsed(task, { done: is }, pointId);
    expect([at(use), at(use, 'z-99'), at(use, 'd-08', true), at(soon)]).toEqual([true, false, false, false]);
    expect(at({ ...use, mine: false })).toBe(false);
  });

  it('that nobody finished says so, and is no miss', () => {
    const over: TaskView = { ...use, state: 'dropped', open: false };
    expect(dayOf([over], EMPTY, NINE)).toMatchObject({ explain: [], done: [{ state: t.lapsed }] });
  });
});

describe('the row on the home page', () => {
  const row = (tasks: TaskView[], roundOf = EMPTY) => tasksRow(tasks, roundOf, NINE);

  it('counts what is to do, and names the hour of the first', () => {
    expect(row([later, done, soon, missed])).toEqual({
      count: fill(t.home, { count: 3 }),
      hint: fill(t.earliest, { time: '10:00' }),
    });
  });

  it('asks for reasons when nothing else is left', () => {
    expect(row([missed, done])?.hint).toBe(fill(t.homeExplain, { count: 1 }));
  });

  it('is not there for who has nothing to do', () => {
    expect([row([]), row([done])]).toEqual([null, null]);
    expect(row([soon], (id) => ({ ...newRound(id), done: true }))).toBeNull();
  });
});

describe('the cards of a day', () => {
  const day = (tasks: TaskView[], roundOf = EMPTY) => dayOf(tasks, roundOf, NINE);
  const only = (task: TaskView, round: Partial<Round> = {}) => {
    const { doNow, explain, done: over } = day([task], (id) => ({ ...newRound(id), ...round }));
    return [...doNow, ...explain, ...over][0];
  };

  it('stand by when they are due, in their sections', () => {
    const { doNow, explain, done: over } = day([later, missed, done, soon]);
    expect([doNow, explain, over].map((cards) => cards.map(({ id }) => id))).toEqual([
      ['soon', 'later'],
      ['missed'],
      ['done'],
    ]);
  });

  it('count what was answered here and not sent yet', () => {
    const round = answered(newRound('soon'), fine('chain'), 'a', null);
    expect(only(soon, round)).toMatchObject({
      progress: '1/4',
      share: 25,
      state: t.doing,
      kept: fill(t.kept, { count: 1 }),
      due: fill(t.before, { time: '10:00' }),
    });
  });

  it.each<[string, TaskView, Partial<Round>, string]>([
    ['not begun', soon, {}, t.notBegun],
    ['early', later, {}, fill(t.from, { time: '10:00' })],
    ['missed', missed, {}, fill(t.missedAt, { time: '08:00' })],
    ['over here', soon, { done: true }, t.sending],
    ['over', done, {}, t.finished],
    ['over late', { ...done, finished: { at: NINE, by: OWNER, late: true } }, {}, t.finishedLate],
    ['dropped', { ...soon, state: 'dropped', open: false }, {}, t.dropped],
    [
      'explained',
      { ...missed, open: false, miss: { ...MISS, reason: '停电' } },
      {},
      fill(t.explained, { reason: '停电' }),
    ],
  ])('say how one stands that is %s', (_, task, round, words) => {
    expect(only(task, round)?.state).toBe(words);
  });

  it('tell how late one is, and what the server refused', () => {
    expect(only({ ...soon, dueAt: NINE - HOUR })).toMatchObject({
      late: true,
      due: fill(t.overdue, { time: '1 小时' }),
    });
    expect(only(soon, { blocked: true, note: '结束了' })).toMatchObject({ refused: true, note: '结束了' });
  });
});

it('a task is over for the phone as soon as its end is kept here', () => {
  expect([isOver(soon, { done: false }), isOver(soon, { done: true })]).toEqual([false, true]);
});

it.each([
  [[stop('C-11', [])], 'C-11 C-11 气瓶点'],
  [STOPS, '气瓶库'],
  [[stop('A-01', []), stop('B-01', [], { areaName: '焊接区' })], '气瓶库、焊接区'],
])('names its place: %#', (stops, words) => {
  expect(placeOf({ stops })).toBe(words);
});

const card = (change: Partial<TaskCard> = {}): TaskCard => ({
  id: 'x',
  kind: 'patrol',
  title: '气瓶库巡查',
  date: '2026-11-23',
  shiftName: '白班',
  dueAt: NINE - 2 * HOUR,
  owner: OWNER,
  state: 'missed',
  miss: MISS,
  verdict: null,
  place: '气瓶库',
  items: 12,
  answered: 7,
  findings: 0,
  ...change,
});

describe('a miss', () => {
  it('names who answers for it, how far it came, and who was told', () => {
    expect(missCard(card({ miss: { ...MISS, raisedTo: [{ id: 'p-2', name: '李主管' }] } }), NINE)).toEqual({
      id: 'x',
      title: '气瓶库巡查',
      place: `${t.patrol} · 气瓶库`,
      due: fill(t.before, { time: '07:00' }),
      open: true,
      owner: fill(t.owner, { name: '王工' }),
      progress: fill(t.progress, { answered: 7, items: 12 }),
      state: fill(t.waitsReason, { name: '王工' }),
      raised: fill(t.raised, { names: '李主管' }),
      noOrders: '',
    });
    expect(missCard(card({ findings: 3, noOrders: 2 }), NINE).noOrders).toBe('2 个问题没有开成工单');
  });

  it.each<[Partial<TaskCard>, string, boolean]>([
    [{ miss: { ...MISS, reason: '停电' } }, fill(t.explained, { reason: '停电' }), false],
    [{ state: 'done' }, t.finishedLate, false],
    [{ state: 'dropped' }, t.dropped, false],
    [{ state: 'doing', miss: null }, fill(t.stillLate, { time: '2 小时' }), true],
  ])('says how it stands: %j', (change, state, open) => {
    expect(missCard(card(change), NINE)).toMatchObject({ state, open });
  });

  it('is counted on 主管今日; safety gets there without one', () => {
    expect(missesRow([card(), card({ miss: { ...MISS, reason: '停电' } })], false, [])).toBe(
      fill(t.missesCount, { count: 1 }),
    );
    expect(missesRow([card()], true, [])).toBe(fill(t.missesCount, { count: '1+' }));
    expect([missesRow([], false, ['supervisor']), missesRow([], false, ['safety'])]).toEqual([
      '',
      t.missesAndCoverage,
    ]);
    expect([seesCoverage(['safety']), seesCoverage(['supervisor'])]).toEqual([true, false]);
    expect([seesMonth(['supervisor']), seesMonth(['dutyLeader'])]).toEqual([true, false]);
    expect([seesMisses(['worker', 'supervisor']), seesMisses(['worker'])]).toEqual([true, false]);
  });
});

describe('what plans cover', () => {
  const none = { due: 0, done: 0, late: 0, missed: 0, handedOver: 0 };
  const coverage: Coverage = {
    uncovered: [
      { areaId: 'a', areaName: '成品库', all: true, points: [{ id: 'd-01', no: 'D-01', name: '货架' }] },
      { areaId: 'b', areaName: '焊接区', all: false, points: [{ id: 'b-01', no: 'B-01', name: '焊机' }] },
    ],
    month: '2026-11',
    reach: [],
    beforeUse: 3,
    counts: { spotCheck: { ...none, due: 9, done: 8, late: 1, missed: 1 }, patrol: none },
    quick: [],
  };

  it('is said in words, places first', () => {
    const [places, ...more] = coverageBlocks(coverage);
    expect(places?.lines.map(({ text }) => text)).toEqual([
      t.areaAll,
      fill(t.areaSome, { count: 1, points: 'B-01 焊机' }),
    ]);
    expect(more).toEqual([]);
  });

  it('names the points to which no patrol came, and those where no label was read, by area', () => {
    const at = (no: string) => ({ id: no, no, name: '柜' });
    const area = { areaName: '配电室', phoneFree: false, unlabelled: [], never: [] };
    const reach = [
      { ...area, areaId: 'a', points: 3, reached: 2, unlabelled: [at('E-02')], never: [at('E-03')] },
      { ...area, areaId: 'b', points: 2, reached: 2, phoneFree: true },
    ];
    const [, reached] = coverageBlocks({ ...coverage, reach });
    expect(reached?.heading).toBe(fill(t.reach, { month: 11 }));
    expect(reached?.lines.map(({ text }) => text)).toEqual([
      '要去 3 处，到过 2 处。没到过：E-03 柜。填了但没扫标签：E-02 柜',
      '要去 2 处，都到过。不能用手机的地方，填了就算',
    ]);
  });

  it('says that all is covered, and hints at rounds that went fast without a name', () => {
    const quick = [{ taskId: 'x', title: '气瓶库巡查', date: '2026-11-20', seconds: 40, usual: 600 }];
    const [places, fast] = coverageBlocks({ ...coverage, uncovered: [], quick });
    expect(places).toMatchObject({ hint: t.uncoveredNone, lines: [] });
    expect(fast).toMatchObject({
      heading: t.quick,
      lines: [{ text: fill(t.quickRow, { seconds: 40, usual: 600 }) }],
    });
  });
});
