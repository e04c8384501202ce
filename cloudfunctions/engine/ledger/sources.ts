/** What of other records the sister ledgers are made of. */
import type { Certificate as StoredCertificate } from '../../../typings/certificate';
import type { Permit as StoredPermit } from '../../../typings/permit';
import type { Training as StoredTraining } from '../../../typings/training';

export type Training = Omit<StoredTraining, 'parts' | 'evidence' | 'courseIds'>;
export type Permit = Omit<StoredPermit, 'evidence' | 'trail'>;
export type Certificate = Omit<StoredCertificate, 'evidence' | 'requestId' | 'inputHash'>;
