/** Certificates as rules: until when one counts, how it stands, whether somebody may do a kind of work, and when it reminds. */
import { DAY, startOfDay } from '../../miniprogram/shared/time';
import type { Certificate, CertificateStanding } from '../../typings/certificate';
import type { Millis } from '../../typings/domain';

type Counted = Pick<Certificate, 'endsAt' | 'retired'>;

/** Midnight of a day (`yyyy-mm-dd`), +08:00. */
const midnight = (day: string): Millis => Date.parse(`${day}T00:00:00+08:00`);

/** The instant from which a certificate does not count any more: both of its days count to their end. */
export const endOf = ({ validUntil, reviewDue }: Pick<Certificate, 'validUntil' | 'reviewDue'>): Millis =>
  midnight(reviewDue !== null && reviewDue < validUntil ? reviewDue : validUntil) + DAY;

/** Whether a certificate counts at an instant. */
export const counts = (
  { endsAt, retired, issuedAt }: Counted & Pick<Certificate, 'issuedAt'>,
  at: Millis,
): boolean => retired === null && at < endsAt && at >= midnight(issuedAt);

/** Whether one of these certificates is of a kind and counts at an instant. */
export const validOn = (
  certificates: readonly (Counted & Pick<Certificate, 'issuedAt' | 'kindId'>)[],
  kindId: string,
  at: Millis,
): boolean => certificates.some((each) => each.kindId === kindId && counts(each, at));

/** Whole days that a certificate still counts, today too; 0 once it does not. */
export const daysLeft = ({ endsAt }: Pick<Certificate, 'endsAt'>, now: Millis): number =>
  Math.max(0, Math.round((endsAt - startOfDay(now)) / DAY));

/** @param days - of the reminders of the plant */
export function standingOf(certificate: Counted, days: readonly number[], now: Millis): CertificateStanding {
  if (certificate.retired !== null) return 'retired';
  if (now >= certificate.endsAt) return 'expired';
  return now >= certificate.endsAt - (Math.max(0, ...days) + 1) * DAY ? 'expiring' : 'valid';
}

/** The hour of the day at which it reminds (ms since midnight). */
const REMINDS_AT = 8 * 3_600_000;

/** When the reminder so many days before its last day falls due; 0: on the day after, when it does not count any more. */
const reminderAt = ({ endsAt }: Pick<Certificate, 'endsAt'>, days: number): Millis =>
  endsAt - (days === 0 ? 0 : days + 1) * DAY + REMINDS_AT;

type Reminding = Counted & Pick<Certificate, 'reminded'>;

/** The reminders that are due and were not given, the one that is nearest to the end first. */
export const remindersDue = (certificate: Reminding, days: readonly number[], now: Millis): number[] =>
  certificate.retired !== null
    ? []
    : days
        .filter((each) => !certificate.reminded.includes(each) && now >= reminderAt(certificate, each))
        .sort((a, b) => a - b);

/** When the next reminder falls due; null: none is left. */
export function nextReminderAt(certificate: Reminding, days: readonly number[]): Millis | null {
  if (certificate.retired !== null) return null;
  const left = days.filter((each) => !certificate.reminded.includes(each));
  return left.length === 0 ? null : Math.min(...left.map((each) => reminderAt(certificate, each)));
}
