/** A report as somebody makes it: the label, the shutter, what it is. */
import type { Picture } from '../../../scripts/demo/pictures';
import { QUESTION } from '../../../miniprogram/services/core/hold';
import { fill, TEXT } from '../../../miniprogram/shared/text';
import type { Person } from './person';
import { PAGES } from './screens';

/** Longer than a report is held for 撤回, and for a question that nobody answers (ms). */
const PAST_HOLD = QUESTION + 1_000;

export interface Seen {
  /** The number on the label. */
  label: string;
  /** What it is called in the list. */
  what: string;
  picture: Picture;
  /** 即查即改: what it looks like once it is mended. */
  mended?: Picture;
}

async function shoot(person: Person, picture: Picture): Promise<void> {
  await person.looksAt(picture);
  await person.tap('.shutter');
}

/** From the open camera to the number of the order. */
export async function finishReport(person: Person, { label, what, picture, mended }: Seen): Promise<string> {
  await person.at(PAGES.camera);
  await person.sees(label);
  await shoot(person, picture);
  await person.sees(fill(TEXT.report.taken, { count: 1 }));
  if (mended !== undefined) {
    await person.tap('.without', TEXT.report.mended);
    await shoot(person, mended);
    await person.sees(fill(TEXT.report.mendedTaken, { count: 1 }));
  }
  await person.tap('.promise .link', TEXT.report.more);
  await person.tap('template-sheet >>> .kinds-tile', what);
  await person.at(PAGES.result);
  await person.later(PAST_HOLD);
  await person.sees(TEXT.result.received);
  const number = /YH-\d{8}-\d{4}/.exec(await person.screen())?.[0];
  if (number === undefined) throw new Error('the report has no number');
  return number;
}

/** Reports by the label on a wall. @returns the number of the order */
export async function report(person: Person, seen: Seen): Promise<string> {
  await person.comeBy(PAGES.home, {});
  await person.world(`setScan(${JSON.stringify(seen.label)})`);
  await person.tap('.side', TEXT.home.scan);
  return finishReport(person, seen);
}
