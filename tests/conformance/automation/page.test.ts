/** Every public method of the SDK's Page and Native on the fixture app. */
import { until, VIEWPORT, type MiniProgram, type Page } from './support/bench';
import { cover, refusals, type Cases } from './support/cover';
import { find, useFixture } from './support/fixture';

const fixture = useFixture();
const app = (): MiniProgram => fixture().app;

/** A page that was left. */
async function closedPage(): Promise<Page> {
  const page = (await app().navigateTo('/pages/detail/index'))!;
  await app().navigateBack();
  return page;
}

const NOT_OPEN = /page \d+ is not open/;

cover('Page', 'Page', {
  waitFor: {
    async valid() {
      const page = await fixture().home();
      await page.setData({ shown: false });
      const waiting = page.waitFor('.passing');
      await page.setData({ shown: true });
      await waiting;
    },
    async edge() {
      const page = await fixture().here();
      await page.waitFor(1);
      await page.waitFor(async () => (await page.data('shown')) === true);
    },
    async error() {
      await expect((await fixture().here()).waitFor('view:hover')).rejects.toThrow(
        'cannot read the selector',
      );
    },
  },
  $: {
    async valid() {
      expect(await (await find(await fixture().here(), '#title')).text()).toBe('标题里面');
    },
    async edge() {
      const page = await fixture().here();
      expect(await page.$('.count')).toBeNull();
      expect((await page.$('counter >>> .count'))?.tagName).toBe('text');
      expect(await page.$('.title')).toBe(await page.$('view.big[data-kind=head]'));
    },
    async error() {
      expect(await (await fixture().here()).$('view:hover')).toBeNull();
      expect(await (await closedPage()).$('view')).toBeNull();
    },
  },
  $$: {
    async valid() {
      const items = (await (await fixture().here()).$$('.item')) as { text(): Promise<string> }[];
      expect(await Promise.all(items.map((item) => item.text()))).toEqual(['甲', '乙']);
    },
    async edge() {
      expect(await (await fixture().here()).$$('.none')).toEqual([]);
    },
    async error() {
      await expect((await fixture().here()).$$('view:hover')).rejects.toThrow(
        'cannot read the selector "view:hover"',
      );
      await expect((await closedPage()).$$('view')).rejects.toThrow(NOT_OPEN);
    },
  },
  getElementByXpath: {
    async valid() {
      const found = await (
        await fixture().here()
      ).getElementByXpath('//counter[@id="counter"]//text[@class="count"]');
      expect(await found?.text()).toBe('数 2');
    },
    async edge() {
      expect(await (await fixture().here()).getElementByXpath('//none')).toBeNull();
    },
    async error() {
      expect(await (await fixture().here()).getElementByXpath('//[')).toBeNull();
    },
  },
  getElementsByXpath: {
    async valid() {
      const found = (await (
        await fixture().here()
      ).getElementsByXpath('//view[contains(@class, "item")]')) as unknown[];
      expect(found).toHaveLength(2);
    },
    async edge() {
      const [first] = (await (await fixture().here()).getElementsByXpath('//view[@id="title"]')) as unknown[];
      expect(first).toBe(await (await fixture().here()).$('#title'));
    },
    async error() {
      await expect((await fixture().here()).getElementsByXpath('//[')).rejects.toThrow();
      await expect((await fixture().here()).getElementsByXpath('//text()')).rejects.toThrow(
        'does not find elements',
      );
    },
  },
  xpath: {
    async valid() {
      expect((await (await fixture().here()).xpath('//view[@data-order-id="7"]'))?.tagName).toBe('view');
    },
    async edge() {
      expect((await (await fixture().here()).xpath('//counter[@id="counter"]//badge'))?.tagName).toBe(
        'badge',
      );
    },
    async error() {
      expect(await (await closedPage()).xpath('//view')).toBeNull();
    },
  },
  data: {
    async valid() {
      expect(await (await fixture().here()).data()).toMatchObject({
        shown: true,
        list: [{ name: '甲' }, { name: '乙' }],
      });
    },
    async edge() {
      expect(await (await fixture().here()).data('list[1].name')).toBe('乙');
      expect(await (await fixture().here()).data('list[5].name')).toBeUndefined();
    },
    async error() {
      await expect((await closedPage()).data()).rejects.toThrow(NOT_OPEN);
    },
  },
  setData: {
    async valid() {
      const page = await fixture().here();
      await page.setData({ 'list[0].name': '丙' });
      expect(await (await find(page, '.item')).text()).toBe('丙');
    },
    async edge() {
      const page = await fixture().here();
      await page.setData({});
      await page.setData({ extra: { deep: [null, 1] } });
      expect(await page.data('extra.deep')).toEqual([null, 1]);
    },
    async error() {
      await expect((await fixture().here()).setData('x')).rejects.toThrow('data must be an object');
      await expect((await closedPage()).setData({})).rejects.toThrow(NOT_OPEN);
    },
  },
  size: {
    async valid() {
      expect(await (await fixture().here()).size()).toMatchObject({ width: VIEWPORT.width });
    },
    async edge() {
      const page = (await app().navigateTo('/pages/detail/index'))!;
      // Empty pages are as high as their window below the bars.
      expect(Number((await page.size()).height)).toBe(VIEWPORT.height - 20 - 44);
      await app().navigateBack();
    },
    async error() {
      await expect((await closedPage()).size()).rejects.toThrow(NOT_OPEN);
    },
  },
  callMethod: {
    async valid() {
      expect(await (await fixture().here()).callMethod('add', 1, 2)).toBe(3);
    },
    async edge() {
      expect(await (await fixture().here()).callMethod('later', '值')).toEqual({ value: '值' });
      expect(await (await fixture().here()).callMethod('clear')).toBeUndefined();
    },
    async error() {
      await expect((await fixture().here()).callMethod('fail', '不行')).rejects.toThrow('不行');
      await expect((await fixture().here()).callMethod('none')).rejects.toThrow(
        'pages/home/index has no method none',
      );
    },
  },
  scrollTop: {
    async valid() {
      await app().pageScrollTo(55);
      expect(await (await fixture().here()).scrollTop()).toBe(55);
    },
    async edge() {
      await app().pageScrollTo(0);
      expect(await (await fixture().here()).scrollTop()).toBe(0);
    },
    async error() {
      await expect((await closedPage()).scrollTop()).rejects.toThrow(NOT_OPEN);
    },
  },
});

