/** A canvas that is not on the screen becomes a file as WeChat makes it: as large as asked, or as the screen is dense. */
import { openScreen, type Screen } from './support/screen';

let screen: Screen;
beforeAll(async () => {
  screen = await openScreen();
  await screen.open();
  await screen.page.setViewport({ width: 375, height: 812, deviceScaleFactor: 3 });
});
afterAll(() => screen.close());

/** The size of the file, [width, height]. @param options - besides the canvas of 40 × 30 */
const sizeOf = (options: object): Promise<unknown> =>
  screen.ask(`(async ({ wx }) => {
    const canvas = wx.createOffscreenCanvas({ type: '2d', width: 40, height: 30 });
    canvas.getContext('2d').fillRect(0, 0, 40, 30);
    const { tempFilePath } = await wx.canvasToTempFilePath({ canvas, ...${JSON.stringify(options)} });
    const { width, height } = await wx.getImageInfo({ src: tempFilePath });
    return [width, height];
  })(__phone)`);

it('is as many times larger as the screen is dense, unless it is told otherwise', async () => {
  expect(await sizeOf({})).toEqual([120, 90]);
  expect(await sizeOf({ fileType: 'jpg', destWidth: 40, destHeight: 30 })).toEqual([40, 30]);
});
