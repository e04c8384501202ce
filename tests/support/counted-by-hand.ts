/** What is counted of the documents that are there, one by one and without any of the machinery: docs/measures.md once more. */
import { isoDay } from '../../miniprogram/shared/time';
import { asked } from '../../miniprogram/shared/checklist';
import type { Briefing } from '../../typings/briefing';
import { keyed } from '../../cloudfunctions/platform/canonical';
import type { Order } from '../../typings/domain';
import type { Certificate } from '../../typings/certificate';
import type { Task } from '../../typings/inspection';
import type { Permit } from '../../typings/permit';
import type { Training } from '../../typings/training';
import { ofOrder, type One } from './orders-by-hand';

export interface Stored {
  tasks: Task[];
  trainings: Training[];
  briefings: Briefing[];
  permits: Permit[];
  certificates: Certificate[];
  orders: Order[];
}

const minuteIn = (date: string, at: number): string =>
  String((at - Date.parse(`${date}T00:00:00+08:00`)) / 60_000);

function ofTask(task: Task): One[] {
  const { date, planId: plan, areaId: area, opensAt, state, finished } = task;
  const isOwed = task.beforeUse !== true;
  const by = {
    ...{ kind: isOwed ? task.kind : 'beforeUse', plan },
    ...(isOwed ? { opens: minuteIn(date, opensAt) } : {}),
  };
  const one = (measure: string, where = area): One => [date, 'round', { ...by, area: where }, measure];
  if (state === 'dropped') return [one('dropped')];
  const isOver = state === 'done' || state === 'missed';
  return [
    ...(isOwed ? [one('due')] : []),
    ...(state === 'done' ? [one('done'), one(finished?.late === true ? 'late' : 'inTime')] : []),
    ...(task.isMissed ? [one('missed')] : []),
    ...(state === 'missed' && typeof task.miss?.reason === 'string' ? [one('explained')] : []),
    ...(task.handovers.length > 0 ? [one('handedOver')] : []),
    ...(task.verdict === 'stop' ? [one('stops')] : []),
    ...task.stops.flatMap(({ areaId, items }): One[] => {
      const given = items.flatMap(({ id }) => task.answers[id] ?? []);
      const all = asked(
        task.stops.flatMap((stop) => stop.items),
        task.answers,
      ).map(({ id }) => id);
      const wrong = given.filter(({ itemId, result }) => result === 'notOk' && all.includes(itemId));
      return [
        ...(isOver ? [one('points', areaId)] : []),
        ...(isOver && given.length > 0 ? [one('reached', areaId)] : []),
        ...wrong.map(() => one('findings', areaId)),
        ...wrong.flatMap(({ orderId, joined = false }) =>
          orderId === null ? [] : [one('reported', areaId), one(joined ? 'joined' : 'made', areaId)],
        ),
      ];
    }),
  ];
}

function ofTraining(training: Training): One[] {
  const { programmeId: programme, departmentId: department, parts, misses } = training;
  return parts.flatMap(({ level, signature, courses }) => {
    const one = (at: number, measure: string, count = 1): One => [
      ...([isoDay(at), 'training', { level, programme, department }] as const),
      ...([measure, count] as const),
    ];
    const lacks = (at: number): boolean => signature === null || signature.at > at;
    const { waived, dropped, finishedAt } = training;
    return [
      one(training.createdAt, 'assigned'),
      ...(signature === null ? [] : [one(signature.at, 'passed')]),
      ...courses.flatMap(({ doneAt, minutes }) => (doneAt === null ? [] : [one(doneAt, 'minutes', minutes)])),
      ...misses.flatMap(({ at, reason }) =>
        lacks(at) ? [one(at, 'overdue'), ...(reason === null ? [] : [one(at, 'explained')])] : [],
      ),
      ...(training.isMissed && misses.length === 0 && finishedAt !== null && lacks(training.dueAt - 1)
        ? [one(finishedAt, 'overdue')]
        : []),
      ...(waived !== null && lacks(waived.at) ? [one(waived.at, 'waived')] : []),
      ...(dropped !== null && lacks(dropped.at) ? [one(dropped.at, 'dropped')] : []),
    ];
  });
}

function ofMeeting(meeting: Briefing): One[] {
  const { date, teamId: team, departmentIds, state, isMissed, counts } = meeting;
  const by = { team, departments: departmentIds.join(' '), opens: minuteIn(date, meeting.opensAt) };
  const one = (measure: string, count = 1): One => [date, 'meeting', by, measure, count];
  if (state === 'dropped') return [one('dropped')];
  return [
    one('due'),
    ...(state === 'held' ? [one('held')] : []),
    ...(isMissed ? [one('missed')] : []),
    ...(typeof meeting.miss?.reason === 'string' ? [one('explained')] : []),
    ...(state === 'held' || isMissed
      ? [
          ...[one('expected', meeting.expected.length), one('signed', counts.signed)],
          ...[one('late', counts.late), one('extra', counts.extra)],
        ]
      : []),
  ];
}

function ofPermit(permit: Permit): One[] {
  const by = { level: permit.level.inForce, area: permit.place.areaId };
  const one = (at: number, measure: string): One => [isoDay(at), 'permit', by, measure];
  const signed = permit.approvals.map((approval) => approval.signed?.at ?? Infinity);
  const last = Math.max(...signed);
  return [
    one(permit.askedAt, 'asked'),
    ...(last < Infinity ? [one(last, 'approved')] : []),
    ...(permit.startedAt === null ? [] : [one(permit.startedAt, 'started')]),
    ...permit.pauses.map(({ at }) => one(at, 'stopped')),
    ...(permit.ended === null ? [] : [one(permit.ended.at, permit.state)]),
  ];
}

function ofCertificate({ endsAt, lapsed = [], retired, kindId: kind }: Certificate): One[] {
  const isOut = retired !== null && retired.at < endsAt;
  const ends = new Set(isOut ? lapsed : [...lapsed, endsAt]);
  return [...ends].map((end) => [isoDay(end), 'certificate', { kind }, 'expired']);
}

const keyOf = (personId: string): string => keyed('counted', personId).slice(0, 16);

/** `day of by measure` → count; nothing is 0. */
export function bruteForce(stored: Stored): Record<string, number> {
  const all = [
    ...stored.tasks.flatMap(ofTask),
    ...stored.trainings.flatMap(ofTraining),
    ...stored.briefings.flatMap(ofMeeting),
    ...stored.permits.flatMap(ofPermit),
    ...stored.certificates.flatMap(ofCertificate),
    ...stored.orders.flatMap((order) => ofOrder(order, keyOf)),
  ];
  const sum = new Map<string, number>();
  for (const [day, of, by, measure, count = 1] of all) {
    const sorted = Object.fromEntries(Object.entries(by).sort(([a], [b]) => (a < b ? -1 : 1)));
    const key = `${day} ${of} ${JSON.stringify(sorted)} ${measure}`;
    sum.set(key, (sum.get(key) ?? 0) + count);
  }
  return Object.fromEntries([...sum].filter(([, n]) => n !== 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}
