/** What must always hold, under random people, clocks and commands. */
import fc from 'fast-check';
import {
  birth,
  granted,
  nextLookAt,
  reassignIfGone,
  tick,
  transition,
  undelivered,
} from '../../../cloudfunctions/engine';
import { AppError } from '../../../miniprogram/shared/errors';
import { HOUR, MINUTE } from '../../../miniprogram/shared/time';
import type { OrderCore } from '../../../typings/domain';
import type { Command, EngineActor, Transition, World } from '../../../typings/flow';
import { factsOf, flow, frozen, guest, INPUTS, NINE, person, STAFF, URGENCIES, worldAt } from './plant';

/** Those whose leaving would leave the plant without three people in charge. */
const STAY = ['gm', 'safe', 'lead', 'head'];
/** Enough to meet every move in every state many times over. */
const RUNS = 150;
const IDS = STAFF.map(({ id }) => id);

type Move =
  | { kind: 'act'; pick: number; who: number; input: Command['input']; wait: number }
  | { kind: 'any'; action: string; who: string; input: Command['input']; wait: number }
  | { kind: 'wait'; wait: number }
  | { kind: 'unreached'; wait: number }
  | { kind: 'leave'; who: string; wait: number };

const wait = fc.oneof(
  fc.integer({ min: 0, max: 3 * HOUR }),
  fc.integer({ min: 0, max: 100 * HOUR }),
  fc.constant(MINUTE),
);
const input = fc.record(
  {
    personId: fc.constantFrom(...IDS, 'nobody'),
    onSite: fc.boolean(),
    urgency: fc.constantFrom(...URGENCIES),
  },
  { requiredKeys: ['personId', 'onSite', 'urgency'] },
);
const actions = [...new Set(flow.actions.map(({ id }) => id))];

const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({ kind: fc.constant('act'), pick: fc.nat(), who: fc.nat(), input, wait }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('any'),
        action: fc.constantFrom(...actions),
        who: fc.constantFrom(...IDS, 'guest'),
        input,
        wait,
      }),
    },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait'), wait }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('unreached'), wait }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('leave'), who: fc.constantFrom(...IDS), wait }) },
  ),
  { minLength: 1, maxLength: 30 },
);

const report = fc.record({
  urgency: fc.constantFrom(...URGENCIES),
  suspectedMajor: fc.boolean(),
  reporter: fc.constantFrom('rep', 'elec', 'safe', 'fixy', 'guest'),
});

const actorOf = (id: string): EngineActor => (id === 'guest' ? guest : person(id));

/** The input of an action from the flow's own forms, with the random choices put in. */
function inputFor(id: string, state: string, choice: Command['input']): Command['input'] {
  const form = flow.actions.find((a) => a.id === id && a.from.includes(state))?.form ?? [];
  const given = { ...INPUTS[id], ...choice };
  return Object.fromEntries(
    Object.entries(given).filter(([field]) => form.some((asked) => asked.id === field)),
  );
}

