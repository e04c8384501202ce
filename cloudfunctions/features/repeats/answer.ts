/** What people say of a hazard that came back: why it did, what is to keep it away, and that this is in place. */
import type { Routes } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import type { Repeat, RepeatRound, RepeatView } from '../../../typings/repeat';
import { AppError } from '../../../miniprogram/shared/errors';
import { DAY } from '../../../miniprogram/shared/time';
import { answered, measured, standing, type Change } from '../../engine/repeat';
import { canonical, keyed } from '../../platform/canonical';
import type { Actor } from '../people/identify';
import { plant, type Plant } from '../plant/current';
import { tellRepeat, type RepeatNotice } from './notices';
import { viewOf } from './read';
import { changeRepeat, getRepeat } from './store';
import { mayAnswer, mayRead } from './view';

/** Farther away no measure is to be done. */
const FARTHEST = 366 * DAY;

/** How often somebody may be ahead. */
const TRIES = 3;

/** One thing that somebody says. */
interface Saying {
  actor: Actor;
  id: string;
  no: number;
  requestId: string;
  inputHash: string;
  now: Millis;
  /** What was said of a round already. */
  said: (round: RepeatRound) => RepeatRound['answer'] | RepeatRound['done'];
  /** @throws AppError when this person may not, or nothing is to be said yet */
  change: (repeat: Repeat, inForce: Plant) => Change;
  /** Who is told. */
  notice: RepeatNotice | null;
}

async function say(saying: Saying): Promise<RepeatView> {
  const { actor, id, no, requestId, inputHash, now, said, change, notice } = saying;
  const inForce = await plant(now);
  for (let turn = 0; turn < TRIES; turn += 1) {
    const known = await getRepeat(id);
    if (known === null || !mayRead(known, actor, inForce, now)) throw new AppError('REPEAT_UNKNOWN');
    const round = known.rounds.find((one) => one.no === no);
    if (round === undefined) throw new AppError('REPEAT_UNKNOWN');
    const before = said(round);
    if (before?.requestId === requestId) {
      if (before.by.id !== actor.id) throw new AppError('REPLAY_REFUSED');
      if (before.inputHash !== inputHash) throw new AppError('REPLAY_MISMATCH');
      if (notice !== null) await tellRepeat(known, notice, inForce, now);
      return viewOf(known, actor, inForce, now);
    }
    if (before !== null) throw new AppError('REPEAT_SAID', { name: before.by.name });
    if (round !== standing(known.rounds) || round.withdrawnAt !== null) throw new AppError('REPEAT_OVER');
    const changed = change(known, inForce);
    if (!(await changeRepeat(known, changed))) continue;
    const written: Repeat = { ...known, ...changed, rev: known.rev + 1 };
    if (notice !== null) await tellRepeat(written, notice, inForce, now);
    return viewOf(written, actor, inForce, now);
  }
  throw new AppError('BUSY');
}

/** @throws AppError REPEAT_UNKNOWN, REPEAT_SAID, REPEAT_OVER, NOT_FOR_YOU, PERSON_UNKNOWN, BAD_REQUEST, REPLAY_… */
export function answer(
  actor: Actor,
  input: Routes['repeats.answer']['input'],
  requestId: string,
  now: Millis,
): Promise<RepeatView> {
  const { id, no, cause, whys, measure, ownerId, dueAt } = input;
  const inputHash = keyed('input', canonical(input));
  return say({
    ...{ actor, id, no, requestId, inputHash, now, notice: 'repeatMeasure' },
    said: (round) => round.answer,
    change(repeat, inForce) {
      if (!mayAnswer(repeat, actor, inForce, now)) throw new AppError('NOT_FOR_YOU', { who: '主管或安全员' });
      const owner = inForce.personById.get(ownerId);
      if (owner?.status !== 'active') throw new AppError('PERSON_UNKNOWN');
      if (dueAt <= now || dueAt > now + FARTHEST)
        throw new AppError('BAD_REQUEST', {}, { dueAt: '请选一个今天以后、一年以内的日期' });
      return answered(repeat, {
        ...{ cause, dueAt, requestId, inputHash, at: now, measure: measure.trim() },
        whys: whys.map((why) => why.trim()),
        owner: { id: owner.id, name: owner.name },
        by: { id: actor.id, name: actor.name },
      });
    },
  });
}

/** @throws AppError REPEAT_UNKNOWN, REPEAT_SAID, REPEAT_OVER, NOT_FOR_YOU, REPLAY_… */
export function done(
  actor: Actor,
  input: Routes['repeats.done']['input'],
  requestId: string,
  now: Millis,
): Promise<RepeatView> {
  const { id, no, text } = input;
  const inputHash = keyed('input', canonical(input));
  return say({
    ...{ actor, id, no, requestId, inputHash, now, notice: null },
    said: (round) => round.done,
    change(repeat, inForce) {
      const owner = standing(repeat.rounds)?.answer?.owner;
      if (owner === undefined) throw new AppError('REPEAT_EARLY');
      if (owner.id !== actor.id && !mayAnswer(repeat, actor, inForce, now))
        throw new AppError('NOT_FOR_YOU', { who: owner.name });
      const by = { id: actor.id, name: actor.name };
      return measured(repeat, { text: text.trim(), by, at: now, requestId, inputHash });
    },
  });
}
