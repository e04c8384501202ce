/** What an order adds to which day: its report, its answer and its end, each to its own, through the engine's own acts. */
import { countOrder, slotOf, type CountedOrder } from '../../../../cloudfunctions/engine/insight';
import { DAY, HOUR, MINUTE } from '../../../../miniprogram/shared/time';
import type { OrderCore, TrailEntry } from '../../../../typings/domain';
import type { Transition } from '../../../../typings/flow';
import type { CountsByDay } from '../../../../typings/insight';
import { act, born, NINE, person } from '../plant';

const keyOf = (id: string): string => `key-${id}`;

const entry = ({ happenings: [one] }: Transition, by: string, at: number): TrailEntry => {
  if (one === undefined) throw new Error('nothing happened');
  const { kind, id, name } = person(by);
  return {
    ...{ seq: 0, at, actor: { kind, id, name, role: '' } },
    ...one,
    ...{ requestId: null, inputHash: null, prev: '', mac: '' },
  };
};

/** An order that went through acts, each by somebody after so long. */
function story(
  start: Transition,
  ...acts: [action: string, by: string, after: number, input?: Parameters<typeof act>[4]][]
): CountedOrder {
  let order: OrderCore = start.order;
  const trail = [entry(start, 'rep', NINE)];
  for (const [action, by, after, input] of acts) {
    const next = act(order, action, by, NINE + after, input);
    trail.push(entry(next, by, NINE + after));
    order = next.order;
  }
  return { ...order, trail };
}

/** Measure → count on a day, of one kind, whatever told apart by. */
function on(counts: CountsByDay, day: string, of = 'order'): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const cell of counts[day]?.cells ?? [])
    if (cell.of === of) for (const [name, n] of Object.entries(cell.n)) sum[name] = (sum[name] ?? 0) + n;
  return sum;
}

const FIRST = '2026-11-22';
const ANSWERED = ['respond', 'elec', 20 * MINUTE] as const;

it('counts a report by place, category, urgency and slot, with names and without anybody', () => {
  const counts = countOrder(story(born()), keyOf);
  const by = { area: 'a1', category: 'electric', department: 'd1', urgency: 'high' };
  expect(Object.keys(counts)).toEqual([FIRST]);
  expect(counts[FIRST]?.cells).toEqual([
    { of: 'order', by: { ...by, slot: '08' }, n: { reported: 1 } },
    { of: 'person', by: { area: 'a1', who: 'key-rep' }, n: { acts: 1, reports: 1 } },
    {
      of: 'spot',
      by: { area: 'a1', department: 'd1', spot: 'point p7', template: 't1' },
      n: { reported: 1 },
    },
  ]);
  expect(counts[FIRST]?.names).toEqual({ area: { a1: '焊接车间' }, spot: { 'point p7': '一号配电箱' } });
});

it('counts the answer in whole minutes, in time by the deadline that was answered', () => {
  const soon = countOrder(story(born(), [...ANSWERED]), keyOf);
  expect(on(soon, FIRST)).toMatchObject({ responded: 1, respondedInTime: 1 });
  expect(on(soon, FIRST, 'response')).toEqual({ '20': 1 });
  const late = countOrder(story(born(), ['respond', 'elec', 2 * DAY + 59_000]), keyOf);
  expect(on(late, '2026-11-24')).toEqual({ responded: 1 });
  expect(on(late, '2026-11-24', 'response')).toEqual({ '2880': 1 });
});

it('counts the end on its day, with the passes it took and what it paid', () => {
  const closed = story(
    born(),
    [...ANSWERED],
    ['fix', 'fixy', HOUR],
    ['sendBack', 'rep', 2 * HOUR],
    ['fix', 'fixy', 3 * HOUR],
    ['verify', 'rep', DAY],
  );
  const counts = countOrder({ ...closed, earned: { 'valid-hazard': 5, back: -2 } }, keyOf);
  expect(on(counts, '2026-11-23')).toEqual({ closed: 1, closedInTime: 1, points: 3, rounds: 2 });
  expect(on(counts, '2026-11-23', 'closure')).toEqual({ '1440': 1 });
  expect(on(counts, FIRST)).toMatchObject({ reported: 1, responded: 1 });
});

it('takes the end back when it is opened again', () => {
  const again = story(
    born(),
    [...ANSWERED],
    ['fix', 'fixy', HOUR],
    ['verify', 'rep', 2 * HOUR],
    ['reopen', 'safe', 3 * HOUR],
  );
  const counts = countOrder(again, keyOf);
  expect(on(counts, FIRST)).toMatchObject({ reported: 1, responded: 1 });
  expect(on(counts, FIRST)).not.toHaveProperty('closed');
  expect(on(counts, FIRST, 'closure')).toEqual({});
});

it('counts what was no hazard as reported and dismissed, and as no repeat', () => {
  const counts = countOrder(story(born(), ['notHazard', 'elec', HOUR]), keyOf);
  expect(on(counts, FIRST)).toMatchObject({ reported: 1, dismissed: 1 });
  expect(on(counts, FIRST)).not.toHaveProperty('closed');
  expect(on(counts, FIRST, 'spot')).toEqual({});
});

it('needs no answer to what was mended on the spot', () => {
  const counts = countOrder(story(born({ selfFixed: '关上了' }, NINE, undefined, 'selfFixed')), keyOf);
  expect(on(counts, FIRST)).toEqual({ reported: 1 });
});

it('tells what people do apart by area, and knows no spot without a point or a template', () => {
  const spots = (over: Parameters<typeof born>[0]): string[] =>
    (countOrder(story(born(over)), keyOf)[FIRST]?.cells ?? []).flatMap(({ by }) => by['spot'] ?? []);
  const { place } = born().order;
  expect(spots({ kind: 'behaviour' })).toEqual(['area a1']);
  expect(spots({ templateId: null })).toEqual([]);
  expect(spots({ place: { ...place, pointId: null } })).toEqual([]);
});

it('knows the four hours on both sides of midnight', () => {
  const at = (time: string): string => slotOf(Date.parse(`2026-12-31T${time}+08:00`));
  expect(['00:00:00', '03:59:59', '04:00:00', '23:59:59'].map(at)).toEqual(['00', '00', '04', '20']);
});
