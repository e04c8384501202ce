/** Who is on the list of a meeting, by when they signed, and who was awaited and is not. */
import type { BriefingRoll } from '../../../typings/api';
import type { Briefing } from '../../../typings/briefing';

export function rollOf({ expected, signatures }: Pick<Briefing, 'expected' | 'signatures'>): BriefingRoll {
  const awaited = new Set(expected.map(({ id }) => id));
  return {
    signed: Object.values(signatures)
      .sort((a, b) => a.at - b.at)
      .map(({ by, at, means, late, named }) => {
        return { by, at, means, late, named, expected: awaited.has(by.id) };
      }),
    missing: expected.filter(({ id }) => signatures[id] === undefined),
  };
}
