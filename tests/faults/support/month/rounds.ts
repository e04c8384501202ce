/** The month's rounds as somebody keeps them who has the calendar and a list: which are due, and what people did about each. */
import { randomUUID } from 'node:crypto';
import { MINUTE } from '../../../../miniprogram/shared/time';
import type { AnswerInput } from '../../../../typings/api';
import type { InspectionPlan, Task, TaskKind } from '../../../../typings/inspection';
import type { TestCloud } from '../../../support/cloud';
import { personOf, phoneOf, storedOne } from '../plant';
import { drawn, type Calendar, type Happening } from './calendar';

/** Rounds that somebody sees to; all others are left to become misses. */
const SEEN_TO = 250;

/** Who takes over what is handed over. */
const DEPUTY = 'p-001';

export const WHY = '设备停着，没人能开';

/** What people do about a round. */
type Way = 'inTime' | 'late' | 'handedOver' | 'afterMiss' | 'explained' | 'nothing';

/** A round that the calendar asks for. */
export interface DueRound {
  id: string;
  kind: TaskKind;
  startsAt: number;
  opensAt: number;
  dueAt: number;
  missedAt: number;
}

/** A round as its list has it at the end: who did what. */
export interface RoundFate extends DueRound {
  way: Way;
  /** Who had it when it was seen to; null: nobody did anything. */
  owner: string | null;
}

function roundsOf({ id, kind, window, every, holidays }: InspectionPlan, calendar: Calendar): DueRound[] {
  return calendar.slots({ every, holidays }).map(({ slot, startsAt }) => {
    const dueAt = startsAt + window.closes * MINUTE;
    const missedAt = dueAt + window.grace * MINUTE;
    const opensAt = startsAt + window.opens * MINUTE;
    return { id: `${id}@${slot}`, kind, startsAt, opensAt, dueAt, missedAt };
  });
}

const WAYS = ['nothing', 'afterMiss', 'handedOver', 'late', 'explained'] as const;

/** @param share - one of so many is seen to */
const wayOf = ({ id }: DueRound, share: number): Way =>
  drawn(`seen ${id}`, share) > 0 ? 'nothing' : (WAYS[drawn(`way ${id}`, 10)] ?? 'inTime');

function actsAt({ opensAt, dueAt, missedAt }: DueRound, way: Way): number {
  if (way === 'late') return dueAt + MINUTE;
  return way === 'afterMiss' || way === 'explained' ? missedAt + 20 * MINUTE : opensAt + MINUTE;
}

/** Everything is in order, except for what is only asked now and then, or wants a picture: that does not apply. */
const answersTo = ({ stops }: Task): AnswerInput[] =>
  stops
    .flatMap(({ items }) => items)
    .map((item) => {
      const isPlain = item.answer.kind === 'check' && !item.live && item.photo === 'notOk';
      const given = isPlain && item.when === undefined ? { result: 'ok' as const } : NOT_ASKED;
      return { id: randomUUID(), itemId: item.id, ...given, photos: [], seen: null, orderId: null, at: null };
    });

const NOT_ASKED = { result: 'na', reason: '设备停着' } as const;

/** The rounds of a month. */
export class Rounds {
  readonly due: DueRound[];
  private readonly share: number;
  /** Round → what was done about it, and who had it then. */
  private readonly list = new Map<string, Pick<RoundFate, 'way' | 'owner'>>();

  constructor(
    private readonly cloud: TestCloud,
    private readonly calendar: Calendar,
    plans: readonly InspectionPlan[],
  ) {
    this.due = plans.flatMap((plan) => roundsOf(plan, calendar));
    this.share = Math.max(1, Math.ceil(this.due.length / SEEN_TO));
  }

  happenings(): Happening[] {
    return this.due.flatMap((round): Happening[] => {
      const way = wayOf(round, this.share);
      const at = actsAt(round, way);
      return way === 'nothing' ? [] : [{ at, happen: () => this.seeTo(round, way, at) }];
    });
  }

  /** Every round of the calendar with what became of it. */
  fates(): RoundFate[] {
    return this.due.map((round) => ({
      ...round,
      ...(this.list.get(round.id) ?? { way: 'nothing', owner: null }),
    }));
  }

  /** Nobody can see to a round that the timer did not make yet. */
  private async seeTo(round: DueRound, way: Way, at: number): Promise<void> {
    const task = await storedOne<Task>(this.cloud, 'tasks', round.id);
    expect({ id: round.id, isMade: task !== null }).toEqual({
      id: round.id,
      isMade: this.calendar.isMade(round.startsAt, at),
    });
    if (task === null) return;
    const owner = phoneOf(task.owner.id);
    this.list.set(round.id, { way, owner: personOf(owner) });
    if (way === 'explained') {
      const told = { taskId: task._id, rev: task.rev, reason: WHY };
      await this.cloud.callOk(owner, 'tasks.explain', told);
      return;
    }
    if (way === 'handedOver') {
      const input = { taskId: task._id, rev: task.rev, to: DEPUTY, reason: '去开会' };
      await this.cloud.callOk(owner, 'tasks.handOver', input);
    }
    const walker = way === 'handedOver' ? phoneOf(DEPUTY) : owner;
    const input = { taskId: task._id, answers: answersTo(task), done: true };
    const { lacks } = await this.cloud.callOk(walker, 'tasks.submit', input);
    expect(lacks).toEqual([]);
  }
}

/** What the task of a round looks like in the end. */
export function taskAfter({ way, owner, opensAt, dueAt, missedAt }: RoundFate): object {
  const window = { opensAt, dueAt, missedAt };
  const by = { id: way === 'handedOver' ? DEPUTY : owner };
  const done = (late: boolean, isMissed: boolean) => ({
    ...{ ...window, state: 'done', open: false, isMissed, later: [] },
    finished: { late, by },
    handovers: way === 'handedOver' ? [{ from: { id: owner }, to: { id: DEPUTY } }] : [],
  });
  const missed = { ...window, state: 'missed', isMissed: true, finished: null, handovers: [] };
  switch (way) {
    case 'inTime':
    case 'handedOver':
      return done(false, false);
    case 'late':
      return done(true, false);
    case 'afterMiss':
      return done(true, true);
    case 'explained':
      return { ...missed, open: false, miss: { reason: WHY, by } };
    case 'nothing':
      return { ...missed, open: true, miss: { reason: null, by: null } };
  }
}

/** The month's numbers of one kind, counted by hand. */
export function counted(fates: readonly RoundFate[], kind: TaskKind) {
  const own = fates.filter((fate) => fate.kind === kind);
  const went = (...ways: Way[]): number => own.filter(({ way }) => ways.includes(way)).length;
  return {
    due: own.length,
    done: went('inTime', 'late', 'handedOver', 'afterMiss'),
    late: went('late', 'afterMiss'),
    missed: went('afterMiss', 'explained', 'nothing'),
    handedOver: went('handedOver'),
  };
}
