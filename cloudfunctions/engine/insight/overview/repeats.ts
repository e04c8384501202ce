/** Hazards that came back: the same template at the same point, or in the same area for what people do. */
import type { Cell } from '../../../../typings/insight';
import { dayAfter, holds, type Span } from './spans';

/** For so many days a hazard is remembered. */
export const REMEMBERED = 90;

/** What of a day is read on its own, over spans that are longer than a month. */
export interface ApartDay {
  _id: string;
  apart: readonly Cell[];
}

export interface Repeats {
  /** Reports of which it can be told whether they came back. */
  told: number;
  repeats: number;
  /** Area → repeats. */
  byArea: ReadonlyMap<string, number>;
}

/**
 * @param days - those of the span and of {@link REMEMBERED} days before it, the earliest first
 */
export function repeatsIn(days: readonly ApartDay[], span: Span, isMine: (cell: Cell) => boolean): Repeats {
  const lastSeen = new Map<string, string>();
  const byArea = new Map<string, number>();
  let told = 0;
  let repeats = 0;
  for (const { _id: day, apart } of days) {
    const onDay = new Map<string, Cell[]>();
    for (const cell of apart) {
      if (cell.of !== 'spot') continue;
      const key = JSON.stringify([cell.by['template'], cell.by['spot']]);
      onDay.set(key, [...(onDay.get(key) ?? []), cell]);
    }
    for (const [key, cells] of onDay) {
      const before = lastSeen.get(key);
      let isFirst = before === undefined || before < dayAfter(day, -REMEMBERED);
      lastSeen.set(key, day);
      if (!holds(span, day)) continue;
      for (const cell of cells) {
        const n = cell.n['reported'] ?? 0;
        const back = isFirst ? n - 1 : n;
        isFirst = false;
        if (!isMine(cell)) continue;
        const area = cell.by['area'] ?? '';
        told += n;
        repeats += back;
        if (back > 0) byArea.set(area, (byArea.get(area) ?? 0) + back);
      }
    }
  }
  return { told, repeats, byArea };
}
