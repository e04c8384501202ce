/** What the clock does to certificates: reminds before their end, tells open tickets, seals photos. */
import type { Certificate } from '../../../typings/certificate';
import type { Millis } from '../../../typings/domain';
import { HOUR } from '../../../miniprogram/shared/time';
import { remindersDue } from '../../engine/certificate';
import { pendingIn } from '../capture/attached';
import { recertify } from '../permits/recertify';
import { plant, type Plant } from '../plant/current';
import { createLook, oneByOne } from '../../platform/look';
import { restDueAt } from './learn';
import { tellEnding } from './notices';
import { sealPending } from './photos';
import { nextCertificates, writeBeside } from './store';

/** Several reminders that fall due together are one: the nearest to the end is told, all are noted. */
async function remind(certificate: Certificate, inForce: Plant, now: Millis): Promise<number[]> {
  const due = remindersDue(certificate, inForce.permits.certificateReminders.days, now);
  const [nearest] = due;
  if (nearest !== undefined) await tellEnding(certificate, nearest, inForce, now);
  return [...certificate.reminded, ...due];
}

/** Told before it is noted: a run that ends in between tells again, which leaves one row. */
async function see(certificate: Certificate, now: Millis): Promise<boolean> {
  const inForce = await plant(now);
  if (certificate.pending) await recertify(certificate, inForce, now);
  const isLeft = pendingIn(certificate).length > 0 && (await sealPending(certificate, now));
  const reminded = await remind(certificate, inForce, now);
  const next = restDueAt({ ...certificate, reminded, evidence: {} }, inForce, now);
  const nextDueAt = isLeft ? Math.min(next ?? Infinity, now + HOUR) : next;
  return writeBeside(certificate, { reminded, pending: false, nextDueAt });
}

/** How long an instance waits at most before it looks again: they end by the day. */
const EVERY = HOUR;

/** Makes the part of the minute timer that looks after certificates. @param clock - the running time */
export const createCertificateSweep = (clock: () => Millis): ((now: Millis) => Promise<number>) =>
  createLook({ every: EVERY, next: nextCertificates, settle: oneByOne('certificates.sweep', see) }, clock);
