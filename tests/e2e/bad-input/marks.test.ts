/** Pictures that are marked, replaced and taken again: nothing is lost in between, and what was covered is gone. */
import { Floor } from '../../../scripts/lib/floor';
import { TEXT } from '../../../miniprogram/shared/text';
import { jpeg } from '../../support/pictures';
import { openidOf, ordersOf, PHOTO, POINT, REPORTER } from './support/desk';
import { PAGES } from './support/phone';
import { useDesk } from './support/use-desk';

const MARKUP = 'packages/report/markup/index';
const SHOOT = 'packages/order/shoot/index';
/** What people wear: photographed with them in it. */
const WORN = 'goggles-not-worn';

const pictureOf = (seed: number): string =>
  `data:image/jpeg;base64,${jpeg({ seed, width: 320, height: 240 }).toString('base64')}`;

const DRAFTS = "(__phone.wx.getStorageSync('drafts.v1') || [])";

describe('a picture', () => {
  const desk = useDesk();

  const begin = async (): Promise<void> => {
    const { phone } = desk();
    await phone.take(REPORTER);
    await phone.beginReport(POINT.id);
    await phone.shoot(PHOTO);
  };

  const photos = async () => (await desk().phone.drafts())[0]?.photos ?? [];

  const openMarks = async (): Promise<void> => {
    const { phone } = desk();
    await phone.tap('.shots');
    await phone.tap('shots-sheet >>> .shots-act.main');
    await phone.at(MARKUP);
    await phone.until("__phone.getData().box !== ''", 'the picture');
  };

  /** A finger with a glove on, in the middle of the picture. */
  const tapMiddle = async (): Promise<void> => {
    const { phone } = desk();
    const { x, y } = await phone.ask<{ x: number; y: number }>(`(() => {
      const box = document.querySelector('.phone-page:not([hidden]) .glass').getBoundingClientRect();
      return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    })()`);
    await phone.page.touchscreen.tap(x, y);
  };

  const cover = async (): Promise<void> => {
    const { phone } = desk();
    await phone.tap('遮脸');
    await tapMiddle();
    await phone.until('__phone.getData().count === 1', 'a mask');
  };

  const isOnPhone = (path: string): Promise<boolean> =>
    desk().phone.ask<boolean>(
      `(() => { try { __phone.wx.getFileSystemManager().accessSync(${JSON.stringify(path)}); return true; } catch { return false; } })()`,
    );

  /** How far the colours in the middle of a file are from grey (0–255). */
  const colourInTheMiddle = (path: string): Promise<number> =>
    desk().phone.ask<number>(`(async () => {
      const bytes = __phone.wx.getFileSystemManager().readFileSync(${JSON.stringify(path)}, 'base64');
      const image = new Image();
      image.src = 'data:image/jpeg;base64,' + bytes;
      await image.decode();
      const canvas = document.createElement('canvas');
      Object.assign(canvas, { width: image.naturalWidth, height: image.naturalHeight });
      const pen = canvas.getContext('2d');
      pen.drawImage(image, 0, 0);
      const size = 32;
      const { data } = pen.getImageData((canvas.width - size) / 2, (canvas.height - size) / 2, size, size);
      let most = 0;
      for (let at = 0; at < data.length; at += 4)
        most = Math.max(most, Math.abs(data[at] - data[at + 1]), Math.abs(data[at + 1] - data[at + 2]));
      return most;
    })()`);

  it('that is covered takes the place of the other, whose file and id are gone', async () => {
    const { phone, cloud } = desk();
    await begin();
    const [before] = await photos();
    expect(await colourInTheMiddle(before!.path)).toBeGreaterThan(60);
    await openMarks();
    await cover();
    await phone.tap('好了');
    await phone.at(PAGES.camera);
    await phone.until(`${DRAFTS}[0].photos[0].id !== ${JSON.stringify(before!.id)}`, 'the marked picture');
    const [after, ...others] = await photos();
    expect(others).toEqual([]);
    expect(await isOnPhone(before!.path)).toBe(false);
    expect(await colourInTheMiddle(after!.path)).toBeLessThan(40);
    await phone.tap('接着拍');
    await phone.tap('.tile');
    await phone.at(PAGES.result);
    const [draft] = await phone.drafts();
    await phone.pastHold();
    await phone.sees('已收到');
    const [order] = await ordersOf(cloud, draft!.id);
    expect(Object.keys(order!.evidence)).toEqual([after!.id]);
    expect(JSON.stringify(await cloud.dump('orders'))).not.toContain(before!.id);
    expect(await phone.exceptions()).toEqual([]);
  });

  it('is as it was when the app is closed on the page that marks it', async () => {
    const { phone } = desk();
    await begin();
    const before = await photos();
    await openMarks();
    await cover();
    await phone.start();
    expect(await photos()).toEqual(before);
    expect(await isOnPhone(before[0]!.path)).toBe(true);
  });

  it('is as it was after every step was undone, or nothing was done', async () => {
    const { phone } = desk();
    await begin();
    const before = await photos();
    await openMarks();
    await cover();
    await phone.tap('撤一步');
    await phone.until('__phone.getData().count === 0', 'no mask');
    await phone.tap('好了');
    await phone.at(PAGES.camera);
    expect(await photos()).toEqual(before);
  });

  it('stays until there is one in its place', async () => {
    const { phone } = desk();
    await begin();
    const [before] = await photos();
    await phone.ask(`__phone.setPictures([${JSON.stringify(pictureOf(7))}])`);
    await phone.tap('.shutter');
    await phone.until(`${DRAFTS}[0].photos.length === 2`, 'a second photo');
    await phone.tap('.shots');
    await phone.tap('换一张');
    expect((await photos())[0]).toEqual(before);
    await phone.ask(`__phone.setPictures([${JSON.stringify(pictureOf(8))}])`);
    await phone.tap('.shutter');
    await phone.until(
      `!JSON.stringify(${DRAFTS}).includes(${JSON.stringify(before!.id)})`,
      'the other photo',
    );
    expect(await photos()).toHaveLength(2);
    expect(await isOnPhone(before!.path)).toBe(false);
  });

  it('of which there are four already is not taken, and the person reads that they will do', async () => {
    const { phone } = desk();
    await begin();
    for (let count = 2; count <= 4; count += 1) {
      await phone.tap('.shutter');
      await phone.until(`${DRAFTS}[0].photos.length === ${count}`, `${count} photos`);
    }
    await phone.tap('.shutter', 2);
    await phone.until(
      `document.querySelector('.phone-toast')?.innerText.includes(${JSON.stringify(TEXT.report.full)})`,
      TEXT.report.full,
    );
    expect(await photos()).toHaveLength(4);
  });

  it('is never taken five times by a finger that is faster than the camera', async () => {
    const { phone } = desk();
    await begin();
    await phone.tap('.shutter', 6);
    await phone.until(`${DRAFTS}[0].photos.length === 4`, 'four photos');
    await phone.tap('.tile');
    await phone.at(PAGES.result);
    expect(await photos()).toHaveLength(4);
  });

  it('of people is covered after it was submitted, as long as it may be taken back', async () => {
    const { phone, cloud } = desk();
    await begin();
    const [before] = await photos();
    await phone.ask(`__phone.page().choose(${JSON.stringify(WORN)})`);
    await phone.at(PAGES.result);
    await phone.tap('遮脸');
    await phone.at(MARKUP);
    await phone.until("__phone.getData().box !== '' && __phone.getData().tool === 'mask'", 'the mask');
    await tapMiddle();
    await phone.until('__phone.getData().count === 1', 'a mask');
    await phone.tap('好了');
    await phone.at(PAGES.camera);
    await phone.tap('提交');
    await phone.at(PAGES.result);
    const [draft] = await phone.drafts();
    await phone.pastHold();
    await phone.sees('已收到');
    const [order] = await ordersOf(cloud, draft!.id);
    expect(Object.keys(order!.evidence)).toEqual([draft!.photos[0]!.id]);
    expect(draft!.photos[0]!.id).not.toBe(before!.id);
  });
});

