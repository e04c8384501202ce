/** Eyes and hands of somebody before the console: they click what they read, on the page and on the phones in it. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { eventually } from '../support/eventually';

/** Where to look: the console around the phones, or the phone in a place (1–3). */
export type Place = 'console' | 1 | 2 | 3;

interface Spot {
  x: number;
  y: number;
}

/**
 * Runs in the page: the middle of what says so and can be hit there, in pixels of the window; null when there is none.
 * A phone is drawn smaller than it is, so its pixels are scaled.
 */
function spotOf(place: Place, text: string): Spot | null {
  const frame = place === 'console' ? null : document.querySelectorAll('iframe')[place - 1];
  const view = frame === null ? document : frame?.contentDocument;
  if (!view) return null;
  const walker = view.createTreeWalker(view, NodeFilter.SHOW_TEXT);
  const said: { element: Element; text: string }[] = [];
  while (walker.nextNode()) {
    const { parentElement: element, textContent } = walker.currentNode;
    if (element && textContent?.includes(text)) said.push({ element, text: textContent.trim() });
  }
  // What says just that comes before what says more.
  const found = [
    ...view.querySelectorAll(`[aria-label="${text}"]`),
    ...said.sort((a, b) => a.text.length - b.text.length).map(({ element }) => element),
  ];
  for (const element of found) {
    const box = element.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const hit = view.elementFromPoint(x, y);
    if (hit === null || !(element.contains(hit) || hit.contains(element))) continue;
    if (!frame) return { x, y };
    const outer = frame.getBoundingClientRect();
    const scale = outer.width / frame.clientWidth;
    return { x: outer.left + x * scale, y: outer.top + y * scale };
  }
  return null;
}

export class Hands {
  private steps = 0;

  constructor(
    private readonly page: Page,
    private readonly folder: string,
  ) {
    mkdirSync(folder, { recursive: true });
  }

  /** Until it can be read and reached there. */
  private spot(place: Place, text: string): Promise<Spot> {
    return eventually(
      `「${text}」 (${place})`,
      () => this.page.evaluate(spotOf, place, text),
      () => this.text(place),
    );
  }

  /** Until the place says so. */
  async sees(place: Place, text: string): Promise<void> {
    await eventually(
      `「${text}」 (${place})`,
      async () => (await this.text(place)).includes(text) || null,
      () => this.text(place),
    );
  }

  async clicks(place: Place, text: string): Promise<void> {
    // Where it stands still: sheets slide in.
    const { x, y } = await eventually(`「${text}」 standing still`, async () => {
      const before = await this.spot(place, text);
      await new Promise((resolve) => setTimeout(resolve, 100));
      const after = await this.spot(place, text);
      return before.x === after.x && before.y === after.y ? after : null;
    });
    await this.page.mouse.click(x, y);
  }

  /** Keeps what the screen shows now, numbered. */
  async records(name: string): Promise<void> {
    this.steps += 1;
    const file = `${String(this.steps).padStart(2, '0')}-${name}.png`;
    await this.page.screenshot({ path: join(this.folder, file) });
  }

  private text(place: Place): Promise<string> {
    return this.page.evaluate((where) => {
      if (where === 'console') return document.body.innerText;
      return (
        document.querySelectorAll('iframe')[where - 1]?.contentDocument?.querySelector('body')?.innerText ??
        ''
      );
    }, place);
  }
}
