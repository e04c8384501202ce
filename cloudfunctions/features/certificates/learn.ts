/** Open tickets learn what became of a certificate that they rest on; the timer does it when an invocation did not. */
import type { Certificate } from '../../../typings/certificate';
import type { Millis } from '../../../typings/domain';
import { nextReminderAt } from '../../engine/certificate';
import * as log from '../../platform/log';
import { pendingIn, SEAL_LEASE } from '../capture/attached';
import { recertify } from '../permits/recertify';
import type { Plant } from '../plant/current';
import { writeBeside } from './store';

/** When the timer looks at a certificate that no ticket has to learn of. */
export function restDueAt(
  certificate: Certificate,
  { permits }: Pick<Plant, 'permits'>,
  now: Millis,
): Millis | null {
  const reminder = nextReminderAt(certificate, permits.certificateReminders.days);
  if (pendingIn(certificate).length === 0) return reminder;
  return Math.min(reminder ?? Infinity, now + SEAL_LEASE);
}

/** Tells open tickets, and notes that it was done. Never throws: what failed is left to the timer. */
export async function learned(certificate: Certificate, inForce: Plant, now: Millis): Promise<void> {
  try {
    await recertify(certificate, inForce, now);
    await writeBeside(certificate, { pending: false, nextDueAt: restDueAt(certificate, inForce, now) });
  } catch (error) {
    log.defect({ event: 'certificates.learn', certificate: certificate._id }, error);
  }
}
