/** The only file that knows the collections `orders` and `trail`. */
import type { Order, TrailEntry } from '../../../typings/domain';
import type { Registered } from '../../engine/ledger';
import { counted } from '../../platform/counted';
import { after, type Cursor } from '../../platform/cursor';
import { _, collection, type Doc, type Transaction } from '../../platform/sdk';

const { rows: orders, changes } = counted<Order>('orders');
const parts = collection<TrailPart>('trail');

/** An order as lists read it: without trail, outbox and the like. */
export type OrderRow = Omit<Order, 'trail' | 'outbox' | 'comments' | 'reached' | 'pins'>;

/** Earlier entries of a long trail: `{order}#{n}`, n from 1. */
export interface TrailPart extends Doc {
  orderId: string;
  no: number;
  entries: TrailEntry[];
}

const LIST_OMITS = ['trail', 'outbox', 'comments', 'reached', 'pins'];

export const getOrder = (id: string): Promise<Order | null> => orders.get(id);

export const addOrder = (order: Order): Promise<'added' | 'exists'> => orders.add(order);

/**
 * The one write of a state change.
 * @param rev - the revision that was read; the write holds only on exactly that one
 * @returns whether it was written
 */
export function writeAct(id: string, rev: number, change: Record<string, unknown>): Promise<boolean> {
  return orders.updateIf({ _id: id, rev }, change);
}

/** What is written beside the state and counted all the same. */
const COUNTED = /^earned(?:\.|$)/;

/**
 * Bookkeeping beside the state: deliveries, seals, comments. Never touches `rev`, and what is not counted marks nothing.
 * @param condition - further conditions besides the id
 */
export function writeBeside(
  id: string,
  condition: Record<string, unknown>,
  change: Record<string, unknown>,
): Promise<boolean> {
  const where = { ...condition, _id: id };
  const isCounted = Object.keys(change).some((path) => COUNTED.test(path));
  return isCounted ? orders.updateIf(where, change) : orders.updateBeside(where, change);
}

/**
 * Orders whose time in `path` is between `past` (left out) and `now`, most overdue first.
 */
const overdue =
  (path: 'nextDueAt' | 'outboxDueAt') =>
  (past: number, now: number, limit: number): Promise<Order[]> =>
    orders.find({ [path]: _.and([_.gt(past), _.lte(now)]) }, { orderBy: [[path, 'asc']], limit });

/** Orders the clock must look at. */
export const dueOrders = overdue('nextDueAt');

/** Orders with effects that wait to be delivered. */
export const undelivered = overdue('outboxDueAt');

/**
 * Orders that somebody reported or mended, newest first: what is kept of them there.
 * @param ids - under which ids they did
 */
export const ordersTouchedBy = (
  ids: readonly string[],
  limit: number,
): Promise<
  Pick<
    Order,
    '_id' | 'number' | 'title' | 'reporter' | 'reportedAt' | 'position' | 'observedAt' | 'evidence'
  >[]
> =>
  orders.find(_.or([{ 'reporter.id': _.in([...ids]) }, { 'fixer.id': _.in([...ids]) }]), {
    orderBy: NEWEST,
    limit,
    pick: ['number', 'title', 'reporter', 'reportedAt', 'position', 'observedAt', 'evidence'],
  });

/** Orders of which something is to be blanked, longest over first. */
export const forgettable = (
  now: number,
  limit: number,
): Promise<Pick<Order, '_id' | 'position' | 'observedAt' | 'reportedAt' | 'evidence' | 'forgetAt'>[]> =>
  orders.find(
    { forgetAt: _.and([_.gt(0), _.lte(now)]) },
    {
      orderBy: [['forgetAt', 'asc']],
      limit,
      pick: ['position', 'observedAt', 'reportedAt', 'evidence', 'forgetAt'],
    },
  );

/** Open orders on which one of these people is owner, rectifier or fixer. */
export const inHandsOf = (personIds: string[], limit: number): Promise<Order[]> =>
  orders.find(
    _.or([
      { open: true, 'next.owner.id': _.in(personIds) },
      { open: true, 'rectifier.id': _.in(personIds) },
      { open: true, 'fixer.id': _.in(personIds) },
    ]),
    { limit },
  );

/** A page of a list, newest first. */
export const listOrders = (
  where: Record<string, unknown>,
  cursor: Cursor | null,
  limit: number,
): Promise<OrderRow[]> =>
  orders.find(after(where, cursor, 'reportedAt'), {
    orderBy: [
      ['reportedAt', 'desc'],
      ['_id', 'desc'],
    ],
    limit,
    omit: LIST_OMITS,
  });

