/** Certificates as they are counted: docs/measures.md. */
import { countCertificate } from '../../engine/insight';
import { source } from '../insight/source';
import { changes } from './store';

export const countedCertificates = source('certificate', changes, countCertificate);
