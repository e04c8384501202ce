/** Pages opened by somebody unknown, by old links, over old content, and pages that break: there is always a way on. */
import { randomUUID } from 'node:crypto';
import type { ConfigKind } from '../../../typings/config';
import { strangerOpenid } from '../../support/people';
import { ordersOf, PHOTO, POINT, REPORTER } from './support/desk';
import { PAGES } from './support/phone';
import { useDesk } from './support/use-desk';

/** Whoever may publish configuration. */
const SAFETY_ROLE = 'safety';

/** What the app keeps on the phone, besides the content of pages. */
const KEPT = [
  'drafts.v1',
  'session.v1',
  'plant.v1',
  'look.v1',
  'recentPlaces.v1',
  'templateUse.v1',
  'forms.v1',
  'granted.v1',
  'sharedPhone.v1',
  'followed.v1',
] as const;

describe('pages and their surroundings', () => {
  const desk = useDesk();

  const nothingBroke = async (): Promise<void> => {
    expect(await desk().phone.exceptions()).toEqual([]);
  };
  /** A report of a photo and a template; answers the draft's id when it has arrived. */
  const report = async (): Promise<string> => {
    const { phone } = desk();
    await phone.beginReport(POINT.id);
    await phone.shoot(PHOTO);
    await phone.tap('.tile');
    await phone.at(PAGES.result);
    const [draft] = (await phone.drafts()).filter(({ state }) => state === 'held');
    await phone.pastHold();
    await phone.sees('已收到');
    return draft?.id ?? '';
  };

  describe('somebody whom nobody bound', () => {
    it('reports, and sees what became of it', async () => {
      const { phone, cloud } = desk();
      await phone.take(strangerOpenid(1));
      await phone.sees('绑定工号');
      const id = await report();
      expect(await ordersOf(cloud, id)).toHaveLength(1);
      await phone.open(PAGES.order, { id });
      await phone.sees('经过');
      await nothingBroke();
    });

    it.each([
      [PAGES.order, '没找到这一单'],
      [PAGES.today, '还没绑定工号'],
    ])('opens %s of others: the page says what to do', async (path, words) => {
      const { phone } = desk();
      await phone.take(REPORTER);
      const id = await report();
      await phone.take(strangerOpenid(2));
      await phone.open(path, { id });
      await phone.sees(words);
      await nothingBroke();
    });

    it.each([['pages/orders/index'], ['pages/messages/index'], ['pages/me/index']])(
      'opens the tab %s',
      async (path) => {
        const { phone } = desk();
        await phone.take(strangerOpenid(3));
        await phone.open(path);
        await phone.at(path);
        await phone.until(
          "!document.querySelector('.phone-page:not([hidden])').innerText.includes('没读出来')",
        );
        await nothingBroke();
      },
    );

    it('binds with a code that is none: the page says whom to ask', async () => {
      const { phone } = desk();
      await phone.take(strangerOpenid(4));
      await phone.open(PAGES.bind, { code: 'ABCDEFGHJK' });
      await phone.ask("__phone.setData({ employeeNo: '10040', name: '范丽' })");
      await phone.tap('big-button >>> .big-inside');
      await phone.sees('绑定码已失效，请找班长换一张');
      await nothingBroke();
    });
  });

  describe('an old link', () => {
    beforeAll(() => desk().phone.take(REPORTER));

    it.each([
      ['of an order that is gone', PAGES.order, { id: randomUUID() }, '没找到这一单'],
      ['of an order, cut off', PAGES.order, {}, '没找到这一单'],
      ['of a draft that is gone', PAGES.result, { id: randomUUID() }, '这一条不在手机里了'],
      ['of a point that is gone', PAGES.camera, { point: 'z-99' }, '选一下在哪里'],
      ['of a draft, on the report page', PAGES.camera, { draft: randomUUID() }, '直接提交'],
      ['of a label that is gone', PAGES.home, { scene: 'p%3DZ-99' }, '这不是本厂的标签'],
      ['of a label that is not well formed', PAGES.home, { scene: '%E0%A4%A' }, '这不是本厂的标签'],
      ['of an invitation that is not well formed', PAGES.bind, { code: '%E0%A4%A' }, '绑定码找班长要'],
      ['of a page that is gone', 'pages/gone/index', { id: '1' }, '随手拍'],
    ])('%s: cold and warm', async (_, path, query, words) => {
      const { phone } = desk();
      await phone.open(path, query);
      await phone.sees(words);
      await phone.start(path, query);
      await phone.sees(words);
      await nothingBroke();
    });

    it('to an action that is done already: the order is shown as it is', async () => {
      const { phone } = desk();
      await phone.take(REPORTER);
      const id = await report();
      await phone.open(PAGES.order, { id, act: 'verify' });
      await phone.sees('经过');
      expect(await phone.ask('__phone.getData().acting')).toBe(false);
      await nothingBroke();
    });
  });

  it('a template that vanished after it was chosen: its words go instead, and the person reads that', async () => {
    const { phone, cloud } = desk();
    await phone.take(REPORTER);
    await phone.beginReport(POINT.id);
    const [first] = await phone.ask<{ id: string; title: string }[]>(
      "__phone.getData(undefined, 'templates')",
    );
    const officer = (await cloud.people()).find(({ roles }) => roles.includes(SAFETY_ROLE))!.openid;
    const inForce = async (kind: ConfigKind) => cloud.callOk(officer, 'config.get', { kind });
    const publish = async (kind: ConfigKind, body: unknown): Promise<void> => {
      const { version: basedOn } = await inForce(kind);
      await cloud.callOk(officer, 'config.publish', { kind, body, basedOn, note: '换模板' });
    };
    const { body } = await inForce('templates');
    const { body: inspection } = await inForce('inspection');
    const { templates, ...rest } = body as { templates: { id: string }[] };
    const without = { ...rest, templates: templates.filter(({ id }) => id !== first!.id) };
    // A function that runs looks at the configuration anew only after a minute.
    const forgetConfiguration = async (): Promise<void> => {
      while (await cloud.killWorker('api'));
    };
    // Checklists report with it too, and nothing that is still named may go.
    await publish('inspection', { checklists: [], plans: [] });
    await publish('templates', without);
    try {
      await forgetConfiguration();
      await phone.shoot(PHOTO);
      await phone.tap('.tile');
      await phone.at(PAGES.result);
      const [draft] = await phone.drafts();
      await phone.pastHold();
      await phone.sees('已收到');
      const orders = await ordersOf(cloud, draft!.id);
      expect(orders).toMatchObject([{ templateId: null, description: first!.title }]);
      await phone.sees('选的模板已更新，已改成文字说明');
      await nothingBroke();
    } finally {
      await publish('templates', body);
      await publish('inspection', inspection);
      await forgetConfiguration();
    }
  });

  describe('an exception in a page', () => {
    it.each([
      ['thrown in a tap', "() => { throw new Error('broken') }"],
      ['that nobody waits for', "() => void Promise.reject(new Error('broken'))"],
    ])('%s: the draft is there, and the page goes on', async (_, broken) => {
      const { phone, cloud } = desk();
      await phone.take(REPORTER);
      await phone.beginReport(POINT.id);
      await phone.shoot(PHOTO);
      await phone.tap('.shots');
      await phone.ask(`__phone.wx.navigateTo = ${broken}`);
      await phone.tap('标一标');
      await phone.sees('这一步没走通，内容还在，请再点一次');
      expect(await phone.exceptions()).toEqual(['broken']);
      expect(await phone.drafts()).toMatchObject([{ state: 'editing', photos: [{}] }]);
      await phone.tap('接着拍');
      await phone.tap('.tile');
      await phone.at(PAGES.result);
      const [draft] = await phone.drafts();
      await phone.pastHold();
      await phone.sees('已收到');
      expect(await ordersOf(cloud, draft!.id)).toHaveLength(1);
    });

    it('while a page opens: another page opens, and the draft is there', async () => {
      const { phone } = desk();
      await phone.take(REPORTER);
      await phone.beginReport(POINT.id);
      await phone.shoot(PHOTO);
      await phone.ask(
        "globalThis.sound = __phone.wx.getNetworkType, __phone.wx.getNetworkType = () => { throw new Error('broken') }",
      );
      await phone.open(PAGES.result, { id: (await phone.drafts())[0]!.id });
      await phone.sees('这一步没走通');
      await phone.ask('__phone.wx.getNetworkType = sound');
      await phone.open(PAGES.home);
      await phone.sees('1 条要你看一眼');
      expect(await phone.drafts()).toMatchObject([{ photos: [{}] }]);
    });
  });

  describe('what the phone kept is spoiled', () => {
    it.each([
      ['a text', '"?"'],
      ['a list of anything', '[null, 7, "x", {}]'],
      ['an object of anything', '{ "value": null, "at": "x" }'],
      ['a number', '7'],
    ])('%s under every name: the app starts, and reports', async (_, garbage) => {
      const { phone, cloud } = desk();
      await phone.take(REPORTER);
      for (const name of ['session.v1', 'plant.v1'])
        await phone.until(`__phone.wx.getStorageSync('${name}')`, `${name} in the phone`);
      const names = await phone.ask<string[]>('__phone.wx.getStorageInfoSync().keys');
      const spoilt = JSON.stringify([...new Set([...KEPT, ...names])]);
      await phone.network(false);
      await phone.ask(`${spoilt}.forEach((name) => __phone.wx.setStorageSync(name, ${garbage}))`);
      await phone.start();
      await phone.sees('随手拍');
      const id = await report();
      expect(await ordersOf(cloud, id)).toHaveLength(1);
      for (const path of [PAGES.unsent, 'pages/orders/index', 'pages/messages/index', 'pages/me/index']) {
        await phone.open(path);
        await phone.at(path);
      }
      await nothingBroke();
    });
  });
});
