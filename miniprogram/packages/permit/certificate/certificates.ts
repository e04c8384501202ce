/** Certificates on this phone: the one that is being written down is kept until the server has it. */
import type { Routes } from '../../../../typings/api';
import type { CertificateView } from '../../../../typings/certificate';
import type { Role } from '../../../../typings/domain';
import { call, newId } from '../../../services/call';
import { certificateInput, newCertificate, type CertificateDraft } from './draft';
import { CallFailure } from '../../../services/core/failure';
import { attemptOf, type Attempt } from '../../../services/core/form';
import { discard, forgetFolder, upload } from '../../../services/photos';
import { load, save } from '../../../services/storage';

const DRAFT = 'certificateDraft.v1';

/** Who reads the certificates of the plant, and who writes them down. */
const READERS: readonly Role[] = ['safety', 'admin', 'manager'];
const KEEPERS: readonly Role[] = ['safety', 'admin'];

export const readsCertificates = (roles: readonly Role[]): boolean =>
  roles.some((role) => READERS.includes(role));
export const keepsCertificates = (roles: readonly Role[]): boolean =>
  roles.some((role) => KEEPERS.includes(role));

export type CertificateList = Routes['certificates.list']['output'];

const isDraft = (value: unknown): value is CertificateDraft =>
  typeof value === 'object' &&
  value !== null &&
  (value as { schema: unknown }).schema === 1 &&
  typeof (value as Partial<CertificateDraft>).id === 'string' &&
  Array.isArray((value as { value?: { photos?: unknown } }).value?.photos);

/** The new certificate that is being written down; an empty one when there is none. */
export function openCertificate(): CertificateDraft {
  const draft = load(DRAFT);
  return isDraft(draft) ? draft : newCertificate(newId());
}

/** Keeps what is filled in; null forgets it. */
export function keepCertificate(draft: CertificateDraft | null): void {
  try {
    save(DRAFT, draft);
  } catch {
    // The page still has it.
  }
}

let attempt: Attempt | null = null;

/**
 * Saves a certificate with its photos; the same again goes under the same id.
 * @param changed - called with the draft whenever a photo of it is up
 * @throws CallFailure
 */
export async function saveCertificate(
  draft: CertificateDraft,
  changed: (draft: CertificateDraft) => void,
): Promise<CertificateView> {
  let current = draft;
  const put = (photos: CertificateDraft['value']['photos']): void => {
    current = { ...current, value: { ...current.value, photos } };
    changed(current);
  };
  for (const photo of draft.value.photos) {
    if (photo.fileId !== null) continue;
    const fileId = await upload(photo);
    put(current.value.photos.map((one) => (one.id === photo.id ? { ...one, fileId } : one)));
  }
  const input = certificateInput(current);
  attempt = attemptOf(attempt, input, newId);
  try {
    const saved = await call('certificates.save', input, { requestId: attempt.requestId });
    attempt = null;
    for (const { path } of current.value.photos) discard(path);
    return saved;
  } catch (error) {
    if (error instanceof CallFailure && ['PHOTO_NOT_UPLOADED', 'PHOTO_PATH'].includes(error.code)) {
      forgetFolder();
      put(current.value.photos.map((photo) => ({ ...photo, fileId: null })));
    }
    throw error;
  }
}
