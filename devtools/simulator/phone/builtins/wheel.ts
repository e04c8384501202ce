/** A column of a picker that turns under the finger and stops at an item. */
import { make } from '../runtime/dom';

const ITEM = 44;

/** One turning column of texts. */
export class Wheel {
  readonly element = make('div', 'wx-wheel');
  #index = 0;
  #count = 0;

  constructor(private readonly changed: (index: number) => void) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    this.element.addEventListener('scroll', () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.#choose(Math.round(this.element.scrollTop / ITEM)), 80);
    });
    this.element.addEventListener('click', ({ target }) => {
      const at = [...this.element.children].indexOf(target as Element);
      if (at >= 0) {
        this.element.scrollTop = at * ITEM;
        this.#choose(at);
      }
    });
  }

  get index(): number {
    return this.#index;
  }

  show(texts: readonly string[], index: number): void {
    this.#count = texts.length;
    this.element.replaceChildren(...texts.map((text) => make('div', 'wx-wheel-item', text)));
    this.#index = Math.min(Math.max(index, 0), Math.max(texts.length - 1, 0));
    this.element.scrollTop = this.#index * ITEM;
    this.#mark();
  }

  #choose(index: number): void {
    if (index === this.#index || index < 0 || index >= this.#count) return;
    this.#index = index;
    this.#mark();
    this.changed(index);
  }

  #mark(): void {
    for (const [at, item] of [...this.element.children].entries()) {
      item.toggleAttribute('data-chosen', at === this.#index);
    }
  }
}
