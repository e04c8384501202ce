/** What people do in these tests, as their phones would: report, look, act, and bring an order where a case begins. */
import { randomUUID } from 'node:crypto';
import type { ActInput, OrderView, PhotoInput, ReportInput, ReportReceipt } from '../../../typings/api';
import type { Order } from '../../../typings/domain';
import type { TestCloud } from '../../support/cloud';
import { takePhoto } from '../../support/evidence';
import { AREA, phone, type Part } from './plant';

/** A report as a phone makes it: medium urgency, without a photo, by its name. */
export const reportInput = (patch: Partial<ReportInput> = {}): ReportInput => ({
  id: randomUUID(),
  templateId: 'guard-loose',
  description: '',
  areaId: AREA,
  pointId: null,
  placeSource: 'chosen',
  position: null,
  photos: [],
  observedAt: null,
  visibility: 'named',
  ...patch,
});

export const report = (
  cloud: TestCloud,
  as: string,
  patch: Partial<ReportInput> = {},
): Promise<ReportReceipt> => cloud.callOk(as, 'orders.report', reportInput(patch));

/** The order's page as this phone sees it. */
export const look = (cloud: TestCloud, as: string, orderId: string): Promise<OrderView> =>
  cloud.callOk(as, 'orders.get', { orderId });

/** The input of an act on the order as this phone sees it now. */
export async function actInput(
  cloud: TestCloud,
  as: string,
  orderId: string,
  action: string,
  input: ActInput['input'] = {},
): Promise<ActInput> {
  const { rev } = await look(cloud, as, orderId);
  return { orderId, rev, action, input };
}

export async function act(
  cloud: TestCloud,
  as: string,
  orderId: string,
  action: string,
  input: ActInput['input'] = {},
): Promise<OrderView> {
  return cloud.callOk(as, 'orders.act', await actInput(cloud, as, orderId, action, input));
}

export const photo = (cloud: TestCloud, as: string, bytes?: Uint8Array): Promise<PhotoInput> =>
  takePhoto(cloud, as, bytes);

/** A whole small drawing. */
export const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj\n<<>>\nendobj\nxref\n0 1\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n',
);

/** A view without the signatures of its links, which differ from second to second. */
export const unsigned = (view: unknown): unknown =>
  JSON.parse(JSON.stringify(view).replace(/\?sign=[^"]*/g, ''));

/** An order as it is stored. */
export async function storedOrder(cloud: TestCloud, orderId: string): Promise<Order> {
  const order = (await cloud.dump('orders')).find(({ _id }) => _id === orderId);
  if (order === undefined) throw new Error(`no order ${orderId}`);
  return order as Record<string, unknown> & Order;
}

/** States a case may begin in. */
export type Stage = 'awaitingResponse' | 'rectifying' | 'awaitingVerification' | 'closed' | 'notHazard';

/**
 * Brings a new hazard to a state: reported by the reporter, answered by the keeper, fixed by the fixer.
 * @param by - who reports, if not the reporter
 * @returns the id of the order
 */
export async function orderAt(
  cloud: TestCloud,
  stage: Stage,
  patch: Partial<ReportInput> = {},
  by: string = phone('reporter'),
): Promise<string> {
  const { id } = await report(cloud, by, patch);
  if (stage === 'awaitingResponse') return id;
  if (stage === 'notHazard') {
    await act(cloud, phone('keeper'), id, 'notHazard', { reason: '已经换过新的了' });
    return id;
  }
  await act(cloud, phone('keeper'), id, 'respond', { text: '换一个防护罩', personId: 'p-039' });
  if (stage === 'rectifying') return id;
  await act(cloud, phone('fixer'), id, 'fix', { photos: [await photo(cloud, phone('fixer'))] });
  if (stage === 'awaitingVerification') return id;
  await act(cloud, by, id, 'verify', { onSite: true });
  return id;
}

/** The template ids behind the keys of reminders. */
const TEMPLATES = ['local-task', 'local-deadline', 'local-verify', 'local-progress'];

/** WeChat's budget for these people: messages to them arrive. */
export async function reachable(cloud: TestCloud, ...parts: Part[]): Promise<void> {
  for (const part of parts) {
    for (const templateId of TEMPLATES) await cloud.subscribe(phone(part), templateId, 20);
  }
}
