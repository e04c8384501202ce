/** A hazard that came back as somebody reads it. */
import type { Millis } from '../../../typings/domain';
import type { Repeat, RepeatCard, RepeatRound, RepeatRoundView, RepeatView } from '../../../typings/repeat';
import { dueOf, stageOf, standing, WATCHED } from '../../engine/repeat';
import { scopeOf } from '../insight/scope';
import type { Actor } from '../people/identify';
import type { Plant } from '../plant/current';
import { ownerOf } from './notices';

/** Whether it is of what somebody looks after. */
export function isTheirs(
  { areaId, departmentId }: Repeat,
  actor: Actor,
  inForce: Plant,
  now: Millis,
): boolean {
  const { isWhole, isMyArea, isMyDepartment } = scopeOf(actor, inForce, now);
  return isWhole || isMyArea(areaId) || isMyDepartment(departmentId);
}

const lastOf = ({ rounds }: Repeat): RepeatRound => {
  const last = standing(rounds);
  if (last === null) throw new Error('a repeat without a round');
  return last;
};

export function repeatCard(repeat: Repeat, inForce: Plant, now: Millis): RepeatCard {
  const { _id, title, place, rounds } = repeat;
  const last = lastOf(repeat);
  const stage = stageOf(last, now);
  const isOpen = stage === 'asks' || stage === 'measured';
  const dueAt = stage === 'held' ? null : dueOf(last);
  return {
    ...{ id: _id, title, place, stage, dueAt, isFailure: last.isFailure },
    times: rounds.filter(({ withdrawnAt }) => withdrawnAt === null).length,
    overdue: isOpen && dueAt !== null && now >= dueAt,
    owner: isOpen ? ownerOf(repeat, inForce, now) : null,
  };
}

function roundView(round: RepeatRound, now: Millis): RepeatRoundView {
  const { no, number, orderId, openedAt, isFailure, withdrawnAt, answer, done } = round;
  return {
    ...{ no, number, orderId, openedAt, isFailure, withdrawnAt, stage: stageOf(round, now) },
    answer:
      answer === null
        ? null
        : {
            ...{ cause: answer.cause, whys: answer.whys, measure: answer.measure },
            ...{ dueAt: answer.dueAt, at: answer.at, owner: answer.owner.name, by: answer.by.name },
          },
    done: done === null ? null : { text: done.text, by: done.by.name, at: done.at },
    watchedUntil: done === null ? null : done.at + WATCHED,
  };
}

/** What somebody may do: who looks after the place says why; the owner or they say that the measure is in place. */
function mayDo(repeat: Repeat, actor: Actor, inForce: Plant, now: Millis): RepeatView['may'] {
  const stage = stageOf(lastOf(repeat), now);
  const isKeeper = mayAnswer(repeat, actor, inForce, now);
  if (stage === 'asks') return isKeeper ? 'answer' : null;
  const isOwner = lastOf(repeat).answer?.owner.id === actor.id;
  return stage === 'measured' && (isOwner || isKeeper) ? 'done' : null;
}

export const mayAnswer = (repeat: Repeat, actor: Actor, inForce: Plant, now: Millis): boolean =>
  actor.roles.includes('safety') ||
  (actor.roles.includes('supervisor') && isTheirs(repeat, actor, inForce, now));

/** Whoever it is of, and who was ever given a measure against it. */
export const mayRead = (repeat: Repeat, actor: Actor, inForce: Plant, now: Millis): boolean =>
  (READERS.some((role) => actor.roles.includes(role)) && isTheirs(repeat, actor, inForce, now)) ||
  repeat.rounds.some(({ answer }) => answer?.owner.id === actor.id);

/** Who reads those of their places; whoever has a measure reads that one. */
export const READERS = ['safety', 'manager', 'supervisor'] as const;

export const repeatView = (
  repeat: Repeat,
  orders: RepeatView['orders'],
  actor: Actor,
  inForce: Plant,
  now: Millis,
): RepeatView => ({
  ...repeatCard(repeat, inForce, now),
  rounds: repeat.rounds.map((round) => roundView(round, now)).reverse(),
  orders,
  may: mayDo(repeat, actor, inForce, now),
});
