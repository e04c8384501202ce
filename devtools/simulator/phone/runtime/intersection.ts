/** `createIntersectionObserver`: how much of a node can be seen in its page or in another node. */
import { boxOf, drawnElement, scrollerOf, type Component } from './dom';
import { selectAll } from './query';

interface Margins {
  left?: number;
  top?: number;
  right?: number;
  bottom?: number;
}

export interface IntersectionOptions {
  thresholds?: number[];
  initialRatio?: number;
  observeAll?: boolean;
}

/** @see https://developers.weixin.qq.com/miniprogram/dev/api/wxml/IntersectionObserver.html */
export class PhoneIntersectionObserver {
  #relative: string | null = null;
  #margins: Margins = {};
  #observer: IntersectionObserver | null = null;

  constructor(
    private readonly component: Component,
    private readonly options: IntersectionOptions,
  ) {}

  relativeTo(selector: string, margins: Margins = {}): this {
    this.#relative = selector;
    this.#margins = margins;
    return this;
  }

  relativeToViewport(margins: Margins = {}): this {
    this.#relative = null;
    this.#margins = margins;
    return this;
  }

  observe(selector: string, callback: (change: Record<string, unknown>) => void): void {
    const found = selectAll(this.component, selector);
    const nodes = this.options.observeAll === true ? found : found.slice(0, 1);
    const relative = this.#relative === null ? undefined : selectAll(this.component, this.#relative)[0];
    const root = relative === undefined ? scrollerOf(drawnElement(this.component)) : drawnElement(relative);
    const { top = 0, right = 0, bottom = 0, left = 0 } = this.#margins;
    const known = new Map(nodes.map((node) => [drawnElement(node), node] as const));
    let ratio = this.options.initialRatio ?? 0;
    this.#observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          const node = known.get(entry.target as HTMLElement);
          // The first report only tells a change from the initial ratio.
          if (entry.intersectionRatio === ratio && nodes.length === 1) continue;
          ratio = entry.intersectionRatio;
          callback({
            id: node?.id ?? '',
            dataset: { ...node?.dataset },
            intersectionRatio: entry.intersectionRatio,
            intersectionRect: entry.intersectionRect,
            boundingClientRect: boxOf(entry.target),
            relativeRect: entry.rootBounds,
            time: Date.now(),
          });
        }
      },
      {
        root,
        rootMargin: `${top}px ${right}px ${bottom}px ${left}px`,
        threshold: this.options.thresholds ?? [0],
      },
    );
    for (const element of known.keys()) if (element !== null) this.#observer.observe(element);
  }

  disconnect(): void {
    this.#observer?.disconnect();
  }
}
