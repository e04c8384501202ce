/** movable-area, and the views that a finger moves in it. */
import { type TouchLike } from '../runtime/dom';
import { type Builtin } from './define';

const movableView: Builtin = {
  properties: {
    direction: 'none',
    inertia: false,
    outOfBounds: false,
    x: 0,
    y: 0,
    damping: 20,
    friction: 2,
    disabled: false,
    scale: false,
    scaleMin: 0.5,
    scaleMax: 10,
    scaleValue: 1,
    animation: null,
  },
  create(part) {
    let at = { x: 0, y: 0 };
    let from: { touch: TouchLike; x: number; y: number } | null = null;
    const place = (x: number, y: number, source: string): void => {
      const { element } = part;
      const area = element.closest('wx-movable-area');
      const right = Math.max((area?.clientWidth ?? 0) - element.offsetWidth, 0);
      const bottom = Math.max((area?.clientHeight ?? 0) - element.offsetHeight, 0);
      const free = part.flag('outOfBounds');
      at = { x: free ? x : Math.min(Math.max(x, 0), right), y: free ? y : Math.min(Math.max(y, 0), bottom) };
      element.style.transform = `translate(${at.x}px, ${at.y}px) scale(${part.number('scaleValue')})`;
      part.emit('change', { ...at, source });
    };
    part.on('touchstart', ({ touches }) => {
      const touch = (touches as TouchLike[])[0];
      from = touch === undefined || part.flag('disabled') ? null : { touch, ...at };
    });
    part.on('touchmove', ({ touches }) => {
      const touch = (touches as TouchLike[])[0];
      const direction = part.text('direction');
      if (from === null || touch === undefined || direction === 'none') return;
      const x = direction === 'vertical' ? from.x : from.x + touch.clientX - from.touch.clientX;
      const y = direction === 'horizontal' ? from.y : from.y + touch.clientY - from.touch.clientY;
      place(x, y, 'touch');
    });
    part.on('touchend', () => (from = null));
    let shown = '';
    const update = (): void => {
      const wanted = `${part.number('x')},${part.number('y')},${part.number('scaleValue')}`;
      if (wanted === shown) return;
      shown = wanted;
      place(part.number('x'), part.number('y'), '');
    };
    return {
      attached: () => setTimeout(update, 0),
      update,
      drive: { moveTo: (x = 0, y = 0) => place(x, y, '') },
    };
  },
};

export const movables = {
  'movable-area': { properties: { scaleArea: false } } satisfies Builtin,
  'movable-view': movableView,
};
