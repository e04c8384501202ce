/** Daily heads of a span of days, each with whether it reads as it was written. */
import { sameHash } from '../../platform/canonical';
import { headIsSound } from './heads';
import { headsAfter, type Head } from './store';

export interface HeadLine {
  day: string;
  orders: number;
  permits: number;
  mac: string;
  isSound: boolean;
  /** Whether it holds on to the day before; true for the first one. */
  isChained: boolean;
}

const PAGE = 100;

/** @param from - `yyyymmdd`, as `to`, both included */
export async function headLines(from: string, to: string): Promise<HeadLine[]> {
  const lines: HeadLine[] = [];
  let before: Head | null = null;
  // Digits sort before the colon and after the slash: the day itself comes after it.
  for (let last = `${String(Number(from) - 1)}~`; ;) {
    const page: Head[] = await headsAfter(last, PAGE);
    for (const head of page) {
      if (head.day > to) return lines;
      const isChained = before === null || head.previous === '' || sameHash(head.previous, before.mac);
      const { day, mac, ends, permits = [] } = head;
      lines.push({
        day,
        mac,
        isChained,
        orders: ends.length,
        permits: permits.length,
        isSound: headIsSound(head),
      });
      before = head;
    }
    const end = page.at(-1);
    if (end === undefined || page.length < PAGE) return lines;
    last = end._id;
  }
}
