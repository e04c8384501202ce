/** What must always hold, under random people, clocks and commands. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import {
  actionOf,
  birth,
  flowFor,
  granted,
  nextLookAt,
  placeOf,
  reassignIfGone,
  tick,
  transition,
  undelivered,
} from '../../../cloudfunctions/engine';
import { AppError } from '../../../miniprogram/shared/errors';
import { DAY, HOUR, MINUTE } from '../../../miniprogram/shared/time';
import type { OrderCore } from '../../../typings/domain';
import type { Command, EngineActor, FlowStart, Transition, World } from '../../../typings/flow';
import { book, factsOf, frozen, FULL, guest, NINE, person, STAFF, URGENCIES, worldAt } from './plant';

/** Those whose leaving would leave the plant without three people in charge. */
const STAY = ['gm', 'safe', 'lead', 'head'];
/** Enough to meet every move in every state many times over. */
const RUNS = process.env.TEST_LONG === '1' ? 400 : 100;
const IDS = STAFF.map(({ id }) => id);

type Move =
  | { kind: 'act'; pick: number; who: number; aside: boolean; input: Command['input']; wait: number }
  | { kind: 'any'; action: string; who: string; input: Command['input']; wait: number }
  | { kind: 'wait'; wait: number }
  | { kind: 'unreached'; wait: number }
  | { kind: 'leave'; who: string; wait: number };

const wait = fc.oneof(
  fc.integer({ min: 0, max: 3 * HOUR }),
  fc.integer({ min: 0, max: 100 * HOUR }),
  fc.constant(MINUTE),
);
const input = fc.record({
  personId: fc.constantFrom(...IDS, 'nobody'),
  onSite: fc.boolean(),
  urgency: fc.constantFrom(...URGENCIES),
  duty: fc.constantFrom('reportRegulator', 'notifyWorkers'),
});
/** Whether somebody picks from the whole menu, or leads on. */
const aside = fc.nat({ max: 2 }).map((n) => n === 0);
const actions = [...new Set(book.flows.flatMap((flow) => flow.actions.map(({ id }) => id)))];

