/** Certificates as rows: how long each counts, in words. Pure. */
import type { CertificateView } from '../../../../typings/certificate';
import { dayWords } from '../apply/draft';
import { fill, TEXT } from '../../../shared/text';

const t = TEXT.certificate;

export interface CertificateRow {
  id: string;
  title: string;
  /** Whose; empty among one's own. */
  holder: string;
  standing: string;
  /** `valid`, `expiring`, `expired`, `retired`. */
  tone: string;
  until: string;
  review: string;
  number: string;
  reason: string;
  photos: { id: string; url: string }[];
}

function standingOf({ standing, daysLeft }: CertificateView): string {
  if (standing === 'expiring') return daysLeft <= 1 ? t.lastDay : fill(t.expiring, { count: daysLeft });
  return t[standing];
}

const holderOf = ({ holder }: CertificateView): string =>
  holder.kind === 'person' ? holder.name : `${holder.name} · ${holder.company}`;

/** @param own - the reader's own: whose it is need not be said */
export function certificateRow(one: CertificateView, own: boolean): CertificateRow {
  const { id, kindName, standing, validUntil, reviewDue, number, reason, photos } = one;
  const isOver = standing === 'expired' || standing === 'retired';
  return {
    id,
    title: kindName,
    holder: own ? '' : holderOf(one),
    standing: standingOf(one),
    tone: standing,
    until: fill(standing === 'expired' ? t.expiredOn : t.validTo, { day: dayWords(validUntil) }),
    review: reviewDue === null || isOver ? '' : fill(t.reviewBefore, { day: dayWords(reviewDue) }),
    number: number === null ? '' : fill(t.numberOf, { number }),
    reason: reason ?? '',
    photos: photos.flatMap((photo) => (photo.url === null ? [] : [{ id: photo.id, url: photo.url }])),
  };
}

/** Those whose holder, kind or company holds what was typed. */
export const foundIn = (all: readonly CertificateView[], query: string): CertificateView[] => {
  const wanted = query.trim();
  return all.filter((one) => `${holderOf(one)} ${one.kindName}`.includes(wanted));
};
