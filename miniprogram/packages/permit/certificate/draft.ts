/** A certificate while it is written down: whose, which kind, until when, what is missing, and what goes to the server. Pure. */
import type { CertificateInput, CertificateView } from '../../../../typings/certificate';
import { TEXT } from '../../../shared/text';
import { uploadedPhotos, type DraftPhoto } from '../../../services/core/draft';

const t = TEXT.certificate;

/** Longest text of each field (characters), and most photos, as the server takes them. */
export const CERTIFICATE_MOST = { name: 20, company: 40, number: 40, photos: 6 } as const;

/** What is filled in. Days are `yyyy-mm-dd`; empty until they are chosen. */
export interface CertificateValue {
  own: boolean;
  personId: string;
  personName: string;
  name: string;
  company: string;
  kindId: string;
  /** Empty: as it was, when it is edited. */
  number: string;
  issuedAt: string;
  validUntil: string;
  reviewDue: string;
  photos: DraftPhoto[];
}

export interface CertificateDraft {
  schema: 1;
  /** UUID: of a new one made with the draft. */
  id: string;
  /** 0 for a new one. */
  rev: number;
  value: CertificateValue;
}

export type CertificateFaults = Partial<
  Record<
    'holder' | 'company' | 'kindId' | 'number' | 'issuedAt' | 'validUntil' | 'reviewDue' | 'photos',
    string
  >
>;

const EMPTY: CertificateValue = {
  own: true,
  personId: '',
  personName: '',
  name: '',
  company: '',
  kindId: '',
  number: '',
  issuedAt: '',
  validUntil: '',
  reviewDue: '',
  photos: [],
};

export const newCertificate = (id: string): CertificateDraft => ({ schema: 1, id, rev: 0, value: EMPTY });

/** One that is there, to be changed. */
export function certificateDraft({
  id,
  rev,
  holder,
  kindId,
  issuedAt,
  validUntil,
  reviewDue,
}: CertificateView): CertificateDraft {
  const who =
    holder.kind === 'person'
      ? { own: true, personId: holder.id, personName: holder.name }
      : { own: false, name: holder.name, company: holder.company };
  const value = { ...EMPTY, ...who, kindId, issuedAt, validUntil, reviewDue: reviewDue ?? '' };
  return { schema: 1, id, rev, value };
}

const isBlank = (text: string): boolean => text.trim() === '';

/** What is missing or cannot be, by field. */
export function certificateFaults({ rev, value }: CertificateDraft): CertificateFaults {
  const { own, personId, name, company, kindId, number, issuedAt, validUntil, reviewDue } = value;
  const isLate = reviewDue !== '' && (reviewDue <= issuedAt || reviewDue > validUntil);
  const faults: Record<keyof CertificateFaults, string> = {
    holder: own ? (personId === '' ? t.holderNeeded : '') : isBlank(name) ? t.nameNeeded : '',
    company: !own && isBlank(company) ? TEXT.permit.companyNeeded : '',
    kindId: kindId === '' ? t.kindNeeded : '',
    number: rev === 0 && isBlank(number) ? t.numberNeeded : '',
    issuedAt: issuedAt === '' ? t.issuedNeeded : '',
    validUntil: validUntil === '' ? t.untilNeeded : validUntil <= issuedAt ? t.untilEarly : '',
    reviewDue: isLate ? t.reviewLate : '',
    photos: '',
  };
  return Object.fromEntries(Object.entries(faults).filter(([, sentence]) => sentence !== ''));
}

/** What the server found wrong, by field. */
export function certificateFaultsFrom(fields: Readonly<Record<string, string>>): CertificateFaults {
  const faults: CertificateFaults = {};
  for (const [path, sentence] of Object.entries(fields)) {
    const [first = '', second = ''] = path.replace(/^input\./, '').split('.');
    const field = first === 'holder' && second === 'company' ? 'company' : first;
    if (field in NAMES) faults[field as keyof CertificateFaults] ??= sentence;
  }
  return faults;
}

const NAMES: Record<keyof CertificateFaults, true> = {
  holder: true,
  company: true,
  kindId: true,
  number: true,
  issuedAt: true,
  validUntil: true,
  reviewDue: true,
  photos: true,
};

/** What goes to the server. Photos must be uploaded. */
export function certificateInput({ id, rev, value }: CertificateDraft): CertificateInput {
  const { own, personId, name, company, kindId, number, issuedAt, validUntil, reviewDue, photos } = value;
  return {
    id,
    rev,
    holder: own ? { personId } : { name: name.trim(), company: company.trim() },
    kindId,
    ...(isBlank(number) ? {} : { number: number.trim() }),
    issuedAt,
    validUntil,
    reviewDue: reviewDue === '' ? null : reviewDue,
    photos: uploadedPhotos(photos),
  };
}