const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.oneof(
    {
      weight: 12,
      arbitrary: fc.record({ kind: fc.constant('act'), pick: fc.nat(), who: fc.nat(), aside, input, wait }),
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
  { minLength: 1, maxLength: 30, size: 'max' },
);

const STARTS = Object.keys(book.starts) as FlowStart[];
const report = fc.record({
  start: fc.constantFrom(...STARTS),
  /** By day, and by night when the duty leader stands in for safety. */
  at: fc.constantFrom(NINE, NINE + 12 * HOUR),
  urgency: fc.constantFrom(...URGENCIES),
  reporter: fc.constantFrom('rep', 'elec', 'safe', 'fixy', 'guest'),
});

const actorOf = (id: string): EngineActor => (id === 'guest' ? guest : person(id));

/** All that the form of an action asks for, with the choices put in. */
function inputFor(id: string, order: OrderCore, choice: Command['input'], now: number): Command['input'] {
  const form = actionOf(flowFor(book, order), id, order.state)?.form ?? [];
  const given: Command['input'] = { ...FULL, until: now + DAY, ...choice };
  const asked = Object.entries(given).filter(([field]) => form.some(({ id: field2 }) => field2 === field));
  const into = id === 'merge' ? { into: { id: 'o2', number: 'YH-20261122-0008' } } : {};
  return { ...Object.fromEntries(asked), ...into };
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
    const command = frozen({ action, input: inputFor(action, order, choice, world.now) });
    return transition(book, order, command, frozen(actor), world);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** One step of a story: what it was, the order before, and what came of it in the world of that moment. */
type Step = [before: OrderCore | null, done: Transition, world: World, what: string];
type Check = (...step: Step) => void;

interface First {
  start: FlowStart;
  at: number;
  urgency: OrderCore['urgency'];
  reporter: string;
}

function play(first: First, story: Move[]): Step[] {
  const steps: Step[] = [];
  const left = new Set<string>();
  /** What was tried already gives way to what was not: so that few stories meet everything. */
  const taken = new Set<string>();
  let now = first.at;
  const actor = actorOf(first.reporter);
  const kind = actor.kind === 'guest' ? 'guest' : 'person';
  // A phone that nobody is bound to cannot say who mended it.
  const begins = first.start === 'selfFixed' && kind === 'guest' ? 'hazard' : first.start;
  const suspectedMajor = begins === 'suspectedMajor';
  const start = birth(
    book,
    begins,
    frozen(
      factsOf({
        urgency: first.urgency,
        suspectedMajor,
        level: suspectedMajor ? 'undetermined' : 'general',
        reporter: { kind, id: actor.id, name: actor.name, visibility: 'named' },
        ...(begins === 'selfFixed' ? { selfFixed: '门锁拧紧了' } : {}),
      }),
    ),
    worldAt(now),
  );
  steps.push([null, start, worldAt(now), 'report']);
  let order = frozen(start.order);

  const apply = (done: Transition | null, what: string): void => {
    if (done === null) return;
    steps.push([order, done, worldAt(now, new Set(left)), what]);
    order = frozen(done.order);
  };
  /** What the minute timer does, in its order. */
  const sweep = (): void => {
    apply(reassignIfGone(book, order, worldAt(now, left)), 'reassigned');
    apply(tick(book, order, worldAt(now, left)), 'tick');
  };

  for (const move of story) {
    now += move.wait;
    const world = worldAt(now, left);
    if (move.kind === 'leave' && !STAY.includes(move.who)) left.add(move.who);
    if (move.kind === 'unreached' && order.next !== null) {
      apply(undelivered(book, order, order.next.owner.id, 'assigned', world), 'undelivered');
    }
    if (move.kind === 'act') {
      const able = [...IDS.filter((id) => !left.has(id)), 'guest'].flatMap((id) =>
        granted(book, order, actorOf(id), world).map(({ id: action, style }) => ({ id, action, style })),
      );
      const onward = able.filter(({ style }) => style !== 'more');
      const menu = move.aside || onward.length === 0 ? able : onward;
      const fresh = menu.filter(({ action }) => !taken.has(action));
      const labels = [...new Set((fresh.length === 0 ? menu : fresh).map(({ action }) => action))];
      const label = labels[move.pick % Math.max(1, labels.length)];
      const takers = menu.filter(({ action }) => action === label);
      const chosen = takers[move.who % Math.max(1, takers.length)];
      if (chosen !== undefined) {
        taken.add(chosen.action);
        apply(attempt(order, chosen.action, actorOf(chosen.id), move.input, world), chosen.action);
      }
    }
    if (move.kind === 'any' && !left.has(move.who)) {
      apply(attempt(order, move.action, actorOf(move.who), move.input, world), move.action);
    }
    sweep();
  }
  return steps;
}

/** Every check reads the same stories: they are played once. */
const played = new Map<string, Step[]>();
function stepsOf(first: First, story: Move[]): Step[] {
  const key = JSON.stringify([first, story]);
  const steps = played.get(key) ?? play(first, story);
  played.set(key, steps);
  return steps;
}

/**
 * What chance seldom leads to: a ruling of the night that is changed in the morning, a 暂缓 that ends early, and a transfer
 * that nobody took up.
 */
const SELDOM: [First, Move[]][] = [
  [
    { start: 'hazard', at: NINE + 12 * HOUR, urgency: 'high', reporter: 'rep' },
    [
      did('transfer', 'elec', 'chief'),
      did('transfer', 'chief', 'keep'),
      did('rule', 'lead', 'keep'),
      { kind: 'wait', wait: 11 * HOUR },
      did('confirmRuling', 'safe', 'elec'),
    ],
  ],
  [
    { start: 'hazard', at: NINE, urgency: 'low', reporter: 'rep' },
    [
      did('respond', 'elec', 'fixy'),
      did('defer', 'elec', 'fixy'),
      did('approve', 'head', 'fixy'),
      did('resume', 'elec', 'fixy'),
    ],
  ],
  [
    { start: 'hazard', at: NINE, urgency: 'low', reporter: 'rep' },
    [
      did('transfer', 'elec', 'chief'),
      ...Array.from({ length: 8 }, (): Move => ({ kind: 'wait', wait: HOUR })),
    ],
  ],
];

function did(action: string, who: string, personId: string): Move {
  return { kind: 'any', action, who, input: { personId }, wait: MINUTE };
}

const always = (check: Check, numRuns = RUNS): void =>
  fc.assert(
    fc.property(report, moves, (first, story) => stepsOf(first, story).forEach((step) => check(...step))),
    { numRuns, examples: SELDOM },
  );

it('the stories meet every state, every action and everything the clock does', () => {
  const seen = new Set<string>();
  always((_before, { order, happenings }) => {
    seen.add(`${order.flow.id}/${order.state}`);
    happenings.forEach(({ action }) => seen.add(action));
  });
  const states = book.flows.flatMap((flow) => flow.states.map(({ id }) => `${flow.id}/${id}`));
  const clock = ['climbed', 'passedOn', 'movedOn', 'shiftMoved', 'dutyReminded', 'undelivered', 'reassigned'];
  expect([...seen].sort()).toEqual([...states, ...actions, ...clock, 'report'].sort());
});

it('every open order has one active owner, why, a deadline and a next look; a closed one has none', () => {
  always((_before, { order }, world, what) => {
    expect(order.open).toBe(!placeOf(book, order).state.end);
    if (!order.open) {
      const duties = order.duties.filter(({ done, remindedAt }) => done === null && remindedAt === null);
      expect([order.next, order.nextDueAt]).toEqual([null, duties[0]?.dueAt ?? null]);
      expect(order.closedAt).not.toBeNull();
      return;
    }
    const { owner, explain, dueAt } = order.next!;
    if (what !== 'tick' && what !== 'undelivered') expect(world.duty.active(owner.id)).not.toBeNull();
    expect(explain).not.toBe('');
    expect(Number.isFinite(dueAt)).toBe(true);
    expect(order.closedAt).toBeNull();
    expect(order.nextDueAt).toBe(nextLookAt(book, order, world));
  });
});

it('the verifier is neither fixer nor 整改责任人, and nobody is asked twice in a round', () => {
  always((before, { order }, _world, what) => {
    const rule = placeOf(book, order).state.owner;
    if (rule !== 'verifier' && rule !== 'checker') return;
    const owner = order.next!.owner.id;
    expect([order.fixer!.id, order.rectifier!.id, order.stoppage?.by.id]).not.toContain(owner);
    if (what === 'tick') expect(order.passedOver).not.toContain(owner);
    if (before?.state === order.state)
      expect(order.passedOver.slice(0, before.passedOver.length)).toEqual(before.passedOver);
  });
});

it('while the fix is due, the owner is the fixer, and somebody is in charge', () => {
  always((_before, { order }) => {
    if (placeOf(book, order).state.owner !== 'fixer') return;
    expect(order.next!.owner.id).toBe(order.fixer!.id);
    expect(order.rectifier).not.toBeNull();
    expect(order.rounds.at(-1)!.fixer!.id).toBe(order.fixer!.id);
  });
});

it('rev grows by one with each change that is told, and rounds only grow', () => {
  always((before, { order, happenings }) => {
    expect(order.rev).toBe((before?.rev ?? 0) + (happenings.length === 0 ? 0 : 1));
    expect(order.rounds.map(({ no }) => no)).toEqual(order.rounds.map((_, index) => index + 1));
    expect(order.round).toBe(order.rounds.length);
    if (before !== null) expect(order.rounds.length - before.rounds.length).toBeGreaterThanOrEqual(0);
  });
});

it('only a corrected urgency, a plan and the end of a pause move the resolve deadline, raising never later', () => {
  always((before, { order }, _world, what) => {
    if (before === null || what === 'plan') return;
    if (before.pausedAt !== null) expect(order.resolveDueAt).toBeGreaterThanOrEqual(before.resolveDueAt);
    else if (what !== 'correctUrgency') expect(order.resolveDueAt).toBe(before.resolveDueAt);
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
    expect(tick(book, frozen(order), world)).toBeNull();
  });
});

it('climbs each rung of a step once', () => {
  let seen = new Set<string>();
  always((before, { order, happenings }) => {
    if (before === null) seen = new Set();
    for (const { action, from, detail } of happenings) {
      if (!before?.next || !['climbed', 'undelivered', 'passedOn'].includes(action)) continue;
      const { owner, since, dueAt } = before.next;
      const key = [from, owner.id, since, dueAt, detail['rung']].join();
      expect(seen.has(key)).toBe(false);
      seen.add(key);
    }
    const climbed = order.next?.climbed ?? [];
    expect(new Set(climbed).size).toBe(climbed.length);
  });
});

it('every change is told on the trail, and effects have keys that can be stored', () => {
  always((before, { order, happenings, effects }) => {
    if (happenings.length === 0) {
      const { nextDueAt, next } = order;
      expect(effects).toEqual({});
      expect(order).toEqual({ ...before, nextDueAt, next: { ...before!.next, movesAt: next!.movesAt } });
      return;
    }
    expect(happenings[0]!.from).toBe(before?.state ?? null);
    expect(happenings.at(-1)!.to).toBe(order.state);
    expect(Object.keys(effects).filter((key) => /[.$]/.test(key))).toEqual([]);
    const all = { order, happenings, effects };
    expect(isDeepStrictEqual(JSON.parse(JSON.stringify(all)), all)).toBe(true);
  });
});

it('pushes the general manager only when it may be major', () => {
  always((before, { order, effects }) => {
    if (order.suspectedMajor || order.next?.owner.id === 'gm') return;
    const told = Object.values(effects).flatMap((effect) => (effect.kind === 'notice' ? [effect.to.id] : []));
    const party = [order.fixer?.id, order.rectifier?.id, before?.next?.owner.id];
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
      reviewerId: 'head',
      duty: order.duties.find(({ done }) => done === null)?.id ?? 'notifyWorkers',
    };
    for (const id of IDS.filter(here)) {
      const offered = granted(book, order, person(id), world).map((action) => action.id);
      const works = actions.filter((action) => attempt(order, action, person(id), choice, world) !== null);
      expect([id, [...offered].sort()]).toEqual([id, works.sort()]);
    }
  }, SELDOM.length + 2);
});
