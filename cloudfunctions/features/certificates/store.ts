/** The only file that knows the collection `certificates`. */
import type { Certificate } from '../../../typings/certificate';
import type { Evidence, Millis } from '../../../typings/domain';
import { counted } from '../../platform/counted';
import { _ } from '../../platform/sdk';

const { rows: certificates, changes } = counted<Certificate>('certificates');

/** What the counting asks of it. */
export { changes };

/** A certificate as lists of names read it. */
export type CertificateRow = Omit<Certificate, 'evidence' | 'requestId' | 'inputHash'>;

const ROW_OMITS = ['evidence', 'requestId', 'inputHash'];

export const getCertificate = (id: string): Promise<Certificate | null> => certificates.get(id);

export const addCertificate = (certificate: Certificate): Promise<'added' | 'exists'> =>
  certificates.add(certificate);

/**
 * Replaces what a person may change.
 * @param evidence - what came with it; what is there stays
 * @returns false when somebody else was first
 */
export function writeCertificate(next: Certificate, evidence: Record<string, Evidence>): Promise<boolean> {
  const { _id, rev } = next;
  const changed = Object.entries(next).filter(([key]) => key !== '_id' && key !== 'evidence');
  return certificates.updateIf(
    { _id, rev: rev - 1 },
    { ...Object.fromEntries(changed), ...pathsOf(evidence) },
  );
}

const pathsOf = (evidence: Record<string, Evidence>): Record<string, Evidence> =>
  Object.fromEntries(Object.entries(evidence).map(([id, one]) => [`evidence.${id}`, one]));

/** Bookkeeping of the clock beside the state: never touches `rev`, and holds only while nobody changed anything. */
export const writeBeside = (
  { _id, rev }: Pick<Certificate, '_id' | 'rev'>,
  change: Partial<Pick<Certificate, 'reminded' | 'pending' | 'nextDueAt'>>,
  evidence: Record<string, Evidence> = {},
): Promise<boolean> => certificates.updateIf({ _id, rev }, { ...change, ...pathsOf(evidence) });

/** What became of photos, whatever else was changed meanwhile. */
export const writeSealed = (id: string, evidence: Record<string, Evidence>): Promise<boolean> =>
  certificates.updateIf({ _id: id }, pathsOf(evidence));

/** Certificates of a person, also those taken out of use, the one that ends last in front. */
export const certificatesOf = (personId: string, limit: number): Promise<Certificate[]> =>
  certificates.find({ 'holder.id': personId }, { orderBy: [['endsAt', 'desc']], limit });

/** Certificates in use, the one that ends first in front. @param kindId - null: of every kind */
export const certificatesInUse = (kindId: string | null, limit: number): Promise<Certificate[]> =>
  certificates.find(kindId === null ? { retired: null } : { retired: null, kindId }, {
    orderBy: [['endsAt', 'asc']],
    limit,
  });

/** Certificates of a kind that count after an instant, without their photos. */
export const certified = (kindId: string, after: Millis, limit: number): Promise<CertificateRow[]> =>
  certificates.find(
    { retired: null, kindId, endsAt: _.gt(after) },
    { orderBy: [['endsAt', 'asc']], limit, omit: ROW_OMITS },
  );

/** Certificates that were written down before an instant, by id, a page at a time, without their photos. */
export const certificatesAfter = (
  before: Millis,
  afterId: string,
  limit: number,
): Promise<CertificateRow[]> =>
  certificates.find(
    { _id: _.gt(afterId), savedAt: _.lt(before) },
    { orderBy: [['_id', 'asc']], limit, omit: ROW_OMITS },
  );

/** Those of these certificates that are there, without their photos. */
export const certificatesById = (ids: readonly string[]): Promise<CertificateRow[]> =>
  certificates.find({ _id: _.in([...ids]) }, { limit: Math.max(1, ids.length), omit: ROW_OMITS });

/** Certificates of a person that end before an instant, the first in front. */
export const endingOf = (personId: string, before: Millis, limit: number): Promise<CertificateRow[]> =>
  certificates.find(
    { 'holder.id': personId, retired: null, endsAt: _.lt(before) },
    { orderBy: [['endsAt', 'asc']], limit, omit: ROW_OMITS },
  );

/** Certificates that the timer is to look at after `past`, the most overdue first; also ones that are not due yet. */
export const nextCertificates = (past: Millis, limit: number): Promise<Certificate[]> =>
  certificates.find({ nextDueAt: _.gt(past) }, { orderBy: [['nextDueAt', 'asc']], limit });