/** Runs a command; a refusal is an AppError and changes nothing. */
function attempt(
  order: OrderCore,
  action: string,
  actor: EngineActor,
  choice: Command['input'],
  world: World,
) {
  try {
    const command = frozen({ action, input: inputFor(action, order.state, choice) });
    return transition(flow, order, command, frozen(actor), world);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** One story of an order, each step checked by `check(before, after, world, move)`. */
type Check = (before: OrderCore | null, done: Transition, world: World, what: string) => void;

function play(
  first: { urgency: OrderCore['urgency']; suspectedMajor: boolean; reporter: string },
  story: Move[],
  check: Check,
): void {
  const left = new Set<string>();
  let now = NINE;
  const actor = actorOf(first.reporter);
  const kind = actor.kind === 'guest' ? 'guest' : 'person';
  const start = birth(
    flow,
    frozen(
      factsOf({
        urgency: first.urgency,
        suspectedMajor: first.suspectedMajor,
        reporter: { kind, id: actor.id, name: actor.name, visibility: 'named' },
      }),
    ),
    worldAt(now),
  );
  check(null, start, worldAt(now), 'report');
  let order = frozen(start.order);

  const apply = (done: Transition | null, what: string): void => {
    if (done === null) return;
    check(order, done, worldAt(now, left), what);
    order = frozen(done.order);
  };
  /** What the minute timer does, in its order. */
  const sweep = (): void => {
    apply(reassignIfGone(flow, order, worldAt(now, left)), 'reassigned');
    apply(tick(flow, order, worldAt(now, left)), 'tick');
  };

  for (const move of story) {
    now += move.wait;
    const world = worldAt(now, left);
    if (move.kind === 'leave' && !STAY.includes(move.who)) left.add(move.who);
    if (move.kind === 'unreached' && order.next !== null) {
      apply(undelivered(flow, order, order.next.owner.id, 'assigned', world), 'undelivered');
    }
    if (move.kind === 'act') {
      const able = [...IDS.filter((id) => !left.has(id)), 'guest'].flatMap((id) =>
        granted(flow, order, actorOf(id), world).map((action) => ({ id, action: action.id })),
      );
      const chosen = able[move.pick % Math.max(1, able.length)];
      if (chosen !== undefined) {
        apply(attempt(order, chosen.action, actorOf(chosen.id), move.input, world), chosen.action);
      }
    }
    if (move.kind === 'any' && !left.has(move.who)) {
      apply(attempt(order, move.action, actorOf(move.who), move.input, world), move.action);
    }
    sweep();
  }
}

const always = (check: Check, numRuns = RUNS): void =>
  fc.assert(
    fc.property(report, moves, (first, story) => play(first, story, check)),
    { numRuns },
  );

it('the stories meet every state, every action and everything the clock does', () => {
  const seen = new Set<string>();
  always((_before, { order, happenings }) => {
    seen.add(order.state);
    happenings.forEach(({ action }) => seen.add(action));
  });
  const clock = ['report', 'climbed', 'passedOn', 'undelivered', 'reassigned'];
  expect([...seen].sort()).toEqual(
    [...new Set([...flow.states.map(({ id }) => id), ...actions, ...clock])].sort(),
  );
});

it('every open order has one active owner, why, a deadline and a next look; a closed one has none', () => {
  always((_before, { order }, world, what) => {
    expect(order.open).toBe(!flow.states.find(({ id }) => id === order.state)!.end);
    if (!order.open) {
      expect([order.next, order.nextDueAt]).toEqual([null, null]);
      expect(order.closedAt).not.toBeNull();
      return;
    }
    const { owner, explain, dueAt } = order.next!;
    if (what !== 'tick' && what !== 'undelivered') expect(world.duty.active(owner.id)).not.toBeNull();
    expect(explain).not.toBe('');
    expect(Number.isFinite(dueAt)).toBe(true);
    expect(order.closedAt).toBeNull();
    expect(order.nextDueAt).toBe(nextLookAt(flow, order));
  });
});

it('the verifier is neither fixer nor 整改责任人, and nobody is asked twice in a round', () => {
  always((before, { order }, _world, what) => {
    if (order.state !== 'awaitingVerification') return;
    const owner = order.next!.owner.id;
    expect([order.fixer!.id, order.rectifier!.id]).not.toContain(owner);
    if (what === 'tick') expect(order.passedOver).not.toContain(owner);
    if (before?.state === order.state)
      expect(order.passedOver.slice(0, before.passedOver.length)).toEqual(before.passedOver);
  });
});

it('while the fix is due, the owner is the fixer, and somebody is in charge', () => {
  always((_before, { order }) => {
    if (order.state !== 'rectifying') return;
    expect(order.next!.owner.id).toBe(order.fixer!.id);
    expect(order.rectifier).not.toBeNull();
    expect(order.rounds.at(-1)!.fixer!.id).toBe(order.fixer!.id);
  });
});

it('rev grows by one with each change, and rounds only grow', () => {
  always((before, { order }) => {
    expect(order.rev).toBe((before?.rev ?? 0) + 1);
    expect(order.rounds.map(({ no }) => no)).toEqual(order.rounds.map((_, index) => index + 1));
    expect(order.round).toBe(order.rounds.length);
    if (before !== null) expect(order.rounds.length - before.rounds.length).toBeGreaterThanOrEqual(0);
  });
});

it('only a corrected urgency moves the resolve deadline, and raising it never moves it later', () => {
  always((before, { order }, _world, what) => {
    if (before === null) return;
    if (what !== 'correctUrgency') expect(order.resolveDueAt).toBe(before.resolveDueAt);
    else if (URGENCIES.indexOf(order.urgency) < URGENCIES.indexOf(before.urgency)) {
      expect(order.resolveDueAt).toBeLessThanOrEqual(before.resolveDueAt);
      expect(order.next!.dueAt).toBeLessThanOrEqual(before.next!.dueAt);
    }
  });
});

it('a tick settles: nothing is due after it', () => {
  always((_before, { order }, world, what) => {
    if (what !== 'tick') return;
    expect(order.nextDueAt ?? Infinity).toBeGreaterThan(world.now);
    expect(tick(flow, frozen(order), world)).toBeNull();
  });
});

it('climbs each rung of a step once', () => {
  let seen = new Set<string>();
  always((before, { order, happenings }) => {
    if (before === null) seen = new Set();
    for (const { action, detail } of happenings) {
      if (!before?.next || !['climbed', 'undelivered', 'passedOn'].includes(action)) continue;
      const { owner, since, dueAt } = before.next;
      const key = [order.state, owner.id, since, dueAt, detail['rung']].join();
      expect(seen.has(key)).toBe(false);
      seen.add(key);
    }
    const climbed = order.next?.climbed ?? [];
    expect(new Set(climbed).size).toBe(climbed.length);
  });
});

it('every change is told on the trail, and effects have keys that can be stored', () => {
  always((before, { order, happenings, effects }) => {
    expect(happenings.length).toBeGreaterThan(0);
    expect(happenings[0]!.from).toBe(before?.state ?? null);
    expect(happenings.at(-1)!.to).toBe(order.state);
    expect(Object.keys(effects).filter((key) => /[.$]/.test(key))).toEqual([]);
    expect(JSON.parse(JSON.stringify({ order, happenings, effects }))).toEqual({
      order,
      happenings,
      effects,
    });
  });
});

it('pushes the general manager only when it may be major', () => {
  always((_before, { order, effects }) => {
    if (order.suspectedMajor || order.next?.owner.id === 'gm') return;
    const told = Object.values(effects).flatMap((effect) => (effect.kind === 'notice' ? [effect.to.id] : []));
    const party = [order.fixer?.id, order.rectifier?.id];
    if (!party.includes('gm')) expect(told).not.toContain('gm');
  });
});

it('a button that is offered works, one that is not does not', () => {
  always((_before, { order }, world) => {
    const here = (id: string): boolean => world.duty.active(id) !== null;
    const spare = ['other', 'chief', 'head', 'lead'].find((id) => id !== order.next?.owner.id && here(id));
    const choice: Command['input'] = {
      ...(spare === undefined ? {} : { personId: spare }),
      urgency: order.urgency === 'low' ? 'high' : 'low',
      onSite: true,
    };
    for (const id of IDS.filter(here)) {
      const offered = granted(flow, order, person(id), world).map((action) => action.id);
      const works = actions.filter((action) => attempt(order, action, person(id), choice, world) !== null);
      expect([id, [...offered].sort()]).toEqual([id, works.sort()]);
    }
  }, RUNS / 10);
});