const NO_DIALOG = 'there is no dialog with';
const answers = (press: () => Promise<unknown>, confirm: boolean): Cases => ({
  async valid() {
    const asked = app().callWxMethod('showModal', { title: '问' });
    await fixture().phone.page.waitForSelector('.phone-modal');
    await press();
    expect(await asked).toMatchObject({ confirm, cancel: !confirm });
  },
  async edge() {
    const below = app().callWxMethod('showModal', { title: '下' });
    const above = app().callWxMethod('showModal', { title: '上' });
    await until(async () => (await fixture().phone.page.$$('.phone-modal')).length === 2);
    await press();
    expect(await above).toMatchObject({ confirm });
    await press();
    expect(await below).toMatchObject({ confirm });
  },
  error: () => expect(press()).rejects.toThrow(NO_DIALOG),
});

cover('Native', 'Native', {
  goHome: {
    async valid() {
      await app().reLaunch('/pages/detail/index');
      await app().native().goHome();
      expect(await fixture().paths()).toEqual(['pages/home/index']);
    },
    async edge() {
      await app().reLaunch('/pages/detail/index');
      await app().callWxMethod('hideHomeButton');
      await expect(app().native().goHome()).rejects.toThrow('there is not a home button on the screen');
    },
    async error() {
      await fixture().home();
      await expect(app().native().goHome()).rejects.toThrow('there is not a home button on the screen');
    },
  },
  navigateLeft: {
    async valid() {
      await app().navigateTo('/pages/detail/index');
      await app().native().navigateLeft();
      expect(await fixture().paths()).toEqual(['pages/home/index']);
    },
    async edge() {
      await app().reLaunch('/pages/detail/index');
      await expect(app().native().navigateLeft()).rejects.toThrow('there is not a back button');
    },
    async error() {
      await fixture().home();
      await expect(app().native().navigateLeft()).rejects.toThrow('there is not a back button');
    },
  },
  confirmModal: answers(() => app().native().confirmModal(), true),
  cancelModal: answers(() => app().native().cancelModal(), false),
  authorizeAllow: answers(() => app().native().authorizeAllow(), true),
  authorizeCancel: answers(() => app().native().authorizeCancel(), false),
  switchTab: {
    async valid() {
      await app().native().switchTab({ url: 'pages/mine/index' });
      expect(await fixture().paths()).toEqual(['pages/mine/index']);
    },
    async edge() {
      await app().native().switchTab({ url: '/pages/mine/index' });
      expect(await fixture().paths()).toEqual(['pages/mine/index']);
    },
    async error() {
      await expect(app().native().switchTab({ url: '/pages/detail/index' })).rejects.toThrow(
        'there is not a tab of',
      );
    },
  },
  closePaymentDialog: refusals(
    () => app().native().closePaymentDialog(),
    'native.closePaymentDialog is not supported',
  ),
  shareCancel: refusals(() => app().native().shareCancel(), 'native.shareCancel is not supported'),
  shareConfirm: refusals(() => app().native().shareConfirm(), 'native.shareConfirm is not supported'),
});
