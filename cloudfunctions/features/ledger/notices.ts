/** What is told to whoever asked for papers: that they are ready, or will not be. */
import type { Millis } from '../../../typings/domain';
import type { ExportJob } from '../../../typings/ledger';
import { KIND_TITLES } from '../../engine/ledger';
import { notify } from '../notices/notify';
import type { Plant } from '../plant/current';

/** Told again it is one message. */
export function tellAsker(job: ExportJob, inForce: Plant, now: Millis): Promise<void> {
  const { _id, state, kind, by, from, to } = job;
  const notice = state === 'done' ? 'exportReady' : 'exportFailed';
  const facts = { title: KIND_TITLES[kind], text: `${from} 到 ${to}`, subjectId: _id };
  return notify({ key: `export-${_id}-${state}`, notice, to: by, urgency: 'low', facts }, inForce, now);
}
