/** Writing a certificate down, and changing what was written; open tickets that rest on it learn of it. */
import type { CertificateView } from '../../../typings/api';
import type { Certificate, CertificateHolder, CertificateInput } from '../../../typings/certificate';
import type { Evidence, Millis } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import { isoDay } from '../../../miniprogram/shared/time';
import { endOf, nextReminderAt } from '../../engine/certificate';
import { canonical, keyed } from '../../platform/canonical';
import { admitAttached, SEAL_LEASE } from '../capture/attached';
import type { Actor } from '../people/identify';
import { plant, type Plant } from '../plant/current';
import { learned } from './learn';
import { sealNow } from './photos';
import { addCertificate, getCertificate, writeCertificate } from './store';
import { certificateView } from './view';

/** Photos of one certificate: both of its sides, and those of a review. */
export const MAX_PHOTOS = 6;

const mend = (field: string, message: string): AppError =>
  new AppError('BAD_REQUEST', {}, { [field]: message });

/** @throws AppError PERSON_UNKNOWN */
function holderOf({ holder }: CertificateInput, { personById }: Plant): CertificateHolder {
  if (!('personId' in holder)) {
    return { kind: 'contractor', name: holder.name.trim(), company: holder.company.trim() };
  }
  const person = personById.get(holder.personId);
  if (person?.status !== 'active')
    throw new AppError('PERSON_UNKNOWN', {}, { 'holder.personId': '请另选一位' });
  return { kind: 'person', id: person.id, name: person.name };
}

/** @throws AppError BAD_REQUEST for days that cannot be */
function checkDays({ issuedAt, validUntil, reviewDue }: CertificateInput, now: Millis): void {
  if (issuedAt > isoDay(now)) throw mend('issuedAt', '发证日期在今天以后，请核对');
  if (validUntil <= issuedAt) throw mend('validUntil', '有效期要晚于发证日期');
  if (reviewDue !== null && (reviewDue <= issuedAt || reviewDue > validUntil))
    throw mend('reviewDue', '复审日期要在发证日期和有效期之间');
}

/** The ends that it came to, with that of the last save once that is over; one that was over when it was saved is mended, not renewed. */
function lapsedBy({ lapsed = [], endsAt, savedAt }: Certificate, now: Millis): Pick<Certificate, 'lapsed'> {
  const all = savedAt < endsAt && endsAt <= now ? [...lapsed, endsAt] : lapsed;
  return all.length === 0 ? {} : { lapsed: all };
}

/** @throws AppError BAD_REQUEST, PERSON_UNKNOWN, CERTIFICATE_UNKNOWN for one taken out of use */
function saved(
  input: CertificateInput,
  before: Certificate | null,
  inForce: Plant,
  { actor, requestId, inputHash, now }: { actor: Actor; requestId: string; inputHash: string; now: Millis },
): Certificate {
  const { permits } = inForce;
  const kind = permits.certificateKinds.find(({ id }) => id === input.kindId);
  if (kind === undefined) throw mend('kindId', '没有这种证件，请重新选');
  checkDays(input, now);
  const number = input.number?.trim() ?? before?.number;
  if (number === undefined) throw mend('number', '请填证件编号');
  const { issuedAt, validUntil, reviewDue } = input;
  const endsAt = endOf(input);
  const certificate: Certificate = {
    _id: input.id,
    schema: 1,
    rev: input.rev + 1,
    holder: holderOf(input, inForce),
    kindId: kind.id,
    kindName: kind.name,
    number,
    ...{ issuedAt, validUntil, reviewDue, endsAt },
    ...(before === null ? {} : lapsedBy(before, now)),
    retired: null,
    evidence: before?.evidence ?? {},
    // A new end reminds anew.
    reminded: before?.endsAt === endsAt ? before.reminded : [],
    pending: before !== null,
    nextDueAt: null,
    savedBy: actor.id,
    savedAt: now,
    requestId,
    inputHash,
  };
  const reminder = nextReminderAt(certificate, permits.certificateReminders.days);
  return { ...certificate, nextDueAt: certificate.pending ? now : reminder };
}

/** The same save again is the certificate as it is. @throws AppError REPLAY_… */
function replayOf(known: Certificate, actor: Actor, inputHash: string): Certificate {
  if (known.savedBy !== actor.id) throw new AppError('REPLAY_REFUSED');
  if (known.inputHash !== inputHash) throw new AppError('REPLAY_MISMATCH');
  return known;
}

/**
 * Saves a certificate. Three database calls with those of the caller, and what photos and open tickets need.
 * @throws AppError CERTIFICATE_UNKNOWN; CHANGED when it is not as the person saw it; BAD_REQUEST; PERSON_UNKNOWN; PHOTO_…;
 * REPLAY_…
 */
export async function save(
  actor: Actor,
  input: CertificateInput,
  requestId: string,
  now: Millis,
): Promise<CertificateView> {
  const inForce = await plant(now);
  const inputHash = keyed('input', canonical(input));
  const known = await getCertificate(input.id);
  if (known?.requestId === requestId)
    return certificateView(replayOf(known, actor, inputHash), actor, inForce, now);
  if (known === null && input.rev > 0) throw new AppError('CERTIFICATE_UNKNOWN');
  if (known !== null && known.retired !== null) throw new AppError('CERTIFICATE_UNKNOWN');
  if (known !== null && known.rev !== input.rev) throw changedBy(known, inForce);
  const next = saved(input, known, inForce, { actor, requestId, inputHash, now });

  const files = new Map<string, Buffer>();
  const taken = new Set(Object.keys(next.evidence));
  const about = { field: 'photos', max: MAX_PHOTOS - taken.size, taken, files, now };
  const evidence = await admitAttached(input.photos, actor, about);
  const hasPhotos = Object.keys(evidence).length > 0;
  const nextDueAt = hasPhotos ? Math.min(next.nextDueAt ?? Infinity, now + SEAL_LEASE) : next.nextDueAt;
  const written = { ...next, nextDueAt, evidence: { ...next.evidence, ...evidence } };
  if (!(await isWritten(written, known, evidence))) {
    const first = await getCertificate(input.id);
    if (first?.requestId !== requestId) throw changedBy(first, inForce);
    return certificateView(replayOf(first, actor, inputHash), actor, inForce, now);
  }
  await sealNow(written, now, files);
  if (written.pending) await learned(written, inForce, now);
  return certificateView(written, actor, inForce, now);
}

const isWritten = async (
  next: Certificate,
  before: Certificate | null,
  evidence: Record<string, Evidence>,
): Promise<boolean> =>
  before === null ? (await addCertificate(next)) === 'added' : writeCertificate(next, evidence);

export const changedBy = (winner: Certificate | null, { personById }: Plant): AppError =>
  new AppError('CHANGED', { name: personById.get(winner?.savedBy ?? '')?.name ?? '有人' });
