/** Every public method of the SDK's Element and CustomElement on the fixture app. */
import SdkElement, { CustomElement } from 'miniprogram-automator/out/Element';
import { cover } from './support/cover';
import { refused, useElements } from './support/elements';
import { find } from './support/fixture';

const { page, app, log, one, take, left } = useElements();

const title = (): Promise<SdkElement> => one('#title');
const counter = (): Promise<CustomElement> => take(CustomElement, '#counter');
const leftView = (): SdkElement => left(SdkElement, 'view');
const leftCounter = (): CustomElement => left(CustomElement, 'counter');

cover('Element', 'Element', {
  $: {
    async valid() {
      expect(await (await find(await title(), '.inner')).text()).toBe('里面');
    },
    async edge() {
      const counter = await one('#counter');
      expect(await (await find(counter, '.count')).text()).toBe('数 2');
      // A component's own template does not hold what its user puts into its slot.
      expect(await counter.$('.slotted')).toBeNull();
      expect(await (await find(await find(counter, '.nested'), '.dot')).text()).toBe('点');
    },
    async error() {
      expect(await (await title()).$('.none')).toBeNull();
      expect(await leftView().$('.inner')).toBeNull();
    },
  },
  $$: {
    async valid() {
      expect(await (await title()).$$('text')).toEqual([await (await title()).$('.inner')]);
    },
    async edge() {
      expect(await (await one('.empty')).$$('view')).toEqual([]);
    },
    async error() {
      await expect((await title()).$$('text:hover')).rejects.toThrow('cannot read the selector');
      await refused(leftView().$$('text'));
    },
  },
  size: {
    async valid() {
      expect(await (await one('.scroll')).size()).toEqual({ width: 200, height: 100 });
    },
    async edge() {
      expect(await (await one('.hidden')).size()).toEqual({ width: 0, height: 0 });
    },
    error: () => refused(leftView().size()),
  },
  offset: {
    async valid() {
      expect(await (await title()).offset()).toEqual({ left: 0, top: 0 });
    },
    async edge() {
      const before = (await (await one('swiper')).offset()) as unknown;
      await app().pageScrollTo(70);
      expect(await (await one('swiper')).offset()).toEqual(before);
      await app().pageScrollTo(0);
    },
    error: () => refused(leftView().offset()),
  },
  text: {
    async valid() {
      expect(await (await title()).text()).toBe('标题里面');
    },
    async edge() {
      expect(await (await one('.empty')).text()).toBe('');
      expect(await (await one('#badge')).text()).toBe('点');
    },
    error: () => refused(leftView().text()),
  },
  attribute: {
    async valid() {
      expect(await (await title()).attribute('class')).toBe('title big');
      expect(await (await title()).attribute('id')).toBe('title');
    },
    async edge() {
      expect(await (await title()).attribute('data-order-id')).toBe('7');
      expect(await (await title()).attribute('data-none')).toBeNull();
      expect(await (await one('slider.level')).attribute('step')).toBe('5');
    },
    async error() {
      await expect((await title()).attribute(1 as never)).rejects.toThrow('name must be a string');
      await refused(leftView().attribute('class'));
    },
  },
  value: {
    async valid() {
      await page().setData({ text: '甲' });
      expect(await (await one('.name')).value()).toBe('甲');
    },
    async edge() {
      expect(await (await one('.level')).value()).toBe(0);
    },
    async error() {
      await expect((await title()).value()).rejects.toThrow('view.value not exists');
    },
  },
  property: {
    async valid() {
      expect(await (await one('#counter')).property('start')).toBe(2);
      expect(await (await one('.fixed')).property('disabled')).toBe(true);
    },
    async edge() {
      expect(await (await one('#counter')).property('label')).toBe('数');
    },
    async error() {
      // Data that is not a property cannot be read as one.
      await expect((await one('#counter')).property('added')).rejects.toThrow('counter.added not exists');
      await refused(leftView().property('hidden'));
    },
  },
  wxml: {
    async valid() {
      expect(await (await title()).wxml()).toBe('标题<text class="inner">里面</text>');
    },
    async edge() {
      expect(await (await one('.empty')).wxml()).toBe('');
    },
    error: () => refused(leftView().wxml()),
  },
  outerWxml: {
    async valid() {
      expect(await (await one('.item')).outerWxml()).toBe('<view class="item">甲</view>');
    },
    async edge() {
      expect(await (await one('#counter')).outerWxml()).toBe(
        '<counter id="counter"><view class="inside"><text class="count">数 2</text><badge class="nested">' +
          '<text class="dot">点</text></badge></view><view class="slotted">插槽</view></counter>',
      );
    },
    error: () => refused(leftView().outerWxml()),
  },
  style: {
    async valid() {
      expect(await (await title()).style('color')).toBe('rgb(11, 110, 79)');
    },
    async edge() {
      const element = await title();
      expect(await element.style('marginTop')).toBe(await element.style('margin-top'));
      expect(await element.style('none')).toBe('');
    },
    async error() {
      await expect((await title()).style(1 as never)).rejects.toThrow('name must be a string');
      await refused(leftView().style('color'));
    },
  },
  tap: {
    async valid() {
      await (await title()).tap();
      expect((await log()).at(-1)).toBe('tap');
    },
    async edge() {
      // Events rise from what was touched, and nothing above it is in the way.
      await app().pageScrollTo(1000);
      await (await find(await title(), '.inner')).tap();
      expect((await log()).at(-1)).toBe('tap');
      await app().pageScrollTo(0);
    },
    error: () => refused(leftView().tap()),
  },
  longpress: {
    async valid() {
      await (await title()).longpress();
      expect((await log()).map((line) => line.split(' ')[0])).toEqual([
        'touchstart',
        'longpress',
        'touchend',
      ]);
    },
    async edge() {
      // Where nobody listens to it, a long press still taps.
      await (await one('.on')).longpress();
      expect((await log()).filter((line) => line.startsWith('change'))).toEqual(['change {"value":true}']);
      await (await one('.on')).tap();
    },
    error: () => refused(leftView().longpress()),
  },
  trigger: {
    async valid() {
      await (await title()).trigger('note', { a: [1] });
      expect(await log()).toEqual(['note {"a":[1]}']);
    },
    async edge() {
      await (await title()).trigger('note');
      await (await title()).trigger('unheard');
      expect(await log()).toEqual(['note {}']);
    },
    async error() {
      await expect((await title()).trigger('tap')).rejects.toThrow('Element.triggerEvent cannot tap');
      await refused(leftView().trigger('note'));
    },
  },
  touchstart: {
    async valid() {
      await (await title()).touchstart();
      await (await title()).touchend();
      // At the centre, in px of the page.
      expect((await log())[0]).toMatch(/^touchstart 0,187\.5,1\d(?:\.\d+)?$/);
    },
    async edge() {
      const touches = [{ identifier: 3, clientX: 10, clientY: 70 }];
      await (await title()).touchstart({ touches, changeTouches: touches });
      expect((await log())[0]).toBe('touchstart 3,10,6');
      await (await title()).touchend({ touches: [], changeTouches: touches });
    },
    error: () => refused(leftView().touchstart()),
  },
  touchmove: {
    async valid() {
      await (await title()).touchstart({ touches: [{ clientX: 10, clientY: 70 }] });
      await (await title()).touchmove({ touches: [{ clientX: 60, clientY: 70 }] });
      await (await title()).touchend({ touches: [{ clientX: 60, clientY: 70 }] });
      expect(await log()).toEqual(['touchstart 0,10,6', 'touchmove 0,60,6', 'touchend']);
    },
    async edge() {
      await (await title()).touchmove();
      expect(await log()).toEqual([]);
    },
    error: () => refused(leftView().touchmove()),
  },
  touchend: {
    async valid() {
      await (await title()).touchstart();
      await (await title()).touchend();
      expect((await log()).slice(1)).toEqual(['touchend', 'tap']);
    },
    async edge() {
      await (await title()).touchend();
      expect(await log()).toEqual([]);
    },
    error: () => refused(leftView().touchend()),
  },
  dispatchEvent: {
    async valid() {
      await (await title()).dispatchEvent({ eventName: 'note', detail: { b: 1 } });
      expect(await log()).toEqual(['note {"b":1}']);
    },
    async edge() {
      const touches = [{ identifier: 0, clientX: 1, clientY: 65 }];
      for (const eventName of ['touchstart', 'touchend']) {
        await (await title()).dispatchEvent({ eventName, touches, changeTouches: touches });
      }
      expect(await log()).toEqual(['touchstart 0,1,1', 'touchend', 'tap']);
    },
    async error() {
      const inside = { eventName: 'input', $: 'input' };
      await expect((await title()).dispatchEvent(inside)).rejects.toThrow(
        'Element.dispatchEvent knows no parts',
      );
      await refused(leftView().dispatchEvent({ eventName: 'note' }));
    },
  },
});

