/** Whoever changes a trail behind the product's back is found by its verification, even with the key in hand. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Head } from '../../cloudfunctions/features/trail/store';
import type { Order, TrailEntry } from '../../typings/domain';
import { HOUR } from '../../miniprogram/shared/time';
import type { TestCloud } from '../support/cloud';
import { send, Stage } from './support/intents';
import { openPlant, stored, storedOrder } from './support/plant';
import { verifyTrail } from './support/trail';

type Snapshot = Awaited<ReturnType<TestCloud['export']>>;

/** What the test made itself must be there. */
function must<T>(made: T | null | undefined): T {
  if (made == null) throw new Error('what the test made is gone');
  return made;
}

const at = <T>(list: readonly T[], index: number): T => must(list.at(index));

describe('trail verification', () => {
  let cloud: TestCloud;
  let sound: Snapshot;
  let order: Order;
  let other: Order;
  let head: Head;

  beforeAll(async () => {
    cloud = await openPlant();
    const last = await new Stage(cloud).intent('verify');
    await send(cloud, last);
    const respond = await new Stage(cloud).intent('respond');
    await send(cloud, respond);
    // After midnight the daily head says what every trail ended in.
    await cloud.clock({ set: '2026-11-26T00:00:30+08:00' });
    await cloud.clock({ advance: '1m' });
    sound = await cloud.export();
    order = must(await storedOrder(cloud, last.orderId));
    other = must(await storedOrder(cloud, respond.orderId));
    head = must((await stored<Head>(cloud, 'trailHeads')).find(({ _id }) => _id === '20261125'));
  });

  afterAll(() => cloud.stop());

  /** Stores the snapshot with one document replaced, or left out. */
  async function tamper<T extends { _id: string }>(
    collection: string,
    old: T,
    change: (old: T) => T | null,
  ): Promise<void> {
    const { [old._id]: kept, ...others } = sound.documents[collection] ?? {};
    if (kept === undefined) throw new Error(`no ${collection}/${old._id}`);
    const changed = change(old);
    const now = changed === null ? others : { ...others, [old._id]: JSON.stringify(changed) };
    await cloud.import({ ...sound, documents: { ...sound.documents, [collection]: now } });
  }

  /** Stores one order with another trail. */
  const retell = (old: Order, change: (trail: TrailEntry[]) => TrailEntry[]): Promise<void> =>
    tamper('orders', old, (document) => ({ ...document, trail: change(document.trail) }));

  it('finds nothing in what the product wrote', async () => {
    await cloud.import(sound);
    expect(verifyTrail(cloud)).toMatchObject({ sound: true, findings: [] });
    expect(verifyTrail(cloud).printed).toMatch(/^工单 2 张，留痕 6 条，日志头 [12] 个$/m);
  });

  it('finds an entry that was edited', async () => {
    await retell(order, (trail) =>
      trail.with(1, { ...at(trail, 1), detail: { ...at(trail, 1).detail, plan: '什么也没做' } }),
    );
    expect(verifyTrail(cloud)).toEqual(
      expect.objectContaining({ sound: false, findings: [`${order.number}：第 2 条被改动过`] }),
    );
  });

  it('finds an entry whose actor was replaced', async () => {
    const somebody = { kind: 'person', id: 'p-011', name: '别人', role: 'safety' } as const;
    await retell(order, (trail) => trail.with(2, { ...at(trail, 2), actor: somebody }));
    expect(verifyTrail(cloud).findings).toEqual([`${order.number}：第 3 条被改动过`]);
  });

  it('finds a trail computed anew with the key, by the daily head', async () => {
    process.env['SAFELOOP_SECRET'] = readFileSync(join(cloud.dataDir, 'secret'), 'utf8').trim();
    const { append } = await import('../../cloudfunctions/features/trail/chain');
    await retell(order, (trail) => {
      const told = trail.map(({ actor, action, from, to, detail, requestId, inputHash, ...entry }) => {
        return { at: entry.at, actor, action, from, to, detail, requestId, inputHash };
      });
      return append(order._id, null, told.with(1, { ...at(told, 1), at: at(told, 1).at - HOUR }));
    });
    expect(verifyTrail(cloud).findings).toEqual([
      expect.stringMatching(/被整体重算过，与 20261125 的日志头不符$/),
    ]);
  });

  it('finds a trail that was cut off', async () => {
    await retell(order, (trail) => trail.slice(0, -1));
    expect(verifyTrail(cloud).findings).toEqual([`${order.number}：第 4 条之后被截断（20261125 时还在）`]);
  });

  it('finds an entry that was taken out of the middle', async () => {
    await retell(order, (trail) => trail.toSpliced(1, 1));
    const { findings } = verifyTrail(cloud);
    expect(findings).toContain(`${order.number}：第 2 条应在此处，却是第 3 条：有记录被删去或插入`);
  });

  it('finds entries that changed places', async () => {
    await retell(order, (trail) => [at(trail, 0), at(trail, 2), at(trail, 1), at(trail, 3)]);
    expect(verifyTrail(cloud).findings.length).toBeGreaterThan(1);
  });

  it('finds an order that was deleted', async () => {
    await tamper('orders', order, () => null);
    expect(verifyTrail(cloud).findings).toEqual([
      `20261125 的日志头里有工单 ${order._id}，现在找不到了：整单被删除`,
    ]);
  });

  it('finds a trail that another order’s was copied over', async () => {
    await retell(other, () => order.trail);
    expect(verifyTrail(cloud).sound).toBe(false);
  });

  it('finds a daily head that was edited', async () => {
    await tamper('trailHeads', head, (old) => ({ ...old, ends: [] }));
    expect(verifyTrail(cloud).findings).toContain('20261125 的日志头被改动过');
  });
});