/**
 * What waits for a person and what they reported since `since`, newest first: the home page in one call.
 * @param reporterIds - under which ids they reported
 */
export const homeOrders = (
  personId: string,
  reporterIds: string[],
  since: number,
  limit: number,
): Promise<OrderRow[]> =>
  orders.find(
    _.or([
      { 'next.owner.id': personId, open: true },
      { 'reporter.id': _.in(reporterIds), reportedAt: _.gte(since) },
    ]),
    { orderBy: [['reportedAt', 'desc']], limit, omit: LIST_OMITS },
  );

/**
 * Open orders of these departments, and those whose turn it is with a person, most urgent first.
 * @param departmentIds - null for the whole plant
 */
export const openOrders = (
  personId: string,
  departmentIds: string[] | null,
  limit: number,
): Promise<OrderRow[]> =>
  orders.find(
    departmentIds === null
      ? { open: true }
      : _.or([
          { 'next.owner.id': personId, open: true },
          { open: true, 'place.departmentId': _.in(departmentIds) },
        ]),
    { orderBy: [['next.dueAt', 'asc']], limit, omit: LIST_OMITS },
  );

/** What was reported in an area since `since`, newest first: by which template, at which point, when. */
export const reportedIn = (
  areaId: string,
  since: number,
  limit: number,
): Promise<Pick<Order, '_id' | 'templateId' | 'place' | 'reporter' | 'reportedAt'>[]> =>
  orders.find(
    { 'place.areaId': areaId, reportedAt: _.gte(since) },
    { orderBy: [['reportedAt', 'desc']], limit, pick: ['templateId', 'place', 'reporter', 'reportedAt'] },
  );

/** When the same template was last reported in an area between two instants, both left out; null: it was not. */
export async function lastReported(
  templateId: string,
  areaId: string,
  from: number,
  before: number,
): Promise<number | null> {
  const [last] = await orders.find(
    { templateId, 'place.areaId': areaId, reportedAt: _.and([_.gt(from), _.lt(before)]) },
    { orderBy: [['reportedAt', 'desc']], limit: 1, pick: ['reportedAt'] },
  );
  return last?.reportedAt ?? null;
}

/** Orders that ended between two instants, the second left out. One database call per started thousand. */
export async function endedBetween(from: number, to: number): Promise<OrderRow[]> {
  const found: OrderRow[] = [];
  for (;;) {
    const page = await orders.find(
      { open: false, closedAt: _.and([_.gte(from), _.lt(to)]) },
      {
        orderBy: [
          ['closedAt', 'asc'],
          ['_id', 'asc'],
        ],
        limit: 1_000,
        omit: [...LIST_OMITS, 'evidence'],
      },
    );
    const known = new Set(found.map(({ _id }) => _id));
    const fresh = page.filter(({ _id }) => !known.has(_id));
    found.push(...fresh);
    // The next page begins at the instant at which this one ended: several orders may have ended then.
    if (page.length < 1_000 || fresh.length === 0) return found;
    from = page.at(-1)?.closedAt ?? to;
  }
}

/** What papers for an inspector are made of. */
export type RegisteredRow = Registered & Pick<Order, 'contentCheck' | 'contentLook'>;

const REGISTERED = [
  ...['number', 'flow', 'state', 'open', 'rounds', 'title', 'description', 'templateId', 'urgency', 'level'],
  ...['suspectedMajor', 'place', 'reporter', 'reportedAt', 'rectifier', 'next', 'resolveDueAt', 'deferral'],
  ...['interim', 'levelBasis', 'majorPlan', 'duties', 'stoppage', 'closedAt', 'task', 'directed'],
  ...['evidence', 'contentCheck', 'contentLook'],
];

/** Which orders a paper is about: reported between two instants, the second left out. @param areaIds - null: the plant */
export interface Span {
  from: number;
  to: number;
  areaIds: readonly string[] | null;
}

const within = ({ from, to, areaIds }: Span): Record<string, unknown> => ({
  reportedAt: _.and([_.gte(from), _.lt(to)]),
  ...(areaIds === null ? {} : { 'place.areaId': _.in([...areaIds]) }),
});

export const countReported = (span: Span): Promise<number> => orders.count(within(span));

/** Orders of a span, oldest first, after the last one that was read. */
export const registeredIn = (span: Span, last: Cursor | null, limit: number): Promise<RegisteredRow[]> =>
  orders.find(
    last === null
      ? within(span)
      : _.and([
          within({ ...span, from: last.at }),
          _.or([{ reportedAt: _.gt(last.at) }, { _id: _.gt(last.id) }]),
        ]),
    {
      orderBy: [
        ['reportedAt', 'asc'],
        ['_id', 'asc'],
      ],
      limit,
      pick: REGISTERED,
    },
  );