cover('Element', 'CustomElement', {
  setData: {
    async valid() {
      const element = await counter();
      await element.setData({ added: 5 });
      expect(await (await find(element, '.count')).text()).toBe('数 7');
    },
    async edge() {
      const element = await counter();
      await element.setData({ 'rows[0].name': '改', added: 0 });
      expect(await element.data('rows')).toEqual([{ name: '改' }]);
    },
    async error() {
      await expect((await counter()).setData(1)).rejects.toThrow('data must be an object');
      await refused(leftCounter().setData({}));
    },
  },
  data: {
    async valid() {
      expect(await (await counter()).data()).toMatchObject({
        start: 2,
        label: '数',
        added: 0,
      });
    },
    async edge() {
      expect(await (await counter()).data('rows[0].name')).toBe('改');
      expect(await (await counter()).data('none.deep')).toBeUndefined();
    },
    error: () => refused(leftCounter().data()),
  },
  callMethod: {
    async valid() {
      expect(await (await counter()).callMethod('add', 3)).toBe(5);
      expect(await log()).toEqual(['change {"added":3}']);
    },
    async edge() {
      expect(await (await counter()).callMethod('add', -3)).toBe(2);
    },
    async error() {
      const element = await counter();
      await expect(element.callMethod('fail', '不行')).rejects.toThrow('不行');
      await expect(element.callMethod('none')).rejects.toThrow(
        'components/counter/counter has no method none',
      );
      await refused(leftCounter().callMethod('add', 1));
    },
  },
});
