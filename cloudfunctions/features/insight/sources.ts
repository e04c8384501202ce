/** Every kind of document that is counted; another one joins here with what it adds to which day, and nothing else changes. */
import { countedMeetings } from '../briefing/counted';
import { countedCertificates } from '../certificates/counted';
import { countedRounds } from '../inspection/counted';
import { countedOrders } from '../order/counted';
import { countedTickets } from '../permits/counted';
import { countedTrainings } from '../training/counted';
import type { Source } from './source';

export const SOURCES: readonly Source[] = [
  countedOrders,
  countedRounds,
  countedTrainings,
  countedMeetings,
  countedTickets,
  countedCertificates,
];
