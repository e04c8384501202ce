/** How built-in components are made: declared properties, a host element, and one function that keeps it up to date. */
import type { glassEasel } from 'glass-easel-miniprogram-adapter';
import { elementOf, type Component } from '../runtime/dom';

/** A default tells the type; null takes any value. */
export type Defaults = Record<string, string | number | boolean | null | unknown[] | Record<string, unknown>>;

export interface Live {
  /** Called after any property changed, and once when attached. */
  update?: () => void;
  attached?: () => void;
  detached?: () => void;
  /** What a form or a label reaches. */
  field?: Field;
  /** Movements that the host makes in place of a finger. */
  drive?: Drive;
}

export type Drive = Record<string, (...numbers: number[]) => void>;

/** A control with a value in a form. */
export interface Field {
  name: () => string;
  value: () => unknown;
  reset: () => void;
  /** What a tap on its label does. */
  activate?: () => void;
}

export interface Builtin {
  properties?: Defaults;
  /** Called for every instance once its element exists. */
  create?: (part: Part) => Live;
}

/** Properties of every built-in. */
const COMMON: Defaults = {
  hidden: false,
  hoverClass: 'none',
  hoverStopPropagation: false,
  hoverStartTime: 50,
  hoverStayTime: 400,
  animation: null,
  ariaRole: '',
  ariaLabel: '',
  ariaHidden: null,
  ariaDisabled: null,
  ariaChecked: null,
  ariaExpanded: null,
  ariaSelected: null,
  ariaLive: '',
  ariaBusy: null,
  ariaLabelledby: '',
  ariaDescribedby: '',
  ariaModal: null,
  tabindex: '',
  role: '',
};

const HOVER: unknown = 2;

/** Controls by their host element. */
export const fields = new WeakMap<Element, Field>();

/** Movements by the host element. */
export const drives = new WeakMap<Element, Drive>();

/** One built-in on screen. */
export class Part {
  constructor(
    readonly component: Component,
    readonly element: HTMLElement,
  ) {}

  value(name: string): unknown {
    return (this.component.data as Record<string, unknown>)[name];
  }

  text(name: string): string {
    const value = this.value(name);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  }

  number(name: string): number {
    const value = Number(this.value(name));
    return Number.isFinite(value) ? value : 0;
  }

  flag(name: string): boolean {
    const value = this.value(name);
    return value === true || (value !== false && value !== 'false' && Boolean(value));
  }

  list(name: string): unknown[] {
    const value = this.value(name);
    return Array.isArray(value) ? (value as unknown[]) : [];
  }

  /** Changes a property and what is bound to it by `model:`. */
  set(name: string, value: unknown): void {
    this.component.replaceDataOnPath([name], value);
    this.component.applyDataUpdates();
  }

  /** Triggers an event of the component. */
  emit(name: string, detail: unknown = {}, options: glassEasel.EventOptions = {}): void {
    this.component.triggerEvent(name, detail, options);
  }

  on(name: string, listener: (event: { detail: unknown; touches?: unknown }) => void): void {
    this.component.addListener(name, (event) => listener(event));
  }

  hover(classes: string): void {
    this.component.setNodeClass(classes, HOVER as glassEasel.StyleSegmentIndex);
  }
}

/** Several properties with the same default, named in one text. */
export function defaultsOf(names: string, value: Defaults[string]): Defaults {
  return Object.fromEntries(names.split(' ').map((name) => [name, value]));
}

/** Registers a built-in under its tag. */
export function defineBuiltin(
  space: glassEasel.ComponentSpace,
  tag: string,
  { properties = {}, create }: Builtin,
): void {
  const lives = new WeakMap<Component, Live>();
  const all = { ...COMMON, ...properties };
  const observer = function (this: Component): void {
    lives.get(this)?.update?.();
  };
  const definition: unknown = {
    is: `wx-${tag}`,
    options: { writeFieldsToNode: false },
    properties: Object.fromEntries(
      Object.entries(all).map(([name, value]) => [name, { type: typeOf(value), value, observer }]),
    ),
    lifetimes: {
      created(this: Component) {
        const element = elementOf(this);
        if (element === null) return;
        const part = new Part(this, element);
        const live = create?.(part) ?? {};
        addHover(part);
        const update = live.update;
        lives.set(this, {
          ...live,
          update: () => {
            updateCommon(part);
            update?.();
          },
        });
        if (live.field !== undefined) fields.set(element, live.field);
        if (live.drive !== undefined) drives.set(element, live.drive);
      },
      attached(this: Component) {
        const live = lives.get(this);
        live?.update?.();
        live?.attached?.();
      },
      detached(this: Component) {
        lives.get(this)?.detached?.();
      },
    },
  };
  const defined = space.defineComponent(definition as never);
  space.setGlobalUsingComponent(tag, defined.general());
}

function typeOf(value: Defaults[string]): unknown {
  if (value === null) return null;
  if (Array.isArray(value)) return Array;
  return { string: String, number: Number, boolean: Boolean, object: Object }[
    typeof value as 'string' | 'number' | 'boolean' | 'object'
  ];
}

function updateCommon(part: Part): void {
  const { element } = part;
  element.hidden = part.flag('hidden');
  for (const name of Object.keys(COMMON)) {
    if (!name.startsWith('aria')) continue;
    const value = part.value(name);
    const attribute = name === 'ariaRole' ? 'role' : `aria-${name.slice(4).toLowerCase()}`;
    if (value === null || value === '' || value === undefined) continue;
    if (typeof value !== 'object') element.setAttribute(attribute, `${value as string | number | boolean}`);
  }
  const animation = part.value('animation');
  if (typeof animation === 'object' && animation !== null) animate(element, animation);
}

/** What `wx.createAnimation().export()` gives. */
interface Exported {
  actions?: { style: Record<string, string>; transition: string }[];
}

function animate(element: HTMLElement, { actions = [] }: Exported): void {
  let delay = 0;
  for (const { style, transition } of actions) {
    setTimeout(() => {
      element.style.transition = transition;
      for (const [name, value] of Object.entries(style)) element.style.setProperty(name, value);
    }, delay);
    delay += Number(/(\d+)ms/.exec(transition)?.[1] ?? 0);
  }
}

function addHover(part: Part): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (classes: string, delay: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => part.hover(classes), delay);
  };
  const hoverClass = (): string => (part.text('hoverClass') === 'none' ? '' : part.text('hoverClass'));
  part.on('touchstart', () => {
    if (hoverClass() !== '' && !part.flag('disabled')) later(hoverClass(), part.number('hoverStartTime'));
  });
  const leave = (): void => {
    if (hoverClass() !== '') later('', part.number('hoverStayTime'));
  };
  part.on('touchend', leave);
  part.on('touchcancel', leave);
}
