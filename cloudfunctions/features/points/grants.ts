/** Points given by hand: small ones at once and within the caps, larger ones when a manager who is neither giver nor receiver agrees. */
import type { Grant, LedgerEntry, Millis, PersonRef } from '../../../typings/domain';
import type { GrantView } from '../../../typings/points';
import { AppError } from '../../../miniprogram/shared/errors';
import { DAY } from '../../../miniprogram/shared/time';
import { roomUnder } from '../../engine/points/book';
import { canonical, keyed } from '../../platform/canonical';
import { inTransaction, type Transaction } from '../../platform/sdk';
import { notify } from '../notices/notify';
import type { Actor } from '../people/identify';
import { plant, type Plant } from '../plant/current';
import { book } from './booking';
import { getGrant, grantIn, grantsBy, keepGrant, waitingGrants } from './store';

/** How long one's own are shown, and how many. */
const SHOWN_FOR = 90 * DAY;
const MOST_SHOWN = 100;

const grantId = (personId: string, requestId: string): string => `${personId}:${requestId}`;

const viewOf = ({ _id, to, points, reason, by, at, state, decided }: Grant): GrantView => ({
  ...{ id: _id, to, points, reason, by, at, state },
  decidedBy: decided?.by ?? null,
});

const refOf = ({ id, name }: PersonRef): PersonRef => ({ id, name });

const entryOf = ({ _id, to, points, reason, by }: Grant, at: Millis, counted: number): LedgerEntry => ({
  ...{ _id: `grant:${_id}`, schema: 1, kind: 'grant', personId: to.id, points, rule: 'grant' },
  ...{ orderId: null, orderNumber: null, reason: `${by.name}奖励：${reason}`, at, counted },
});

/** Managers who may decide on points from one person to another. */
const deciders = ({ people }: Pick<Plant, 'people'>, { by, to }: Pick<Grant, 'by' | 'to'>): PersonRef[] =>
  people
    .filter(
      ({ id, status, roles }) =>
        status === 'active' && roles.includes('manager') && id !== by.id && id !== to.id,
    )
    .map(refOf);

/** @throws AppError BAD_REQUEST, PERSON_UNKNOWN, NOT_FOR_YOU */
function receiver(
  actor: Actor,
  { personId, points }: { personId: string; points: number },
  { rewards, personById }: Plant,
): PersonRef {
  const { byHand } = rewards;
  if (byHand === undefined) throw new AppError('BAD_REQUEST', {}, { points: '还没有设手动奖励，请找管理员' });
  if (points > byHand.most) throw new AppError('BAD_REQUEST', {}, { points: `一次最多 ${byHand.most} 分` });
  const person = personById.get(personId);
  if (person?.status !== 'active') throw new AppError('PERSON_UNKNOWN', {}, { personId: '请另选一位' });
  if (personId === actor.id) throw new AppError('NOT_FOR_YOU', { who: '别的同事' });
  return refOf(person);
}

/** Books a small grant with it, whole or not at all. @returns as it stands then */
async function settle(
  transaction: Transaction,
  grant: Grant,
  { rewards }: Plant,
  now: Millis,
): Promise<Grant> {
  const known = await grantIn(transaction, grant._id);
  if (known !== null) return known;
  const { byHand, caps } = rewards;
  const entry = entryOf(grant, now, grant.points);
  const isSmall = byHand !== undefined && grant.points <= byHand.limit;
  const booked =
    isSmall &&
    (await book(transaction, { id: entry._id, personId: grant.to.id, at: now }, (standing) =>
      roomUnder(standing.book, caps, now) < grant.points ? null : entry,
    ));
  const state = booked !== false && booked.result !== 'refused' ? 'granted' : 'waiting';
  const kept: Grant = { ...grant, state };
  await keepGrant(transaction, kept);
  return kept;
}

/** Tells whoever has to decide, or whoever got it; each once. */
async function tell(grant: Grant, inForce: Plant, now: Millis): Promise<void> {
  const { _id, to, by, points, reason, state, decided } = grant;
  const facts = { points, reason, from: by.name, text: to.name };
  const key = `grant-${_id}-${state}`;
  if (state === 'waiting')
    for (const each of deciders(inForce, grant))
      await notify({ key: `${key}-${each.id}`, notice: 'grantAsked', to: each, facts }, inForce, now);
  if (state === 'granted') await notify({ key, notice: 'pointsGranted', to, facts }, inForce, now);
  if (state === 'refused') {
    const why = { ...facts, reason: decided?.reason ?? '', from: decided?.by.name ?? '' };
    await notify({ key, notice: 'grantRefused', to: by, facts: why }, inForce, now);
  }
}

