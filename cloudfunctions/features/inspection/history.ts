/** The rounds of one machine: what was decided, what was found, and its numbers over time. */
import type { MachineHistory } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import { inLimits } from '../../../miniprogram/shared/checklist';
import { answered, findingsOf, idInChecklist } from '../../engine/inspection';
import { plant } from '../plant/current';
import { roundsAt, type TaskRow } from './store';

/** Rounds that are read: more than a month of them, every shift. */
const READS = 100;

type Round = MachineHistory['rounds'][number];

function roundOf(task: TaskRow): Round[] {
  const { _id: taskId, finished, verdict } = task;
  if (finished === null) return [];
  const numbers = answered(task).flatMap(({ item, answer }): Round['numbers'] => {
    if (item.answer.kind !== 'number' || answer?.number === undefined || answer.result === 'na') return [];
    const { number: value } = answer;
    const { unit } = item.answer;
    const isWithin = inLimits(value, item.answer);
    return [{ itemId: idInChecklist(item.id), text: item.text, unit, value, inLimits: isWithin }];
  });
  const findings = findingsOf(task).map(({ item, answer }) => ({ text: item.text, orderId: answer.orderId }));
  const beforeUse = task.beforeUse === true;
  return [{ taskId, beforeUse, at: finished.at, by: finished.by, verdict, findings, numbers }];
}

/** @param rounds - newest first */
function meanBetweenFindings(rounds: readonly Round[]): Millis | null {
  const times = rounds.filter(({ findings }) => findings.length > 0).map(({ at }) => at);
  const [newest, oldest] = [times[0], times.at(-1)];
  if (newest === undefined || oldest === undefined || times.length < 2) return null;
  return Math.round((newest - oldest) / (times.length - 1));
}

/** The last rounds of a machine, newest first. One database call. @throws AppError PLACE_UNKNOWN */
export async function history(pointId: string, now: Millis): Promise<MachineHistory> {
  const [{ pointById }, tasks] = await Promise.all([plant(now), roundsAt(pointId, READS)]);
  // A machine that is gone keeps its history.
  if (tasks.length === 0 && !pointById.has(pointId)) throw new AppError('PLACE_UNKNOWN');
  const rounds = tasks.flatMap(roundOf);
  return { rounds, betweenFindings: meanBetweenFindings(rounds) };
}
