/** A job as whoever may fetch it sees it. */
import type { ExportJob, ExportView } from '../../../typings/ledger';
import type { Actor } from '../people/identify';
import { holdsPlant } from './rights';

/** Whose papers somebody may fetch: their own; of the plant, with an office of the plant. */
export const mayFetch = (job: Pick<ExportJob, 'by'>, actor: Actor): boolean =>
  job.by.id === actor.id || holdsPlant(actor);

export function exportView(job: ExportJob): ExportView {
  const { _id: id, kind, from, to, by, askedAt, state, done, sections, results, finishedAt, nextDueAt } = job;
  return {
    ...{ id, kind, from, to, askedAt, state, by: by.name },
    percent: state === 'done' ? 100 : Math.floor((done * 100) / sections.length),
    files: state === 'done' ? results.map(({ name, rows, bytes }) => ({ name, rows, bytes })) : [],
    until: finishedAt === null ? null : nextDueAt,
  };
}
