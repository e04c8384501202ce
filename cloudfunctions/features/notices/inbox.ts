/** A person's inbox: every message that was meant for them, whether or not WeChat carried it. */
import type { NoticeView, Routes } from '../../../typings/api';
import type { Delivery, Millis } from '../../../typings/domain';
import { decodeCursor, pageOf } from '../../platform/cursor';
import { deliveries, type DeliveryStore } from './store';

/** Rows a page. */
export const INBOX_PAGE = 20;

/** Messages that are about no order, and the page that they are about. */
const PAGES: Readonly<Record<string, NoticeView['page']>> = {
  briefingReady: 'briefing',
  briefingClose: 'briefing',
  briefingMissed: 'briefing',
  briefingMissedUp: 'briefings',
  directive: 'directives',
  directiveDue: 'directives',
  directiveLate: 'directives',
  directiveAnswered: 'directives',
  handedOver: 'today',
  taskDue: 'day',
  taskHandedOver: 'day',
  taskMissed: 'misses',
  taskMissedUp: 'misses',
  permitAsked: 'permit',
  permitApproved: 'permit',
  permitRefused: 'permit',
  permitWatcher: 'permit',
  permitStopped: 'permit',
  permitRaised: 'permit',
  permitWatchOver: 'permit',
  permitExpired: 'permit',
  certificateDue: 'certificates',
  certificateOver: 'certificates',
  trainingBegun: 'training',
  trainingDue: 'training',
  trainingLate: 'trainings',
  trainingLateUp: 'trainings',
  classOpen: 'trainingClass',
  trainingPaid: 'points',
  pointsGranted: 'points',
  pointsStatement: 'points',
  pointsLapsing: 'points',
  grantAsked: 'grant',
  grantRefused: 'grant',
  fundWarning: 'fund',
  goodsExpiring: 'redemption',
  goodsExpired: 'redemption',
  goodsWithdrawn: 'redemption',
  goodsHandedOut: 'redemption',
  goodsLow: 'shelf',
  exportReady: 'ledger',
  exportFailed: 'ledger',
  monthReport: 'monthReport',
  weekTop: 'week',
  weekComment: 'week',
  weekLate: 'week',
  repeatAsked: 'repeat',
  repeatMeasure: 'repeat',
  repeatDue: 'repeat',
  repeatHeld: 'repeat',
};

/** A message that is about no order is named after what it is about. */
const SUBJECT =
  /^(?:permit|redemption)-([0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})-|^repeat-([0-9a-f]{24})-/;

const subjectOf = (id: string): { subjectId?: string } => {
  const [, ofUuid, ofHash] = SUBJECT.exec(id) ?? [];
  const subjectId = ofUuid ?? ofHash;
  return subjectId === undefined ? {} : { subjectId };
};

const view = ({ _id, notice, title, lines, at, readAt, orderId, orderNumber }: Delivery): NoticeView => ({
  id: _id,
  title,
  lines,
  at,
  read: readAt !== null,
  orderId,
  orderNumber,
  page: orderId === null ? (PAGES[notice] ?? null) : 'order',
  ...subjectOf(_id),
});

/**
 * One page of the inbox, newest first. One database call.
 * @param cursor - as handed out with the page before; null or missing for the newest
 * @throws AppError BAD_REQUEST for a cursor that is none of ours
 */
export async function listNotices(
  personId: string,
  cursor: string | null | undefined,
  store: DeliveryStore = deliveries,
): Promise<Routes['notices.list']['output']> {
  const read = await store.page(personId, decodeCursor(cursor), INBOX_PAGE + 1);
  const page = pageOf(read, INBOX_PAGE, ({ at }) => at);
  return { notices: page.rows.map(view), cursor: page.cursor };
}

/**
 * Marks rows as read; rows of others and rows read before are passed over. One database call.
 * @returns how many became read
 */
export const markRead = (
  personId: string,
  ids: readonly string[],
  now: Millis,
  store: DeliveryStore = deliveries,
): Promise<number> => store.markRead(personId, ids, now);
