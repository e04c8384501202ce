/** Random commands by random people on random published books of flows: whatever happens, every order stays whole. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { accountableNow, nextLookAt, placeOf, tick } from '../../cloudfunctions/engine';
import { verifyChain } from '../../cloudfunctions/features/trail/chain';
import { canonical } from '../../cloudfunctions/platform/canonical';
import { ERROR_MESSAGES } from '../../miniprogram/shared/errors';
import type { OrderCore, TrailEntry } from '../../typings/domain';
import type { FlowBook, World } from '../../typings/flow';
import { BEND_NAMES } from '../support/flows/bend';
import { randomBooks, shipped, type RandomBook } from '../support/flows/books';
import { Choices } from '../support/flows/choice';
import { frozen, Story, type Step } from '../support/flows/story';

process.env['SAFELOOP_SECRET'] = 'a secret for tests, 32 characters or more';

const isLong = process.env['TEST_LONG'] === '1';
const COMMANDS = isLong ? 100_000 : 2_000;
const PER_BOOK = isLong ? 250 : 80;
/** What the clock does to orders, besides what people do. */
const CLOCK = ['climbed', 'undelivered', 'passedOn', 'movedOn', 'shiftMoved', 'dutyReminded', 'reassigned'];
/** Of every choice that one command, and what happens around it, can take. */
const CHOICES = 40;

/** One next step with one active accountable person, a deadline and a next look; none once it is closed. */
function expectOneNextStep(book: FlowBook, order: OrderCore, world: World): void {
  const { state } = placeOf(book, order);
  assert.equal(order.open, !state.end);
  assert.equal(order.nextDueAt, nextLookAt(book, order, world));
  if (!order.open) {
    assert.equal(order.next, null);
    assert.notEqual(order.closedAt, null);
    assert.equal(accountableNow(order, world), null);
    return;
  }
  const { owner, dueAt, explain } = order.next!;
  assert.equal(order.closedAt, null);
  assert.notEqual(world.duty.active(owner.id), null);
  assert.ok(Number.isFinite(dueAt));
  assert.notEqual(explain, '');
  const { person } = accountableNow(order, world)!;
  const isThere = world.duty.active(person.id)?.onDuty === true;
  assert.ok(isThere || person.id === world.duty.dutyLeader(world.now).id);
}

/** Nobody is left to wait for the clock in vain: it looks again as long as there is anything to look for. */
function expectClockSet(book: FlowBook, order: OrderCore): void {
  if (order.nextDueAt !== null) return;
  const { ladder } = placeOf(book, order).state;
  const ahead = ladder.filter(
    ({ id, at, to, urgencies }) =>
      at >= 1 &&
      urgencies.includes(order.urgency) &&
      (to !== 'manager' || order.suspectedMajor) &&
      order.next?.climbed.includes(id) === false,
  );
  assert.equal(ahead.length, 0);
  assert.equal(order.next?.movesAt ?? null, null);
  assert.ok(order.duties.every(({ done, remindedAt }) => done !== null || remindedAt !== null));
}

/** Who judges had no hand in it: neither fixer nor 整改责任人, nor whoever locked it. */
function expectIndependent(book: FlowBook, before: OrderCore | null, order: OrderCore): void {
  const rule = placeOf(book, order).state.owner;
  const hands = ({ fixer, rectifier, stoppage }: OrderCore): (string | undefined)[] => [
    fixer?.id,
    rectifier?.id,
    stoppage?.unlocked === null ? stoppage.by.id : undefined,
  ];
  if (rule === 'verifier' || rule === 'checker') assert.ok(!hands(order).includes(order.next!.owner.id));
  if (before === null) return;
  const judged = order.rounds.find(
    ({ no, verdict }) => verdict !== null && before.rounds.find((round) => round.no === no)?.verdict === null,
  );
  if (judged !== undefined) assert.ok(!hands(before).includes(judged.verdict!.by.id));
}

/** What was done is told, once, and each further change has a further number. */
function expectCounted({ before, done: { order, happenings, effects }, what }: Step): void {
  const isSilent = what === 'tick' && happenings.length === 0;
  assert.equal(order.rev, (before?.rev ?? 0) + (isSilent ? 0 : 1));
  if (isSilent) assert.equal(Object.keys(effects).length, 0);
  else assert.notEqual(happenings.length, 0);
}

/** The level is lowered by two people only. */
function expectTwoSignatures(before: OrderCore | null, order: OrderCore): void {
  if (before?.suspectedMajor !== true || order.suspectedMajor) return;
  const { by, second } = order.levelBasis!;
  assert.notEqual(second, null);
  assert.notEqual(second!.id, by.id);
}

/** Looks at every change of the orders of one story. */
class Witness {
  private readonly effects = new Map<string, string>();

  constructor(private readonly book: FlowBook) {}

