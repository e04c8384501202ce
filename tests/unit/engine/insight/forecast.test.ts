/** Forecasts of weekly counts: tried on weeks that they have not seen, on series of every kind, and on random ones. */
import fc from 'fast-check';
import {
  forecast,
  seasonalNaive,
  type WeeklySeries,
} from '../../../../cloudfunctions/engine/insight/forecast';
import { chance } from '../../../support/chance';

const LENGTH = 104;

/** Weeks that are held out: each is forecast from those before it. */
const FROM = 40;

const weeks = (of: (week: number) => number): number[] =>
  Array.from({ length: LENGTH }, (_none, week) => Math.max(0, Math.round(of(week))));

/** Between −1 and 1, always the same for a series. */
function noise(seed: number): () => number {
  const draw = chance(seed);
  return () => draw.below(2_001) / 1_000 - 1;
}

const SERIES: Record<string, () => number[]> = {
  constant: () => weeks(() => 7),
  zeros: () => weeks((week) => (week < 12 ? 3 : 0)),
  seasonal: () => weeks((week) => [4, 9, 14, 6][week % 4] ?? 0),
  random: () => {
    const random = noise(1);
    return weeks(() => 10 + 6 * random());
  },
  'seasonal and random': () => {
    const random = noise(2);
    return weeks((week) => ([4, 9, 14, 6][week % 4] ?? 0) + 3 * random());
  },
  trend: () => {
    const random = noise(3);
    return weeks((week) => 4 + week / 4 + 2 * random());
  },
  spike: () => {
    const random = noise(4);
    return weeks((week) => (week === 60 ? 60 : 8 + 2 * random()));
  },
  step: () => {
    const random = noise(5);
    return weeks((week) => (week < 65 ? 6 : 14) + 2 * random());
  },
  rare: () => {
    const random = noise(6);
    return weeks(() => (random() > 0.5 ? 1 : 0));
  },
  simulated: () => {
    const random = noise(7);
    return weeks((week) => 12 + 4 * Math.sin(week / 8) + (week % 4 === 3 ? 4 : 0) + 4 * random());
  },
};

interface Tried {
  own: number;
  plain: number;
  coverage: number;
}

function tried(series: readonly number[]): Tried {
  let [own, plain, held, all] = [0, 0, 0, 0];
  for (let origin = FROM; origin < series.length; origin++) {
    const past = series.slice(0, origin);
    const said = forecast(past, '动火作业', '次');
    if (said.kind === 'tooFew') continue;
    const naive = seasonalNaive(past, said.points.length);
    for (const [step, { point, low, high }] of said.points.entries()) {
      const came = series[origin + step];
      if (came === undefined) continue;
      own += Math.abs(came - point);
      plain += Math.abs(came - (naive[step] ?? NaN));
      held += Number(low <= came && came <= high);
      all += 1;
    }
  }
  return { own: own / all, plain: plain / all, coverage: held / all };
}

const results = Object.entries(SERIES).map(([name, of]) => ({ name, ...tried(of()) }));

beforeAll(() => {
  const lines = results.map(({ name, own, plain, coverage }) =>
    [
      name.padEnd(20),
      own.toFixed(2).padStart(8),
      plain.toFixed(2).padStart(15),
      `${(100 * coverage).toFixed(0)} %`.padStart(9),
    ].join(''),
  );
  process.stdout.write(`series                 error  seasonal-naive coverage\n${lines.join('\n')}\n`);
});

describe('on weeks that it has not seen', () => {
  it.each(results)('is no more than 5 % worse than seasonal-naive: $name', ({ own, plain }) => {
    expect(own).toBeLessThanOrEqual(1.05 * plain);
  });

  it.each(results)('has an interval that holds what came: $name', ({ coverage }) => {
    expect(coverage).toBeGreaterThanOrEqual(0.7);
  });

  it('is better than seasonal-naive where nothing comes back after a month', () => {
    const compared = results.filter(({ name }) => ['random', 'trend', 'spike'].includes(name));
    expect(compared).toHaveLength(3);
    for (const { own, plain } of compared) expect(own).toBeLessThan(plain);
  });
});

describe('what it says', () => {
  const say = (series: WeeklySeries): string => forecast(series, '动火作业', '次').sentence;

  it('begins with the trend', () => {
    expect(say(Array.from({ length: 40 }, (_none, week) => 2 * week))).toMatch(/^动火作业在增多：/);
    expect(say(Array.from({ length: 40 }, (_none, week) => 100 - 2 * week))).toMatch(/^动火作业在减少：/);
    expect(say(Array.from({ length: 40 }, () => 5))).toBe(
      '动火作业大致持平：接下来 4 周每周约 5 次，最近 12 周平均 5 次。多半在 5 到 5 次之间；以前这样估，平均差 0 次',
    );
  });

  it.each<[string, WeeklySeries]>([
    ['no weeks', []],
    ['seven weeks', [9, 9, 9, 9, 9, 9, 9]],
    ['seven known weeks among ten', [9, 9, null, 9, 9, null, 9, 9, null, 9]],
    [
      'half a year that nobody counted',
      [...Array.from({ length: 30 }, () => 9), ...Array.from({ length: 26 }, () => null)],
    ],
    ['nine things in a year', Array.from({ length: 52 }, (_none, week) => Number(week < 9))],
  ])('says that there is too little: %s', (_name, series) => {
    expect(forecast(series, '吊装', '次')).toEqual({
      kind: 'tooFew',
      sentence: '吊装：数据太少，还看不出趋势',
    });
  });

  it('begins at eight weeks and ten things', () => {
    expect(forecast([3, 1, 1, 1, 1, 1, 1, 1], '吊装', '次')).toMatchObject({ method: 'seasonalNaive' });
  });

  it.each([NaN, -1, Infinity])('refuses %p as a count', (count) => {
    expect(() => forecast([count], '吊装', '次')).toThrow(RangeError);
  });
});

describe('of any series', () => {
  const series = fc.array(fc.option(fc.nat(500), { nil: null, freq: 6 }), { maxLength: 70 });

  it('has points inside their intervals, and never fewer than none', () => {
    fc.assert(
      fc.property(series, (counts) => {
        const said = forecast(counts, '登高', '次');
        expect(said.sentence).not.toMatch(/NaN|Infinity|undefined/);
        if (said.kind === 'tooFew') return;
        expect(said.ownPastError).toBeGreaterThanOrEqual(0);
        expect(said.points).toHaveLength(4);
        for (const { point, low, high } of said.points) {
          expect(low).toBeGreaterThanOrEqual(0);
          expect(point).toBeGreaterThanOrEqual(low);
          expect(high).toBeGreaterThanOrEqual(point);
          expect(Number.isFinite(high)).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });
});
