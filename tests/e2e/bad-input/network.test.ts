/** The network, the app or the server goes away at each step of sending a report: the draft survives, and one order comes out. */
import type { DraftState } from '../../../miniprogram/services/core/draft';
import { ordersOf, PHOTO, POINT, reportPhoto, REPORTER } from './support/desk';
import { PAGES } from './support/phone';
import { useDesk } from './support/use-desk';
import type { Traffic, Way } from './support/wire';
import { sampled } from '../../support/sample';

const UPLOAD: Traffic = { upload: true };
const REPORT: Traffic = { route: 'orders.report' };

/** The steps between 提交 and the number, in order. */
const STEPS: readonly (readonly [string, Traffic, Way])[] = [
  ['before the upload', UPLOAD, 'there'],
  ['when the photo is up but nobody said so', UPLOAD, 'back'],
  ['after the upload, before the call', REPORT, 'there'],
  ['after the call, before the answer', REPORT, 'back'],
];

describe('on its way', () => {
  const desk = useDesk();

  const submit = (): Promise<string> => reportPhoto(desk());
  const stateIs = (state: DraftState): Promise<void> =>
    desk().phone.until(`${DRAFTS}[0]?.state === '${state}'`, `a draft that is ${state}`);
  const sentOnce = async (id: string): Promise<void> => {
    const { cloud, phone } = desk();
    await stateIs('sent');
    const orders = await ordersOf(cloud, id);
    expect(orders.map(({ evidence }) => Object.keys(evidence).length)).toEqual([1]);
    expect(orders[0]?.trail.filter(({ from }) => from === null)).toHaveLength(1);
    expect(await phone.exceptions()).toEqual([]);
  };
  /** The words after a try that failed. */
  const kept = async (): Promise<void> => {
    const { phone } = desk();
    await phone.sees('已存在手机里');
    expect(await phone.drafts()).toMatchObject([{ state: 'waiting', photos: [{}] }]);
  };

  describe('the network', () => {
    it.each(sampled(STEPS, 2))('is lost %s', async (_, traffic, way) => {
      const { phone } = desk();
      const id = await submit();
      const broken = await phone.wire.breakAt(traffic, way);
      await phone.pastHold();
      await broken.happened;
      await phone.network(false);
      await kept();
      await phone.sees('有网自动发');
      await phone.network(true);
      await phone.sees('已收到');
      await sentOnce(id);
    });

    it('is away from the start: the report waits in the phone, and goes when it is back', async () => {
      const { phone, cloud } = desk();
      await phone.take(REPORTER);
      await phone.until("__phone.wx.getStorageSync('plant.v1')", 'the plant in the phone');
      await phone.network(false);
      await phone.beginReport(POINT.id);
      await phone.shoot(PHOTO);
      await phone.tap('.tile');
      await phone.sees('已存在手机里');
      await phone.sees('撤回');
      await phone.pastHold();
      const [draft] = await phone.drafts();
      await phone.open(PAGES.home);
      await phone.sees('1 条在手机里');
      expect(await ordersOf(cloud, draft?.id ?? '')).toEqual([]);
      await phone.network(true);
      await sentOnce(draft?.id ?? '');
    });
  });

  describe('the app', () => {
    it.each(sampled(STEPS, 2))('is closed %s, and sends when it is opened again', async (_, traffic, way) => {
      const { phone } = desk();
      const id = await submit();
      const held = await phone.wire.holdAt(traffic, way);
      await phone.pastHold();
      await held.happened;
      await phone.start();
      await sentOnce(id);
      await phone.open(PAGES.result, { id });
      await phone.sees('已收到');
    });

    it('is closed while the report may still be taken back', async () => {
      const { phone } = desk();
      const id = await submit();
      await phone.start();
      await stateIs('held');
      await phone.pastHold();
      await sentOnce(id);
    });

    it('is closed on the report page: what was begun is offered again', async () => {
      const { phone } = desk();
      await phone.take(REPORTER);
      await phone.beginReport(POINT.id);
      await phone.shoot(PHOTO);
      await phone.start();
      await phone.sees('1 条要你看一眼');
      await phone.open(PAGES.unsent);
      await phone.sees('1 张照片');
      await phone.tap('接着报');
      await phone.at(PAGES.camera);
      await phone.sees('已拍 1 张');
      await phone.tap('.tile');
      await phone.at(PAGES.result);
      const [draft] = await phone.drafts();
      await phone.pastHold();
      await sentOnce(draft?.id ?? '');
    });
  });

  describe('the server', () => {
    it.each([
      ['cannot reach its database', { mode: 'fail' as const, times: 'forever' as const }],
      ['dies in the middle', { mode: 'kill' as const, nth: 2 }],
      [
        'has written the order, and loses its answer',
        { mode: 'cut' as const, when: 'after' as const, nth: 2 },
      ],
    ])('%s', async (_, fault) => {
      const { phone, cloud } = desk();
      const id = await submit();
      await cloud.faults([{ match: { function: 'api', route: 'orders.report' }, ...fault }]);
      await phone.pastHold();
      await phone.until(
        `${DRAFTS}[0].attempts > 0 || ${DRAFTS}[0].state === 'sent'`,
        'an end of the first try',
      );
      const [draft] = await phone.drafts();
      if (draft?.state !== 'sent') await kept();
      await cloud.faults([]);
      await phone.ask('__phone.hide(), __phone.show()');
      await sentOnce(id);
      await phone.sees('已收到');
    });
  });
});

const DRAFTS = "(__phone.wx.getStorageSync('drafts.v1') || [])";
