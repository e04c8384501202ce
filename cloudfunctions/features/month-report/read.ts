/** The reports that were written. */
import type { MonthReport, ReportCard, ReportView } from '../../../typings/month-report';
import { AppError } from '../../../miniprogram/shared/errors';
import type { Actor } from '../people/identify';
import { getReport, newestReport, reportCards } from './store';
import { reportView } from './view';

/** Two years, with a few that were written once more. */
const SHOWN = 40;

/** One database call. */
export const listReports = async (): Promise<{ reports: ReportCard[] }> => ({
  reports: await reportCards(SHOWN),
});

/** One database call. @throws AppError REPORT_UNKNOWN */
export async function reportIn(month: string, version?: number): Promise<MonthReport> {
  const report = version === undefined ? await newestReport(month) : await getReport(month, version);
  if (report === null) throw new AppError('REPORT_UNKNOWN');
  return report;
}

export const readReport = async (
  actor: Actor,
  { month, version }: { month: string; version?: number },
): Promise<ReportView> => reportView(await reportIn(month, version), actor);
