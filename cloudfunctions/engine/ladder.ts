/** Moves an order up its ladder when a deadline is missed or a message does not arrive. */
import type { Flow, Happening, Recipient, Rung, Transition, World } from '../../typings/flow';
import type { Effect, NextStep, OrderCore } from '../../typings/domain';
import { freshDueAt } from './deadlines';
import { noticesFor, recipientOf, type Telling } from './effects';
import { stateOf } from './flow';
import { nextVerifier } from './owners';
import { spokenName } from './parties';
import { pendingRungs, scheduled } from './rungs';
import { freshStep } from './step';

/** Stands among the climbed rungs once a message to this owner was found undelivered. No rung may be called so. */
export const UNDELIVERED = 'undelivered';

/** Above the owner: reaching one of these makes them a party to the order. */
const ABOVE: readonly Recipient[] = [
  'rectifier',
  'siteKeeper',
  'ownerBoss',
  'dutyLeader',
  'safety',
  'manager',
];

interface Climb {
  order: OrderCore;
  happening: Happening;
  effects: Record<string, Effect>;
}

/** An order that is open, with its step at hand. */
type Running = OrderCore & { next: NextStep };

const isRunning = (order: OrderCore): order is Running => order.next !== null;

const tellingOf = (order: OrderCore): Telling => ({
  order,
  previousOwner: null,
  reason: '',
  actorId: null,
});

/** What the clock did: `climbed` and `undelivered` told somebody, `passedOn` moved the verification. */
type Doing = 'climbed' | 'undelivered' | 'passedOn';

function happeningOf(action: Doing, order: Running, detail: Happening['detail']): Happening {
  return { action, from: order.state, to: order.state, detail };
}

/** Tells somebody; the owner stays accountable. */
function tell(order: Running, rung: Rung, doing: Doing, world: World): Climb {
  const person = recipientOf(rung.to, tellingOf(order), world);
  const reached = person !== null && ABOVE.includes(rung.to) && person.id !== order.next.owner.id;
  const next: NextStep = {
    ...order.next,
    climbed: [...order.next.climbed, rung.id],
    escalatedTo: reached ? { ...person, at: world.now } : order.next.escalatedTo,
  };
  const after: Running = { ...order, next };
  return {
    order: after,
    happening: happeningOf(doing, after, {
      rung: rung.id,
      notice: rung.notice,
      told: person,
      toName: person === null ? null : spokenName(order, person),
      owner: next.owner,
      dueAt: next.dueAt,
    }),
    effects: noticesFor([rung], tellingOf(after), world),
  };
}

/** Gives the verification to the next who may; where nobody is left, it stays and the ladder goes on. */
function passOn(flow: Flow, order: Running, rung: Rung, world: World): Climb {
  const { owner } = order.next;
  const passed: OrderCore = { ...order, passedOver: [...order.passedOver, owner.id] };
  const verifier = nextVerifier(passed, world);
  if (verifier === null) {
    const next = { ...order.next, climbed: [...order.next.climbed, rung.id] };
    const after: Running = { ...order, next };
    return {
      order: after,
      happening: happeningOf('climbed', after, { rung: rung.id, told: null, owner }),
      effects: {},
    };
  }
  const dueAt = freshDueAt(stateOf(flow, order.state).deadline ?? 'verify', passed, world);
  const after: Running = { ...passed, next: freshStep(verifier, dueAt, world) };
  return {
    order: after,
    happening: happeningOf('passedOn', after, {
      rung: rung.id,
      notice: rung.notice,
      passedOver: owner,
      owner: verifier.person,
      explain: verifier.explain,
      dueAt,
    }),
    effects: noticesFor([rung], tellingOf(after), world),
  };
}

/**
 * Climbs every rung that is due, each once; afterwards nothing is due any more.
 * @returns null when nothing is due
 */
export function tick(flow: Flow, order: OrderCore, world: World): Transition | null {
  const state = stateOf(flow, order.state);
  let after: OrderCore = { ...order, rev: order.rev + 1 };
  const happenings: Happening[] = [];
  const effects: Record<string, Effect> = {};
  for (;;) {
    const due = pendingRungs(state, after).find(({ at }) => at <= world.now);
    if (due === undefined || !isRunning(after)) break;
    const { rung } = due;
    const climb = rung.passOn ? passOn(flow, after, rung, world) : tell(after, rung, 'climbed', world);
    after = climb.order;
    happenings.push(climb.happening);
    Object.assign(effects, climb.effects);
  }
  return happenings.length === 0 ? null : { order: scheduled(flow, after), happenings, effects };
}

/**
 * A message that had to arrive did not reach the owner: the next rung that tells somebody else is climbed
 * at once, so that a person can call them. The step itself is not taken away before its deadline.
 * @param personId - whom the message did not reach
 * @param notice - which message
 * @returns null when that person no longer owns the step, when it was climbed for them already,
 *   or when no rung tells anybody else
 */
export function undelivered(
  flow: Flow,
  order: OrderCore,
  personId: string,
  notice: string,
  world: World,
): Transition | null {
  if (!isRunning(order) || order.next.owner.id !== personId) return null;
  if (order.next.climbed.includes(UNDELIVERED)) return null;
  const state = stateOf(flow, order.state);
  const telling = tellingOf(order);
  const pending = pendingRungs(state, order).find(({ rung }) => {
    const told = rung.passOn ? null : recipientOf(rung.to, telling, world);
    return told !== null && told.id !== personId;
  });
  if (pending === undefined) return null;
  const next: NextStep = { ...order.next, climbed: [...order.next.climbed, UNDELIVERED] };
  const marked: Running = { ...order, rev: order.rev + 1, next };
  const { order: after, happening, effects } = tell(marked, pending.rung, 'undelivered', world);
  return {
    order: scheduled(flow, after),
    happenings: [{ ...happening, detail: { ...happening.detail, undelivered: notice } }],
    effects,
  };
}
