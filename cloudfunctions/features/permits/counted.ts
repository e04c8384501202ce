/** Tickets as they are counted: docs/measures.md. */
import { countPermit } from '../../engine/insight';
import { source } from '../insight/source';
import { changes } from './store';

export const countedTickets = source('permit', changes, countPermit);