/** Whether an order is there, as a transaction sees it. */
export const isThere = async (transaction: Transaction, id: string): Promise<boolean> =>
  (await transaction.get('orders', id)) !== null;

/** What is told of an order to whoever looks at its place later. */
export type PastRow = Pick<
  Order,
  | '_id'
  | 'number'
  | 'title'
  | 'templateId'
  | 'state'
  | 'place'
  | 'reporter'
  | 'reportedAt'
  | 'rounds'
  | 'contentCheck'
  | 'contentLook'
>;

/** What was reported in an area since `since`, newest first, with what was done about it. */
export const pastIn = (areaId: string, since: number, limit: number): Promise<PastRow[]> =>
  orders.find(
    { 'place.areaId': areaId, reportedAt: _.gte(since) },
    {
      orderBy: [['reportedAt', 'desc']],
      limit,
      pick: [
        'number',
        'title',
        'templateId',
        'state',
        'place',
        'reporter',
        'reportedAt',
        'rounds',
        'contentCheck',
        'contentLook',
      ],
    },
  );

/** What a whole team may be told of an order. */
export type ToldRow = Pick<
  Order,
  | '_id'
  | 'title'
  | 'templateId'
  | 'kind'
  | 'state'
  | 'open'
  | 'place'
  | 'reporter'
  | 'reportedAt'
  | 'rounds'
  | 'evidence'
  | 'contentCheck'
  | 'contentLook'
  | 'urgency'
  | 'level'
  | 'suspectedMajor'
>;

const TOLD = [
  ...['title', 'templateId', 'kind', 'state', 'open', 'place', 'reporter', 'reportedAt'],
  ...['rounds', 'contentCheck', 'contentLook', 'urgency', 'level', 'suspectedMajor'],
];

/** Orders that were reported in a span of time, or before it and are open; newest first, without their files. */
export const reportedOrOpen = (
  from: number,
  to: number,
  limit: number,
): Promise<Omit<ToldRow, 'evidence'>[]> =>
  orders.find(
    _.or([{ reportedAt: _.and([_.gte(from), _.lt(to)]) }, { open: true, reportedAt: _.lt(from) }]),
    { orderBy: NEWEST, limit, pick: TOLD },
  );

/** Orders that ended since then, the last one first. */
export const endedSince = (since: number, limit: number): Promise<ToldRow[]> =>
  orders.find(
    { open: false, closedAt: _.gte(since) },
    { orderBy: [['closedAt', 'desc']], limit, pick: [...TOLD, 'evidence'] },
  );

/** All orders acted upon since then, by id, a page at a time; with their trails. */
export const ordersActedSince = (from: number, afterId: string, limit: number): Promise<Order[]> =>
  orders.find({ lastActAt: _.gte(from), _id: _.gt(afterId) }, { orderBy: [['_id', 'asc']], limit });

/** All orders by id, a page at a time; for verification. */
export const ordersAfter = (afterId: string, limit: number): Promise<Order[]> =>
  orders.find({ _id: _.gt(afterId) }, { orderBy: [['_id', 'asc']], limit });

/** Writes a part of a long trail; the same part twice is the same part. */
export const putTrailPart = (part: TrailPart): Promise<void> => parts.put(part);

/**
 * The earlier parts of a long trail, oldest first.
 * @param count - how many there are
 */
export const trailParts = (orderId: string, count: number): Promise<TrailPart[]> => {
  const ids = Array.from({ length: count }, (_none, index) => `${orderId}#${index + 1}`);
  return parts.find({ _id: _.in(ids) }, { orderBy: [['no', 'asc']], limit: count });
};

/** Newest first. */
const NEWEST: [string, 'desc'][] = [
  ['reportedAt', 'desc'],
  ['_id', 'desc'],
];

/**
 * Orders of a search, newest first: at most `limit` of them are looked at where an index holds every condition.
 * @param where - conditions of any form; must not name `reportedAt`
 */
export const scanOrders = (where: object, cursor: Cursor | null, limit: number): Promise<OrderRow[]> =>
  orders.find(cursor === null ? where : _.and([where, after({}, cursor, 'reportedAt')]), {
    orderBy: NEWEST,
    limit,
    omit: LIST_OMITS,
  });

/**
 * Orders behind a number, those that were reported or ended last first; at most `limit` of them are looked at where an index
 * holds every condition.
 * @param where - conditions of any form
 * @param path - the time by which they come, of which `where` may speak as well
 */
