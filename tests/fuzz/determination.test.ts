/** Every way through the shipped book: none leaves 疑似重大 undecided, and none lowers a level with one signature. */
import { granted, tick, transition } from '../../cloudfunctions/engine';
import { AppError } from '../../miniprogram/shared/errors';
import { HOUR } from '../../miniprogram/shared/time';
import type { OrderCore } from '../../typings/domain';
import type { FlowStart } from '../../typings/flow';
import { book, frozen, NINE, person, worldAt } from '../unit/engine/plant';
import { inputFor, pathOf, startOf } from '../unit/engine/ways';

/** One of each kind that a level hangs on; in the long run everybody with whom ways can differ. */
const PEOPLE =
  process.env['TEST_LONG'] === '1'
    ? ['safe', 'lead', 'gm', 'head', 'elec', 'keep', 'fixy', 'rep', 'insp']
    : ['safe', 'lead', 'gm', 'elec', 'rep'];
/** In the day shift, and at night, when the duty leader stands in for safety. */
const HOURS = [NINE + HOUR, NINE + 14 * HOUR];

const STARTS = Object.keys(book.starts) as FlowStart[];
const ENDS = book.flows.flatMap(({ id, states }) =>
  states.filter(({ end }) => end).map((state) => `${id}/${state.id}`),
);

/** What the level of an order can hang on; orders that agree in it go the same ways. */
function essence(order: OrderCore): string {
  const { next, approval, levelBasis, fixer, rectifier, stoppage, ruling } = order;
  return [
    pathOf(order),
    order.suspectedMajor,
    order.level,
    levelBasis?.by.id,
    levelBasis?.second?.id,
    next?.owner.id,
    approval?.from,
    approval?.askedBy.id,
    approval?.signatures.map(({ by }) => by.id).join('+'),
    fixer?.id,
    rectifier?.id,
    stoppage?.unlocked === null,
    ruling?.provisional,
    order.duties.length,
  ].join(' ');
}

/** One move of an order: what was done, and what came of it. */
interface Move {
  before: OrderCore;
  after: OrderCore;
}

function* acts(order: OrderCore, at: number): Generator<OrderCore> {
  const world = worldAt(at);
  for (const id of PEOPLE) {
    const actor = person(id);
    for (const action of granted(book, order, actor, world)) {
      const command = { action: action.id, input: inputFor(action, order) };
      try {
        yield transition(book, order, command, actor, world).order;
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
      }
    }
  }
}

/** What the clock does with it, as soon as it is late. */
function* late(order: OrderCore): Generator<OrderCore> {
  const { dueAt, movesAt } = order.next ?? { dueAt: null, movesAt: null };
  for (const at of [dueAt, movesAt]) {
    const done = at === null ? null : tick(book, order, worldAt(at + 2 * HOUR));
    if (done !== null) yield done.order;
  }
}

/** All moves from everywhere an order can begin, each order of the same essence gone on from once. */
function* allMoves(): Generator<Move> {
  const queue = STARTS.map((start) => startOf(start));
  const seen = new Set(queue.map(essence));
  for (const order of queue) {
    const before = frozen(order);
    for (const after of [...HOURS.flatMap((at) => [...acts(before, at)]), ...late(before)]) {
      yield { before, after };
      if (seen.has(essence(after))) continue;
      seen.add(essence(after));
      queue.push(after);
    }
  }
}

const isUndecided = ({ suspectedMajor, level }: OrderCore): boolean =>
  suspectedMajor && level === 'undetermined';

describe('every way through the shipped book', () => {
  const moves: Move[] = [];

  beforeAll(() => {
    for (const move of allMoves()) moves.push(move);
  });

  it('is walked, to every end', () => {
    const ends = moves.filter(({ after }) => !after.open).map(({ after }) => pathOf(after));
    expect([...new Set(ends)].sort()).toEqual(ENDS.sort());
  });

  it('ends nothing while it is 疑似重大 and nobody judged it', () => {
    expect(moves.filter(({ after }) => !after.open && isUndecided(after))).toEqual([]);
    expect(moves.filter(({ before }) => isUndecided(before)).length).toBeGreaterThan(0);
  });

  it('takes the mark away with the signatures of two people only', () => {
    const lowered = moves.filter(({ before, after }) => before.suspectedMajor && !after.suspectedMajor);
    expect(lowered.length).toBeGreaterThan(0);
    for (const { after } of lowered) {
      expect(after.level).toBe('general');
      expect(after.levelBasis!.second).not.toBeNull();
      expect(after.levelBasis!.second!.id).not.toBe(after.levelBasis!.by.id);
    }
  });

  it('never takes back that it is 重大', () => {
    expect(moves.filter(({ before, after }) => before.level === 'major' && after.level !== 'major')).toEqual(
      [],
    );
  });

  it('keeps what is undecided in front of those who judge it', () => {
    const paths = moves.filter(({ after }) => isUndecided(after)).map(({ after }) => pathOf(after));
    expect([...new Set(paths)].sort()).toEqual(['major/confirmingNotMajor', 'major/determining']);
  });
});
