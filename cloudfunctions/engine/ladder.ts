/** What the clock does to an order: climbs its ladder, hands a step on when a turn ends, reminds of duties by law. */
import type { FlowBook, Happening, Recipient, Rung, Transition, World } from '../../typings/flow';
import type { Duty, Effect, Millis, NextStep, OrderCore } from '../../typings/domain';
import { whenText } from '../../miniprogram/shared/time';
import { LAW_DUTY_WORDS } from '../../miniprogram/shared/words';
import { freshDueAt, handOverDueAt } from './deadlines';
import { noticesFor, noticeTo, recipientOf, type Telling } from './effects';
import { flowFor, placeOf, targetOf } from './flow';
import { isActive, movesAt, nextVerifier, ownerInTime } from './owners';
import { spokenName } from './parties';
import { pendingDuties, pendingRungs, scheduled } from './rungs';
import { draftOf, enter, freshStep, handedOn } from './step';

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
  /** Null when only the time to look again changed: nothing anybody would want to read of. */
  happening: Happening | null;
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

/**
 * What the clock did: `climbed` and `undelivered` told somebody, `passedOn` moved the verification, `movedOn` the order
 * to another state, `shiftMoved` the step to whoever is on duty now, `dutyReminded` told of a duty by law.
 */
type Doing = 'climbed' | 'undelivered' | 'passedOn' | 'movedOn' | 'shiftMoved' | 'dutyReminded';

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
function passOn(book: FlowBook, order: Running, rung: Rung, world: World): Climb {
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
  const dueAt = freshDueAt(placeOf(book, order).state.deadline ?? 'verify', passed, world);
  const after: Running = { ...passed, next: freshStep(verifier, dueAt, null, world) };
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

/** The order goes on by itself: 暂缓 that is over, a transfer that nobody took up. */
function moveOn(book: FlowBook, order: Running, rung: Rung, target: string, world: World): Climb {
  const to = targetOf(book, flowFor(book, order), target);
  const after = enter(book, draftOf(order, null), to, world);
  const telling = { ...tellingOf(after), previousOwner: order.next.owner };
  return {
    order: after,
    happening: {
      action: 'movedOn',
      from: order.state,
      to: to.state.id,
      detail: {
        rung: rung.id,
        flow: to.flow.id,
        previousOwner: order.next.owner,
        owner: after.next?.owner ?? null,
        explain: after.next?.explain ?? null,
        dueAt: after.next?.dueAt ?? null,
      },
    },
    effects: noticesFor([rung], telling, world),
  };
}

/**
 * The turn of the owner ended: the step goes to whoever the owner rule names now, confirmed or not. The resolve clock
 * runs on; a new owner gets at least `handOver`, see {@link handedOn} for the ladder.
 */
function shiftMove(book: FlowBook, order: Running, world: World): Climb {
  const { flow, state } = placeOf(book, order);
  const running = order.next;
  const owner = ownerInTime(state, order, running, world);
  const again = movesAt(state, owner.person, world);
  if (owner.person.id === running.owner.id) {
    return { order: { ...order, next: { ...running, movesAt: again } }, happening: null, effects: {} };
  }
  const dueAt = handOverDueAt(running.dueAt, order, world);
  const next = handedOn(running, freshStep(owner, dueAt, again, world), state);
  const after: Running = { ...order, next };
  return {
    order: after,
    happening: happeningOf('shiftMoved', after, {
      previousOwner: running.owner,
      owner: next.owner,
      explain: next.explain,
      dueAt: next.dueAt,
    }),
    effects: noticesFor(flow.onMove.notices, { ...tellingOf(after), previousOwner: running.owner }, world),
  };
}

/** What is to be done, and by when: the order itself may be on another step, or closed. */
const dutyFacts = ({ id, dueAt }: Duty, now: Millis): Record<string, string | number> => ({
  text: LAW_DUTY_WORDS[id],
  due: whenText(dueAt, now),
  dueAt,
});

/** Tells whoever answers for it that a duty by law is due, once; should they have left, safety answers for it. */
function remindDuty(book: FlowBook, order: OrderCore, world: World): Climb | null {
  const due = pendingDuties(order).find(({ dueAt }) => dueAt <= world.now);
  if (due === undefined) return null;
  const { id, name } = isActive(due.owner, world) ? due.owner : world.duty.safety(world.now);
  const reminded = { ...due, owner: { id, name }, remindedAt: world.now };
  const after = { ...order, duties: order.duties.map((duty) => (duty === due ? reminded : duty)) };
  const notice = book.duties.find((each) => each.id === due.id)?.notice;
  return {
    order: after,
    happening: {
      action: 'dutyReminded',
      from: order.state,
      to: order.state,
      detail: { duty: due.id, told: reminded.owner, dueAt: due.dueAt },
    },
    effects:
      notice === undefined
        ? {}
        : noticeTo(reminded.owner, notice, tellingOf(after), world, {
            id: due.id,
            facts: dutyFacts(due, world.now),
          }),
  };
}

/** What is due of the running step: in the order in which it fell due, so that a late timer loses nothing. */
function nextOfStep(book: FlowBook, order: Running, world: World): Climb | null {
  const [due] = pendingRungs(placeOf(book, order).state, order, world);
  const turnEnds = order.next.movesAt ?? Infinity;
  if (turnEnds <= world.now && turnEnds <= (due?.at ?? Infinity)) return shiftMove(book, order, world);
  if (due === undefined || due.at > world.now) return null;
  const { rung } = due;
  if (rung.moveTo !== undefined) return moveOn(book, order, rung, rung.moveTo, world);
  return rung.passOn ? passOn(book, order, rung, world) : tell(order, rung, 'climbed', world);
}

/** The next thing that is due on an order; null when nothing is. */
function nextClimb(book: FlowBook, order: OrderCore, world: World): Climb | null {
  const step = isRunning(order) ? nextOfStep(book, order, world) : null;
  return step ?? remindDuty(book, order, world);
}

/** More than any ladder and all duties have steps: a flow that leads in a circle at one instant is stopped here. */
const MOST_STEPS = 60;

/**
 * Does everything that is due, each once; afterwards nothing is due any more.
 * @returns null when nothing is due. Without happenings only the time to look again changed, and `rev` stays
 * @throws Error when the flow leads in a circle
 */
export function tick(book: FlowBook, order: OrderCore, world: World): Transition | null {
  let after: OrderCore = { ...order, rev: order.rev + 1 };
  const happenings: Happening[] = [];
  const effects: Record<string, Effect> = {};
  for (let steps = 0; ; steps += 1) {
    const climb = nextClimb(book, after, world);
    if (climb === null) {
      if (steps === 0) return null;
      const rev = happenings.length === 0 ? order.rev : after.rev;
      return { order: scheduled(book, { ...after, rev }, world), happenings, effects };
    }
    if (steps === MOST_STEPS) throw new Error(`order ${order._id} goes in a circle in ${after.state}`);
    after = climb.order;
    if (climb.happening !== null) happenings.push(climb.happening);
    Object.assign(effects, climb.effects);
  }
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
  book: FlowBook,
  order: OrderCore,
  personId: string,
  notice: string,
  world: World,
): Transition | null {
  if (!isRunning(order) || order.next.owner.id !== personId) return null;
  if (order.next.climbed.includes(UNDELIVERED)) return null;
  const { state } = placeOf(book, order);
  const telling = tellingOf(order);
  const pending = pendingRungs(state, order, world).find(({ rung }) => {
    const moves = rung.passOn || rung.moveTo !== undefined;
    const told = moves ? null : recipientOf(rung.to, telling, world);
    return told !== null && told.id !== personId;
  });
  if (pending === undefined) return null;
  const next: NextStep = { ...order.next, climbed: [...order.next.climbed, UNDELIVERED] };
  const marked: Running = { ...order, rev: order.rev + 1, next };
  const { order: after, happening, effects } = tell(marked, pending.rung, 'undelivered', world);
  return {
    order: scheduled(book, after, world),
    happenings:
      happening === null ? [] : [{ ...happening, detail: { ...happening.detail, undelivered: notice } }],
    effects,
  };
}
