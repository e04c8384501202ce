/** What a training adds to the days on which something became of it: docs/measures.md, Trainings. */
import { isoDay } from '../../../miniprogram/shared/time';
import type { Millis } from '../../../typings/domain';
import type { CountsByDay } from '../../../typings/insight';
import type { Training, TrainingPart } from '../../../typings/training';
import { Tally } from './cells';

/** Whether a part was still to be done at an instant. */
const isLackingAt = ({ signature }: TrainingPart, at: Millis): boolean =>
  signature === null || signature.at > at;

/** Counted by level: a new hire has three of them to pass. */
export function countTraining(training: Training): CountsByDay {
  const { programmeId, title, departmentId, departmentName, parts, misses, isMissed } = training;
  const { createdAt, finishedAt, dueAt, waived, dropped } = training;
  const tally = new Tally({
    programme: { [programmeId]: title },
    department: { [departmentId]: departmentName },
  });
  for (const part of parts) {
    const by = { level: part.level, programme: programmeId, department: departmentId };
    const cell = (at: Millis, n: Record<string, number>): void =>
      tally.add(isoDay(at), { of: 'training', by, n });
    cell(createdAt, { assigned: 1 });
    if (part.signature !== null) cell(part.signature.at, { passed: 1 });
    for (const { doneAt, minutes } of part.courses) if (doneAt !== null) cell(doneAt, { minutes });
    for (const { at, reason } of misses)
      if (isLackingAt(part, at)) cell(at, { overdue: 1, explained: Number(reason !== null) });
    // Late, and over before the timer saw to it.
    const isUnnoted = isMissed && misses.length === 0 && finishedAt !== null;
    if (isUnnoted && isLackingAt(part, dueAt - 1)) cell(finishedAt, { overdue: 1 });
    if (waived !== null && isLackingAt(part, waived.at)) cell(waived.at, { waived: 1 });
    if (dropped !== null && isLackingAt(part, dropped.at)) cell(dropped.at, { dropped: 1 });
  }
  return tally.counts();
}
