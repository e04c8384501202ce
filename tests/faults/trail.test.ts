/** Whoever changes a trail behind the product's back is found by its verification, even with the key in hand. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Head } from '../../cloudfunctions/features/trail/store';
import type { Order, TrailEntry } from '../../typings/domain';
import type { Permit } from '../../typings/permit';
import { HOUR } from '../../miniprogram/shared/time';
import { act, APPLICANT, ask, certificate, ready } from '../contract/support/permits';
import type { TestCloud } from '../support/cloud';
import { send, Stage } from './support/intents';
import { openPlant, stored, storedOrder } from './support/plant';
import { verifyTrail } from './support/trail';

type Snapshot = Awaited<ReturnType<TestCloud['export']>>;

/** The end of the day that the head is of. */
const MIDNIGHT = Date.parse('2026-11-26T00:00:00+08:00');

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
  let ticket: Permit;
  let waiting: Permit;
  let head: Head;

  beforeAll(async () => {
    cloud = await openPlant();
    const last = await new Stage(cloud).intent('verify');
    await send(cloud, last);
    const respond = await new Stage(cloud).intent('respond');
    await send(cloud, respond);
    const { id: certificateId } = await certificate(cloud);
    const burnt = await ready(cloud, certificateId);
    await act(cloud, APPLICANT, burnt.id, 'withdraw', { reason: '今天不干了' });
    const asked = await ask(cloud, certificateId);
    // After midnight the daily head says what every trail ended in.
    await cloud.clock({ set: new Date(MIDNIGHT + 30_000).toISOString() });
    await cloud.clock({ advance: '1m' });
    sound = await cloud.export();
    order = must(await storedOrder(cloud, last.orderId));
    other = must(await storedOrder(cloud, respond.orderId));
    const permits = await stored<Permit>(cloud, 'permits');
    ticket = must(permits.find(({ _id }) => _id === burnt.id));
    waiting = must(permits.find(({ _id }) => _id === asked.id));
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
    expect(verifyTrail(cloud).printed).toMatch(/^工单 2 张，动火票 2 张，留痕 \d+ 条，日志头 [12] 个$/m);
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

  it.each(['ends', 'permits'] as const)('finds a daily head of which the %s were edited', async (kind) => {
    await tamper('trailHeads', head, (old) => ({ ...old, [kind]: [] }));
    expect(verifyTrail(cloud).findings).toContain('20261125 的日志头被改动过');
  });

  it('finds a daily head that was made one of before there were tickets in it', async () => {
    await tamper('trailHeads', head, (old) => {
      const before = { ...old };
      delete before.permits;
      return before;
    });
    expect(verifyTrail(cloud).findings).toEqual(['20261125 的日志头被改动过']);
  });

  describe('of a hot-work ticket', () => {
    /** Stores one ticket with another trail. */
    const reburn = (old: Permit, change: (trail: TrailEntry[]) => TrailEntry[]): Promise<void> =>
      tamper('permits', old, (document) => ({ ...document, trail: change(document.trail) }));

    it('has both tickets under the head of the day: the one that ended and the one that is open', () => {
      const ends = [ticket, waiting].map(({ _id: id, trail }) => {
        // The one that is open went on after midnight: its time was over.
        const { seq, mac } = must(trail.findLast((entry) => entry.at < MIDNIGHT));
        return { id, seq, mac };
      });
      expect(head.permits).toEqual(expect.arrayContaining(ends));
      expect(head.permits).toHaveLength(2);
    });

    it('finds an entry that was edited', async () => {
      await reburn(ticket, (trail) => trail.with(1, { ...at(trail, 1), detail: { note: '没人看过' } }));
      expect(verifyTrail(cloud).findings).toEqual([`${ticket.number}：第 2 条被改动过`]);
    });

    it('finds a trail that was cut off', async () => {
      await reburn(ticket, (trail) => trail.slice(0, -1));
      const last = at(ticket.trail, -1).seq;
      expect(verifyTrail(cloud).findings).toEqual([
        `${ticket.number}：第 ${last} 条之后被截断（20261125 时还在）`,
      ]);
    });

    it('finds a ticket that was deleted', async () => {
      await tamper('permits', waiting, () => null);
      expect(verifyTrail(cloud).findings).toEqual([
        `20261125 的日志头里有动火票 ${waiting._id}，现在找不到了：整单被删除`,
      ]);
    });
  });
});
