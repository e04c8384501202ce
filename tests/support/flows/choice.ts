/** Random numbers as choices: a list of naturals that fast-check can shrink, read one after the other. */

/** Reads choices; when they are used up, every further one is the first of its list. */
export class Choices {
  private next = 0;

  constructor(private readonly numbers: readonly number[]) {}

  /** A number from 0 up to, but not including, `size`. */
  below(size: number): number {
    const number = this.numbers[this.next] ?? 0;
    this.next += 1;
    return number % size;
  }

  /** True once in `times`. */
  once(times: number): boolean {
    return this.below(times) === times - 1;
  }

  /** @throws Error when there is nothing to choose from */
  of<T>(list: readonly T[]): T {
    const chosen = list[this.below(Math.max(1, list.length))];
    if (chosen === undefined) throw new Error('nothing to choose from');
    return chosen;
  }

  /** Some of a list, in its order, at least one. */
  some<T>(list: readonly T[]): T[] {
    const chosen = list.filter(() => this.below(2) === 1);
    return chosen.length > 0 ? chosen : [this.of(list)];
  }
}
