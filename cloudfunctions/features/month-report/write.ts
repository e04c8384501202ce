/** Writes the report of a month: once by the clock, and once more by somebody who says why. */
import type { Millis } from '../../../typings/domain';
import type { MonthReport, ReportView } from '../../../typings/month-report';
import { AppError } from '../../../miniprogram/shared/errors';
import { HOUR } from '../../../miniprogram/shared/time';
import { withoutNames } from '../../engine/month-report';
import { canonical, keyed, sha256 } from '../../platform/canonical';
import { notify } from '../notices/notify';
import type { Actor } from '../people/identify';
import { plant, type Plant } from '../plant/current';
import { contentOf, monthBefore } from './content';
import { addReport, getReport, newestReport, reportId, reportOf } from './store';
import { reportView } from './view';

/** For so long after it was written readers are told, should a run have ended before it told all of them. */
const TELLING = 3 * HOUR;

/** How often somebody may be ahead with the next version. */
const TRIES = 3;

type Wish = Pick<MonthReport, 'by' | 'why' | 'requestId' | 'inputHash'>;

const BY_THE_CLOCK: Wish = { by: null, why: null, requestId: null, inputHash: null };

async function made(
  month: string,
  version: number,
  wish: Wish,
  inForce: Plant,
  now: Millis,
): Promise<MonthReport> {
  const content = await contentOf(month, inForce, now);
  return {
    ...{ _id: reportId(month, version), schema: 1, month, version, writtenAt: now, content },
    ...wish,
    hash: sha256(canonical(content)),
  };
}

/** @throws AppError BAD_REQUEST for a month that is not over */
export function checkMonth(month: string, now: Millis): void {
  if (month > monthBefore(now))
    throw new AppError('BAD_REQUEST', {}, { month: '这个月还没过完，下月 1 日出报告' });
}

/**
 * The first version of a month, if nobody wrote it yet. One database call when it is there.
 * @returns null when it was there
 */
export async function writeFirst(month: string, now: Millis): Promise<MonthReport | null> {
  const known = await getReport(month, 1);
  const inForce = await plant(now);
  if (known !== null) {
    // A run that ended between writing and telling is made good; who was told is told nothing new.
    if (known.by === null && now - known.writtenAt < TELLING) await tellReaders(month, inForce, now);
    return null;
  }
  const report = await made(month, 1, BY_THE_CLOCK, inForce, now);
  if ((await addReport(report)) === 'exists') return null;
  await tellReaders(month, inForce, now);
  return report;
}

/** Told again it is one message to each. */
async function tellReaders(month: string, inForce: Plant, now: Millis): Promise<void> {
  const readers = inForce.people.filter(
    ({ status, roles }) => status === 'active' && (roles.includes('manager') || roles.includes('safety')),
  );
  for (const { id, name } of readers) {
    const facts = { title: monthWords(month), subjectId: month };
    const key = `month-report-${month}-${id}`;
    await notify({ key, notice: 'monthReport', to: { id, name }, urgency: 'low', facts }, inForce, now);
  }
}

/** 「2026 年 11 月」 */
export function monthWords(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return `${year} 年 ${number} 月`;
}

/** @throws AppError REPLAY_… */
function replayOf(known: MonthReport, actor: Actor, inputHash: string): ReportView {
  if (known.by?.id !== actor.id) throw new AppError('REPLAY_REFUSED');
  if (known.inputHash !== inputHash) throw new AppError('REPLAY_MISMATCH');
  return reportView(known, actor);
}

/** A further version; what stood there before stays. @throws AppError BAD_REQUEST, BUSY, REPLAY_… */
export async function redo(
  actor: Actor,
  input: { month: string; why: string },
  requestId: string,
  now: Millis,
): Promise<ReportView> {
  const { month, why } = input;
  checkMonth(month, now);
  const inputHash = keyed('input', canonical(input));
  const inForce = await plant(now);
  const names = inForce.people.map(({ name }) => name);
  const by = { id: actor.id, name: actor.name };
  const wish: Wish = { by, requestId, inputHash, why: withoutNames(why, names) };
  for (let turn = 0; turn < TRIES; turn += 1) {
    // In this order: what the same intent wrote meanwhile is either found, or stands where this one would.
    const version = ((await newestReport(month))?.version ?? 0) + 1;
    const known = await reportOf(requestId);
    if (known !== null) return replayOf(known, actor, inputHash);
    const report = await made(month, version, wish, inForce, now);
    if ((await addReport(report)) === 'added') return reportView(report, actor);
  }
  throw new AppError('BUSY');
}
