/** A certificate as phones show it: its number and its photos to its holder and to safety alone. */
import type { DayLine } from '../../../typings/day';
import type { Certificate, CertificateView } from '../../../typings/certificate';
import type { Millis } from '../../../typings/domain';
import { daysLeft, standingOf } from '../../engine/certificate';
import { photoLinks } from '../capture/links';
import type { Actor } from '../people/identify';
import type { Plant } from '../plant/current';
import { mayReadNumber } from './rights';

/** @param certificates - with links for all of them in one call of the file store */
export async function certificateViews(
  certificates: readonly Certificate[],
  actor: Actor,
  { permits }: Pick<Plant, 'permits'>,
  now: Millis,
): Promise<CertificateView[]> {
  const shown = certificates.filter((each) => mayReadNumber(each, actor));
  const links = await photoLinks(shown.flatMap(({ evidence }) => Object.values(evidence)));
  return certificates.map((certificate) => {
    const { _id: id, rev, holder, kindId, kindName, issuedAt, validUntil, reviewDue, endsAt } = certificate;
    const isOpen = mayReadNumber(certificate, actor);
    const files = Object.values(certificate.evidence).filter(({ state }) => isOpen && state !== 'refused');
    return {
      ...{ id, rev, holder, kindId, kindName, issuedAt, validUntil, reviewDue, endsAt },
      standing: standingOf(certificate, permits.certificateReminders.days, now),
      daysLeft: daysLeft(certificate, now),
      number: isOpen ? certificate.number : null,
      photos: files.map((file) => ({ id: file.id, url: links.get(file.id) ?? null })),
      reason: certificate.retired?.reason ?? null,
    };
  });
}

/** One certificate. */
export async function certificateView(
  certificate: Certificate,
  actor: Actor,
  inForce: Pick<Plant, 'permits'>,
  now: Millis,
): Promise<CertificateView> {
  const [view] = await certificateViews([certificate], actor, inForce, now);
  if (view === undefined) throw new Error('a certificate has no view');
  return view;
}

/** A certificate that ends soon, or did, in the day of its holder. */
export function certificateLine(
  certificate: Pick<Certificate, '_id' | 'kindName' | 'endsAt'>,
  now: Millis,
): DayLine {
  const { _id: id, kindName: title, endsAt } = certificate;
  const left = daysLeft(certificate, now);
  const line = left > 0 ? `证件还有 ${left} 天到期，请去复审` : '证件已到期，这项作业先别做';
  return { kind: 'certificate', id, title, line, dueAt: endsAt };
}
