/** The numbers of a month, from those of its days: what is told of rounds, trainings, meetings, tickets and certificates. */
import type { Millis } from '../../../typings/domain';
import type {
  Cell,
  Counts,
  Day,
  InspectionCounts,
  InspectionMonth,
  MeetingCounts,
  PermitCounts,
  RoundCounts,
  RoundKind,
  TrainingCounts,
} from '../../../typings/insight';
import type { PermitLevelId } from '../../../typings/permit';
import type { TrainingLevel } from '../../../typings/training';
import { sumOf, total } from './cells';
import { opensAtIn } from './rounds';

/** With fewer rounds of a plan nothing is usual yet. */
const ROUNDS_TO_COMPARE = 5;

/** A round that took less than this part of the usual time is worth a friendly question. */
const QUICK_PART = 0.3;

/** Rounds that usually take less (s) are quick in any case. */
const USUAL_AT_LEAST = 60;

/** A day as far as it is read. */
export type DayCounts = Pick<Day, '_id'> & Counts;

/** A round that was done in far less time than others of its plan. */
export interface QuickRound {
  taskId: string;
  title: string;
  date: string;
  /** Under what it is counted. */
  by: Cell['by'];
  seconds: number;
  usual: number;
}

const NO_ROUNDS: RoundCounts = {
  ...{ due: 0, done: 0, inTime: 0, late: 0, missed: 0, explained: 0, handedOver: 0, dropped: 0 },
  ...{ findings: 0, reported: 0, made: 0, joined: 0, stops: 0, points: 0, reached: 0, quick: 0 },
};
const NO_TRAININGS: TrainingCounts = {
  ...{ assigned: 0, passed: 0, overdue: 0, explained: 0, waived: 0, dropped: 0, minutes: 0 },
};
const NO_MEETINGS: MeetingCounts = {
  ...{ due: 0, held: 0, missed: 0, explained: 0, dropped: 0, expected: 0, signed: 0, late: 0, extra: 0 },
};
const NO_PERMITS: PermitCounts = {
  ...{ asked: 0, approved: 0, started: 0, stopped: 0, closed: 0, refused: 0, withdrawn: 0, expired: 0 },
};

const KINDS: readonly RoundKind[] = ['spotCheck', 'patrol', 'beforeUse'];
const LEVELS: readonly TrainingLevel[] = ['company', 'workshop', 'team', 'refresh'];
const PERMIT_LEVELS: readonly PermitLevelId[] = ['special', 'first', 'second'];

/** @param values - at least one */
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** What counts by now: a round or a meeting that opens later does not yet. */
export function countsBy(now: Millis, { _id: day, cells, names }: DayCounts): DayCounts {
  const isOpen = ({ by }: Cell): boolean => by['opens'] === undefined || opensAtIn(day, by['opens']) <= now;
  return { _id: day, names, cells: cells.filter(isOpen) };
}

/** Cells of some days without the minute, which says nothing of a month. */
const added = (days: readonly DayCounts[]): Cell[] =>
  sumOf(
    days.flatMap(({ cells }) =>
      cells.map(({ of, by, n }) => ({
        ...{ of, n },
        by: Object.fromEntries(Object.entries(by).filter(([dimension]) => dimension !== 'opens')),
      })),
    ),
  );

/** Rounds that went much faster than usual for their plan in these days, newest first. */
export function quickRounds(days: readonly DayCounts[]): QuickRound[] {
  const byPlan = new Map<string, Omit<QuickRound, 'usual'>[]>();
  for (const { _id: date, cells, names } of days)
    for (const { by, each = [] } of cells) {
      const plan = by['plan'] ?? '';
      const title = names['plan']?.[plan] ?? '';
      const rounds = each.map(([taskId, seconds]) => ({ taskId, title, date, by, seconds }));
      byPlan.set(plan, [...(byPlan.get(plan) ?? []), ...rounds]);
    }
  return [...byPlan.values()]
    .flatMap((rounds) => {
      const usual = median(rounds.map(({ seconds }) => seconds));
      if (rounds.length < ROUNDS_TO_COMPARE || usual < USUAL_AT_LEAST) return [];
      return rounds
        .filter(({ seconds }) => seconds < QUICK_PART * usual)
        .map((round) => ({ ...round, usual }));
    })
    .sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : a.taskId < b.taskId ? -1 : 1));
}

