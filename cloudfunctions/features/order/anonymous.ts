/** Anonymous reports: under what they are made, and how little of their time is written down and shown. */
import type { OrderCard, OrderView, PhotoView, ReportInput } from '../../../typings/api';
import type { Evidence, Millis, Order, TrailEntry } from '../../../typings/domain';
import type { DutyBook, World } from '../../../typings/flow';
import { AppError } from '../../../miniprogram/shared/errors';
import { MINUTE, startOfDay, wallClock } from '../../../miniprogram/shared/time';
import type { Actor } from '../people/identify';
import { isFollowId, nameless } from '../people/nameless';
import { worldAt, type Plant } from '../plant/current';
import { boundsOf, createSlotFinder } from '../routing/shifts';

/** What is stored is no finer than this, because deadlines are counted from it and everybody sees deadlines (ms). */
const GRAIN = 30 * MINUTE;

type Choice = Pick<ReportInput, 'visibility' | 'followKey' | 'selfFixed' | 'forPersonId' | 'voice' | 'task'>;

const refuse = (field: string, why: string): AppError => new AppError('BAD_REQUEST', {}, { [field]: why });

/**
 * As whom a report is made: the caller, or somebody without a name.
 * @throws AppError BAD_REQUEST when a key and no anonymity go together, or anonymity and what needs a name
 */
export function authorOf(caller: Actor, choice: Choice): Actor {
  const { visibility, followKey, selfFixed, forPersonId, voice, task } = choice;
  if (visibility !== 'anonymous') {
    if (followKey !== undefined) throw refuse('followKey', '实名上报不用凭证，请重新选一次');
    return caller;
  }
  if (followKey === undefined) throw refuse('followKey', '匿名上报要带上查进度的凭证，请重新报一张');
  if (selfFixed !== undefined) throw refuse('selfFixed', '自己改好的要写明是谁改的，不能匿名');
  if (forPersonId !== undefined) throw refuse('forPersonId', '匿名上报不用选上报人');
  if (task !== undefined) throw refuse('task', '检查任务写明了是谁做的，匿名上报请从随手拍报');
  if (voice !== undefined) throw refuse('voice', '录音听得出是谁，匿名上报请改成写一句');
  return nameless(caller.openid, followKey);
}

/** The turn an instant falls into, with its name; in a gap of the roster the day. */
function turnOf(
  at: Millis,
  { roster: { shifts } }: Pick<Plant, 'roster'>,
): { startsAt: Millis; name: string } {
  const slot = createSlotFinder(shifts)(at);
  const shift = shifts.find(({ id }) => id === slot?.shiftId);
  if (slot === null || shift === undefined) return { startsAt: startOfDay(at), name: '' };
  return { startsAt: boundsOf(shift, slot.date).startsAt, name: shift.name };
}

/** When somebody said something, as it is written down: without a name to the half hour, never in the turn before. */
export function writtenTime({ followKey }: Actor, now: Millis, inForce: Pick<Plant, 'roster'>): Millis {
  if (followKey === undefined) return now;
  return Math.max(Math.floor(now / GRAIN) * GRAIN, turnOf(now, inForce).startsAt);
}

/** Whoever is on duty now, also for a deadline that is counted from earlier on. */
const dutyNow = (duty: DutyBook, now: Millis): DutyBook => ({
  ...duty,
  route: (order) => duty.route(order, now),
  siteKeeper: (areaId) => duty.siteKeeper(areaId, now),
  dutyLeader: () => duty.dutyLeader(now),
  safety: () => duty.safety(now),
  verifiers: (order) => duty.verifiers(order, now),
  turnEndsAt: (personId) => duty.turnEndsAt(personId, now),
});

/** The world of a report: its deadlines count from `writtenAt`, so that they tell no more than that. */
export function reportWorld(inForce: Plant, now: Millis, writtenAt: Millis): World {
  const world = worldAt(inForce, writtenAt);
  return writtenAt === now ? world : { ...world, duty: dutyNow(inForce.duty, now) };
}

/** A time as it is shown; `when` stands in its place where it must not be told to the minute. */
interface ShownTime {
  at: Millis;
  when?: string;
}

/** 「11月23日 白班」 instead of the minute, for whatever was said by somebody without a name. */
export function shownTime(authorId: string, at: Millis, inForce: Pick<Plant, 'roster'>): ShownTime {
  if (!isFollowId(authorId)) return { at };
  const { startsAt, name } = turnOf(at, inForce);
  const { month, day } = wallClock(startsAt);
  return { at: startsAt, when: `${month}月${day}日 ${name}`.trim() };
}

/** When an order was reported, as everybody may know it. */
export function reportedWhen(
  { reporter, reportedAt }: Pick<Order, 'reporter' | 'reportedAt'>,
  inForce: Pick<Plant, 'roster'>,
): Pick<OrderCard, 'reportedAt' | 'reportedIn'> {
  const { at, when } = shownTime(reporter.id, reportedAt, inForce);
  return { reportedAt: at, ...(when === undefined ? {} : { reportedIn: when }) };
}

/** Since when a step waits; the first one began with the report. */
export const sinceWhen = (
  { reporter, reportedAt }: Pick<Order, 'reporter' | 'reportedAt'>,
  since: Millis,
  inForce: Pick<Plant, 'roster'>,
): Millis => (since === reportedAt ? shownTime(reporter.id, since, inForce).at : since);

/** When a picture came in. */
export function photoWhen(
  { uploadedBy, receivedAt }: Pick<Evidence, 'uploadedBy' | 'receivedAt'>,
  inForce: Pick<Plant, 'roster'>,
): Pick<PhotoView, 'receivedAt' | 'when'> {
  const { at, ...said } = shownTime(uploadedBy, receivedAt, inForce);
  return { receivedAt: at, ...said };
}

/** The timeline with the times that may be told. @param trail - whose entries it tells, one each */
export const timelineTimes = (
  timeline: OrderView['timeline'],
  trail: readonly TrailEntry[],
  inForce: Pick<Plant, 'roster'>,
): OrderView['timeline'] =>
  timeline.map((line, index) => ({
    ...line,
    ...shownTime(trail[index]?.actor.id ?? '', line.at, inForce),
  }));