describe('a picture of what was mended', () => {
  const desk = useDesk();
  const FIXER = 'p-039';

  /** At the camera that compares, on the way to 改好了. */
  const atCamera = async (): Promise<string> => {
    const { phone, cloud } = desk();
    const floor = await Floor.open(cloud);
    const { id, owner } = await floor.report('p-040', {
      templateId: 'guard-missing',
      areaId: POINT.areaId,
      pointId: POINT.id,
      pictures: ['guard-missing'],
    });
    await floor.act(owner.id, id, 'respond', { text: '今天装好', personId: FIXER });
    await phone.take(openidOf(FIXER));
    await phone.ask(`__phone.setPictures([${JSON.stringify(PHOTO)}])`);
    await openForm(id);
    await phone.at(SHOOT);
    return id;
  };

  const openForm = async (id: string): Promise<void> => {
    const { phone } = desk();
    await phone.open(PAGES.order, { id });
    await phone.until(`__phone.getData()?.order?.id === ${JSON.stringify(id)}`, 'the order');
    await phone.tap('改好了');
  };

  const photosInForm =
    '__phone.pages().map((page) => page.data.value?.photos.length ?? 0).reduce((a, b) => a + b)';

  const shoot = async (count: number): Promise<void> => {
    const { phone } = desk();
    await phone.tap('.shutter');
    await phone.until(`${photosInForm} === ${count}`, `${count} photos`);
  };

  it('is taken with the picture of before over the camera, and handed in with what was written', async () => {
    const { phone } = desk();
    await atCamera();
    await phone.until("document.querySelector('.ghost img')?.naturalWidth > 0", 'the picture of before');
    await phone.tap('浓一点');
    await phone.until("document.querySelector('.ghost').style.opacity === '0.7'", 'more of it');
    await phone.tap('不对照');
    await phone.until("document.querySelector('.ghost') === null", 'none of it');
    await shoot(1);
    await shoot(2);
    await phone.tap('.done');
    await phone.at(PAGES.order);
    await phone.tap('act-sheet >>> bottom-sheet >>> big-button >>> .big-inside');
    await phone.sees('办好了');
    expect(await phone.exceptions()).toEqual([]);
  });

  it('outlives the app, with everything else in the form', async () => {
    const { phone } = desk();
    const id = await atCamera();
    await phone.ask(`(() => {
      const page = __phone.pages().find((one) => one.onForm);
      page.onForm({ detail: { value: { ...page.data.value, text: '换了新护罩' } } });
    })()`);
    await shoot(1);
    await phone.start();
    await openForm(id);
    await phone.until('__phone.getData().acting', 'the form');
    expect(await phone.ask('__phone.getData().value')).toMatchObject({
      text: '换了新护罩',
      photos: [{ source: 'camera' }],
    });
    expect(await phone.ask('__phone.currentPage().path')).toBe(PAGES.order);
  });

  it('comes from the album, or from the system camera, where the page may have none', async () => {
    const { phone } = desk();
    await atCamera();
    await phone.ask("__phone.setPermission('scope.camera', false)");
    await phone.tap('.shutter');
    await phone.sees(TEXT.shoot.cameraRefused);
    await phone.tap('.side');
    await phone.until(`${photosInForm} === 1`, 'a photo of the album');
    await phone.ask("__phone.setPermission('scope.camera', true)");
    await shoot(2);
    await phone.tap('.done');
    await phone.at(PAGES.order);
    expect(await phone.ask('__phone.getData().value.photos')).toMatchObject([
      { source: 'album' },
      { source: 'camera' },
    ]);
  });
});