/** The numbers of cells, over those that are 0. */
function numbers<T extends object>(none: T, cells: readonly Cell[]): T {
  const sum: Record<string, number> = Object.fromEntries(Object.keys(none).map((name) => [name, 0]));
  for (const { n } of cells)
    for (const [name, count] of Object.entries(n)) sum[name] = (sum[name] ?? 0) + count;
  return { ...none, ...sum };
}

const record = <K extends string, T>(keys: readonly K[], of: (key: K) => T): Record<K, T> =>
  Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<K, T>;

/** Everything about a month, or about what of it is somebody's. */
class Reading {
  private readonly days: readonly DayCounts[];
  private readonly cells: readonly Cell[];
  private readonly quick: readonly QuickRound[];

  constructor(days: readonly DayCounts[], now: Millis, isMine: (cell: Cell) => boolean) {
    this.days = days.map((day) => {
      const { _id, cells, names } = countsBy(now, day);
      return { _id, names, cells: cells.filter(isMine) };
    });
    this.cells = added(this.days);
    // What is usual is so for the whole plan, whoever asks.
    this.quick = quickRounds(days).filter(({ by }) => isMine({ of: 'round', by, n: {} }));
  }

  private of(kind: string, by: Cell['by'] = {}): Cell[] {
    return this.cells.filter(
      (cell) => cell.of === kind && Object.entries(by).every(([key, id]) => cell.by[key] === id),
    );
  }

  private rounds(by: Cell['by']): RoundCounts {
    const quick = this.quick.filter((round) => Object.entries(by).every(([key, id]) => round.by[key] === id));
    return { ...numbers(NO_ROUNDS, this.of('round', by)), quick: quick.length };
  }

  counts(isWhole: boolean): InspectionCounts {
    return {
      rounds: record(KINDS, (kind) => this.rounds({ kind })),
      trainings: record(LEVELS, (level) => numbers(NO_TRAININGS, this.of('training', { level }))),
      meetings: numbers(NO_MEETINGS, this.of('meeting')),
      permits: record(PERMIT_LEVELS, (level) => numbers(NO_PERMITS, this.of('permit', { level }))),
      certificates: isWhole ? numbers({ expired: 0 }, this.of('certificate')) : null,
    };
  }

  /** By the id, with the name that was given last. */
  private named(dimension: string, kinds: readonly string[]): { id: string; name: string }[] {
    const { names } = total(this.days);
    const ids = this.cells.flatMap(({ of, by }) => (kinds.includes(of) ? (by[dimension] ?? []) : []));
    return [...new Set(ids)].sort().map((id) => ({ id, name: names[dimension]?.[id] ?? id }));
  }

  areas(): InspectionMonth['areas'] {
    return this.named('area', ['round', 'permit']).map(({ id, name }) => ({
      ...{ id, name, rounds: this.rounds({ area: id }) },
      permits: numbers(NO_PERMITS, this.of('permit', { area: id })),
    }));
  }

  plans(): InspectionMonth['plans'] {
    return this.named('plan', ['round']).flatMap(({ id, name }) =>
      KINDS.filter((kind) => this.of('round', { plan: id, kind }).length > 0).map((kind) => ({
        ...{ id, name, kind, rounds: this.rounds({ plan: id, kind }) },
      })),
    );
  }
}

/** What somebody is told of a month. */
export interface Wanted {
  /** Days of the month, the earliest first, and those of the month before. */
  days: readonly DayCounts[];
  before: readonly DayCounts[];
  now: Millis;
  /** Whether a cell is somebody's to look after. */
  isMine: (cell: Cell) => boolean;
  /** Whether all are. */
  isWhole: boolean;
}

export function inspectionMonth({
  days,
  before,
  now,
  isMine,
  isWhole,
}: Wanted): Pick<InspectionMonth, 'totals' | 'areas' | 'plans' | 'before'> {
  const reading = new Reading(days, now, isMine);
  const earlier = new Reading(before, now, isMine);
  return {
    totals: reading.counts(isWhole),
    areas: reading.areas(),
    plans: reading.plans(),
    before: before.some(({ cells }) => cells.length > 0) ? earlier.counts(isWhole) : null,
  };
}