export const scanBehind = (
  where: object,
  path: 'reportedAt' | 'closedAt',
  cursor: Cursor | null,
  limit: number,
): Promise<OrderRow[]> =>
  orders.find(cursor === null ? where : _.and([where, after({}, cursor, path)]), {
    orderBy: [
      [path, 'desc'],
      ['_id', 'desc'],
    ],
    limit,
    omit: LIST_OMITS,
  });

/** The same by the day of the report, with what was done to them. */
export const scanTrails = (
  where: object,
  cursor: Cursor | null,
  limit: number,
): Promise<(OrderRow & Pick<Order, 'trail'>)[]> =>
  orders.find(cursor === null ? where : _.and([where, after({}, cursor, 'reportedAt')]), {
    orderBy: [
      ['reportedAt', 'desc'],
      ['_id', 'desc'],
    ],
    limit,
    omit: LIST_OMITS.filter((path) => path !== 'trail'),
  });

/** How many open orders there are. @param where - further conditions */
export const countOpen = (where: Record<string, unknown>): Promise<number> =>
  orders.count({ ...where, open: true });

/** How many open orders are past the deadline of their step. @param where - further conditions */
export const countOverdue = (where: object, now: number): Promise<number> =>
  orders.count(_.and([{ open: true, 'next.dueAt': _.lte(now) }, where]));

/** Those of these orders that are there. */
export const ordersById = (ids: readonly string[]): Promise<OrderRow[]> =>
  orders.find({ _id: _.in([...ids]) }, { limit: ids.length, omit: LIST_OMITS });

/** Those of these numbers that there are. */
export const ordersNumbered = (numbers: readonly string[]): Promise<OrderRow[]> =>
  orders.find({ number: _.in([...numbers]) }, { limit: numbers.length, omit: LIST_OMITS });

/** Open orders of a point, newest first. */
export const openAt = (pointId: string, limit: number): Promise<OrderRow[]> =>
  orders.find({ open: true, 'place.pointId': pointId }, { orderBy: NEWEST, limit, omit: LIST_OMITS });

/** Open orders of a point and of areas, newest first. @param areaIds - may be empty where there is a point */
export const openAround = (
  pointId: string | null,
  areaIds: readonly string[],
  limit: number,
): Promise<OrderRow[]> => {
  const atPoint = pointId === null ? [] : [{ open: true, 'place.pointId': pointId }];
  const inAreas = areaIds.map((areaId) => ({ open: true, 'place.areaId': areaId }));
  return orders.find(_.or([...atPoint, ...inAreas]), { orderBy: NEWEST, limit, omit: LIST_OMITS });
};

/** Closed orders of a template at one place, the last one first. @param where - the point or the area */
export const lastClosed = (
  templateId: string,
  where: { 'place.pointId': string } | { 'place.areaId': string },
  limit: number,
): Promise<OrderRow[]> =>
  orders.find(
    { templateId, ...where, open: false },
    { orderBy: [['closedAt', 'desc']], limit, omit: LIST_OMITS },
  );

/** An order of a list with what became of its messages. */
export type ReachedRow = OrderRow & Pick<Order, 'reached'>;

/**
 * Open orders of the whole plant with what became of their messages, most urgent first; before them the closed 重大
 * hazards for which something that the law wants is still to be done.
 */
export const openReached = (limit: number): Promise<ReachedRow[]> =>
  orders.find(_.or([{ open: true }, { open: false, level: 'major', 'duties.done': null }]), {
    orderBy: [['next.dueAt', 'asc']],
    limit,
    omit: LIST_OMITS.filter((path) => path !== 'reached'),
  });

/** What waits for a person, and every hazard that is or may be 重大; most urgent first. */
export const decisionsOf = (personId: string, limit: number): Promise<OrderRow[]> =>
  orders.find(
    _.or([
      { 'next.owner.id': personId, open: true },
      { open: true, suspectedMajor: true },
      { open: true, level: 'major' },
    ]),
    { orderBy: [['next.dueAt', 'asc']], limit, omit: LIST_OMITS },
  );

/** Open orders in a state, oldest first. */
export const inState = (state: string, limit: number): Promise<OrderRow[]> =>
  orders.find({ open: true, state }, { orderBy: [['reportedAt', 'asc']], limit, omit: LIST_OMITS });

/** An order of a list with its trail. */
export type TrailRow = OrderRow & Pick<Order, 'trail'>;

/** Orders acted upon since `since` in which a person gave a verdict; with their trails. */
export const judgedBy = (personId: string, since: number, limit: number): Promise<TrailRow[]> =>
  orders.find(
    { lastActAt: _.gte(since), 'rounds.verdict.by.id': personId },
    {
      orderBy: [['lastActAt', 'asc']],
      limit,
      omit: LIST_OMITS.filter((path) => path !== 'trail'),
    },
  );

export { changes, _ as operators };
