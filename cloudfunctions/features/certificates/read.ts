/** Certificates as people look them up: their own, those of the plant by the day on which they end, and the line of the day. */
import type { DayLine, Routes } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import { DAY } from '../../../miniprogram/shared/time';
import type { Actor } from '../people/identify';
import { plant, type Plant } from '../plant/current';
import { certificatesInUse, certificatesOf, endingOf } from './store';
import { certificateLine, certificateViews } from './view';

export { certificatesById, certified, type CertificateRow } from './store';

/** Nobody holds more. */
const MINE = 50;

/** Certificates that are shown at once. */
const SHOWN = 300;

/** One database call. */
export async function mine(actor: Actor, now: Millis): Promise<Routes['certificates.mine']['output']> {
  const [inForce, found] = await Promise.all([plant(now), certificatesOf(actor.id, MINE)]);
  return { certificates: await certificateViews(found, actor, inForce, now) };
}

/** One database call. */
export async function listCertificates(
  actor: Actor,
  { kindId }: Routes['certificates.list']['input'],
  now: Millis,
): Promise<Routes['certificates.list']['output']> {
  const [inForce, found] = await Promise.all([plant(now), certificatesInUse(kindId ?? null, SHOWN + 1)]);
  return {
    kinds: inForce.permits.certificateKinds,
    certificates: await certificateViews(found.slice(0, SHOWN), actor, inForce, now),
    more: found.length > SHOWN,
  };
}

/** What of their certificates belongs into somebody's day: those that end soon, or did. One database call. */
export async function certificateLines(
  { id }: Pick<Actor, 'id'>,
  { permits }: Pick<Plant, 'permits'>,
  now: Millis,
): Promise<DayLine[]> {
  const soon = (Math.max(0, ...permits.certificateReminders.days) + 1) * DAY;
  const found = await endingOf(id, now + soon, MINE);
  return found.map((certificate) => certificateLine(certificate, now));
}
