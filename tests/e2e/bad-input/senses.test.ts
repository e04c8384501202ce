/** Camera, album and place refused, and photos that are none or far too large: the report goes on and says what happened. */
import { jpeg } from '../../support/pictures';
import { ordersOf, PHOTO, POINT, REPORTER } from './support/desk';
import { PAGES } from './support/phone';
import { useDesk } from './support/use-desk';

const MB = 1024 * 1024;

describe('camera, place and photos', () => {
  const desk = useDesk();

  const DRAFTS = "(__phone.wx.getStorageSync('drafts.v1') || [])";

  /** Submits what is on the page, and answers the one order that comes out. */
  const goesOut = async (): Promise<Awaited<ReturnType<typeof ordersOf>>[number]> => {
    const { phone, cloud } = desk();
    await phone.at(PAGES.result);
    const [draft] = await phone.drafts();
    await phone.until(`${DRAFTS}[0].content.position !== undefined`);
    await phone.pastHold();
    await phone.sees('已收到');
    const orders = await ordersOf(cloud, draft?.id ?? '');
    expect(orders).toHaveLength(1);
    expect(await phone.exceptions()).toEqual([]);
    return orders[0]!;
  };

  describe('the camera', () => {
    /** The person says no when the page first asks. */
    const refuse = async (): Promise<void> => {
      const { phone } = desk();
      await phone.take(REPORTER);
      await phone.ask("__phone.setPermission('scope.camera', null)");
      await phone.beginReport(POINT.id);
      await phone.sees('使用你的摄像头');
      await phone.tap('拒绝');
      await phone.sees('没有相机权限。去打开，或不带照片上报');
    };

    it('refused: the report goes without a photo', async () => {
      const { phone } = desk();
      await refuse();
      await phone.tap('不方便拍照');
      await phone.tap('.tile');
      expect((await goesOut()).evidence).toEqual({});
    });

    it('refused, then allowed in the settings: it is there again', async () => {
      const { phone } = desk();
      await refuse();
      await phone.ask("__phone.setPermission('scope.userLocation', null)");
      await phone.tap('去打开');
      await phone.sees('使用你的摄像头：已拒绝');
      await phone.tap('允许');
      await phone.until("document.querySelector('wx-camera img')", 'the camera');
      await phone.shoot(PHOTO);
      await phone.tap('.tile');
      expect(Object.keys((await goesOut()).evidence)).toHaveLength(1);
    });

    it('refused, and the shutter pressed all the same: it says so, and nothing is lost', async () => {
      const { phone } = desk();
      await refuse();
      await phone.tap('.shutter');
      await phone.until(
        "document.querySelector('.phone-toast')?.innerText.includes('没有相机权限')",
        'the words',
      );
      await phone.tap('.tile');
      await phone.tap('提交');
      expect((await goesOut()).evidence).toEqual({});
    });

    it('stops while the app is away, and is there again without a word about permissions', async () => {
      const { phone } = desk();
      await phone.take(REPORTER);
      await phone.beginReport(POINT.id);
      await phone.until("document.querySelector('wx-camera img')", 'the camera');
      await phone.ask('__phone.hide()');
      await phone.ask('__phone.show()');
      await phone.until("document.querySelector('wx-camera img')", 'the camera');
      expect(await phone.screen()).not.toContain('没有相机权限');
      await phone.shoot(PHOTO);
      await phone.tap('.tile');
      await goesOut();
    });
  });

  describe('the place', () => {
    it.each([
      ['refused', "__phone.setPermission('scope.userLocation', false)"],
      ['switched off', '__phone.setPosition(null)'],
    ])('%s: the order knows the point, and no position', async (_, how) => {
      const { phone } = desk();
      await phone.take(REPORTER);
      await phone.ask(how);
      await phone.beginReport(POINT.id);
      await phone.shoot(PHOTO);
      await phone.tap('.tile');
      const { position, place } = await goesOut();
      expect(position).toBeNull();
      expect(place.pointId).toBe(POINT.id);
    });
  });

  describe('a photo', () => {
    /** Stands before the camera, as a file of this machine. */
    const stored = async (bytes: Buffer, name: string): Promise<string> => {
      const address = `/phone/1/disk/pictures/${name}`;
      const { status } = await fetch(desk().cloud.base + address, {
        method: 'PUT',
        body: new Uint8Array(bytes),
      });
      expect(status).toBe(200);
      return address;
    };
    /** With a real photo before it, so that only the bad one is left out. */
    const reportWith = async (bytes: Buffer, name: string): Promise<Awaited<ReturnType<typeof goesOut>>> => {
      const { phone } = desk();
      await phone.take(REPORTER);
      await phone.beginReport(POINT.id);
      await phone.shoot(PHOTO);
      await phone.ask(`__phone.setPictures([${JSON.stringify(await stored(bytes, name))}])`);
      await phone.tap('.shutter');
      await phone.until(`${DRAFTS}[0].photos.length === 2`, 'a second photo');
      await phone.tap('.tile');
      return goesOut();
    };

    it('of 0 bytes is left out, and the person reads that', async () => {
      const { phone } = desk();
      const { evidence } = await reportWith(Buffer.alloc(0), 'empty.jpg');
      expect(Object.keys(evidence)).toHaveLength(1);
      expect((await phone.drafts())[0]?.note).toContain('其余的照常发');
      await phone.sees('其余的照常发');
    });

    it('of 30 MB that nothing can make smaller is left out, and the person reads that', async () => {
      const { phone } = desk();
      const { evidence } = await reportWith(Buffer.alloc(30 * MB, 7), 'noise.jpg');
      expect(Object.keys(evidence)).toHaveLength(1);
      await phone.sees('其余的照常发');
    });

    it('of 30 MB is made small on the phone', async () => {
      const picture = jpeg({ width: 2400, height: 1800 });
      const { evidence } = await reportWith(Buffer.concat([picture, Buffer.alloc(30 * MB)]), 'large.jpg');
      expect(Object.keys(evidence)).toHaveLength(2);
      for (const { bytes } of Object.values(evidence)) expect(bytes ?? 0).toBeLessThan(MB);
    });

    it('that is the only one, and is none: the report says in words that there was something', async () => {
      const { phone } = desk();
      await phone.take(REPORTER);
      await phone.beginReport(POINT.id);
      await phone.shoot(await stored(Buffer.alloc(0), 'empty.jpg'));
      await phone.tap('直接提交');
      const { evidence, description } = await goesOut();
      expect(evidence).toEqual({});
      expect(description).not.toBe('');
    });
  });
});
