/** Looks at a screen as a careful person would: runs in the browser, as `globalThis.audit`. */
import { checkContrast } from './contrast';
import { type Finding } from './finding';
import { checkGlyphs, checkIcons, checkPictures } from './glyphs';
import { checkClipped, checkOverflow, checkOverlaps, checkVeils, sightOf } from './layout';
import { rewind, shownTexts } from './scene';
import { checkSpills, checkTargets } from './targets';
import { checkLabels, checkWords } from './words';

export interface Wishes {
  /** A selector of what may be cut, or nothing. */
  mayCut: string;
}

/** Everything that is wrong with what is on the screen now. */
export function look({ mayCut }: Wishes): Finding[] {
  const root = document.body;
  const found: Finding[] = [
    ...checkOverflow(root),
    ...checkVeils(root),
    ...checkIcons(root),
    ...checkPictures(root),
    ...checkLabels(root),
  ];
  const seen = shownTexts(root).filter((text) => {
    const sight = sightOf(text);
    if (sight === 'hidden') return false;
    found.push(...checkWords(text), ...checkGlyphs(text));
    // Prompts are WeChat's; their words are ours.
    if (text.element.closest('.phone-layer') !== null) return false;
    if (sight !== 'seen') found.push(sight);
    found.push(...checkClipped(text, mayCut), ...(sight === 'seen' ? checkContrast(text) : []));
    return true;
  });
  const whole = seen.filter(({ element }) => mayCut === '' || element.closest(mayCut) === null);
  found.push(...checkSpills(root, whole), ...checkOverlaps(whole), ...checkTargets(root));
  rewind(root);
  return found;
}

const frame = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => done()));

/** The elements of a sign `css:…` that are shown. */
const shownOf = (sign: string): Element[] =>
  [...document.querySelectorAll(sign.slice(4))].filter((element) => element.checkVisibility());

/** Whether the page has a text or, given as `css:…`, an element that is shown. */
export const has = (sign: string): boolean =>
  sign.startsWith('css:') ? shownOf(sign).length > 0 : document.body.innerText.includes(sign);

/** The first element of a sign `css:…` that is shown, or the one that says this. */
export const elementOf = (sign: string): Element | null =>
  sign.startsWith('css:') ? (shownOf(sign)[0] ?? null) : elementSaying(sign);

/** TDesign's sheets carry such a class from before they begin to move until they stand. */
const UNDERWAY = '[class*="-enter-active"], [class*="-leave-active"]';

/** Ends what moves, and waits until pictures and letters are there and two frames look the same. */
export async function settle(): Promise<void> {
  await document.fonts.ready;
  let before = '';
  for (;;) {
    const moving = document
      .getAnimations()
      .filter(
        (each) => each.playState !== 'finished' && each.effect?.getComputedTiming().endTime !== Infinity,
      );
    for (const animation of moving) animation.finish();
    await frame();
    await frame();
    const waiting = [...document.images].filter((image) => image.src !== '' && !image.complete);
    await Promise.all(waiting.map((image) => image.decode().catch(() => undefined)));
    const now = document.body.innerHTML;
    const still = waiting.length === 0 && moving.length === 0 && document.querySelector(UNDERWAY) === null;
    if (now === before && still) return;
    before = now;
  }
}

/** The innermost element with exactly this text, or with it inside; the last one, since sheets come last. */
export function elementSaying(text: string): Element | null {
  const all = shownTexts(document.body).filter((shown) => shown.text.includes(text));
  const exact = all.filter((shown) => shown.text === text);
  return (exact.at(-1) ?? all.at(-1))?.element ?? null;
}
