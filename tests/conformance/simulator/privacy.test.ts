/** The privacy agreement as WeChat documents it: what waits for it, how it is given, and how it is refused. */
import { openScreen, type Screen } from './support/screen';

let screen: Screen;
beforeAll(async () => {
  screen = await openScreen();
});
afterAll(() => screen.close());
beforeEach(async () => {
  await screen.open('&path=packages/extra/pages/lens/index');
  for (const scope of ['camera', 'userLocation', 'record']) {
    await ask(`__phone.setPermission('scope.${scope}', true)`);
  }
  await ask('__phone.setPrivacyUndeclared([]), __phone.setPrivacyAgreed(false)');
  await ask(`__phone.setPosition({ latitude: 31, longitude: 121, accuracy: 10 }),
    __phone.setFiles([{ name: 'a.pdf', address: 'data:application/pdf;base64,JVBERi0=' }]),
    __phone.setScan('C-07')`);
});

const ask = (expression: string): Promise<unknown> => screen.ask(expression);

/** Registers a listener that notes what asked and keeps how to answer. */
const listen = (): Promise<unknown> =>
  ask(`(window.asked = [], window.answers = [],
    __phone.wx.onNeedPrivacyAuthorization((resolve, { referrer }) => {
      window.asked.push(referrer);
      window.answers.push(resolve);
    }), null)`);

/** Calls an interface and keeps what became of it. */
const call = (expression: string): Promise<unknown> =>
  ask(`(window.outcome = 'waits', ${expression}.then(
    ({ errMsg }) => { window.outcome = errMsg; },
    ({ errMsg, errno }) => { window.outcome = errMsg + ' ' + errno; },
  ), new Promise((resolve) => setTimeout(resolve, 50)))`);

const answer = (text: string): Promise<unknown> =>
  ask(`(window.answers.forEach((resolve) => resolve(${text})), null)`);

const settled = (): Promise<unknown> =>
  ask('new Promise((resolve) => setTimeout(() => resolve(window.outcome), 50))');

const tapAgree = (): Promise<unknown> => ask("__phone.tap(__phone.select('#agree')[0])");

const LOCATION = '__phone.wx.getLocation({})';
const REFUSED = 'getLocation:fail privacy permission is not authorized 104';

/** Interface → how it is named in the event. */
const PRIVATE: [string, string][] = [
  [LOCATION, 'getLocation'],
  ["__phone.wx.chooseMedia({ mediaType: ['image'], sourceType: ['album'] })", 'chooseMedia'],
  ["__phone.wx.chooseMessageFile({ count: 1, type: 'file' })", 'chooseMessageFile'],
  ["__phone.wx.authorize({ scope: 'scope.camera' })", 'authorize'],
  ['__phone.wx.requirePrivacyAuthorize({})', 'requirePrivacyAuthorize'],
];

describe('without the agreement', () => {
  it.each(PRIVATE)('%s waits, and says by whom it was asked', async (expression, referrer) => {
    await listen();
    await call(expression);
    expect(await ask('window.asked')).toEqual([referrer]);
    expect(await settled()).toBe('waits');
    await answer("{ event: 'exposureAuthorization' }");
    expect(await settled()).toBe('waits');
    await answer("{ event: 'disagree' }");
    expect(await settled()).toBe(`${referrer}:fail privacy permission is not authorized 104`);
  });

  it('what handles no information of a person goes on', async () => {
    await listen();
    await call('__phone.wx.scanCode({})');
    expect(await settled()).toBe('scanCode:ok');
    expect(await ask('window.asked')).toEqual([]);
  });

  it('asks again the next time', async () => {
    await listen();
    await call(LOCATION);
    await answer("{ event: 'disagree' }");
    await call(LOCATION);
    expect(await ask('window.asked')).toEqual(['getLocation', 'getLocation']);
    expect(await ask('__phone.wx.getPrivacySetting({})')).toMatchObject({ needAuthorization: true });
  });

  it('the last listener is the one that is asked', async () => {
    await listen();
    await ask(
      '(window.asked = [], __phone.wx.onNeedPrivacyAuthorization(() => window.asked.push("last")), null)',
    );
    await call(LOCATION);
    expect(await ask('window.asked')).toEqual(['last']);
  });
});

describe('agreeing', () => {
  it('needs the tap on the button and the app’s answer with its id', async () => {
    await listen();
    await call(LOCATION);
    await tapAgree();
    expect(await ask('__phone.page().events')).toContain('agreed');
    expect(await settled()).toBe('waits');
    await answer("{ event: 'agree', buttonId: 'agree' }");
    expect(await settled()).toBe('getLocation:ok');
    expect(await ask('__phone.wx.getPrivacySetting({})')).toMatchObject({ needAuthorization: false });
    await call(LOCATION);
    expect(await settled()).toBe('getLocation:ok');
  });

  it.each(["{ event: 'agree', buttonId: 'agree' }", "{ event: 'agree' }"])(
    'is not believed without that tap: %s',
    async (given) => {
      await listen();
      await call(LOCATION);
      await answer(given);
      expect(await settled()).toBe(REFUSED);
    },
  );

  it('is forgotten when the host says so', async () => {
    await tapAgree();
    await ask('__phone.setPrivacyAgreed(false)');
    await listen();
    await call(LOCATION);
    await answer("{ event: 'agree', buttonId: 'agree' }");
    expect(await settled()).toBe(REFUSED);
  });
});

describe('what the console does not declare', () => {
  it('is disabled, whatever the person agreed to', async () => {
    await ask("__phone.setPrivacyUndeclared(['location']), __phone.setPrivacyAgreed(true)");
    await call(LOCATION);
    expect(await settled()).toBe('getLocation:fail api scope is not declared in the privacy agreement 112');
    await call("__phone.wx.chooseMessageFile({ count: 1, type: 'file' })");
    expect(await settled()).toBe('chooseMessageFile:ok');
  });
});

describe('an app that does not listen', () => {
  it('is helped by WeChat’s own question', async () => {
    await call(LOCATION);
    await screen.page.waitForSelector('.phone-modal');
    await screen.page.click('.phone-modal .primary');
    expect(await settled()).toBe('getLocation:ok');
  });
});
