/** A list of listeners, for everything that WeChat offers as `onX`/`offX`. */

export class Signal<T> {
  readonly #listeners = new Set<(value: T) => void>();

  on(listener: (value: T) => void): void {
    this.#listeners.add(listener);
  }

  /** Without a listener all are removed, as WeChat's `offX()` does. */
  off(listener?: (value: T) => void): void {
    if (listener === undefined) this.#listeners.clear();
    else this.#listeners.delete(listener);
  }

  emit(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }

  get size(): number {
    return this.#listeners.size;
  }
}
