import { AppError } from '../../../miniprogram/shared/errors';
import { MINUTE } from '../../../miniprogram/shared/time';
import { PLANT_TTL } from '../../../cloudfunctions/features/plant/current';
import { publish } from '../../../cloudfunctions/features/plant/publish';
import { KINDS } from '../../../cloudfunctions/features/plant/version';
import type { ConfigKind } from '../../../typings/config';
import { caller, emptyEnvironment, NOW, refusal, starterFiles, starterPlant } from './starter';

let alerts: jest.SpyInstance<void, unknown[]>;
beforeEach(() => {
  alerts = jest.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  alerts.mockRestore();
});

/** How many database calls some work makes. */
async function cost(environment: { calls: () => number }, work: () => Promise<unknown>): Promise<number> {
  const before = environment.calls();
  await work();
  return environment.calls() - before;
}

describe('the cache', () => {
  it('reads pointer, people and versions once and answers for a minute from memory', async () => {
    const environment = await starterPlant();
    const { reader } = environment;
    expect(await cost(environment, () => reader.plant(NOW))).toBe(3);
    expect(await cost(environment, () => reader.plant(NOW + PLANT_TTL - 1))).toBe(0);
    expect(await cost(environment, () => reader.plant(NOW + PLANT_TTL))).toBe(2);
    expect(await cost(environment, () => reader.plant(NOW + PLANT_TTL + 1))).toBe(0);
  });

  it('reads once for many callers at once', async () => {
    const environment = await starterPlant();
    const plants = () => Promise.all(Array.from({ length: 20 }, () => environment.reader.plant(NOW)));
    expect(await cost(environment, plants)).toBe(3);
  });

  it('reads again when the clock was set back', async () => {
    const environment = await starterPlant();
    await environment.reader.plant(NOW);
    expect(await cost(environment, () => environment.reader.plant(NOW - 1))).toBe(2);
  });

  it('reads only the version that another instance published', async () => {
    const environment = await starterPlant();
    const other = environment.newReader();
    await other.plant(NOW);
    const { version: basedOn } = await changeRewards(environment);
    expect((await other.plant(NOW + 1)).rewards.rules[0]?.points).not.toBe(77);
    environment.versions.calls['find'] = 0;
    expect(await cost(environment, () => other.plant(NOW + PLANT_TTL))).toBe(3);
    const plant = await other.plant(NOW + PLANT_TTL);
    expect(plant.rewards.rules[0]?.points).toBe(77);
    expect(plant.versions.rewards).toBe(basedOn);
  });

  it('sees a changed person when the minute is over, at once after a change of its own', async () => {
    const { reader, roll } = await starterPlant();
    await reader.plant(NOW);
    await roll.updateIf({ _id: 'p-002' }, { post: '新岗位' });
    expect((await reader.plant(NOW + 1)).personById.get('p-002')?.post).not.toBe('新岗位');
    reader.invalidate();
    expect((await reader.plant(NOW + 2)).personById.get('p-002')?.post).toBe('新岗位');
  });

  it('does not keep a reading that was overtaken by a change on its way', async () => {
    const { reader, roll } = await starterPlant();
    const early = reader.plant(NOW);
    reader.invalidate();
    await early;
    await roll.updateIf({ _id: 'p-002' }, { post: '新岗位' });
    expect((await reader.plant(NOW + 1)).personById.get('p-002')?.post).toBe('新岗位');
  });

  it('tries again after a reading failed', async () => {
    const { store, newReader } = await starterPlant();
    jest.spyOn(store, 'pointer').mockRejectedValueOnce(new Error('ECONNRESET'));
    const reader = newReader();
    await expect(reader.plant(NOW)).rejects.toThrow('ECONNRESET');
    expect((await reader.plant(NOW)).people).not.toHaveLength(0);
  });

  it('knows who is on duty to the minute, without a call, though the rest may be a minute old', async () => {
    const environment = await starterPlant();
    const { shifts } = starterFiles().configs.roster;
    const change = Date.parse(`2026-11-23T${shifts[0]!.start}:00+08:00`);
    const before = await environment.reader.plant(change - 1);
    const present = (plant: typeof before) =>
      plant.people.filter(({ id }) => plant.duty.active(id)?.onDuty).map(({ id }) => id);
    const earlier = present(before);
    let later: string[] = [];
    expect(
      await cost(environment, async () => (later = present(await environment.reader.plant(change)))),
    ).toBe(0);
    const fresh = present(await environment.newReader().plant(change));
    expect(later).toEqual(fresh);
    expect(later).not.toEqual(earlier);
  });
});

describe('an empty environment', () => {
  it('is told apart from a defect', async () => {
    const { reader } = emptyEnvironment();
    expect((await refusal(reader.plant(NOW))).code).toBe('NOT_SET_UP');
  });
});

