/** What WeChat asks a person, and how it refuses: taps, subscription messages, scopes, the phone's own settings. */
import { openScreen, type Screen } from './support/screen';

let screen: Screen;
beforeAll(async () => {
  screen = await openScreen();
});
afterAll(() => screen.close());
beforeEach(async () => {
  await screen.open('&path=packages/extra/pages/lens/index');
  await screen.ask("__phone.setPermission('scope.camera', true), __phone.forgetSubscriptions()");
  await screen.ask("__phone.setSubscriptionSwitch(true), __phone.setSystemPermission('album', true)");
  screen.prompts.length = 0;
});

const ask = (expression: string): Promise<unknown> => screen.ask(expression);

/** Runs an expression in the handler of a tap; answers what it settles to. */
const inTap = (expression: string): Promise<unknown> =>
  ask(`new Promise((resolve) => {
    __phone.page().run = () => { (${expression}).then(resolve, resolve); };
    __phone.tap(__phone.select('#run')[0]);
  })`);

const subscribe = (...ids: unknown[]): string =>
  `__phone.wx.requestSubscribeMessage({ tmplIds: ${JSON.stringify(ids)} })`;

const NOT_A_TAP = 'fail can only be invoked by user TAP gesture.';

describe('the prompt for messages', () => {
  it('comes in the handler of a tap, and 总是保持 keeps it away from then on', async () => {
    const asked = inTap(subscribe('a', 'b'));
    await screen.page.waitForSelector('.phone-subscribe');
    await screen.page.click('.phone-subscribe label:nth-of-type(2)');
    await screen.page.click('.phone-subscribe label:last-of-type');
    await screen.page.click('.phone-subscribe .primary');
    expect(await asked).toEqual({ a: 'accept', b: 'reject', errMsg: 'requestSubscribeMessage:ok' });
    expect(await inTap(subscribe('a', 'b'))).toMatchObject({ a: 'accept', b: 'reject' });
    expect(screen.prompts).toMatchObject([
      { templateId: 'a', result: 'accept', keep: true },
      { templateId: 'b', result: 'reject', keep: false },
      { templateId: 'a', result: 'accept', keep: true },
      { templateId: 'b', result: 'reject', keep: false },
    ]);
    expect(await ask('__phone.wx.getSetting({ withSubscriptions: true })')).toMatchObject({
      subscriptionsSetting: { mainSwitch: true, itemSettings: { a: 'accept', b: 'reject' } },
    });
  });

  it('comes again when nothing was kept', async () => {
    for (const button of ['button:first-child', '.primary']) {
      const asked = inTap(subscribe('a'));
      await screen.page.waitForSelector('.phone-subscribe');
      await screen.page.click(`.phone-subscribe footer ${button}`);
      expect(await asked).toMatchObject({ a: button === '.primary' ? 'accept' : 'reject' });
    }
    expect(await ask('__phone.wx.getSetting({})')).not.toHaveProperty('subscriptionsSetting');
  });

  it.each([
    ['outside a tap', ''],
    ['after something was waited for', 'await null;'],
  ])('is refused %s', async (_, before) => {
    const late = `(async () => { ${before} return ${subscribe('a')}; })()`;
    const answer = before === '' ? ask(`${late}.catch((error) => error)`) : inTap(late);
    expect(await answer).toEqual({ errMsg: `requestSubscribeMessage:${NOT_A_TAP}` });
    expect(screen.prompts).toEqual([]);
  });

  it.each([
    ['no template', [], 10001, "TmplIds can't be empty"],
    ['four templates', ['a', 'b', 'c', 'd'], 20003, 'Templates count out of max bounds'],
    ['a template that is no text', [7], 10004, 'Invalid template id'],
    [
      'a template that WeChat does not know',
      ['x'],
      20001,
      'No template data return, verify the template id exist',
    ],
  ])('is refused for %s', async (_, ids, errCode, message) => {
    await ask("__phone.setTemplateTitles({ a: '进度提醒' })");
    expect(await inTap(subscribe(...ids))).toEqual({
      errCode,
      errMsg: `requestSubscribeMessage:fail ${message}`,
    });
  });

  it('is refused while the main switch is off', async () => {
    await ask('__phone.setSubscriptionSwitch(false)');
    expect(await inTap(subscribe('a'))).toEqual({
      errCode: 20004,
      errMsg: 'requestSubscribeMessage:fail The main switch is switched off',
    });
    expect(await ask('__phone.wx.getSetting({ withSubscriptions: true })')).toMatchObject({
      subscriptionsSetting: { mainSwitch: false },
    });
  });
});

describe('the settings', () => {
  it('open in a tap only, and tell what the person decided', async () => {
    await ask("__phone.setPermission('scope.camera', false)");
    expect(await ask('__phone.wx.openSetting({}).catch((error) => error.errMsg)')).toBe(
      `openSetting:${NOT_A_TAP}`,
    );
    const opened = inTap('__phone.wx.openSetting({})');
    await screen.page.waitForSelector('.phone-modal');
    await screen.page.click('.phone-modal .primary');
    expect(await opened).toMatchObject({ authSetting: { 'scope.camera': true } });
  });
});

describe('a refusal', () => {
  const fails = (call: string): Promise<unknown> => ask(`${call}.catch((error) => error.errMsg)`);
  const choose = (source: string): string =>
    `__phone.wx.chooseMedia({ mediaType: ['image'], sourceType: ['${source}'] })`;

  it('of the camera is remembered, by the system camera too', async () => {
    await ask("__phone.setPermission('scope.camera', null)");
    const first = fails(choose('camera'));
    await screen.page.waitForSelector('.phone-modal');
    await screen.page.click('.phone-modal footer button');
    expect(await first).toBe('chooseMedia:fail auth deny');
    expect(await fails(choose('camera'))).toBe('chooseMedia:fail auth deny');
    expect(await ask('__phone.wx.getSetting({})')).toMatchObject({ authSetting: { 'scope.camera': false } });
  });

  it('of the phone itself is told apart', async () => {
    await ask("__phone.setSystemPermission('album', false)");
    expect(await fails(choose('album'))).toBe('chooseMedia:fail system permission denied');
    expect(await ask('__phone.wx.getAppAuthorizeSetting()')).toMatchObject({
      albumAuthorized: 'denied',
      cameraAuthorized: 'authorized',
    });
    await ask("__phone.setPermission('scope.userLocation', true), __phone.setPosition(null)");
    expect(await fails('__phone.wx.getLocation({})')).toBe('getLocation:fail system permission denied');
  });
});
