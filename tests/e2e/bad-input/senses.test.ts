/** Camera, album and place refused, and a clock that is wrong: the report goes on and says what happens next. */
import { goesOut, ordersOf, PHOTO, POINT, reportPhoto, REPORTER } from './support/desk';
import { PAGES } from './support/phone';
import { useDesk } from './support/use-desk';

const DAY = 86_400_000;

describe('camera, album, place and clock', () => {
  const desk = useDesk();

  const DRAFTS = "(__phone.wx.getStorageSync('drafts.v1') || [])";

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
      expect((await goesOut(desk())).evidence).toEqual({});
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
      expect(Object.keys((await goesOut(desk())).evidence)).toHaveLength(1);
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
      expect((await goesOut(desk())).evidence).toEqual({});
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
      await goesOut(desk());
    });
  });

  describe('the system camera and the album', () => {
    const CHOOSES = (how: string): string => `__phone.wx.chooseMedia = () => ${how}`;
    const REFUSED = "Promise.reject({ errMsg: 'chooseMedia:fail auth deny' })";
    const CANCELLED = "Promise.reject({ errMsg: 'chooseMedia:fail cancel' })";

    /** The page may have no camera of its own. */
    const without = async (how: string): Promise<void> => {
      const { phone } = desk();
      await phone.take(REPORTER);
      await phone.ask("__phone.setPermission('scope.camera', false)");
      await phone.beginReport(POINT.id);
      await phone.sees('没有相机权限。去打开，或不带照片上报');
      await phone.ask(CHOOSES(how));
    };

    it.each(['.shutter', '.album'])(
      '%s closed again: nothing is taken, and what was chosen stays',
      async (what) => {
        const { phone } = desk();
        await without(CANCELLED);
        await phone.tap('.tile');
        await phone.tap(what);
        expect(await phone.drafts()).toMatchObject([{ state: 'editing', photos: [] }]);
        await phone.tap('提交');
        expect((await goesOut(desk())).evidence).toEqual({});
      },
    );

    it('the album refused: it says where to allow it, and the report goes', async () => {
      const { phone } = desk();
      await without(REFUSED);
      await phone.tap('.album');
      await phone.until(
        "document.querySelector('.phone-toast')?.innerText.includes('相册没打开')",
        'the words',
      );
      await phone.tap('.tile');
      await phone.tap('提交');
      await goesOut(desk());
    });

    it('the album instead of the camera: the picture is there, and says where it is from', async () => {
      const { phone } = desk();
      await phone.take(REPORTER);
      await phone.ask("__phone.setPermission('scope.camera', false)");
      await phone.beginReport(POINT.id);
      await phone.ask(`__phone.setPictures([${JSON.stringify(PHOTO)}])`);
      await phone.tap('.album');
      await phone.until(`${DRAFTS}[0].photos.length === 1`, 'a photo');
      expect(await phone.drafts()).toMatchObject([{ photos: [{ source: 'album' }] }]);
      await phone.tap('.tile');
      const { evidence } = await goesOut(desk());
      expect(Object.values(evidence)).toMatchObject([{ source: 'album' }]);
    });
  });

  describe('the clock', () => {
    it.each([
      ['ahead', DAY],
      ['behind', -DAY],
    ])('a day %s: the order has the time of the server, and goes as soon', async (_, wrong) => {
      const { phone, cloud } = desk();
      await phone.take(REPORTER);
      await phone.ask(`__phone.setClockOffset(${wrong})`);
      await phone.beginReport(POINT.id);
      await phone.shoot(PHOTO);
      await phone.tap('.tile');
      await phone.at(PAGES.result);
      const [draft] = await phone.drafts();
      await phone.ask(`__phone.setClockOffset(${wrong + 6_000}), __phone.hide(), __phone.show()`);
      await phone.sees('已收到');
      const [order] = await ordersOf(cloud, draft?.id ?? '');
      expect(Math.abs((order?.trail[0]?.at ?? 0) - (await cloud.now()))).toBeLessThan(DAY / 2);
      expect(Object.keys(order?.evidence ?? {})).toHaveLength(1);
      expect(await phone.exceptions()).toEqual([]);
    });

    it('set back by a day while the report is held: it goes all the same', async () => {
      const { phone, cloud } = desk();
      const id = await reportPhoto(desk());
      await phone.ask(`__phone.setClockOffset(${-DAY}), __phone.hide(), __phone.show()`);
      await phone.sees('已收到');
      expect(await ordersOf(cloud, id)).toHaveLength(1);
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
      const { position, place } = await goesOut(desk());
      expect(position).toBeNull();
      expect(place.pointId).toBe(POINT.id);
    });
  });
});
