/** The loop of every change of a meeting by a person: read, decide, write on what was read, and again when somebody was first. */
import type { Briefing } from '../../../typings/briefing';
import { AppError } from '../../../miniprogram/shared/errors';
import type { Actor } from '../people/identify';
import { maySee } from './rights';
import { getBriefing, writeBriefing } from './store';

/** As often as this somebody else may be first; each time another person's work was written. */
const TRIES = 10;

/**
 * Changes a meeting. Two database calls, and two more for each time somebody else was first.
 * @param decide - what shall be, from what is; the very meeting that was read when there is nothing to write
 * @throws AppError BRIEFING_UNKNOWN, alike for one that is not theirs to see; BUSY; what `decide` throws
 */
export async function changeBriefing(
  id: string,
  actor: Actor,
  decide: (read: Briefing) => Briefing | Promise<Briefing>,
): Promise<Briefing> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const read = await getBriefing(id);
    if (read === null || !maySee(read, actor)) throw new AppError('BRIEFING_UNKNOWN');
    const decided = await decide(read);
    if (decided === read) return read;
    const written = await writeBriefing(read, decided);
    if (written !== null) return written;
  }
  throw new AppError('BUSY');
}
