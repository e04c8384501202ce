/** The only file that knows the collection `exports`. */
import type { Millis } from '../../../typings/domain';
import type { ExportJob } from '../../../typings/ledger';
import { _, collection } from '../../platform/sdk';

const jobs = collection<ExportJob>('exports');

export const getJob = (id: string): Promise<ExportJob | null> => jobs.get(id);

export const addJob = (job: ExportJob): Promise<'added' | 'exists'> => jobs.add(job);

/** The one write of a part. @returns false when another run was there first */
export const writeJob = (
  { _id, rev }: Pick<ExportJob, '_id' | 'rev'>,
  change: Partial<Omit<ExportJob, '_id' | 'rev'>>,
): Promise<boolean> => jobs.updateIf({ _id, rev }, { ...change, rev: rev + 1 });

/** Jobs that the timer is to look at, the most overdue first. */
export const dueJobs = (now: Millis, limit: number): Promise<ExportJob[]> =>
  jobs.find({ nextDueAt: _.and([_.gt(0), _.lte(now)]) }, { orderBy: [['nextDueAt', 'asc']], limit });

/** The newest first. @param personId - null: whoever asked */
export const latestJobs = (personId: string | null, limit: number): Promise<ExportJob[]> =>
  jobs.find(personId === null ? {} : { 'by.id': personId }, { orderBy: [['askedAt', 'desc']], limit });

export const makingOf = (personId: string): Promise<number> =>
  jobs.count({ 'by.id': personId, state: 'making' });

export const removeJob = (id: string): Promise<boolean> => jobs.remove(id);
