/** The meetings of a month as lines. Pure. */
import type { BriefingMonth, BriefingRow } from '../../../../typings/api';
import { fill, TEXT } from '../../../shared/text';
import { whenText } from '../../../shared/time';

const t = TEXT.briefing;

export interface ListRow {
  id: string;
  title: string;
  under: string;
  state: string;
  tag: string;
  /** Not held, and nobody said why. */
  isBad: boolean;
}

function stateOf({ state, counts, expected, miss, dropped, isMissed, owner }: BriefingRow): string {
  const count = { signed: counts.signed, expected };
  switch (state) {
    case 'due':
      return t.rowDue;
    case 'running':
      return fill(t.rowRunning, count);
    case 'held':
      return fill(isMissed ? t.heldLate : t.held, count);
    case 'missed':
      return miss?.reason == null
        ? `${t.missed} · ${fill(t.waitsReason, { name: owner.name })}`
        : fill(t.explained, { reason: miss.reason });
    case 'dropped':
      return fill(t.dropped, { reason: dropped?.reason ?? '' });
  }
}

/** 「11月23日」 of `2026-11-23`. */
const dayOf = (date: string): string => {
  const [, month = 0, day = 0] = date.split('-').map(Number);
  return fill(t.day, { month, day });
};

/** @param now - the server's time (ms) */
export function rowOf(row: BriefingRow, now: number): ListRow {
  const { id, title, date, shiftName, owner, state, counts, miss, startsAt } = row;
  const day = state === 'due' ? whenText(startsAt, now) : dayOf(date);
  return {
    id,
    title,
    under: fill(t.row, { day, shift: shiftName, name: owner.name }),
    state: stateOf(row),
    tag: counts.late === 0 ? '' : fill(t.rowLate, { count: counts.late }),
    isBad: state === 'missed' && miss?.reason == null,
  };
}

/** 「2026年11月」 of `2026-11`. */
export function monthTitle(month: string): string {
  const [year = '', number = ''] = month.split('-');
  return fill(t.month, { year, month: Number(number) });
}

/** What a month comes to, in words. */
export function monthOf({ month, held, missed, dropped, signed, expected }: BriefingMonth): {
  title: string;
  sum: string;
  signed: string;
} {
  return {
    title: monthTitle(month),
    sum: fill(t.monthSum, { held, missed }) + (dropped === 0 ? '' : fill(t.monthDropped, { dropped })),
    signed: fill(t.monthSigned, { signed, expected }),
  };
}

/** The month before (`-1`) or after (`1`) a `yyyy-mm`. */
export function monthBeside(month: string, by: -1 | 1): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}
