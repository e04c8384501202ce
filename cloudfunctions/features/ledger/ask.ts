/** Asks for papers: what is to be made is written down, and the timer of the doorway `reports` makes it. */
import type { Millis } from '../../../typings/domain';
import type { ExportJob, ExportKind, ExportView } from '../../../typings/ledger';
import { AppError } from '../../../miniprogram/shared/errors';
import { SECTIONS } from '../../engine/ledger';
import { canonical, keyed } from '../../platform/canonical';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { checkRange, checkWholeMonth, type Range } from './range';
import { areasOf, checkKind } from './rights';
import { addJob, getJob, makingOf } from './store';
import { exportView } from './view';

/** Papers that are being made for one person at a time. */
const MOST_AT_ONCE = 3;

export interface Ask extends Range {
  kind: ExportKind;
}

/**
 * Two database calls, three for one that stands already.
 * @param requestId - becomes the id of the job: sent again it is the job as it is
 * @throws AppError BAD_REQUEST, NOT_FOR_YOU, EXPORTS_BUSY, REPLAY_…
 */
export async function ask(actor: Actor, input: Ask, requestId: string, now: Millis): Promise<ExportView> {
  const { kind, from, to } = input;
  checkKind(kind, actor);
  checkRange(input, now);
  if (kind === 'report') checkWholeMonth(input, now);
  const inputHash = keyed('input', canonical(input));
  const known = await getJob(requestId);
  if (known !== null) return replayOf(known, actor, inputHash);
  if ((await makingOf(actor.id)) >= MOST_AT_ONCE) throw new AppError('EXPORTS_BUSY');
  const { id, name } = actor;
  const job: ExportJob = {
    ...{ _id: requestId, schema: 1, rev: 1, kind, from, to, by: { id, name }, inputHash },
    ...{
      areaIds: areasOf(actor, await plant(now), now),
      askedAt: now,
      state: 'making',
      sections: [...SECTIONS[kind]],
    },
    ...{ done: 0, cursor: null, files: [], results: [], months: [], failures: 0 },
    ...{ nextDueAt: now, finishedAt: null },
  };
  if ((await addJob(job)) === 'added') return exportView(job);
  const first = await getJob(requestId);
  if (first === null) throw new AppError('BUSY');
  return replayOf(first, actor, inputHash);
}

/** @throws AppError REPLAY_… */
function replayOf(known: ExportJob, actor: Actor, inputHash: string): ExportView {
  if (known.by.id !== actor.id) throw new AppError('REPLAY_REFUSED');
  if (known.inputHash !== inputHash) throw new AppError('REPLAY_MISMATCH');
  return exportView(known);
}
