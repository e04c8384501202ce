/** `wx.createAnimation`: collects steps that built-ins play when they are bound to `animation`. */

interface Step {
  style: Record<string, string>;
  transition: string;
}

interface Timing {
  duration?: number;
  timingFunction?: string;
  delay?: number;
  transformOrigin?: string;
}

type Value = string | number;

const unit = (value: Value): string => (typeof value === 'number' ? `${value}px` : value);
const degrees = (value: Value): string => `${value}deg`;
const plain = String;

/** Functions of `transform` and the unit of their arguments. */
const TRANSFORMS: Readonly<Record<string, (value: Value) => string>> = {
  ...Object.fromEntries(
    ['rotate', 'rotateX', 'rotateY', 'rotateZ', 'skew', 'skewX', 'skewY'].map((name) => [name, degrees]),
  ),
  ...Object.fromEntries(
    ['scale', 'scaleX', 'scaleY', 'scaleZ', 'scale3d', 'matrix', 'matrix3d'].map((name) => [name, plain]),
  ),
  ...Object.fromEntries(
    ['translate', 'translateX', 'translateY', 'translateZ', 'translate3d'].map((name) => [name, unit]),
  ),
};

const STYLES: Readonly<Record<string, (value: Value) => string>> = {
  opacity: plain,
  backgroundColor: plain,
  ...Object.fromEntries(['width', 'height', 'top', 'left', 'bottom', 'right'].map((name) => [name, unit])),
};

export class Animation {
  readonly #timing: Timing;
  #steps: Step[] = [];
  #style: Record<string, string> = {};
  #transforms: string[] = [];

  constructor(timing: Timing = {}) {
    this.#timing = timing;
    const methods: Record<string, unknown> = {};
    for (const [name, write] of Object.entries(TRANSFORMS)) {
      methods[name] = (...values: Value[]): this => {
        this.#transforms.push(`${name}(${values.map(write).join(',')})`);
        return this;
      };
    }
    for (const [name, write] of Object.entries(STYLES)) {
      methods[name] = (value: Value): this => {
        this.#style[name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)] = write(value);
        return this;
      };
    }
    Object.assign(this, methods);
  }

  /** Ends a group of changes that happen together. */
  step(timing: Timing = {}): this {
    const {
      duration = 400,
      timingFunction = 'linear',
      delay = 0,
      transformOrigin = '50% 50% 0',
    } = {
      ...this.#timing,
      ...timing,
    };
    const style: Record<string, string> = { ...this.#style, 'transform-origin': transformOrigin };
    if (this.#transforms.length > 0) style.transform = this.#transforms.join(' ');
    this.#steps.push({ style, transition: `all ${duration}ms ${timingFunction} ${delay}ms` });
    this.#style = {};
    this.#transforms = [];
    return this;
  }

  export(): { actions: Step[] } {
    const actions = this.#steps;
    this.#steps = [];
    return { actions };
  }
}
