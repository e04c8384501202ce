/** Certificates as they stand, for the ledger. */
export { certificatesAfter, type CertificateRow } from './store';
