/** Orders that are counted: reported, worked on, put right and opened again by the engine, and written by the store. */
import { granted, tick, transition } from '../../cloudfunctions/engine';
import { addOrder, getOrder, writeAct, writeBeside } from '../../cloudfunctions/features/order/store';
import { AppError } from '../../miniprogram/shared/errors';
import { HOUR } from '../../miniprogram/shared/time';
import type { Order, OrderCore, TrailEntry } from '../../typings/domain';
import type { EngineActor, Transition } from '../../typings/flow';
import { book, born, factsOf, guest, inputOf, person, STAFF, worldAt } from '../unit/engine/plant';
import type { Chance } from './chance';

const SYSTEM = { kind: 'system', id: 'system', name: '系统', role: '' } as const;

/** What was done, as the trail keeps it. */
const entriesOf = ({ happenings }: Transition, at: number, by: TrailEntry['actor']): TrailEntry[] =>
  happenings.map((one) => ({
    ...{ seq: 0, at, actor: by, requestId: null, inputHash: null, prev: '', mac: '' },
    ...one,
  }));

const actorOf = ({ kind, id, name }: EngineActor): TrailEntry['actor'] => ({ kind, id, name, role: '' });

/** An order with nothing beside what the engine knows. */
const orderOf = (core: OrderCore, trail: TrailEntry[], lastActAt: number): Order => ({
  ...core,
  ...{ schema: 1, description: '', urgencyReason: null, position: null, observedAt: null, pins: {} },
  ...{ evidence: {}, comments: [], relations: {}, trail, trailParts: 0, outbox: {}, outboxDueAt: null },
  ...{ outboxSeq: 0, reached: {}, contentCheck: 'pass', lastActAt },
});

const AREAS = [
  { areaId: 'a1', areaName: '焊接车间', departmentId: 'd1' },
  { areaId: 'a2', areaName: '涂装车间', departmentId: 'd2' },
  { areaId: 'a3', areaName: '库房', departmentId: 'd2' },
] as const;

/** Reports one. */
export async function makeOrder(id: string, now: number, chance: Chance): Promise<void> {
  const { place } = factsOf();
  const pointId = chance.of(['p7', 'p8', null]);
  const named = { kind: 'person', id: chance.of(['rep', 'other', 'fixy']), name: '小李' } as const;
  const reporter = {
    ...(chance.is(0.8) ? named : ({ kind: 'guest', id: 'g1', name: '' } as const)),
    visibility: 'named',
  } as const;
  const start = chance.of(['hazard', 'hazard', 'hazard', 'suspectedMajor', 'selfFixed'] as const);
  const facts = factsOf({
    ...{ _id: id, reporter, number: `YH-20261126-${id}`, categoryId: chance.of(['electric', 'site']) },
    ...{
      templateId: chance.of(['t1', 't2', null]),
      kind: chance.of(['thing', 'thing', 'behaviour'] as const),
    },
    urgency: chance.of(['high', 'medium', 'low'] as const),
    level: start === 'suspectedMajor' ? 'undetermined' : 'general',
    suspectedMajor: start === 'suspectedMajor',
    place: { ...place, ...chance.of(AREAS), pointId, pointName: pointId === null ? null : `${pointId} 号` },
    ...(start === 'selfFixed' ? { selfFixed: '门关上了' } : {}),
  });
  const done = born(facts, now, undefined, start);
  const by = reporter.kind === 'guest' ? actorOf(guest) : actorOf(person(reporter.id));
  await addOrder(orderOf(done.order, entriesOf(done, now, by), now));
}

/** Writes what became of it, as a command does; never over what somebody else wrote meanwhile. */
async function write(
  order: Order,
  done: Transition | null,
  now: number,
  by: TrailEntry['actor'],
): Promise<void> {
  if (done === null) return;
  const { _id, ...core } = done.order;
  const change = {
    ...core,
    rev: order.rev + 1,
    trail: [...order.trail, ...entriesOf(done, now, by)],
    lastActAt: now,
  };
  await writeAct(_id, order.rev, change);
}

/** Somebody does something of what is theirs to do, or the clock does. */
export async function changeOrder(id: string, now: number, chance: Chance): Promise<void> {
  const order = await getOrder(id);
  if (order === null) return;
  if (chance.is(0.25)) {
    const earned = `earned.valid#${chance.below(3)}`;
    await writeBeside(id, {}, { [earned]: chance.of([-10, 5, 10]) });
    return;
  }
  if (chance.is(0.05)) {
    // A reading of the rolls may call a place another name, and say of whom it is.
    await writeAct(id, order.rev, {
      rev: order.rev + 1,
      place: { ...order.place, ...chance.of(AREAS), areaName: `新${chance.below(3)}` },
    });
    return;
  }
  if (chance.is(0.05)) {
    // Decided by a person: a flow of its own, of which the counting knows the result alone.
    await writeAct(id, order.rev, { rev: order.rev + 1, level: chance.of(['major', 'general'] as const) });
    return;
  }
  if (chance.is(0.1)) return write(order, tick(book, order, worldAt(now + HOUR)), now, SYSTEM);
  const near = [order.next?.owner.id, order.rectifier?.id, order.fixer?.id, order.reporter.id, 'safe', 'gm'];
  const ids = near.filter((one): one is string => STAFF.some((member) => member.id === one));
  const actor = person(chance.of(chance.is(0.8) ? ids : STAFF.map((member) => member.id)));
  const buttons = granted(book, order, actor, worldAt(now));
  if (buttons.length === 0) return;
  const action = chance.of(buttons).id;
  try {
    const command = { action, input: inputOf(action, order.state) };
    await write(order, transition(book, order, command, actor, worldAt(now)), now, actorOf(actor));
  } catch (error) {
    // What the rules refuse at that moment does not happen.
    if (!(error instanceof AppError)) throw error;
  }
}
