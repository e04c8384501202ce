/** A round on the phone: what is next, what counts, what is missing, and how far it is. */
import {
  answered,
  begunAt,
  currentOf,
  givenIn,
  lacksIn,
  nextAfter,
  numberOf,
  segmentsOf,
  stepsOf,
  stopWords,
  verdictIn,
  type NewAnswer,
  type Round,
} from '../../../miniprogram/services/core/round';
import { fill, TEXT } from '../../../miniprogram/shared/text';
import { fine, roundOf, taken, taskView } from './inspection';
import { photo } from './phone';

const t = TEXT.inspection;

/** A round with these answers, given on this phone one after the other. */
const given = (...answers: NewAnswer[]): Round =>
  answers.reduce((round, answer, index) => answered(round, answer, `a-${index}`, null), roundOf());

const ids = (round: Round, task = taskView()): string[] => stepsOf(task, round).map(({ item }) => item.id);

describe('the items that are asked', () => {
  it('stand in the order of the route, numbered, without what no answer asks for', () => {
    expect(ids(roundOf())).toEqual(['chain', 'valve', 'press', 'door']);
    expect(stepsOf(taskView(), roundOf()).map(({ n }) => n)).toEqual([1, 2, 3, 4]);
  });

  it('grow by what an answer asks for', () => {
    const round = given(fine('valve', { result: 'notOk', orderId: 'o-1' }));
    expect(ids(round)).toEqual(['chain', 'valve', 'sound', 'press', 'door']);
  });
});

describe('the item on the screen', () => {
  const at = (round: Round): string | undefined => currentOf(stepsOf(taskView(), round), round)?.item.id;

  it('is the first that is not done', () => {
    expect(at(roundOf())).toBe('chain');
    expect(at(given(fine('chain')))).toBe('valve');
  });

  it('is where the person went, also back', () => {
    expect(at({ ...given(fine('chain')), at: 'chain' })).toBe('chain');
  });

  it('is the first that is not done when where they went is asked no more', () => {
    expect(at(roundOf({ at: 'sound' }))).toBe('chain');
  });

  it('is none when all are done', () => {
    const all = given(
      fine('chain'),
      fine('valve'),
      fine('press', { number: 3 }),
      fine('door', { photos: [photo('p')] }),
    );
    expect(at(all)).toBeUndefined();
  });

  it.each([
    ['chain', 'valve'],
    ['door', 'chain'],
  ])('goes on behind %s to %s', (from, to) => {
    expect(nextAfter(stepsOf(taskView(), roundOf()), from)?.item.id).toBe(to);
  });

  it('goes nowhere from the last that is open', () => {
    const rest = given(fine('chain'), fine('valve'), fine('press', { number: 3 }));
    expect(nextAfter(stepsOf(taskView(), rest), 'door')).toBeNull();
  });
});

describe('an answer', () => {
  it('that stayed on the phone is replaced under its id', () => {
    const round = answered(
      given(fine('chain')),
      fine('chain', { result: 'na', reason: '空着' }),
      'new',
      'valve',
    );
    expect(round.answers).toEqual([{ ...fine('chain', { result: 'na', reason: '空着' }), id: 'a-0' }]);
    expect(round.at).toBe('valve');
  });

  it('that may have been sent stays as it is, and another one follows it', () => {
    const before = given(fine('chain'));
    const tried = { ...before, answers: before.answers.map((one) => ({ ...one, tried: true as const })) };
    const round = answered(tried, fine('chain', { result: 'na', reason: '空着' }), 'new', null);
    expect(round.answers.map(({ id, result }) => [id, result])).toEqual([
      ['a-0', 'ok'],
      ['new', 'na'],
    ]);
    expect(givenIn(taskView(), round)['chain']).toMatchObject({ id: 'a-0', kept: true });
  });

  it('of the server counts before one of the phone', () => {
    const task = taskView({ answers: { chain: taken('chain', { result: 'notOk' }) } });
    expect(givenIn(task, given(fine('chain')))['chain']).toMatchObject({ result: 'notOk', kept: false });
  });

  it('ends what was begun, and takes back that the round was over', () => {
    const begun = begunAt(roundOf({ done: true }), 'press', { number: '3' });
    expect(begun.begun).toMatchObject({ press: { number: '3', photos: [] } });
    const round = answered(begun, fine('press', { number: 3 }), 'a', null);
    expect([round.begun, round.done]).toEqual([{}, false]);
  });
});

describe('what is missing', () => {
  it('is told in the order of the round, with why', () => {
    const round = given(fine('door'), fine('press', { number: 20 }));
    expect(lacksIn(taskView(), round).map(({ item, lack }) => [item.id, lack])).toEqual([
      ['chain', 'answer'],
      ['valve', 'answer'],
      ['press', 'reason'],
      ['door', 'photo'],
    ]);
  });

  it.each([
    ['usable', fine('chain')],
    ['faulty', fine('chain', { result: 'notOk' })],
    ['stop', fine('valve', { result: 'notOk' })],
  ])('a round is %s by its answers', (verdict, answer) => {
    expect(verdictIn(taskView(), given(answer))).toBe(verdict);
  });
});

describe('how far it is', () => {
  it('is shown item by item', () => {
    const round = given(fine('chain'), fine('valve', { result: 'notOk' }));
    const steps = stepsOf(taskView(), round);
    expect(segmentsOf(steps, currentOf(steps, round))).toEqual(['done', 'found', 'now', 'open', 'open']);
  });

  it.each([
    [[], fill(t.stopOpen, { count: 2 })],
    [[fine('chain')], fill(t.stopLeft, { count: 2, left: 1 })],
    [[fine('chain'), fine('valve')], fill(t.stopDone, { count: 2 })],
    [[fine('chain', { result: 'notOk' }), fine('valve')], fill(t.stopFound, { count: 2, found: 1 })],
  ])('is said of a stop: %#', (answers, words) => {
    expect(stopWords(stepsOf(taskView(), given(...answers)), 'd-08')).toBe(words);
  });
});

it.each([
  ['12', 12],
  [' 3.5 ', 3.5],
  ['-2', -2],
  ['3。5', 3.5],
  ['', null],
  ['3.', null],
  ['1e3', null],
  ['三', null],
])('reads %j as %j', (typed, number) => {
  expect(numberOf(typed)).toBe(number);
});
