/** The local cloud is killed in the middle of traffic and started again in the same folder: nothing acknowledged is lost, nothing is half. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PhotoInput } from '../../typings/api';
import type { Delivery, Order } from '../../typings/domain';
import { startTestCloud, type TestCloud } from '../support/cloud';
import { actIntent, commentIntent, reporterOf, reportIntent, send, type Intent } from './support/intents';
import { expectWhole } from './support/invariants';
import { Camera, CAST, openPlant, personOf, phoneOf, sized, stored, storedOrders } from './support/plant';
import { verifyTrail } from './support/trail';

const ROUNDS = sized(2, 10);
const HANDS = 6;

/** What the phones know: which requests were answered, and which they would send again. */
interface Ledger {
  acknowledged: Intent[];
  unanswered: Intent[];
  uploads: { path: string; orderId: string | null }[];
  isKilled: boolean;
}

const pathOf = (photo: PhotoInput): string => photo.fileId.replace(/^cloud:\/\/[^/]+\//, '');

/** One person's hands: reports with a picture, comments, answers, fixes, until the connection breaks. */
class Hands {
  private readonly camera: Camera;

  constructor(
    private readonly cloud: TestCloud,
    private readonly ledger: Ledger,
    private readonly seed: number,
  ) {
    this.camera = new Camera(cloud);
  }

  async work(): Promise<void> {
    try {
      for (let turn = 0; ; turn += 1) await this.oneOrder(turn);
    } catch (error) {
      // What the cloud refuses while it lives is a failure of the test.
      if (!this.ledger.isKilled) throw error;
    }
  }

  private async oneOrder(turn: number): Promise<void> {
    const description = `第 ${this.seed} 人第 ${turn} 处`;
    const reporter = reporterOf(this.seed + turn);
    const scene = await this.picture(reporter, turn);
    const report = reportIntent({ description, photos: [scene.photo] }, reporter);
    scene.upload.orderId = report.orderId;
    await this.do(report);
    await this.do(commentIntent(reporter, report.orderId, '我在旁边看着'));
    const fixer = { personId: personOf(CAST.fixer) };
    await this.act(report.orderId, (order) =>
      actIntent(phoneOf(order.next?.owner.id ?? ''), order, 'respond', { text: '马上改', ...fixer }),
    );
    const after = await this.picture(CAST.fixer, turn);
    after.upload.orderId = report.orderId;
    await this.act(report.orderId, (order) => actIntent(CAST.fixer, order, 'fix', { photos: [after.photo] }));
    if (turn % 2 === 0) {
      await this.act(report.orderId, (order) => actIntent(reporter, order, 'verify', { onSite: true }));
    }
  }

  private async picture(
    as: string,
    turn: number,
  ): Promise<{ photo: PhotoInput; upload: Ledger['uploads'][number] }> {
    const photo = await this.camera.take(as, this.seed * 10_000 + turn);
    const upload = { path: pathOf(photo), orderId: null };
    this.ledger.uploads.push(upload);
    return { photo, upload };
  }

  private async act(orderId: string, make: (order: Order) => Intent): Promise<void> {
    // Not through the SDK, which goes on trying when the cloud is gone.
    const order = (await storedOrders(this.cloud)).find(({ _id }) => _id === orderId);
    if (order === undefined) throw new Error('an acknowledged order is gone while the cloud lives');
    await this.do(make(order));
  }

  private async do(intent: Intent): Promise<void> {
    this.ledger.unanswered.push(intent);
    const answer = await send(this.cloud, intent);
    if (!answer.ok) throw new Error(`${intent.route}: ${JSON.stringify(answer)}`);
    this.ledger.unanswered.splice(this.ledger.unanswered.indexOf(intent), 1);
    this.ledger.acknowledged.push(intent);
  }
}

/** How often an intent is found in what is stored. */
function found({ route, orderId, requestId }: Intent, orders: Map<string, Order>): number {
  const order = orders.get(orderId);
  if (order === undefined) return 0;
  const ids =
    route === 'orders.comment' ? order.comments.map(({ id }) => id) : order.trail.map((e) => e.requestId);
  return ids.filter((id) => id === requestId).length;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

const byId = (orders: Order[]): Map<string, Order> => new Map(orders.map((order) => [order._id, order]));

describe('a cloud that is killed while everybody works', () => {
  let dataDir: string;
  let cloud: TestCloud;
  const ledger: Ledger = { acknowledged: [], unanswered: [], uploads: [], isKilled: false };

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'safeloop-crash-'));
    cloud = await openPlant(dataDir);
  });

  afterAll(async () => {
    await cloud.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  describe.each(Array.from({ length: ROUNDS }, (_none, index) => index + 1))('crash %d', (round) => {
    let before: number;

    beforeAll(async () => {
      const target = ledger.acknowledged.length + sized(60, 200);
      const working = Array.from({ length: HANDS }, (_none, hand) =>
        new Hands(cloud, ledger, round * 100 + hand).work(),
      );
      let isOver = false;
      const ended = Promise.all(working).finally(() => (isOver = true));
      await Promise.race([ended, until(() => isOver || ledger.acknowledged.length >= target)]);
      before = await cloud.now();
      ledger.isKilled = true;
      await cloud.kill();
      await ended;
      cloud = await startTestCloud({ dataDir });
      ledger.isKilled = false;
    });

    it('was in the middle of something', () => {
      expect(ledger.unanswered.length).toBeGreaterThan(0);
    });

    it('comes back with the plant and its clock', async () => {
      expect((await cloud.people()).length).toBeGreaterThan(30);
      expect(await cloud.now()).toBeGreaterThanOrEqual(before);
    });

    it('has every acknowledged write, once', async () => {
      const orders = byId(await storedOrders(cloud));
      const wrong = ledger.acknowledged.filter((intent) => found(intent, orders) !== 1);
      expect(wrong).toEqual([]);
    });

    it('has every acknowledged upload, as it came or sealed', async () => {
      const files = new Set((await cloud.export()).files.map(({ path }) => path));
      const orders = byId(await storedOrders(cloud));
      for (const { path, orderId } of ledger.uploads) {
        const id = /([^/]+)\.jpg$/.exec(path)?.[1] ?? '';
        const evidence = orders.get(orderId ?? '')?.evidence[id];
        const sealed = [...files].some((each) => each.startsWith('sealed/') && each.includes(id));
        expect({ path, kept: files.has(path) || sealed }).toEqual({ path, kept: true });
        if (evidence?.state === 'sealed') expect(sealed).toBe(true);
      }
    });

    it('has no order that is half written', async () => {
      const orders = await storedOrders(cloud);
      orders.forEach(expectWhole);
      expect(new Set(orders.map(({ number }) => number)).size).toBe(orders.length);
      expect(verifyTrail(cloud)).toMatchObject({ sound: true, findings: [] });
    });

    it('has each unanswered request whole or not at all, and a retry settles it once', async () => {
      const before = byId(await storedOrders(cloud));
      for (const intent of ledger.unanswered) expect(found(intent, before)).toBeLessThanOrEqual(1);
      for (const intent of ledger.unanswered) expect(await send(cloud, intent)).toMatchObject({ ok: true });
      for (const intent of ledger.unanswered) expect(await send(cloud, intent)).toMatchObject({ ok: true });
      const orders = byId(await storedOrders(cloud));
      for (const intent of ledger.unanswered) expect(found(intent, orders)).toBe(1);
      ledger.acknowledged.push(...ledger.unanswered.splice(0));
    });

    it('delivers what was waiting as soon as the timer runs', async () => {
      // One run for what waited, one for what was tried before, and one for the word that points arrived.
      await cloud.clock({ advance: '3m' });
      const orders = await storedOrders(cloud);
      expect(orders.filter(({ outboxDueAt }) => outboxDueAt !== null)).toEqual([]);
      const evidence = orders.flatMap((order) => Object.values(order.evidence));
      expect(evidence.filter(({ state }) => state !== 'sealed')).toEqual([]);
      const delivered = new Set((await stored<Delivery>(cloud, 'deliveries')).map(({ _id }) => _id));
      for (const { _id } of orders) expect(delivered).toContain(`${_id}:notice-1-assigned-p-012`);
    });
  });
});
