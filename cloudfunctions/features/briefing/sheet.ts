/** The record of a meeting as a Word document behind a link that expires. */
import type { Routes } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import { platformFiles, type Files } from '../capture/files';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { handOut } from '../record-sheet/file';
import { maySee, maySeeRoll } from './rights';
import { getBriefing } from './store';

/**
 * Writes the record as things stand. One database call; the library is read when the first one is asked for.
 * @returns a link that is good for two hours, and what the file should be called
 * @throws AppError BRIEFING_UNKNOWN, alike for one that is not theirs to see; NOT_FOR_YOU for whoever only came to it;
 * BRIEFING_UNOPENED; BUSY when the file store has no link
 */
export async function sheet(
  actor: Actor,
  id: string,
  now: Millis,
  files: Files = platformFiles,
): Promise<Routes['briefings.sheet']['output']> {
  const [briefing, inForce] = await Promise.all([getBriefing(id), plant(now)]);
  if (briefing === null || !maySee(briefing, actor)) throw new AppError('BRIEFING_UNKNOWN');
  if (!maySeeRoll(briefing, actor)) throw new AppError('NOT_FOR_YOU', { who: briefing.owner.name });
  const { title, date, shiftName, hash } = briefing;
  if (hash === null) throw new AppError('BRIEFING_UNOPENED');
  const { sheetDocument } = await import('./sheet-document');
  const bytes = await sheetDocument(briefing, hash, inForce.places.plant.name, now);
  return { url: await handOut(id, bytes, files), name: `班前会记录-${title}-${date}-${shiftName}.docx` };
}
