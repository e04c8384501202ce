/** A trail that outgrows its order moves on in parts and still verifies as one chain. */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { ReportInput } from '../../typings/api';
import { startTestCloud, type TestCloud } from '../support/cloud';
import { personWith } from '../support/people';
import { root } from '../support/process';

const ACTS = 215;

// Each act waits for the one before it, so a busy machine needs longer than for any other test.
jest.setTimeout(180_000);

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startTestCloud();
});

afterAll(() => cloud.stop());

it('keeps every act of an order with more than 200 entries', async () => {
  const people = await cloud.people();
  const worker = personWith(people, 'worker');
  const safety = personWith(people, 'safety');
  const reported: ReportInput = {
    id: randomUUID(),
    templateId: 'cylinder-unsecured',
    description: '',
    areaId: 'cylinder-store',
    pointId: 'd-08',
    placeSource: 'label',
    position: null,
    photos: [],
    observedAt: null,
    visibility: 'named',
  };
  const receipt = await cloud.callOk(worker.openid, 'orders.report', reported);
  const orderId = receipt.id;
  for (let rev = 1; rev <= ACTS; rev += 1) {
    const urgency = rev % 2 === 1 ? 'medium' : 'high';
    const input = { urgency, reason: `第 ${rev} 次调整` } as const;
    await cloud.callOk(safety.openid, 'orders.act', { orderId, rev, action: 'correctUrgency', input });
  }
  const [order] = (await cloud.dump('orders')) as { trail: { seq: number }[]; trailParts: number }[];
  const parts = (await cloud.dump('trail')) as { _id: string; entries: { seq: number }[] }[];
  expect(order?.trailParts).toBe(1);
  expect(parts.map(({ _id }) => _id)).toEqual([`${orderId}#1`]);
  const seqs = [...parts.flatMap(({ entries }) => entries), ...(order?.trail ?? [])].map(({ seq }) => seq);
  expect(seqs).toEqual(Array.from({ length: ACTS + 1 }, (_none, index) => index + 1));

  const printed = execFileSync(process.execPath, ['dist/scripts/trail-verify.js'], {
    cwd: root,
    env: { ...process.env, BASE: cloud.base, DATA_DIR: cloud.dataDir },
  });
  expect(printed.toString()).toContain(`留痕 ${ACTS + 1} 条`);

  // The phone that never heard of its receipt sends the report again, however much has happened since.
  const { number } = await cloud.callOk(worker.openid, 'orders.report', reported);
  expect(number).toBe(receipt.number);
});