/**
 * Gives points. Above the limit, or where the receiver's caps leave no room, it waits for a manager.
 * @throws AppError BAD_REQUEST; PERSON_UNKNOWN for somebody who left; NOT_FOR_YOU for oneself; REPLAY_MISMATCH
 */
export async function grant(
  actor: Actor,
  input: { personId: string; points: number; reason: string },
  requestId: string,
  now: Millis,
): Promise<GrantView> {
  const inForce = await plant(now);
  const to = receiver(actor, input, inForce);
  const inputHash = keyed('input', canonical(input));
  const wanted: Grant = {
    ...{
      _id: grantId(actor.id, requestId),
      schema: 1,
      to,
      points: input.points,
      reason: input.reason.trim(),
    },
    ...{ by: refOf(actor), at: now, state: 'waiting', decided: null, inputHash },
  };
  const isLarge = input.points > (inForce.rewards.byHand?.limit ?? 0);
  if (isLarge && deciders(inForce, wanted).length === 0)
    throw new AppError('BAD_REQUEST', {}, { points: '这么多要另一位总经理同意，现在没有，请少给一点' });
  const kept = await inTransaction((transaction) => settle(transaction, wanted, inForce, now));
  if (kept.inputHash !== inputHash) throw new AppError('REPLAY_MISMATCH');
  await tell(kept, inForce, now);
  return viewOf(kept);
}

/**
 * Agrees or not. Points that two people agreed on are outside the caps. The same again is no failure.
 * @throws AppError BAD_REQUEST for one that there is not; NOT_FOR_YOU for its giver and its receiver; CHANGED when somebody
 * else decided otherwise; PERSON_UNKNOWN when the receiver left
 */
export async function decide(
  actor: Actor,
  { grantId: id, approve, reason }: { grantId: string; approve: boolean; reason: string },
  now: Millis,
): Promise<GrantView> {
  const inForce = await plant(now);
  const asked = await getGrant(id);
  if (asked === null) throw new AppError('BAD_REQUEST', {}, { grantId: '没有这一笔，请刷新后再看' });
  if (asked.by.id === actor.id || asked.to.id === actor.id)
    throw new AppError('NOT_FOR_YOU', { who: '另一位总经理' });
  const isGone = inForce.personById.get(asked.to.id)?.status !== 'active';
  if (approve && isGone && asked.state === 'waiting') throw new AppError('PERSON_UNKNOWN');
  const state = approve ? 'granted' : 'refused';
  const decided = { by: refOf(actor), at: now, reason: reason.trim() };
  const kept = await inTransaction(async (transaction) => {
    const read = (await grantIn(transaction, id)) ?? asked;
    if (read.state !== 'waiting') return read;
    const next: Grant = { ...read, state, decided };
    await keepGrant(transaction, next);
    const entry = entryOf(next, now, 0);
    if (approve) await book(transaction, { id: entry._id, personId: next.to.id, at: now }, () => entry);
    return next;
  });
  if (kept.state !== state || (kept.decided !== null && kept.decided.by.id !== actor.id))
    throw new AppError('CHANGED', { name: kept.decided?.by.name ?? kept.by.name });
  await tell(kept, inForce, now);
  return viewOf(kept);
}

/** Those that wait for the caller, then the caller's own of the last 90 days. Two database calls for a manager, else one. */
export async function grants(actor: Actor, now: Millis): Promise<{ grants: GrantView[] }> {
  const mayDecide = actor.roles.includes('manager');
  const [waiting, own] = await Promise.all([
    mayDecide ? waitingGrants(MOST_SHOWN) : [],
    grantsBy(actor.id, now - SHOWN_FOR, MOST_SHOWN),
  ]);
  const mine = waiting.filter(({ by, to }) => by.id !== actor.id && to.id !== actor.id);
  return { grants: [...mine, ...own].map(viewOf) };
}
