/** Makes what was asked for, a part at a time: each part is stored under a name of its own and noted by one conditional write. */
import type { Millis } from '../../../typings/domain';
import type { ExportFile, ExportJob } from '../../../typings/ledger';
import { DAY, MINUTE } from '../../../miniprogram/shared/time';
import type { SectionId } from '../../engine/ledger';
import { keyed, sha256 } from '../../platform/canonical';
import * as log from '../../platform/log';
import { platformFiles, type Files } from '../capture/files';
import { plant } from '../plant/current';
import { tellAsker } from './notices';
import type { Paper, Part } from './section';
import { SECTION } from './sections';
import { removeJob, writeJob } from './store';

/** How long what was made can be fetched. */
export const KEPT = 7 * DAY;

/** How long a run has a job to itself; a run that was killed leaves it to the next one after that. */
const LEASE = 2 * MINUTE;

/** After so many failures of the same part nobody waits for it any longer. */
const MOST_FAILURES = 5;

/** Hex digits of a folder name: 96 bits. */
const FOLDER_DIGITS = 24;

/** Where the files of a job lie: nobody can guess it, and the same part takes the same place again. */
function pathOf({ _id }: ExportJob, no: number, name: string): string {
  const extension = name.slice(name.lastIndexOf('.') + 1);
  return `exports/${keyed('prefix', `export:${_id}`).slice(0, FOLDER_DIGITS)}/${no}.${extension}`;
}

async function store(job: ExportJob, papers: readonly Paper[], files: Files): Promise<ExportFile[]> {
  const first = new Set([...job.files, ...job.results].map(({ fileId }) => fileId)).size;
  const stored: ExportFile[] = [];
  for (const [index, { name, rows, bytes }] of papers.entries()) {
    const fileId = await files.upload(pathOf(job, first + index, name), bytes);
    stored.push({ name, rows, fileId, bytes: bytes.length, sha256: sha256(bytes) });
  }
  return stored;
}

/** The job after a part. */
function advanced(job: ExportJob, part: Part, stored: ExportFile[], now: Millis): ExportJob {
  const done = job.done + Number(part.cursor === null);
  const files = part.isResult === true ? job.files : [...job.files, ...stored];
  const isOver = done >= job.sections.length;
  const isPack = job.kind === 'pack';
  const results = part.isResult === true ? [...job.results, ...stored] : job.results;
  return {
    ...job,
    ...{ done, files, cursor: part.cursor, months: part.months ?? job.months, failures: 0 },
    results: isPack || !isOver ? results : files,
    state: isOver ? 'done' : 'making',
    finishedAt: isOver ? now : null,
    nextDueAt: isOver ? now + KEPT : now + LEASE,
  };
}

/** What of a job a part changes. */
const changeOf = ({
  done,
  files,
  cursor,
  months,
  failures,
  results,
  state,
  finishedAt,
  nextDueAt,
}: ExportJob) => ({
  ...{ done, files, cursor, months, failures, results, state, finishedAt, nextDueAt },
});

/** Keeps other runs away from it. @returns null when another one has it */
async function claim(job: ExportJob, now: Millis): Promise<ExportJob | null> {
  const nextDueAt = now + LEASE;
  return (await writeJob(job, { nextDueAt })) ? { ...job, nextDueAt, rev: job.rev + 1 } : null;
}

/** @returns the job after its next part; null when another run was there first */
async function makePart(job: ExportJob, now: Millis, files: Files): Promise<ExportJob | null> {
  const inForce = await plant(now);
  const section = SECTION[job.sections[job.done] as SectionId];
  const part = await section({ job, inForce, files, now });
  const stored = await store(job, part.papers, files);
  const next = advanced(job, part, stored, now);
  // Told before it is noted: a run that ends in between tells once more, under the same key.
  if (next.state === 'done') await tellAsker(next, inForce, now);
  return (await writeJob(job, changeOf(next))) ? { ...next, rev: job.rev + 1 } : null;
}

/** Later each time; given up in the end, and whoever asked is told. */
async function noteFailure(job: ExportJob, now: Millis): Promise<void> {
  const failures = job.failures + 1;
  if (failures < MOST_FAILURES) {
    await writeJob(job, { failures, nextDueAt: now + failures * MINUTE });
    return;
  }
  const failed: ExportJob = { ...job, failures, state: 'failed', finishedAt: now, nextDueAt: now + KEPT };
  await tellAsker(failed, await plant(now), now);
  await writeJob(job, changeOf(failed));
}

/** Files first: what is left of a job whose files are gone is tried again. */
async function remove({ _id, files, results }: ExportJob, store: Files): Promise<void> {
  await store.remove([...new Set([...files, ...results].map(({ fileId }) => fileId))]);
  await removeJob(_id);
}

/**
 * Does what is due of a job: parts while there is time, one at least, or its end.
 * @param clock - the running time
 * @param inTime - whether there is time for another part
 * @returns how many parts were made
 */
export async function seeTo(
  due: ExportJob,
  clock: () => Millis,
  inTime: () => boolean,
  files: Files = platformFiles,
): Promise<number> {
  if (due.state !== 'making') {
    await remove(due, files);
    return 0;
  }
  let job = await claim(due, clock());
  let parts = 0;
  try {
    while (job !== null && job.state === 'making' && (parts === 0 || inTime())) {
      const next: ExportJob | null = await makePart(job, clock(), files);
      parts += Number(next !== null);
      job = next;
    }
    // Left to the next minute, not to the end of the lease.
    if (job?.state === 'making') await writeJob(job, { nextDueAt: clock() });
  } catch (error) {
    log.defect({ event: 'reports.part', id: due._id }, error);
    if (job !== null) await noteFailure(job, clock());
  }
  return parts;
}
