/** The measurement of gas to the minute: how long before the start it may lie, what comes after a break, and which air is good. */
import { invalidity } from '../../../../cloudfunctions/engine/permit';
import { PERMIT_WORDS } from '../../../../miniprogram/shared/permit-words';
import { MINUTE } from '../../../../miniprogram/shared/time';
import type { PauseBecause, Permit } from '../../../../typings/permit';
import { ask, doIt, GOOD_AIR, MORNING, RULES, running } from '../../../support/hot-work';

const START = MORNING;
const { within, againAfter } = RULES.gas;

/** Minutes after the start. */
type Minute = number;
type Test = [at: Minute, air: 'good' | 'bad'];
type Break = [from: Minute, to: Minute, because?: PauseBecause];

/** A ticket that burns since the start of its time, with these measurements and breaks. */
function burning(tests: Test[], breaks: Break[] = [], again = againAfter): Permit {
  const { ticket } = ask({
    ...{ at: START, riskColor: 'red' },
    rules: { ...RULES, gas: { ...RULES.gas, againAfter: again } },
  });
  const lit = running(ticket, START);
  const [measured] = lit.gasTests;
  return {
    ...lit,
    gasTests: tests.map(([at, air]) => ({ ...measured!, at: START + at * MINUTE, ok: air === 'good' })),
    pauses: breaks.map(([from, to, because = 'person']) => ({
      ...{ at: START + from * MINUTE, because, reason: '歇一会', by: null },
      resumedAt: START + to * MINUTE,
    })),
  };
}

const MISSING = [PERMIT_WORDS.gasMissing(within)];

/** What is missing a quarter of an hour before the end of the ticket. */
const lacks = (ticket: Permit): string[] => invalidity(ticket, ticket.until - 15 * MINUTE);

it.each<[what: string, tests: Test[], missing: boolean]>([
  ['at the start', [[0, 'good']], false],
  [`${within} minutes before the start`, [[-within, 'good']], false],
  ['a minute sooner than that', [[-within - 1, 'good']], true],
  ['after the start alone', [[1, 'good']], true],
  [
    'too soon before the start, and after it',
    [
      [-within - 1, 'good'],
      [1, 'good'],
    ],
    true,
  ],
  [
    'bad before the start and good after it',
    [
      [-1, 'bad'],
      [1, 'good'],
    ],
    true,
  ],
  ['never', [], true],
])('counts for the start when it was %s', (_what, tests, missing) => {
  expect(lacks(burning(tests))).toEqual(missing ? MISSING : []);
});

it('is bad when the last one was, whatever came before', () => {
  expect(
    lacks(
      burning([
        [-1, 'good'],
        [5, 'bad'],
      ]),
    ),
  ).toEqual([PERMIT_WORDS.gasBad]);
});

const BEFORE: Test = [-5, 'good'];
/** Half an hour and one minute longer than the longest break without a measurement; it ends there. */
const LONG = 10 + againAfter + 31;

it.each<[what: string, breaks: Break[], tests: Test[], missing: boolean]>([
  ['as long as may be', [[10, 10 + againAfter]], [], false],
  ['a minute longer', [[10, 11 + againAfter]], [], true],
  ['a long one, measured at its end', [[10, LONG]], [[LONG, 'good']], false],
  ['a long one, measured half an hour before its end', [[10, LONG]], [[LONG - within, 'good']], false],
  ['a long one, measured sooner in it', [[10, LONG]], [[LONG - within - 1, 'good']], true],
  ['a long one, measured after it', [[10, LONG]], [[LONG + 1, 'good']], true],
  [
    'two long ones, the first not measured',
    [
      [10, 80],
      [90, 160],
    ],
    [[159, 'good']],
    true,
  ],
  [
    'two long ones, the second not measured',
    [
      [10, 80],
      [90, 160],
    ],
    [[79, 'good']],
    true,
  ],
  [
    'two long ones, both measured',
    [
      [10, 80],
      [90, 160],
    ],
    [
      [79, 'good'],
      [159, 'good'],
    ],
    false,
  ],
  ['a short one for the gas, not measured', [[10, 20, 'gas']], [], true],
  ['a short one for the gas, measured too soon', [[10, 50, 'gas']], [[11, 'good']], true],
  ['a short one for the gas, measured', [[10, 50, 'gas']], [[25, 'good']], false],
])('is asked for again after a break: %s', (_what, breaks, tests, missing) => {
  expect(lacks(burning([BEFORE, ...tests], breaks))).toEqual(missing ? MISSING : []);
});

it('counts for a break only when it was measured in it', () => {
  const short = 5;
  expect(lacks(burning([BEFORE, [9, 'good']], [[10, 20]], short))).toEqual(MISSING);
  expect(lacks(burning([BEFORE, [10, 'good']], [[10, 20]], short))).toEqual([]);
});

const LIMITS = RULES.gas.items.flatMap(({ id, min, max }) => [
  ...(min === null ? [] : [[id, min, true] as const, [id, min - 0.1, false] as const]),
  ...(max === null ? [] : [[id, max, true] as const, [id, max + 0.1, false] as const]),
]);

it.each(LIMITS)('of %s with %s is good: %s', (id, value, ok) => {
  const { ticket } = ask({ riskColor: 'red' });
  const measured = doIt(ticket, 'applicant', 'gasTest', MORNING, { values: { ...GOOD_AIR, [id]: value } });
  expect(measured.ticket.gasTests.at(-1)?.ok).toBe(ok);
});

it('is asked for by the level, by the colour of the place, and by the area alone', () => {
  const inYard = { ...RULES, gas: { ...RULES.gas, areaIds: ['yard'] } };
  const asksGas = (wish: Parameters<typeof ask>[0]): boolean => ask(wish).ticket.rules.gas !== null;
  expect(asksGas({})).toBe(false);
  expect(asksGas({ riskColor: 'red', input: { level: 'second' } })).toBe(true);
  expect(asksGas({ rules: inYard })).toBe(true);
  const redAlone = {
    ...RULES,
    areaLevels: [],
    levels: RULES.levels.map((level) => ({ ...level, gasTest: false })),
  };
  expect(asksGas({ rules: redAlone, riskColor: 'red' })).toBe(true);
  expect(asksGas({ rules: redAlone, riskColor: 'yellow' })).toBe(false);
});
