/** Every public method of the SDK's elements for built-ins: input, textarea, scroll-view, swiper, movable-view, switch, slider. */
import {
  InputElement,
  MovableViewElement,
  ScrollViewElement,
  SliderElement,
  SwiperElement,
  SwitchElement,
  TextareaElement,
} from 'miniprogram-automator/out/Element';
import { cover } from './support/cover';
import { refused, useElements } from './support/elements';

const { page, log, one, take, left } = useElements();

cover('Element', 'InputElement', {
  input: {
    async valid() {
      await (await take(InputElement, '.name')).input('张三');
      expect(await page().data('text')).toBe('张三');
      expect((await log())[0]).toMatch(/^input \{"value":"张三"/);
    },
    async edge() {
      const firm = await take(InputElement, '.firm');
      await firm.input('别的');
      expect(await firm.value()).toBe('不变');
      await (await take(InputElement, '.name')).input('');
      expect(await page().data('text')).toBe('');
    },
    async error() {
      await expect((await take(InputElement, '.name')).input(1 as never)).rejects.toThrow('must be a string');
      await refused(left(InputElement, 'input').input('x'));
    },
  },
});

cover('Element', 'TextareaElement', {
  input: {
    async valid() {
      await (await take(TextareaElement, '.note')).input('第一行\n第二行');
      expect(await page().data('note')).toBe('第一行\n第二行');
    },
    async edge() {
      await (await take(TextareaElement, '.note')).input('');
      expect(await (await one('.note')).value()).toBe('');
    },
    async error() {
      await expect((await take(TextareaElement, '.note')).input(null as never)).rejects.toThrow(
        'must be a string',
      );
      await refused(left(TextareaElement, 'textarea').input('x'));
    },
  },
});

cover('Element', 'ScrollViewElement', {
  scrollTo: {
    async valid() {
      const scroll = await take(ScrollViewElement, '.scroll');
      await scroll.scrollTo(20, 30);
      expect([await scroll.property('scrollLeft'), await scroll.property('scrollTop')]).toEqual([20, 30]);
      expect(await log()).toEqual(['scroll']);
    },
    async edge() {
      const scroll = await take(ScrollViewElement, '.scroll');
      await scroll.scrollTo(1e6, 1e6);
      expect([await scroll.property('scrollLeft'), await scroll.property('scrollTop')]).toEqual([400, 900]);
      await scroll.scrollTo(0, 0);
      await scroll.scrollTo(0, 0);
    },
    async error() {
      await expect((await take(ScrollViewElement, '.scroll')).scrollTo(1, 'x' as never)).rejects.toThrow(
        'a number is missing',
      );
      await refused(left(ScrollViewElement, 'scroll-view').scrollTo(0, 0));
    },
  },
  property: {
    async valid() {
      expect(await (await take(ScrollViewElement, '.scroll')).property('scrollY')).toBe(true);
    },
    async edge() {
      expect(await (await take(ScrollViewElement, '.scroll')).property('scrollTop')).toBe(0);
    },
    async error() {
      await expect((await one('.scroll')).property('none')).rejects.toThrow('scroll-view.none not exists');
      await refused(left(ScrollViewElement, 'scroll-view').property('scrollTop'));
    },
  },
  scrollWidth: {
    async valid() {
      expect(await (await take(ScrollViewElement, '.scroll')).scrollWidth()).toBe(600);
    },
    async edge() {
      await page().setData({ shown: false });
      expect(await (await take(ScrollViewElement, '.scroll')).scrollWidth()).toBe(600);
    },
    error: () => refused(left(ScrollViewElement, 'scroll-view').scrollWidth()),
  },
  scrollHeight: {
    async valid() {
      expect(await (await take(ScrollViewElement, '.scroll')).scrollHeight()).toBe(1000);
    },
    async edge() {
      const scroll = await take(ScrollViewElement, '.scroll');
      await scroll.scrollTo(0, 10);
      expect(await scroll.scrollHeight()).toBe(1000);
      await scroll.scrollTo(0, 0);
    },
    error: () => refused(left(ScrollViewElement, 'scroll-view').scrollHeight()),
  },
});

cover('Element', 'SwiperElement', {
  swipeTo: {
    async valid() {
      const swiper = await take(SwiperElement, 'swiper');
      await swiper.swipeTo(2);
      expect(await log()).toEqual(['change {"current":2,"currentItemId":"","source":"touch"}']);
      expect(await swiper.property('current')).toBe(2);
    },
    async edge() {
      const swiper = await take(SwiperElement, 'swiper');
      await swiper.swipeTo(2);
      expect(await log()).toEqual([]);
      await swiper.swipeTo(0);
      await swiper.swipeTo(2);
      expect(await log()).toHaveLength(2);
    },
    async error() {
      await expect((await take(SwiperElement, 'swiper')).swipeTo(3)).rejects.toThrow(
        'this swiper has no item 3',
      );
      await refused(left(SwiperElement, 'swiper').swipeTo(0));
    },
  },
});

cover('Element', 'MovableViewElement', {
  moveTo: {
    async valid() {
      const view = await take(MovableViewElement, 'movable-view');
      await view.moveTo(30, 40);
      expect([await view.property('x'), await view.property('y')]).toEqual([30, 40]);
      expect(await log()).toEqual(['change {"x":30,"y":40,"source":""}']);
    },
    async edge() {
      // It stays in its area.
      const view = await take(MovableViewElement, 'movable-view');
      await view.moveTo(-5, 999);
      expect([await view.property('x'), await view.property('y')]).toEqual([0, 150]);
    },
    async error() {
      await expect(
        (await take(MovableViewElement, 'movable-view')).moveTo(1, undefined as never),
      ).rejects.toThrow('a number is missing');
      await refused(left(MovableViewElement, 'movable-view').moveTo(0, 0));
    },
  },
  property: {
    async valid() {
      expect(await (await one('movable-view')).property('direction')).toBe('all');
    },
    async edge() {
      const view = await take(MovableViewElement, 'movable-view');
      await view.moveTo(0, 0);
      expect([await view.property('x'), await view.property('y')]).toEqual([0, 0]);
    },
    async error() {
      await expect((await one('movable-view')).property('z')).rejects.toThrow('movable-view.z not exists');
    },
  },
});

cover('Element', 'SwitchElement', {
  tap: {
    async valid() {
      const control = await take(SwitchElement, '.on');
      await control.tap();
      expect(await control.property('checked')).toBe(true);
      expect(await log()).toEqual(['change {"value":true}']);
    },
    async edge() {
      await (await take(SwitchElement, '.fixed')).tap();
      expect(await (await one('.fixed')).property('checked')).toBe(false);
      expect(await log()).toEqual([]);
    },
    error: () => refused(left(SwitchElement, 'switch').tap()),
  },
});

cover('Element', 'SliderElement', {
  slideTo: {
    async valid() {
      const slider = await take(SliderElement, '.level');
      await slider.slideTo(35);
      expect(await slider.value()).toBe(35);
      expect(await log()).toEqual(['change {"value":35}']);
    },
    async edge() {
      const slider = await take(SliderElement, '.level');
      await slider.slideTo(52);
      expect(await slider.value()).toBe(50);
      await slider.slideTo(1000);
      expect(await slider.value()).toBe(100);
    },
    async error() {
      await expect((await take(SliderElement, '.fixed-level')).slideTo(5)).rejects.toThrow(
        'this slider is disabled',
      );
      await refused(left(SliderElement, 'slider').slideTo(5));
    },
  },
});