  readonly see = (step: Step): void => {
    const { before, done, world, what } = step;
    const { order } = done;
    const { book } = this;
    expectCounted(step);
    // A ladder that is climbed leaves the owner, and whoever left is replaced before.
    if (what !== 'undelivered') expectOneNextStep(book, order, world);
    expectClockSet(book, order);
    expectIndependent(book, before, order);
    expectTwoSignatures(before, order);
    if (!order.open) assert.ok(!order.suspectedMajor || order.level !== 'undetermined');
    if (what === 'tick') assert.equal(tick(book, frozen(order), world), null);
    this.expectNewKeys(done.order._id, done.effects);
  };

  /** Effects are done once by key: another content under an old key would be lost. */
  private expectNewKeys(orderId: string, effects: Record<string, unknown>): void {
    for (const [key, effect] of Object.entries(effects)) {
      const text = canonical(effect);
      const known = this.effects.get(`${orderId} ${key}`) ?? text;
      assert.equal(text, known);
      this.effects.set(`${orderId} ${key}`, text);
      assert.doesNotMatch(key, /[.$]/);
    }
  }
}

/** Changes one character somewhere in one entry. */
function forged(trail: readonly TrailEntry[], choices: Choices): TrailEntry[] {
  const index = choices.below(trail.length);
  const text = JSON.stringify(trail[index]);
  const digits = [...text.matchAll(/\d/g)].map((match) => match.index);
  const at = choices.of(digits);
  const other = (Number(text[at]) + 1) % 10;
  const entry = JSON.parse(`${text.slice(0, at)}${Math.max(1, other)}${text.slice(at + 1)}`) as TrailEntry;
  return trail.map((each, n) => (n === index ? entry : each));
}

const numbers = fc.array(fc.nat({ max: 99_999 }), { minLength: CHOICES, maxLength: CHOICES });
const moves = fc.array(numbers, { minLength: PER_BOOK, maxLength: PER_BOOK });

describe('random commands on random published flows', () => {
  const seen = {
    books: [] as RandomBook[],
    commands: 0,
    done: new Set<string>(),
    refusals: new Set<string>(),
    clock: new Set<string>(),
    carriedOut: 0,
  };

  /** One story; afterwards its trails are checked. */
  function play({ book }: RandomBook, story: number[][]): void {
    const witness = new Witness(book);
    const told = new Story(book, (step) => {
      step.done.happenings.forEach(({ action }) => seen.clock.add(action));
      witness.see(step);
    });
    const settle = (choices: Choices): void => {
      expect(verifyChain(told.order._id, told.trail)).toEqual([]);
      expect(verifyChain(told.order._id, forged(told.trail, choices))).not.toEqual([]);
    };
    for (const [index, each] of story.entries()) {
      const choices = new Choices(each);
      if (index === 0) told.report(choices);
      else if (told.isOver(choices)) {
        settle(choices);
        told.report(choices);
      }
      told.event(choices);
      const before = told.order;
      const { refusal, wasGranted } = told.command(choices);
      seen.commands += 1;
      if (refusal === null) {
        expect(wasGranted).toBe(true);
        seen.carriedOut += 1;
      } else {
        // Deeply frozen, so the same order is an order in which nothing changed.
        expect(told.order).toBe(before);
        seen.refusals.add(refusal.code);
      }
    }
    settle(new Choices(story[0] ?? []));
  }

  it('leave every order with one next step, one person and one deadline', () => {
    fc.assert(
      fc.property(randomBooks(6), moves, (random, story) => {
        seen.books.push(random);
        play(random, story);
      }),
      // A shorter story would be another one: what a number chooses depends on all that came before.
      { numRuns: Math.ceil(COMMANDS / PER_BOOK), endOnFailure: true },
    );
    expect(seen.commands).toBeGreaterThanOrEqual(COMMANDS);
  });

  it('are spread over many books, and over all that people and the clock can do', () => {
    const { books, clock, refusals } = seen;
    const bends = books.flatMap((each) => each.bends);
    const refused = books.reduce((sum, each) => sum + each.refused, 0);
    expect(new Set(bends).size).toBeGreaterThan(BEND_NAMES.length * (isLong ? 0.9 : 0.6));
    expect(bends.length).toBeGreaterThan(refused / 2);
    expect(books.filter(({ book }) => book !== shipped).length).toBeGreaterThan(books.length / 2);
    expect(books.filter(({ origin }) => origin === 'composed').length).toBeGreaterThan(books.length / 4);
    expect(seen.carriedOut).toBeGreaterThan(seen.commands / 4);
    expect(CLOCK.filter((doing) => !clock.has(doing))).toEqual([]);
    expect([...refusals]).toEqual(expect.arrayContaining(['WRONG_STATE', 'NOT_YOUR_TURN', 'NOT_FOR_YOU']));
    expect([...refusals].filter((code) => !Object.hasOwn(ERROR_MESSAGES, code))).toEqual([]);
  });
});
