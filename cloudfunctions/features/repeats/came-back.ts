/** What came back in a span of time, for a report. */
import type { Millis } from '../../../typings/domain';
import type { Repeat, RepeatRound } from '../../../typings/repeat';
import { repeatsSince } from './store';

export interface CameBack extends Pick<Repeat, 'title' | 'place'> {
  round: RepeatRound;
}

/** Spots that are read, at most. */
const READS = 200;

/** What failed first, then the latest; without what turned out to be none. One database call. */
export async function cameBackIn(from: Millis, to: Millis, limit: number): Promise<CameBack[]> {
  const read = await repeatsSince(from, READS);
  return read
    .flatMap(({ title, place, rounds }) =>
      rounds
        .filter(({ openedAt, withdrawnAt }) => withdrawnAt === null && openedAt >= from && openedAt < to)
        .map((round) => ({ title, place, round })),
    )
    .sort(
      (a, b) => Number(b.round.isFailure) - Number(a.round.isFailure) || b.round.openedAt - a.round.openedAt,
    )
    .slice(0, limit);
}
