/** The only file that knows the collection `permits`. */
import type { Evidence, Millis } from '../../../typings/domain';
import type { Permit } from '../../../typings/permit';
import { after, type Cursor } from '../../platform/cursor';
import { counted } from '../../platform/counted';
import { _ } from '../../platform/sdk';

const { rows: permits, changes } = counted<Permit>('permits');

/** What the counting asks of it. */
export { changes };

export const getPermit = (id: string): Promise<Permit | null> => permits.get(id);

export const addPermit = (permit: Permit): Promise<'added' | 'exists'> => permits.add(permit);

const pathsOf = (evidence: Record<string, Evidence>): Record<string, Evidence> =>
  Object.fromEntries(Object.entries(evidence).map(([id, one]) => [`evidence.${id}`, one]));

/**
 * The one write of a change of state: what differs between the ticket that was read and the one that shall be. The trail
 * only grows.
 * @param evidence - what came with it; that of others stays
 * @returns the ticket as written, or null when somebody else was first
 */
export async function writePermit(
  before: Permit,
  changed: Permit,
  evidence: Record<string, Evidence> = {},
): Promise<Permit | null> {
  const next: Permit = { ...changed, rev: before.rev + 1, evidence: { ...before.evidence, ...evidence } };
  const keys = (Object.keys(next) as (keyof Permit)[]).filter(
    (key) => key !== 'evidence' && key !== 'trail' && key !== '_id' && next[key] !== before[key],
  );
  const added = next.trail.slice(before.trail.length);
  const isWritten = await permits.updateIf(
    { _id: before._id, rev: before.rev },
    {
      ...Object.fromEntries(keys.map((key) => [key, next[key]])),
      ...(added.length === 0 ? {} : { trail: _.push(added) }),
      ...pathsOf(evidence),
    },
  );
  return isWritten ? next : null;
}

/**
 * Records what became of photos, beside the state: never touches `rev`. When the timer is to look again is only known to
 * whoever read the ticket last.
 */
export async function writeSealed(
  { _id, rev }: Pick<Permit, '_id' | 'rev'>,
  evidence: Record<string, Evidence>,
  nextDueAt: Millis | null,
): Promise<void> {
  const change = pathsOf(evidence);
  const sawAll = await permits.updateIf({ _id, rev }, { ...change, nextDueAt });
  if (!sawAll && Object.keys(change).length > 0) await permits.updateIf({ _id }, change);
}

/** A ticket as lists read it. */
export type PermitRow = Omit<Permit, 'evidence' | 'trail'>;

const ROW_OMITS = ['evidence', 'trail'];

const NEWEST: [string, 'desc'][] = [
  ['askedAt', 'desc'],
  ['_id', 'desc'],
];

/** A page of tickets, newest first. @param where - must not name `askedAt` */
export const listPermits = (where: object, cursor: Cursor | null, limit: number): Promise<PermitRow[]> =>
  permits.find(cursor === null ? where : _.and([where, after({}, cursor, 'askedAt')]), {
    orderBy: NEWEST,
    limit,
    omit: ROW_OMITS,
  });

/** Whom a ticket names: who asked, who watches, and who works on it while it is open. */
export const naming = (personId: string): object =>
  _.or([
    { 'applicant.id': personId },
    { 'watcher.id': personId },
    { open: true, 'workers.personId': personId },
  ]);

/** Tickets that wait for the signature of a person, or were pushed up to them. */
export const toApprove = (personId: string): object =>
  _.or([
    { open: true, state: 'asked', 'next.owner.id': personId },
    { open: true, state: 'asked', 'raised.to.id': personId },
  ]);

/** Tickets with fire, or what is left of it. @param departmentIds - null for the whole plant */
export const burning = (departmentIds: readonly string[] | null): object => ({
  open: true,
  state: _.in(['running', 'paused', 'watching']),
  ...(departmentIds === null ? {} : { 'place.departmentId': _.in([...departmentIds]) }),
});

/** Open tickets in the hands of a person: who is accountable, or named to watch. */
export const inHandsOf = (personId: string, limit: number): Promise<PermitRow[]> =>
  permits.find(
    _.or([
      { open: true, 'next.owner.id': personId },
      { open: true, 'watcher.id': personId },
    ]),
    { orderBy: [['until', 'asc']], limit, omit: ROW_OMITS },
  );

/** Every open ticket. */
export const openPermits = (limit: number): Promise<Permit[]> => permits.find({ open: true }, { limit });

/** A ticket as far as its trail is verified. */
export type TrailedPermit = Pick<Permit, '_id' | 'number' | 'trail'>;

const TRAILED = ['number', 'trail'];

/** Tickets on which something may have happened since then, by id, a page at a time: those that are open, and those that ended since. */
export const permitsActedSince = (from: Millis, afterId: string, limit: number): Promise<TrailedPermit[]> =>
  permits.find(
    _.or([
      { open: true, _id: _.gt(afterId) },
      { 'ended.at': _.gte(from), _id: _.gt(afterId) },
    ]),
    { orderBy: [['_id', 'asc']], limit, pick: TRAILED },
  );

/** All tickets by id, a page at a time; for verification. */
export const permitsAfter = (afterId: string, limit: number): Promise<TrailedPermit[]> =>
  permits.find({ _id: _.gt(afterId) }, { orderBy: [['_id', 'asc']], limit, pick: TRAILED });

/** Tickets that were asked for between two instants, the second left out, by id, a page at a time. */
export const permitsAsked = (
  from: Millis,
  to: Millis,
  afterId: string,
  limit: number,
): Promise<PermitRow[]> =>
  permits.find(
    { _id: _.gt(afterId), askedAt: _.and([_.gte(from), _.lt(to)]) },
    { orderBy: [['_id', 'asc']], limit, omit: ROW_OMITS },
  );

/** Tickets that the timer is to look at after `past`, the most overdue first; also ones that are not due yet. */
export const nextPermits = (past: Millis, limit: number): Promise<Permit[]> =>
  permits.find({ nextDueAt: _.gt(past) }, { orderBy: [['nextDueAt', 'asc']], limit });

/** Tickets that name a person, newest first: what is kept of them there. */
export const permitsKeptOf = (personId: string, limit: number): Promise<PermitRow[]> =>
  permits.find(
    _.or([{ 'applicant.id': personId }, { 'watcher.id': personId }, { 'workers.personId': personId }]),
    { orderBy: NEWEST, limit, omit: ROW_OMITS },
  );
