/** What people say of a week: the manager once, then whoever looks after an area once. */
import type { Routes } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import type { WeekTop, WeekTopView } from '../../../typings/week-top';
import { AppError } from '../../../miniprogram/shared/errors';
import { canonical, keyed } from '../../platform/canonical';
import type { Actor } from '../people/identify';
import { plant, type Plant } from '../plant/current';
import { tellComment } from './notices';
import { forgetWeek } from './read';
import { getWeek, sayInWeek } from './store';
import { mayAnswer, weekView } from './view';

/** How often somebody may be ahead. */
const TRIES = 5;

type Known = Pick<WeekTop['answers'][number], 'by' | 'requestId' | 'inputHash'>;

interface Saying {
  actor: Actor;
  monday: string;
  requestId: string;
  inputHash: string;
  now: Millis;
  /** What was said there already. */
  said: (week: WeekTop) => Known | null;
  /** What is there with it. @throws AppError when this person may not */
  with: (week: WeekTop, inForce: Plant) => Pick<WeekTop, 'comment' | 'answers'>;
}

/** @returns the week as it is now; `isReplay` when it had been said before */
async function say(saying: Saying, inForce: Plant): Promise<WeekTop> {
  const { actor, monday, requestId, inputHash } = saying;
  for (let turn = 0; turn < TRIES; turn += 1) {
    const week = await getWeek(monday);
    if (week === null) throw new AppError('WEEK_UNKNOWN');
    const before = saying.said(week);
    if (before?.requestId === requestId) {
      if (before.by.id !== actor.id) throw new AppError('REPLAY_REFUSED');
      if (before.inputHash !== inputHash) throw new AppError('REPLAY_MISMATCH');
      return week;
    }
    const change = saying.with(week, inForce);
    if (before !== null) throw new AppError('WEEK_SAID', { name: before.by.name });
    if (!(await sayInWeek(week, change))) continue;
    forgetWeek();
    return { ...week, ...change, rev: week.rev + 1 };
  }
  throw new AppError('BUSY');
}

/** @throws AppError WEEK_UNKNOWN, WEEK_SAID, REPLAY_… */
export async function comment(
  actor: Actor,
  input: Routes['week.comment']['input'],
  requestId: string,
  now: Millis,
): Promise<WeekTopView> {
  const inForce = await plant(now);
  const inputHash = keyed('input', canonical(input));
  const lines = input.lines.map((line) => line.trim());
  const by = { id: actor.id, name: actor.name };
  const week = await say(
    {
      ...{ actor, monday: input.monday, requestId, inputHash, now },
      said: ({ comment: known }) => known,
      with: ({ answers }) => ({ comment: { lines, by, at: now, requestId, inputHash }, answers }),
    },
    inForce,
  );
  await tellComment(week, inForce, now);
  return weekView(week, actor, inForce, now);
}

/** @throws AppError WEEK_UNKNOWN, WEEK_EARLY, WEEK_SAID, NOT_FOR_YOU, REPLAY_… */
export async function answer(
  actor: Actor,
  input: Routes['week.answer']['input'],
  requestId: string,
  now: Millis,
): Promise<WeekTopView> {
  const inForce = await plant(now);
  const { monday, areaId } = input;
  const inputHash = keyed('input', canonical(input));
  const by = { id: actor.id, name: actor.name };
  const week = await say(
    {
      ...{ actor, monday, requestId, inputHash, now },
      said: ({ answers }) => answers.find((one) => one.areaId === areaId) ?? null,
      with({ areas, comment: said, answers }) {
        const area = areas.find((one) => one.areaId === areaId);
        if (area === undefined) throw new AppError('WEEK_UNKNOWN');
        if (!mayAnswer(area, actor, inForce, now))
          throw new AppError('NOT_FOR_YOU', { who: `${area.name}的主管` });
        if (said === null) throw new AppError('WEEK_EARLY');
        const text = input.text.trim();
        return { comment: said, answers: [...answers, { areaId, text, by, at: now, requestId, inputHash }] };
      },
    },
    inForce,
  );
  return weekView(week, actor, inForce, now);
}
