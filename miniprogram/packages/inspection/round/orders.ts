/** How the orders of a round stand, as far as this phone knows: the reports that it made itself. */
import { drafts } from '../../../services/drafts';
import { TEXT } from '../../../shared/text';
import type { Pill } from './view';

const UNSENT: Pill = { id: 'unsent', label: TEXT.draft.waiting, ring: 0 };
const SENT: Pill = { id: 'awaitingResponse', label: TEXT.supervisor.awaitingResponse, ring: 2 };

/** @returns null for an order that was joined, or reported longer ago than drafts are kept */
export function orderState(orderId: string): Pill | null {
  const draft = drafts.get(orderId);
  if (draft === null) return null;
  return draft.state === 'sent' ? SENT : UNSENT;
}

/** Whether the report of an order is still in this phone: then there is no order to look at yet. */
export const isOnPhone = (orderId: string): boolean => {
  const draft = drafts.get(orderId);
  return draft !== null && draft.state !== 'sent';
};
