/** The end of a turn on duty: a step that the roster gave goes on to whoever is on duty then, whether they confirmed or not. */
import { tick } from '../../../cloudfunctions/engine';
import { HOUR, MINUTE } from '../../../miniprogram/shared/time';
import type { OrderCore } from '../../../typings/domain';
import { act, book, born, NINE, orderIn, shiftEnd, told, worldAt } from './plant';
import { reach, startOf, take } from './ways';

const EVENING = shiftEnd(NINE);
const MORNING = shiftEnd(EVENING);

const tickAt = (order: OrderCore, at: number) => tick(book, order, worldAt(at));
const proposed = (at: number): OrderCore => born({}, at, undefined, 'stop').order;

describe('at the end of the turn', () => {
  it('the step goes to whoever is on duty now, who is told and gets time to take it over', () => {
    const order = proposed(EVENING - 90 * MINUTE);
    expect(order.next).toMatchObject({ owner: { id: 'keep' }, movesAt: EVENING });
    const moved = tickAt(order, EVENING)!;
    expect(moved.order).toMatchObject({
      rev: order.rev + 1,
      state: 'proposed',
      next: {
        owner: { id: 'keep2' },
        since: EVENING,
        dueAt: EVENING + HOUR,
        climbed: [],
        movesAt: MORNING,
      },
    });
    expect(told(moved)).toContain('shiftMoved → keep2');
    expect(moved.happenings.at(-1)).toMatchObject({
      action: 'shiftMoved',
      from: 'proposed',
      to: 'proposed',
      detail: { previousOwner: { id: 'keep' }, owner: { id: 'keep2' } },
    });
  });

  it('nobody loses time that was left', () => {
    const order = proposed(EVENING - 10 * MINUTE);
    expect(tickAt(order, EVENING)!.order.next!.dueAt).toBe(order.next!.dueAt);
  });

  it('the clock of the fix runs on', () => {
    const order = proposed(EVENING - HOUR);
    expect(tickAt(order, EVENING)!.order.resolveDueAt).toBe(order.resolveDueAt);
  });

  it('not a minute before', () => {
    const order = proposed(EVENING - 10 * MINUTE);
    expect(tickAt(order, EVENING - 1)).toBeNull();
  });

  it('a timer that comes late finds whoever is on duty by then', () => {
    const order = proposed(EVENING - HOUR);
    const moved = tickAt(order, MORNING + HOUR);
    expect(moved!.order.next).toMatchObject({ owner: { id: 'keep' }, movesAt: shiftEnd(MORNING) });
    expect(moved!.happenings.filter(({ action }) => action === 'shiftMoved')).toEqual([]);
  });

  it('safety hands on to the duty leader, and takes over again in the morning', () => {
    const evening = tickAt(startOf('suspectedMajor'), EVENING)!.order;
    expect(evening.next!.owner.id).toBe('lead');
    expect(tickAt(evening, MORNING)!.order.next!.owner.id).toBe('safe');
  });
});

describe('the same person again', () => {
  it('keeps the step without a word, and the order its revision', () => {
    const order = born({ urgency: 'low' }, EVENING - HOUR).order;
    expect(order.next).toMatchObject({ owner: { id: 'elec' }, movesAt: EVENING });
    const kept = tickAt(order, EVENING)!;
    expect(kept).toMatchObject({ happenings: [], effects: {} });
    expect(kept.order).toEqual({
      ...order,
      nextDueAt: MORNING,
      next: { ...order.next, movesAt: MORNING },
    });
  });

  it('is counted as a change when something else is due in the same minute', () => {
    const order = born({ urgency: 'medium' }, EVENING - 2 * HOUR).order;
    const done = tickAt(order, EVENING)!;
    expect(told(done)).toEqual(['reminder → elec']);
    expect(done.order.rev).toBe(order.rev + 1);
  });
});

it.each(['hazard/transferred', 'hazard/rectifying', 'hazard/deferred', 'hazard/awaitingVerification'])(
  'who was named keeps the step after the shift: %s',
  (path) => {
    expect(reach(path).order.next!.movesAt).toBeNull();
  },
);

it('an act that leaves the step where it is leaves the end of the turn too', () => {
  const ruling = reach('hazard/ruling').order;
  expect(act(ruling, 'interim', 'safe', NINE + 3 * HOUR).order.next!.movesAt).toBe(ruling.next!.movesAt);
});

describe('the ladder', () => {
  it('is not climbed again by the next shift once the deadline was missed', () => {
    const order = proposed(EVENING - 150 * MINUTE);
    const late = tickAt(order, EVENING - 30 * MINUTE)!;
    expect(told(late)).toEqual(['reminder → keep', 'escalated → lead']);
    const moved = tickAt(late.order, EVENING)!;
    expect(moved.order.next).toMatchObject({
      owner: { id: 'keep2' },
      climbed: ['dutyLeader'],
      escalatedTo: { id: 'lead' },
      dueAt: EVENING + HOUR,
    });
    let after = moved.order;
    const heard: string[] = [];
    for (let at = EVENING; at < MORNING; at += 10 * MINUTE) {
      const done = tickAt(after, at);
      if (done === null) continue;
      after = done.order;
      heard.push(...told(done));
    }
    expect(heard).toEqual(['reminder → keep2', 'escalated → lead']);
    expect(after.next!.climbed).toEqual(['dutyLeader', 'halfTime', 'safety']);
  });

  it('begins anew for the next shift while there is still time', () => {
    const order = proposed(EVENING - 75 * MINUTE);
    const half = tickAt(order, EVENING - 10 * MINUTE)!.order;
    expect(half.next!.climbed).toEqual(['halfTime']);
    expect(tickAt(half, EVENING)!.order.next).toMatchObject({ owner: { id: 'keep2' }, climbed: [] });
  });
});

it('a signature is asked of the same person after the shift, where no roster names them', () => {
  const asked = take(orderIn('rectifying'), 'defer', 'elec', EVENING - HOUR).order;
  expect(asked.next!.owner.id).toBe('head');
  const after = tickAt(asked, EVENING)!;
  expect(after.order.next!.owner.id).toBe('head');
  expect(after.happenings.filter(({ action }) => action === 'shiftMoved')).toEqual([]);
});
