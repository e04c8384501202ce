/** The only file that knows the collection `monthReports`. */
import type { MonthReport, ReportCard } from '../../../typings/month-report';
import { collection } from '../../platform/sdk';

const reports = collection<MonthReport>('monthReports');

export const reportId = (month: string, version: number): string => `${month}#${version}`;

export const getReport = (month: string, version: number): Promise<MonthReport | null> =>
  reports.get(reportId(month, version));

/** The newest version of a month. One database call. */
export async function newestReport(month: string): Promise<MonthReport | null> {
  const [found] = await reports.find({ month }, { orderBy: [['version', 'desc']], limit: 1 });
  return found ?? null;
}

/** One that an intent had written. One database call. */
export async function reportOf(requestId: string): Promise<MonthReport | null> {
  const [found] = await reports.find({ requestId }, { limit: 1 });
  return found ?? null;
}

/** Written once: nothing here changes or removes one. */
export const addReport = (report: MonthReport): Promise<'added' | 'exists'> => reports.add(report);

/** The newest month and version first, without what is in them. One database call. */
export async function reportCards(limit: number): Promise<ReportCard[]> {
  const found = await reports.find(
    {},
    {
      orderBy: [
        ['month', 'desc'],
        ['version', 'desc'],
      ],
      limit,
      pick: ['month', 'version', 'writtenAt', 'why'],
    },
  );
  return found.map(({ month, version, writtenAt, why }) => ({ month, version, writtenAt, why }));
}
