/** A task as phones show it: whole, and as a line of a list. */
import type { TaskCard, TaskView } from '../../../typings/api';
import { answered, findingsOf } from '../../engine/inspection';
import type { Actor } from '../people/identify';
import type { MissRow, TaskRow } from './store';

/** Enough of a task to do all of it without a network. @param links - left out by what a phone asks again and again */
export function taskView(
  task: TaskRow,
  actor: Pick<Actor, 'id'>,
  links: NonNullable<TaskView['links']> = {},
): TaskView {
  return {
    id: task._id,
    rev: task.rev,
    kind: task.kind,
    ...(task.beforeUse === true ? { beforeUse: true } : {}),
    title: task.title,
    date: task.date,
    shiftName: task.shiftName,
    opensAt: task.opensAt,
    dueAt: task.dueAt,
    missedAt: task.missedAt,
    owner: task.owner,
    state: task.state,
    open: task.open,
    stops: task.stops,
    ...(task.walk === undefined ? {} : { walk: task.walk }),
    answers: task.answers,
    finished: task.finished,
    verdict: task.verdict,
    miss: task.miss,
    dropped: task.dropped,
    handovers: task.handovers,
    mine: task.owner.id === actor.id,
    ...(Object.keys(links).length === 0 ? {} : { links }),
  };
}

/** Where a task is, in words: its machine, or its areas. */
export function placeOf({ stops }: Pick<TaskRow, 'stops'>): string {
  const [first, ...rest] = stops;
  if (first === undefined) return '';
  if (rest.length === 0) return `${first.areaName} ${first.pointNo}`;
  return [...new Set(stops.map(({ areaName }) => areaName))].join('、');
}

export function taskCard(task: MissRow): TaskCard {
  const items = answered(task);
  const findings = findingsOf(task);
  const noOrders = findings.filter(({ answer }) => answer.noOrder === true).length;
  return {
    id: task._id,
    kind: task.kind,
    title: task.title,
    date: task.date,
    shiftName: task.shiftName,
    dueAt: task.dueAt,
    owner: task.owner,
    state: task.state,
    miss: task.miss,
    verdict: task.verdict,
    place: placeOf(task),
    items: items.length,
    answered: items.filter(({ answer }) => answer !== null).length,
    findings: findings.length,
    ...(noOrders === 0 ? {} : { noOrders }),
  };
}
