/** 帮同事报: the report is the colleague's, with its points and its second look; whose phone sent it is told beside. */
import type { ReportInput } from '../../../typings/api';
import type { Effect, Order, OrderCore, Reporter } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import { colleaguesOf } from '../people/colleagues';
import type { Actor } from '../people/identify';
import type { Plant } from '../plant/current';

/**
 * The colleague a report is made for; null when the sender reports themselves.
 * @throws AppError NOT_BOUND for a guest, PERSON_UNKNOWN for anybody who is no active colleague, BAD_REQUEST with
 * `forPersonId` when nobody is to know who reported
 */
export function reportedFor(
  actor: Actor,
  { forPersonId, visibility }: Pick<ReportInput, 'forPersonId' | 'visibility'>,
  inForce: Pick<Plant, 'people'>,
): Pick<Reporter, 'id' | 'name' | 'through'> | null {
  if (forPersonId === undefined || forPersonId === actor.id) return null;
  if (actor.kind === 'guest') throw new AppError('NOT_BOUND');
  if (visibility !== 'named' && visibility !== 'safetyOnly') {
    throw new AppError('BAD_REQUEST', {}, { forPersonId: '匿名上报不用选上报人' });
  }
  const colleague = colleaguesOf(actor, inForce).find(({ id }) => id === forPersonId);
  if (colleague === undefined) throw new AppError('PERSON_UNKNOWN');
  return { id: colleague.id, name: colleague.name, through: { id: actor.id, name: actor.name } };
}

/** The colleague learns what was reported in their name, and by whom; nothing when they sent it themselves. */
export function toldReporter({ reporter, number, title, place, urgency }: OrderCore): Record<string, Effect> {
  const { id, name, through } = reporter;
  if (through === undefined) return {};
  const facts = {
    number,
    title,
    place: place.pointNo === null ? place.areaName : `${place.areaName} ${place.pointNo}`,
    from: through.name,
  };
  return {
    'notice-1-reportedForYou': { kind: 'notice', notice: 'reportedForYou', to: { id, name }, urgency, facts },
  };
}

/** Whether somebody sent this report for its reporter. */
export const isSender = ({ reporter }: Pick<Order, 'reporter'>, actor: Pick<Actor, 'id'>): boolean =>
  reporter.through?.id === actor.id;
