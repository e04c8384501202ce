/** One local cloud with the starter plant, one browser, one phone: for all that goes wrong on a phone. */
import { launchBrowser } from '../../../../devtools/automation';
import { TEXT } from '../../../../miniprogram/shared/text';
import type { Order } from '../../../../typings/domain';
import { startTestCloud, type TestCloud } from '../../../support/cloud';
import { jpeg } from '../../../support/pictures';
import { PAGES, Phone } from './phone';

/** A busy machine is slow; whoever waits so long waits in vain (ms). */
const PATIENCE = 45_000;

/** 1号冲床, where phones are allowed, and templates that are offered there. */
export const POINT = { id: 'a-08', no: 'A-08', areaId: 'press' };

/** The openid of a person of the starter plant. */
export const openidOf = (id: string): string => `o-demo-${id}`;

/** A worker who leads nobody. */
export const REPORTER = openidOf('p-040');

export const PHOTO = `data:image/jpeg;base64,${jpeg({ width: 320, height: 240 }).toString('base64')}`;

export interface Desk {
  cloud: TestCloud;
  phone: Phone;
  stop(): Promise<void>;
}

export async function openDesk(): Promise<Desk> {
  const [cloud, launched] = await Promise.all([startTestCloud(), launchBrowser()]);
  const page = await launched.browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.setViewport({ width: 375, height: 812, hasTouch: true, isMobile: true });
  return {
    cloud,
    phone: await Phone.of(page, cloud.base),
    async stop() {
      await launched.close();
      await cloud.stop();
    },
  };
}

/** The orders that came out of a draft; there must never be two. */
export async function ordersOf(cloud: TestCloud, draftId: string): Promise<Order[]> {
  const orders = (await cloud.dump('orders')) as unknown[];
  return (orders as Order[]).filter(({ _id }) => _id === draftId);
}

/** A person reports a photo with a template; 撤回 is not over yet. @returns the id of the draft */
export async function reportPhoto({ phone }: Desk, as: string = REPORTER): Promise<string> {
  await phone.take(as);
  await phone.beginReport(POINT.id);
  await phone.shoot(PHOTO);
  await phone.tap('.tile');
  await phone.at(PAGES.result);
  const [draft] = await phone.drafts();
  return draft?.id ?? '';
}

/** What was submitted goes on its way. @returns the one order that comes of it */
export async function goesOut({ phone, cloud }: Desk): Promise<Order> {
  await phone.at(PAGES.result);
  const [draft] = await phone.drafts();
  await phone.until("(__phone.wx.getStorageSync('drafts.v1') || [])[0].content.position !== undefined");
  await phone.pastHold();
  await phone.sees(TEXT.result.received);
  const orders = await ordersOf(cloud, draft?.id ?? '');
  expect(orders).toHaveLength(1);
  expect(await phone.exceptions()).toEqual([]);
  return orders[0]!;
}
