/** What the product may cost on a warm instance, counted by the local cloud. */
import { startLocalCloud, type LocalCloud } from '../../devtools/client/cloud';
import { measureBudgets } from '../../scripts/lib/bench/budgets';
import { measureDuplicates } from '../../scripts/lib/bench/duplicates';
import { isKept, type Figure } from '../../scripts/lib/bench/figures';
import { isLoaderRight, measureInsight } from '../../scripts/lib/bench/insight';
import { measureSweep } from '../../scripts/lib/bench/sweep';
import { measureMonth, measureTasks } from '../../scripts/lib/bench/tasks';

const LONG = process.env['TEST_LONG'] === '1';

/** Orders of which the days of a month tell, and how many of those lie in the database. */
const MONTHS = LONG
  ? [1_000, 10_000, 100_000, 1_000_000].map((counted) => ({ counted, stored: Math.min(counted, 20_000) }))
  : [400, 2_000].map((counted) => ({ counted, stored: counted }));

const open = LONG ? 20_000 : 2_000;

describe('the budgets', () => {
  let cloud: LocalCloud;

  beforeAll(async () => {
    cloud = await startLocalCloud();
  });

  afterAll(() => cloud.stop());

  const broken = (figures: Figure[]): Figure[] => figures.filter((figure) => !isKept(figure));

  it('of requests, deliveries and the idle timer are kept', async () => {
    const figures = await measureBudgets(cloud);
    expect(broken(figures)).toEqual([]);
    expect(figures.filter(({ value }) => value === 0)).toEqual([]);
  });

  it('of the same reported twice are kept, among many pictures', async () => {
    await cloud.reset();
    const figures = await measureDuplicates(cloud, { pictures: open });
    expect(broken(figures)).toEqual([]);
    expect(figures).toHaveLength(4);
  });

  it(`of the sweep are kept among ${open} open orders`, async () => {
    await cloud.reset();
    const figures = await measureSweep(cloud, { open, due: 20 });
    expect(broken(figures)).toEqual([]);
    expect(figures).toHaveLength(3);
  });

  it(`of a day's tasks and the end of a round are kept among ${open} rounds`, async () => {
    await cloud.reset();
    const figures = await measureTasks(cloud, { stored: open });
    expect(broken(figures)).toEqual([]);
    expect(figures.filter(({ value }) => value === 0)).toEqual([]);
  });

  it(`of the numbers of a month are the same among ${open / 20} rounds and ${open}`, async () => {
    await cloud.reset();
    const few = await measureMonth(cloud, { stored: open / 20 });
    await cloud.reset();
    const many = await measureMonth(cloud, { stored: open });
    expect(broken([...few.figures, ...many.figures])).toEqual([]);
    expect([many.calls, many.examined]).toEqual([few.calls, few.examined]);
    expect(few.examined).toBeGreaterThan(25);
  }, 180_000);

  it('of what is reported in a month are the same, however many orders it has', async () => {
    const found: (Awaited<ReturnType<typeof measureInsight>> & (typeof MONTHS)[number])[] = [];
    for (const load of MONTHS) {
      await cloud.reset();
      found.push({ ...(await measureInsight(cloud, load)), ...load });
    }
    expect(found.flatMap(({ figures }) => broken(figures))).toEqual([]);
    expect(found.map(({ reported }) => reported)).toEqual(MONTHS.map(({ counted }) => counted));
    const [least, most] = [Math.min, Math.max].map((of) => of(...found.map(({ examined }) => examined)));
    expect(least).toBeGreaterThan(25);
    // A day more or less on which the first or the last of them was answered.
    expect(most).toBeLessThanOrEqual(1.05 * (least ?? 0));
    expect(new Set(found.map(({ calls }) => calls)).size).toBe(1);
  }, 900_000);

  it('are measured with a loader that makes the days the functions make', async () => {
    await cloud.reset();
    expect(await isLoaderRight(cloud, LONG ? 1_000 : 50)).toBe(true);
  }, 600_000);
});
