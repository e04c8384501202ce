/** A ticket as a phone shows it: whole with what this person may do, and as a line of a list. */
import type { DayLine, PermitCard, PermitView } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import type { Permit, PermitPlace } from '../../../typings/permit';
import { PERMIT_STATES, PERMIT_STEPS, permitSentence } from '../../../miniprogram/shared/permit-words';
import { invalidity, isValid, onWatch, permitActions } from '../../engine/permit';
import { photoLinks } from '../capture/links';
import type { Actor } from '../people/identify';
import type { Plant } from '../plant/current';
import { contactsOf } from './contacts';
import { nearHazards, seenBy } from './near';
import type { PermitRow } from './store';
import { timelineOf } from './timeline';
import { worldOf } from './world';

/** 「气体汇流间 D-08 东侧立柱」 */
export const placeText = ({ areaName, pointNo, words }: PermitPlace): string =>
  [areaName, pointNo ?? '', words].filter((each) => each !== '').join(' ');

function sentenceOf({ next, raised }: PermitRow, now: Millis): string {
  if (next === null) return '';
  const last = raised.findLast(({ at }) => at >= next.since);
  return permitSentence(next.step, next.owner.name, next.dueAt, last?.to.name ?? null, now);
}

/** Whom fire is about to be asked of is shown what is near; one database call then. */
async function nearOf(permit: Permit, isAsked: boolean, actor: Actor, inForce: Plant, now: Millis) {
  if (!isAsked) return null;
  const orders = await nearHazards(permit, inForce);
  return { orders, seen: seenBy(permit._id, actor, orders, now) };
}

/**
 * The whole ticket for this person. No database call, and one for whoever may sign it.
 * @param permit - settled
 */
export async function permitView(
  permit: Permit,
  actor: Actor,
  inForce: Plant,
  now: Millis,
): Promise<PermitView> {
  const { _id: id, workers, evidence, trail, rules, state } = permit;
  const actions = permitActions(permit, actor, worldOf(inForce, now));
  const mayApprove = actions.some((action) => action.id === 'approve');
  const files = Object.values(evidence);
  const [near, links] = await Promise.all([
    nearOf(permit, mayApprove, actor, inForce, now),
    photoLinks(files),
  ]);
  const invalid = invalidity(permit, now);
  return {
    id,
    rev: permit.rev,
    number: permit.number,
    rules,
    state,
    stateLabel: PERMIT_STATES[state],
    sentence: sentenceOf(permit, now),
    open: permit.open,
    next: permit.next,
    applicant: permit.applicant,
    askedAt: permit.askedAt,
    place: permit.place,
    work: permit.work,
    method: permit.method,
    by: permit.by,
    workers: workers.map(({ certificate, ...worker }) => ({
      ...worker,
      kindName: certificate.kindName,
      validUntil: certificate.validUntil,
      isValid: !certificate.isRetired && now < certificate.endsAt,
    })),
    watcher: permit.watcher,
    level: permit.level,
    from: permit.from,
    until: permit.until,
    approvals: permit.approvals,
    checks: permit.checks,
    gasTests: permit.gasTests,
    watches: permit.watches,
    startedAt: permit.startedAt,
    pauses: permit.pauses,
    finished: permit.finished,
    afterWatch: permit.afterWatch,
    raised: permit.raised,
    ended: permit.ended,
    isValid: invalid.length === 0,
    invalid,
    actions,
    near,
    contacts: contactsOf(permit, actor, inForce),
    photos: Object.fromEntries(
      files.map((file) => [file.id, { url: links.get(file.id) ?? null, state: file.state }]),
    ),
    timeline: timelineOf(trail, rules),
    serverNow: now,
  };
}

export function permitCard(permit: PermitRow, now: Millis): PermitCard {
  const { _id: id, number, state, work, method, from, until, afterWatch, watcher, applicant, next } = permit;
  return {
    ...{ id, number, state, work, method, from, until, afterWatch, watcher, applicant, next },
    stateLabel: PERMIT_STATES[state],
    levelName: permit.level.name,
    place: placeText(permit.place),
    isValid: isValid({ ...permit, evidence: {}, trail: [] }, now),
  };
}

/** An open ticket in the day of somebody: their own step, or that they are to watch; null when nothing of it is theirs. */
export function permitLine(permit: PermitRow, personId: string, now: Millis): DayLine | null {
  const { _id: id, number, next, place, watcher, until } = permit;
  if (next === null) return null;
  const isOwner = next.owner.id === personId;
  if (!isOwner && watcher.id !== personId) return null;
  const waits = onWatch(permit)?.id === personId ? '你在监护' : '请你监护，到现场后签到';
  return {
    kind: 'permit',
    id,
    title: `动火 ${placeText(place)}`,
    line: `${number} ${isOwner ? `等你${PERMIT_STEPS[next.step]}` : waits}`,
    dueAt: isOwner || now >= until ? next.dueAt : until,
  };
}
