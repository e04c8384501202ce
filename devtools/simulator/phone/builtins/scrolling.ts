/** What moves under the finger: scroll-view and swiper. */
import { make, type TouchLike } from '../runtime/dom';
import { nodeObjects } from '../runtime/query';
import { defaultsOf, type Builtin, type Part } from './define';

const scrollView: Builtin = {
  properties: {
    ...defaultsOf(
      'scrollX scrollY enableBackToTop enableFlex scrollAnchoring enablePassive enhanced bounces pagingEnabled ' +
        'fastDeceleration refresherEnabled refresherTriggered scrollWithAnimation usingSticky clip',
      false,
    ),
    ...defaultsOf('upperThreshold lowerThreshold', 50),
    ...defaultsOf('scrollTop scrollLeft scrollIntoView', null),
    ...defaultsOf('scrollIntoViewAlignment refresherBackground type associativeContainer', ''),
    refresherThreshold: 45,
    refresherDefaultStyle: 'black',
    showScrollbar: true,
    scrollIntoViewOffset: 0,
    reverse: false,
    cacheExtent: 0,
    padding: null,
  },
  create(part) {
    const { element } = part;
    const scrollTo = (to: ScrollToOptions): void => {
      if (typeof element.scrollTo === 'function') element.scrollTo(to);
    };
    nodeObjects.set(element, {
      node: {
        scrollTo: ({ top, left, animated = false }: { top?: number; left?: number; animated?: boolean }) => {
          const behavior = animated ? 'smooth' : 'auto';
          scrollTo({
            behavior,
            ...(top === undefined ? {} : { top }),
            ...(left === undefined ? {} : { left }),
          });
        },
        scrollIntoView: (selector: string) => into(part, selector.replace(/^#/, '')),
      },
    });
    let last = { top: 0, left: 0 };
    let edge = '';
    element.addEventListener('scroll', () => {
      const { scrollTop, scrollLeft, scrollHeight, scrollWidth } = element;
      const deltaX = last.left - scrollLeft;
      const deltaY = last.top - scrollTop;
      last = { top: scrollTop, left: scrollLeft };
      part.emit('scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth, deltaX, deltaY });
      const now = edgeOf(part);
      if (now !== edge && now !== '') {
        part.emit(now.startsWith('upper') ? 'scrolltoupper' : 'scrolltolower', {
          direction: now.split(':')[1],
        });
      }
      edge = now;
    });
    pull(part);
    let shown: unknown[] = [];
    const update = (): void => {
      element.toggleAttribute('scroll-x', part.flag('scrollX'));
      element.toggleAttribute('scroll-y', part.flag('scrollY'));
      element.toggleAttribute('enable-flex', part.flag('enableFlex'));
      element.toggleAttribute('no-scrollbar', !part.flag('showScrollbar'));
      element.toggleAttribute('refreshing', part.flag('refresherTriggered'));
      const wanted = [part.value('scrollTop'), part.value('scrollLeft'), part.value('scrollIntoView')];
      const behavior = part.flag('scrollWithAnimation') ? 'smooth' : 'auto';
      if (wanted[0] !== shown[0] && wanted[0] !== null) scrollTo({ top: part.number('scrollTop'), behavior });
      if (wanted[1] !== shown[1] && wanted[1] !== null)
        scrollTo({ left: part.number('scrollLeft'), behavior });
      if (wanted[2] !== shown[2] && part.text('scrollIntoView') !== '') {
        setTimeout(() => into(part, part.text('scrollIntoView')), 0);
      }
      shown = wanted;
    };
    return { update, attached: () => setTimeout(update, 0) };
  },
};

function into(part: Part, id: string): void {
  const target = part.element.querySelector(`[id="${CSS.escape(id)}"],[id$="--${CSS.escape(id)}"]`);
  const behavior = part.flag('scrollWithAnimation') ? 'smooth' : 'auto';
  if (target === null) return;
  // Only the scroll-view moves, never the page around it.
  const here = part.element.getBoundingClientRect();
  const there = target.getBoundingClientRect();
  part.element.scrollBy({ behavior, top: there.top - here.top, left: there.left - here.left });
}

function edgeOf(part: Part): string {
  const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight, clientWidth } = part.element;
  const upper = part.number('upperThreshold');
  const lower = part.number('lowerThreshold');
  if (part.flag('scrollY')) {
    if (scrollHeight - clientHeight - scrollTop <= lower) return 'lower:bottom';
    if (scrollTop <= upper) return 'upper:top';
  }
  if (part.flag('scrollX')) {
    if (scrollWidth - clientWidth - scrollLeft <= lower) return 'lower:right';
    if (scrollLeft <= upper) return 'upper:left';
  }
  return '';
}

/** Pulling a scroll-view down from its top, as `refresher-enabled` does. */
function pull(part: Part): void {
  let from: number | null = null;
  let distance = 0;
  part.on('touchstart', ({ touches }) => {
    from = part.flag('refresherEnabled') && part.element.scrollTop <= 0 ? yOf(touches) : null;
    distance = 0;
  });
  part.on('touchmove', ({ touches }) => {
    if (from === null) return;
    distance = yOf(touches) - from;
    if (distance > 0) part.emit('refresherpulling', { dy: distance });
  });
  part.on('touchend', () => {
    if (from === null || distance <= 0) return;
    from = null;
    if (distance < part.number('refresherThreshold')) {
      part.emit('refresherabort');
      return;
    }
    part.set('refresherTriggered', true);
    part.emit('refresherrefresh');
  });
}

function yOf(touches: unknown): number {
  return (touches as TouchLike[])[0]?.clientY ?? 0;
}

/** An item tells its swiper that it came or went. */
const swipers = new WeakMap<Element, () => void>();

const swiper: Builtin = {
  properties: {
    ...defaultsOf('indicatorDots autoplay circular vertical snapToEdge disabled', false),
    ...defaultsOf('current currentItemId', null),
    ...defaultsOf('previousMargin nextMargin', '0px'),
    indicatorColor: 'rgba(0, 0, 0, .3)',
    indicatorActiveColor: '#000000',
    interval: 5000,
    duration: 500,
    displayMultipleItems: 1,
    easingFunction: 'default',
    skipHiddenItemLayout: false,
  },
  create(part) {
    const { element } = part;
    const dots = make('div', 'wx-swiper-dots');
    element.append(dots);
    let current = 0;
    let wanted: unknown = null;
    let timer: ReturnType<typeof setInterval> | undefined;
    let offset = 0;
    const items = (): HTMLElement[] => [...element.querySelectorAll<HTMLElement>('wx-swiper-item')];
    const place = (animated: boolean): void => {
      const all = items();
      const count = Math.max(part.number('displayMultipleItems'), 1);
      const before = part.text('previousMargin');
      const after = part.text('nextMargin');
      const size = `calc((100% - ${before} - ${after}) / ${count})`;
      for (const [at, item] of all.entries()) {
        const move = `calc(${(at - current) * 100}% + ${offset}px)`;
        const vertical = part.flag('vertical');
        Object.assign(item.style, {
          position: 'absolute',
          width: vertical ? '100%' : size,
          height: vertical ? size : '100%',
          left: vertical ? '0' : before,
          top: vertical ? before : '0',
          transition: animated ? `transform ${part.number('duration')}ms` : 'none',
          transform: vertical ? `translate(0, ${move})` : `translate(${move}, 0)`,
        });
      }
      dots.hidden = !part.flag('indicatorDots');
      dots.replaceChildren(
        ...all.map((_, at) => {
          const dot = make('i');
          dot.style.background = part.text(at === current ? 'indicatorActiveColor' : 'indicatorColor');
          return dot;
        }),
      );
    };
    const go = (to: number, source: string): void => {
      const count = items().length;
      if (count === 0) return;
      const next = part.flag('circular') ? (to + count) % count : Math.min(Math.max(to, 0), count - 1);
      const changed = next !== current;
      current = next;
      offset = 0;
      if (changed) {
        wanted = current;
        part.set('current', current);
      }
      place(true);
      if (!changed) return;
      const detail = { current, currentItemId: '', source };
      part.emit('change', detail);
      setTimeout(() => part.emit('animationfinish', detail), part.number('duration'));
    };
    const update = (): void => {
      clearInterval(timer);
      if (part.flag('autoplay'))
        timer = setInterval(() => go(current + 1, 'autoplay'), part.number('interval'));
      const value = part.value('current');
      if (value !== wanted && value !== null) {
        wanted = value;
        go(Number(value), '');
      } else place(false);
    };
    swipers.set(element, () => place(false));
    drag(part, {
      move: (distance) => {
        offset = distance;
        place(false);
        part.emit('transition', part.flag('vertical') ? { dx: 0, dy: -distance } : { dx: -distance, dy: 0 });
      },
      end: (distance) => {
        const length = part.flag('vertical') ? element.clientHeight : element.clientWidth;
        const step = Math.abs(distance) > length / 5 ? -Math.sign(distance) : 0;
        go(current + step, 'touch');
      },
    });
    const swipeTo = (to = 0): void => {
      if (items()[to] === undefined) throw new Error(`this swiper has no item ${to}`);
      go(to, 'touch');
    };
    return {
      update,
      attached: () => setTimeout(update, 0),
      detached: () => clearInterval(timer),
      drive: { swipeTo },
    };
  },
};

interface Dragging {
  move: (distance: number) => void;
  end: (distance: number) => void;
}

/** Follows one finger along the axis of a swiper. */
function drag(part: Part, { move, end }: Dragging): void {
  let from: TouchLike | null = null;
  let distance = 0;
  part.on('touchstart', ({ touches }) => {
    from = part.flag('disabled') ? null : ((touches as TouchLike[])[0] ?? null);
    distance = 0;
  });
  part.on('touchmove', ({ touches }) => {
    const at = (touches as TouchLike[])[0];
    if (from === null || at === undefined) return;
    const x = at.clientX - from.clientX;
    const y = at.clientY - from.clientY;
    const along = part.flag('vertical') ? y : x;
    const across = part.flag('vertical') ? x : y;
    if (distance === 0 && Math.abs(across) > Math.abs(along)) return;
    distance = along;
    move(distance);
  });
  part.on('touchend', () => {
    if (from !== null && distance !== 0) end(distance);
    from = null;
  });
}

const swiperItem: Builtin = {
  properties: { itemId: '', skipHiddenItemLayout: false },
  create: (part) => ({
    attached: () => setTimeout(() => notify(part.element.closest('wx-swiper')), 0),
    detached: () => undefined,
  }),
};

function notify(owner: Element | null): void {
  if (owner !== null) swipers.get(owner)?.();
}

export const scrolling = { 'scroll-view': scrollView, swiper, 'swiper-item': swiperItem };