describe('a damaged version', () => {
  const damages: [string, (body: string) => string][] = [
    ['changed text', (body) => body.replace('"points":77', '"points":777')],
    ['text that is no JSON', () => '{'],
    ['nothing', () => ''],
  ];

  it.each(damages)('%s: the previous one serves, with one alert', async (_, damage) => {
    const environment = await starterPlant();
    const previous = (await environment.reader.plant(NOW)).versions.rewards;
    const { version } = await changeRewards(environment);
    const stored = environment.versions.rows.get(`rewards@${version}`)!;
    environment.versions.rows.set(stored._id, { ...stored, body: damage(stored.body) });
    const reader = environment.newReader();
    expect(await cost(environment, () => reader.plant(NOW))).toBe(4);
    const plant = await reader.plant(NOW);
    expect(plant.versions.rewards).toBe(previous);
    expect(plant.rewards).toEqual(starterFiles().configs.rewards);
    for (let n = 1; n <= 3; n += 1) await reader.plant(NOW + n * PLANT_TTL);
    expect(alerts).toHaveBeenCalledTimes(1);
    expect(String(alerts.mock.calls[0]?.[0])).toContain('config.damaged');
  });

  it('that is gone: the previous one serves', async () => {
    const environment = await starterPlant();
    const { version } = await changeRewards(environment);
    environment.versions.rows.delete(`rewards@${version}`);
    const plant = await environment.newReader().plant(NOW);
    expect(plant.rewards).toEqual(starterFiles().configs.rewards);
  });

  it('that fits its hash but not the schema: the previous one serves', async () => {
    const environment = await starterPlant();
    const { sha256 } = await import('../../../cloudfunctions/platform/canonical');
    const body = '{"rules":"none"}';
    const version = sha256(body).slice(0, 16);
    const [some] = [...environment.versions.rows.values()];
    await environment.versions.put({ ...some!, _id: `rewards@${version}`, kind: 'rewards', version, body });
    const { kinds, rev } = environment.pointers.rows.get('pointer')!;
    const rewards = { current: version, previous: kinds.rewards!.current };
    expect(await environment.store.movePointer(rev, { ...kinds, rewards })).toBe(true);
    expect((await environment.newReader().plant(NOW)).versions.rewards).toBe(rewards.previous);
  });

  it('is loud when there is no previous one', async () => {
    const environment = await starterPlant();
    for (const kind of KINDS) {
      const broken = await starterPlant();
      const { current } = broken.pointers.rows.get('pointer')!.kinds[kind]!;
      broken.versions.rows.delete(`${kind}@${current}`);
      const failure: unknown = await broken.reader.plant(NOW).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(Error);
      expect(failure).not.toBeInstanceOf(AppError);
    }
    expect((await environment.reader.plant(NOW)).people).not.toHaveLength(0);
  });

  it('can be put right by publishing its body again, and by publishing another', async () => {
    for (const points of [77, 78]) {
      const environment = await starterPlant();
      const { version } = await changeRewards(environment);
      environment.versions.rows.delete(`rewards@${version}`);
      const previous = (await environment.newReader().plant(NOW)).versions.rewards;
      await changeRewards(environment, points, previous);
      const plant = await environment.newReader().plant(NOW);
      expect(plant.rewards.rules[0]?.points).toBe(points);
      const entry = environment.pointers.rows.get('pointer')!.kinds.rewards!;
      expect(entry.previous).toBe(previous);
    }
  });
});

describe('a book of flows that an order is pinned to', () => {
  it('costs nothing when it is in force, one call when it is not, and nothing ever after', async () => {
    const environment = await starterPlant();
    const reader = environment.newReader();
    const { versions } = await reader.plant(NOW);
    expect(await cost(environment, () => reader.bookOf(versions.flows))).toBe(0);
    const cold = environment.newReader();
    const twice = () => Promise.all([cold.bookOf(versions.flows), cold.bookOf(versions.flows)]);
    expect(await cost(environment, twice)).toBe(1);
    expect(await cost(environment, () => cold.bookOf(versions.flows))).toBe(0);
    expect(await cold.bookOf(versions.flows)).toEqual(starterFiles().configs.flows);
  });

  it('is never stood in for by another', async () => {
    const environment = await starterPlant();
    await expect(environment.reader.bookOf('0123456789abcdef')).rejects.toThrow('cannot be read');
    expect(alerts).toHaveBeenCalledTimes(1);
  });
});

/** Publishes other points for the first reward. */
async function changeRewards(
  environment: Awaited<ReturnType<typeof starterPlant>>,
  points = 77,
  basedOn?: string,
): Promise<{ kind: ConfigKind; version: string }> {
  const { rewards } = starterFiles().configs;
  rewards.rules[0]!.points = points;
  const reader = environment.newReader();
  const current = (await reader.plant(NOW)).versions.rewards;
  const input = { kind: 'rewards' as const, body: rewards, basedOn: basedOn ?? current, note: '' };
  return publish(caller('admin'), input, NOW - MINUTE, environment.store, reader);
}
