/** Pages that do something with pictures for the page below them: what they are asked, and whom they answer. Kept in memory. */
import type { DraftPhoto } from './core/draft';
import type { Tool } from './core/picture';
import { lead, open, PAGES } from './phone';

/** A picture to be marked. */
export interface Marking {
  photo: DraftPhoto;
  /** Chosen from the start. */
  tool: Tool;
  /** Called once, with the picture that takes the place of the other; never when nothing was marked. */
  done: (photo: DraftPhoto) => void;
}

/** Pictures to be taken of what was mended. */
export interface Shooting {
  /** The picture of before, to stand at the same place; an address that may be shown. */
  before: string;
  /** How many more may be taken. */
  room: number;
  /** Called for each, as soon as it lies on the phone. */
  done: (photo: DraftPhoto) => void;
}

let marking: Marking | null = null;
let shooting: Shooting | null = null;

/** Opens the page that marks a picture. */
export function markUp(errand: Marking): void {
  marking = errand;
  open(PAGES.markup);
}

/** What the page was asked to mark; null when nobody waits, as after the app was closed. */
export function takeMarking(): Marking | null {
  const errand = marking;
  marking = null;
  return errand;
}

/**
 * Opens the camera for what was mended.
 * @param tapped - whether a person tapped for it; else the form that wants a picture did
 */
export function shootAgain(errand: Shooting, tapped: boolean): void {
  shooting = errand;
  if (tapped) open(PAGES.shoot);
  else lead(PAGES.shoot);
}

/** What the camera was asked for; null when nobody waits, as after the app was closed. */
export function takeShooting(): Shooting | null {
  const errand = shooting;
  shooting = null;
  return errand;
}
