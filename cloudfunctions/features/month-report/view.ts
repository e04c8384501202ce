/** A report as somebody reads it. */
import type { MonthReport, ReportView } from '../../../typings/month-report';
import { withoutOrders } from '../../engine/insight';
import { OPENERS } from '../insight/scope';
import type { Actor } from '../people/identify';

/** Digits of the hash that are shown. */
const CHECK = 12;

export const checkOf = ({ hash }: Pick<MonthReport, 'hash'>): string => hash.slice(0, CHECK);

/** Whoever may not see orders is led to none. */
export function reportView(report: MonthReport, { roles }: Actor): ReportView {
  const { month, version, writtenAt, why, content } = report;
  const mayOpen = OPENERS.some((role) => roles.includes(role));
  const overview = mayOpen ? content.overview : withoutOrders(content.overview);
  return { month, version, writtenAt, why, check: checkOf(report), content: { ...content, overview } };
}
