/** The month that is simulated: its shifts, when the timer of the cloud runs in them, and what that leaves people to find. */
import { createHash } from 'node:crypto';
import { DAY, HOUR, MINUTE } from '../../../../miniprogram/shared/time';
import type { Roster } from '../../../../typings/config';
import { midnight, walk, type Plan, type Shift } from '../../../support/plan-days';

/** A stretch of days that ends with a month, so that no other day of that month is counted with it. */
export interface Span {
  /** `yyyy-mm` */
  month: string;
  from: number;
  to: number;
  /** Days after its beginning between which no timer runs at all. */
  outage: readonly [from: number, to: number];
  /** How many days a new hire has to learn, and how many of the first days some join on. */
  learning: number;
  joining: number;
}

/** The week to the end of September 2026: 中秋 from the 25th to the 27th, and the first working day after it. */
export const DAYS_OF_SEPTEMBER: Span = {
  ...{ month: '2026-09', from: midnight('2026-09-24'), to: midnight('2026-10-01') },
  ...{ outage: [4, 5], learning: 3, joining: 2 },
};

/** October 2026: 国庆 from the 1st to the 7th, worked on Saturday the 10th. */
export const OCTOBER: Span = {
  ...{ month: '2026-10', from: midnight('2026-10-01'), to: midnight('2026-11-01') },
  ...{ outage: [12, 14.5], learning: 10, joining: 15 },
};

/** Something that is done at an instant. */
export interface Happening {
  at: number;
  happen: () => Promise<unknown>;
}

/** Always the same number for the same text, from 0 to below `below`. */
export const drawn = (text: string, below: number): number =>
  createHash('sha256').update(text).digest().readUInt32BE() % below;

const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** One or several runs of the timer at once. */
export interface Run {
  at: number;
  times: number;
}

/** What the timer does: runs twice in every shift; or mostly once, sometimes late, several times at once, or not at all. */
export type Timer = 'punctual' | 'troubled';

/** How long after the start of a shift its timer runs. */
const SOON = 5_000;

function runsIn(startsAt: number, { from, outage }: Span, timer: Timer): Run[] {
  const soon = startsAt + SOON;
  if (timer === 'punctual')
    return [
      { at: soon, times: 1 },
      { at: startsAt + 4 * HOUR, times: 1 },
    ];
  const day = (startsAt - from) / DAY;
  if (day >= outage[0] && day < outage[1]) return [];
  const how = drawn(`runs ${startsAt}`, 6);
  if (how === 0) return [];
  if (how === 1) return [{ at: startsAt + 5 * HOUR, times: 1 }];
  if (how === 2) return [{ at: soon, times: 3 }];
  return [{ at: soon, times: 1 }, ...(how === 3 ? [{ at: startsAt + 4 * HOUR, times: 2 }] : [])];
}

/** The shifts of a span and the runs of the timer in it. */
export class Calendar {
  readonly shifts: Shift[];
  readonly runs: Run[];
  private readonly starts: number[];

  constructor(
    readonly span: Span,
    roster: Pick<Roster, 'shifts'>,
    timer: Timer,
  ) {
    this.shifts = roster.shifts.map(({ id, start }) => ({ id, start: minutes(start) }));
    const all = { kind: 'shift', shiftIds: this.shifts.map(({ id }) => id) } as const;
    this.starts = this.slots({ every: all, holidays: 'run' }).map(({ startsAt }) => startsAt);
    this.runs = this.starts.flatMap((startsAt) => runsIn(startsAt, span, timer));
  }

  /** The shifts of the span in which something is planned, in their order; `slot` is `{date}:{shift}`. */
  slots(plan: Plan): { slot: string; startsAt: number }[] {
    return walk(plan, this.shifts, this.span.from, this.span.to).map((slot) => {
      const [date = '', shiftId = ''] = slot.split(':');
      const shift = this.shifts.find(({ id }) => id === shiftId);
      return { slot, startsAt: midnight(date) + (shift?.start ?? 0) * MINUTE };
    });
  }

  /** Whether what belongs to a shift was made by an instant: each run also makes what belongs to the shift after it. */
  isMade(startsAt: number, at: number): boolean {
    const last = this.runs.filter((run) => run.at <= at).at(-1)?.at ?? this.span.from - HOUR;
    return startsAt <= (this.starts.find((start) => start > last) ?? this.span.to);
  }

  /** The first run from an instant on; null: there is none before the end. */
  firstRun(from: number): number | null {
    return this.runs.find(({ at }) => at >= from)?.at ?? null;
  }
}
