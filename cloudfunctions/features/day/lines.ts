/** What a person's day holds beside rounds, told by each feature in its own words. */
import type { Routes } from '../../../typings/api';
import type { DayLine } from '../../../typings/day';
import type { Millis } from '../../../typings/domain';
import * as log from '../../platform/log';
import { briefingLines } from '../briefing/today';
import { certificateLines } from '../certificates/read';
import type { Actor } from '../people/identify';
import { permitLines } from '../permits/read';
import { plant } from '../plant/current';
import { trainingLines } from '../training/overview';

/** A feature in trouble hides its own lines, never those of the others. */
async function orNone(lines: Promise<DayLine[]>): Promise<DayLine[]> {
  try {
    return await lines;
  } catch (error) {
    log.defect({ event: 'day.lines' }, error);
    return [];
  }
}

/** Soonest first, then what has no hour. One database call for each of the four features, side by side. */
export async function dayLines(actor: Actor, now: Millis): Promise<Routes['day.lines']['output']> {
  const inForce = await plant(now);
  const parts = await Promise.all(
    [briefingLines, permitLines, trainingLines, certificateLines].map((linesOf) =>
      orNone(linesOf(actor, inForce, now)),
    ),
  );
  const lines = parts.flat().sort((a, b) => (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity));
  return { lines };
}
