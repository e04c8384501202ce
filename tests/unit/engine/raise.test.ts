/** The urgency rises when somebody else finds the same more urgent: only up, and with the deadlines of the flow. */
import { raise } from '../../../cloudfunctions/engine';
import { HOUR } from '../../../miniprogram/shared/time';
import type { OrderCore, Urgency } from '../../../typings/domain';
import { act, book, born, NINE, URGENCIES, worldAt } from './plant';
import { PATHS, reach } from './ways';

const RANK = { low: 0, medium: 1, high: 2 };

const raised = (order: OrderCore, urgency: Urgency, at = NINE + HOUR) =>
  raise(book, order, { urgency, reason: '又有人报告，更急', actorId: 'other' }, worldAt(at));

it.each(URGENCIES.flatMap((from) => URGENCIES.map((to) => [from, to] as const)))(
  'from %s to %s only upwards',
  (from, to) => {
    const { order } = born({ urgency: from });
    const after = raised(order, to);
    expect(after === null).toBe(RANK[to] <= RANK[from]);
    if (after !== null)
      expect(after.order).toMatchObject({ urgency: to, rev: order.rev + 1, state: order.state });
  },
);

it('moves the deadlines as whoever corrects the urgency would', () => {
  const { order } = born({ urgency: 'low' });
  const input = { urgency: 'high', reason: '更急' } as const;
  const corrected = act(order, 'correctUrgency', 'elec', NINE + HOUR, input).order;
  const after = raised(order, 'high')!.order;
  expect([after.resolveDueAt, after.next]).toEqual([corrected.resolveDueAt, corrected.next]);
});

it('is told as done by the system, and tells who would be told of a correction', () => {
  const { happenings, effects } = raised(born({ urgency: 'low' }).order, 'high')!;
  expect(happenings).toMatchObject([
    { action: 'urgencyRaised', detail: { urgency: 'high', reason: '又有人报告，更急' } },
  ]);
  const told = Object.values(effects).map((effect) =>
    effect.kind === 'notice' ? effect.notice : effect.kind,
  );
  expect(new Set(told)).toEqual(new Set(['urgencyChanged']));
});

it.each(PATHS)('in %s is possible where the flow lets somebody correct it, and nowhere else', (path) => {
  const { order: there, at } = reach(path);
  const order: OrderCore = { ...there, urgency: 'low' };
  const [flowId = '', state = ''] = path.split('/');
  const actions = book.flows.find(({ id }) => id === flowId)?.actions ?? [];
  const isCorrected = actions.some(
    ({ changes, from }) => changes.includes('setUrgency') && from.includes(state),
  );
  const after = raised(order, 'high', at + HOUR);
  expect(after !== null).toBe(isCorrected);
  if (after !== null) expect(after.order).toMatchObject({ state, urgency: 'high' });
});
