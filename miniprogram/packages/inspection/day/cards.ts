/** The tasks of the day as cards: what to do now, what wants a reason, and what was done. Pure. */
import type { TaskView } from '../../../../typings/inspection';
import { isEnded, stepsOf, unsentIn, type Round } from '../../../services/core/round';
import { byDue, isOver, placeOf, wantsReason } from '../../../services/core/task-list';
import { clockText, durationText, whenText } from '../../../shared/time';
import { fill, TEXT } from '../../../shared/text';

const t = TEXT.inspection;

export interface DayCard {
  id: string;
  title: string;
  /** 「巡查 · 气瓶库」 */
  place: string;
  due: string;
  late: boolean;
  /** 7/12 */
  progress: string;
  /** Width of the bar (%). */
  share: number;
  state: string;
  /** Answers that are in this phone only, in words. */
  kept: string;
  note: string;
  /** The server will take nothing of it any more. */
  refused: boolean;
}

export interface DayView {
  doNow: DayCard[];
  explain: DayCard[];
  done: DayCard[];
}

function stateOf(task: TaskView, round: Round, found: number, begun: number, now: number): string {
  const { state, finished, miss, opensAt } = task;
  const reason = miss?.reason ?? null;
  if (state === 'dropped') return task.beforeUse === true ? t.lapsed : t.dropped;
  if (finished !== null || isEnded(round)) {
    const word = finished === null ? t.sending : finished.late ? t.finishedLate : t.finished;
    return [word, ...(found > 0 ? [fill(t.found, { count: found })] : [])].join(' · ');
  }
  if (reason !== null) return fill(t.explained, { reason });
  if (wantsReason(task)) return fill(t.missedAt, { time: whenText(task.missedAt, now) });
  if (opensAt > now) return fill(t.from, { time: whenText(opensAt, now) });
  return begun > 0 ? t.doing : t.notBegun;
}

/** @param now - the server's time (ms) */
export function dayCard(task: TaskView, round: Round, now: number): DayCard {
  const steps = stepsOf(task, round);
  const done = steps.filter(({ lack }) => lack === null).length;
  const found = steps.filter(({ given }) => given?.result === 'notOk').length;
  const open = !isOver(task, round);
  const late = open && now >= task.dueAt;
  const unsent = unsentIn(round).length;
  const clock = task.finished === null ? '' : clockText(task.finished.at);
  const before = fill(t.before, { time: whenText(task.dueAt, now) });
  const due = late ? fill(t.overdue, { time: durationText(now - task.dueAt) }) : before;
  const isUse = task.beforeUse === true;
  return {
    id: task.id,
    title: task.title,
    place: `${isUse ? t.beforeUse : t[task.kind]} · ${placeOf(task)}`,
    due: open ? (isUse ? t.useFirst : due) : clock,
    late,
    progress: `${done}/${steps.length}`,
    share: steps.length === 0 ? 0 : Math.round((100 * done) / steps.length),
    state: stateOf(task, round, found, done, now),
    kept: unsent === 0 ? '' : fill(t.kept, { count: unsent }),
    note: round.note ?? '',
    refused: round.blocked,
  };
}

/** @param roundOf - what this phone keeps of a round */
export function dayOf(tasks: readonly TaskView[], roundOf: (taskId: string) => Round, now: number): DayView {
  const cards = (wanted: (task: TaskView) => boolean): DayCard[] =>
    [...tasks]
      .filter(wanted)
      .sort(byDue)
      .map((task) => dayCard(task, roundOf(task.id), now));
  const over = (task: TaskView): boolean => isOver(task, roundOf(task.id));
  return {
    doNow: cards((task) => !over(task) && !wantsReason(task)),
    explain: cards((task) => !over(task) && wantsReason(task)),
    done: cards(over),
  };
}
