/** The fixture app in a real browser: pages, components, TDesign, gestures, `wx`, and what survives a restart. */
import { jpeg } from '../../support/pictures';
import { openScreen, type Screen } from './support/screen';

let screen: Screen;
beforeAll(async () => {
  screen = await openScreen();
});
afterAll(() => screen.close());

/** A picture of 640 × 400. */
const PHOTO = `data:image/jpeg;base64,${jpeg({ width: 640, height: 400 }).toString('base64')}`;
const ask = (expression: string): Promise<unknown> => screen.ask(expression);

describe('the fixture app', () => {
  beforeEach(() => screen.open());

  it('starts at its first page with lifecycles in order', async () => {
    expect(await ask('__phone.pageStack()')).toEqual([{ pageId: 1, path: 'pages/home/index', query: {} }]);
    expect(await ask('__phone.page().log')).toEqual(['load {}', 'show', 'ready']);
    expect(await ask('__phone.app().events')).toEqual(['launch 1001', 'show pages/home/index']);
    expect(await ask('__phone.exceptions()')).toEqual([]);
  });

  it('draws wxs, slots, style isolation and lengths', async () => {
    const title = "getComputedStyle(__phone.element(__phone.select('#title')[0]))";
    expect(await ask("document.querySelector('.title').textContent")).toBe('计数 1，数组2，数字');
    expect(await ask(`${title}.color`)).toBe('rgb(11, 110, 79)');
    expect(await ask(`${title}.marginTop`)).toBe('16px');
    expect(await ask("__phone.element(__phone.select('card >>> .title')[0]).className")).toMatch(
      /^card-\w+--title$/,
    );
    expect(await ask("getComputedStyle(__phone.element(__phone.select('.echo')[0])).paddingTop")).toBe(
      '10px',
    );
  });

  it('answers real touches and synthetic taps', async () => {
    await screen.page.tap('wx-view.title');
    await ask("__phone.tap(__phone.select('#title')[0])");
    expect(await ask("__phone.getData(undefined, 'count')")).toBe(4);
  });

  it('binds an input both ways and to events', async () => {
    await screen.page.type('wx-input.field input', '张三');
    expect(await ask("__phone.getData(undefined, 'name')")).toBe('张三');
    expect(await ask("__phone.element(__phone.select('.echo')[0]).textContent")).toBe('张三');
    expect(await ask('__phone.page().log')).toContain('input 张三');
  });

  it('opens a TDesign dialog and closes it by its button', async () => {
    await ask("__phone.tap(__phone.select('t-cell')[0])");
    expect(await ask("__phone.getData(undefined, 'dialog')")).toBe(true);
    const button = "[...document.querySelectorAll('wx-button')].find((one) => one.textContent === '好的')";
    await screen.page.waitForFunction(button);
    await ask(`__phone.tap(${button})`);
    expect(await ask("__phone.getData(undefined, 'dialog')")).toBe(false);
  });

  it('goes to a page and back, with the query as written', async () => {
    await ask("__phone.tap(__phone.select('#go')[0])");
    expect(await ask('__phone.currentPage()')).toMatchObject({
      path: 'pages/detail/index',
      query: { id: '7', name: '%E7%94%B2' },
    });
    expect(await ask('__phone.getData()')).toEqual({ id: '7', name: '甲' });
    await screen.page.tap('.phone-page:not([hidden]) wx-button');
    expect(await ask('__phone.page().log')).toEqual(['load {}', 'show', 'ready', 'hide', 'show']);
    await screen.page.waitForFunction("!document.querySelector('.phone-back').offsetParent");
  });

  it('names the bar of the page that asked, also when another came on top before it was answered', async () => {
    const title = "document.querySelector('.phone-bar h1').textContent";
    const before = await ask(title);
    const asked = "__phone.wx.setNavigationBarTitle({ title: '问的页' })";
    await ask(`Promise.all([__phone.wx.navigateTo({ url: '/packages/extra/pages/far/index' }), ${asked}])`);
    expect(await ask('__phone.currentPage().path')).toBe('packages/extra/pages/far/index');
    expect(await ask(title)).not.toBe('问的页');
    await ask('__phone.wx.navigateBack()');
    expect(before).not.toBe('问的页');
    expect(await ask(title)).toBe('问的页');
  });

  it('keeps tab pages, and refuses what WeChat refuses', async () => {
    await ask("document.querySelectorAll('.phone-tabs button')[1].click()");
    expect(await ask('__phone.currentPage().path')).toBe('pages/mine/index');
    await ask("__phone.wx.switchTab({ url: '/pages/home/index' })");
    expect(await ask('__phone.currentPage().pageId')).toBe(1);
    const refused = "__phone.wx.navigateTo({ url: '/pages/mine/index' }).catch((error) => error.errMsg)";
    expect(await ask(refused)).toBe('navigateTo:fail can not navigateTo a tabbar page');
    const missing = "__phone.wx.navigateTo({ url: '/pages/none' }).catch((error) => error.errMsg)";
    expect(await ask(missing)).toBe('navigateTo:fail page "pages/none" is not found');
    await ask("__phone.wx.navigateTo({ url: '/packages/extra/pages/far/index' })");
    expect(await ask('__phone.currentPage().path')).toBe('packages/extra/pages/far/index');
  });

  it('hides the browser from the app', async () => {
    await ask("__phone.wx.switchTab({ url: '/pages/mine/index' })");
    expect(await ask("__phone.getData(undefined, 'globals')")).toBe(Array(6).fill('undefined').join(' '));
  });

  it('keeps storage and files over a restart, temporary files not', async () => {
    await ask("__phone.wx.setStorageSync('draft', { text: '甲', at: 1 })");
    await ask(
      "__phone.wx.getFileSystemManager().writeFileSync(__phone.wx.env.USER_DATA_PATH + '/a.txt', '乙', 'utf8')",
    );
    await screen.open();
    expect(await ask("__phone.wx.getStorageSync('draft')")).toEqual({ text: '甲', at: 1 });
    const read =
      "__phone.wx.getFileSystemManager().readFileSync(__phone.wx.env.USER_DATA_PATH + '/a.txt', 'utf8')";
    expect(await ask(read)).toBe('乙');
    await screen.open('&openid=other');
  });

  it('takes a picture, makes it small and uploads it', async () => {
    await ask(`__phone.setPictures(['${PHOTO}'])`);
    const picture = `(async () => {
      const { tempFiles: [file] } = await __phone.wx.chooseMedia({ count: 1, sourceType: ['album'] });
      const small = await __phone.wx.compressImage({ src: file.tempFilePath, compressedWidth: 320, quality: 60 });
      const info = await __phone.wx.getImageInfo({ src: small.tempFilePath });
      const up = await __phone.wx.cloud.uploadFile({ cloudPath: 'a/b.jpg', filePath: small.tempFilePath });
      return [info.width, info.height, up.fileID];
    })()`;
    expect(await ask(picture)).toEqual([320, 200, 'cloud://x']);
  });

  it('calls the cloud as its person, and fails as wx.cloud fails', async () => {
    await ask("__phone.wx.cloud.callFunction({ name: 'api', data: { route: 'x' } })");
    expect(screen.calls.at(-1)).toEqual({ as: 'worker', function: 'api', data: { route: 'x' } });
    const fails = (name: string): string =>
      `__phone.wx.cloud.callFunction({ name: '${name}' }).catch((error) => error)`;
    expect(await ask(fails('missing'))).toMatchObject({ errCode: -501000 });
    await ask("__phone.setNetwork({ type: 'none' })");
    expect(await ask(fails('api'))).toEqual({ errCode: -1, errMsg: 'cloud.callFunction:fail request:fail' });
  });

  it('asks for the place once and remembers a refusal', async () => {
    const asked = '__phone.wx.getLocation({}).catch((error) => error.errMsg)';
    const first = ask(asked);
    await screen.page.waitForSelector('.phone-modal');
    await screen.page.click('.phone-modal footer button');
    expect(await first).toBe('getLocation:fail auth deny');
    expect(await ask(asked)).toBe('getLocation:fail auth deny');
    await ask("__phone.setPermission('scope.userLocation', true)");
    await ask('__phone.setPosition({ latitude: 31.2, longitude: 121.4, accuracy: 20 })');
    expect(await ask('__phone.wx.getLocation({})')).toMatchObject({
      latitude: 31.2,
      errMsg: 'getLocation:ok',
    });
  });

  it('lays a page with a bar of its own under the status bar', async () => {
    await ask("__phone.wx.navigateTo({ url: '/packages/extra/pages/far/index' })");
    expect(await ask('__phone.wx.getWindowInfo().windowHeight')).toBe(812);
    expect(await ask("document.querySelector('.phone-back').offsetParent")).toBe(null);
    expect(await ask("document.querySelector('.phone-status').offsetHeight")).toBe(44);
  });

  it('tells an error in a page to the app and to the host, and goes on', async () => {
    await ask('__phone.page().onTitle = null, __phone.page().setData({ list: null })');
    await ask("setTimeout(() => { throw new Error('boom') }, 0)");
    await screen.page.waitForFunction('__phone.exceptions().length > 0');
    expect(await ask('__phone.exceptions().map((one) => one.message)')).toContain('boom');
    expect(await ask("__phone.app().events.some((one) => one.includes('boom'))")).toBe(true);
  });

  it('opens at a place with a scene, cold and warm', async () => {
    await screen.open('&path=pages/detail/index&query=id%3D9&scene=1014');
    expect(await ask('__phone.currentPage()')).toMatchObject({
      path: 'pages/detail/index',
      query: { id: '9' },
    });
    expect(await ask('__phone.wx.getLaunchOptionsSync().scene')).toBe(1014);
    await ask("__phone.launch({ path: 'pages/home/index', scene: 1014 })");
    expect(await ask('__phone.currentPage().path')).toBe('pages/home/index');
    expect(await ask('__phone.app().events.slice(-2)')).toEqual(['hide', 'show pages/home/index']);
  });
});
