/** What the leader of a meeting does: opens it, says a word, ends it with a photo, or says why it was not held. */
import type { BriefingView, CloseBriefingInput } from '../../../typings/api';
import type { Briefing } from '../../../typings/briefing';
import type { Evidence, Millis } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import { closed, explained, opened, said } from '../../engine/briefing';
import { canonical, sha256 } from '../../platform/canonical';
import { newSecret } from '../../platform/sign-in';
import { mindedIn } from '../content/words';
import type { Actor } from '../people/identify';
import { changeBriefing } from './change';
import { admitted, photoId, sealDue, sealNow } from './photo';
import { briefingView } from './view';

const refOf = ({ id, name }: Actor): { id: string; name: string } => ({ id, name });

/** The hash of what is told: whoever signed, signed under exactly this. */
export const toldHash = ({ _id, card, words, notice }: Briefing): string =>
  sha256(canonical({ _id, card, words, notice }));

/** Begins a meeting. Two database calls. @throws AppError BRIEFING_…, NOT_FOR_YOU, BUSY */
export async function openBriefing(actor: Actor, id: string, now: Millis): Promise<BriefingView> {
  const briefing = await changeBriefing(id, actor, (read) =>
    opened(read, refOf(actor), { secret: newSecret(), hash: toldHash(read), now }),
  );
  return briefingView(briefing, actor, now);
}

/**
 * Says the leader's own words, unless the content check minds them; its outage minds nothing. Two database calls.
 * @throws AppError WORDS_REFUSED; BRIEFING_…, NOT_FOR_YOU, BUSY
 */
export async function say(
  actor: Actor,
  { id, text }: { id: string; text: string },
  now: Millis,
): Promise<BriefingView> {
  const words = text.trim();
  if (words !== '' && (await mindedIn([words], actor.openid)) !== null) throw new AppError('WORDS_REFUSED');
  const briefing = await changeBriefing(id, actor, (read) => said(read, refOf(actor), { text: words, now }));
  return briefingView(briefing, actor, now);
}

/**
 * Ends a meeting with one photo, which is sealed. Two database calls, and one for the photo. Sent again it changes nothing.
 * @throws AppError PHOTO_…; BRIEFING_…, NOT_FOR_YOU, BUSY
 */
export async function closeBriefing(
  actor: Actor,
  { id, photo }: CloseBriefingInput,
  now: Millis,
): Promise<BriefingView> {
  const files = new Map<string, Buffer>();
  let taken: Evidence | null = null;
  const briefing = await changeBriefing(id, actor, async (read) => {
    const ended = closed(read, refOf(actor), photoId(photo, actor), now);
    if (ended === read) return read;
    taken ??= await admitted(photo, actor, files, now);
    return { ...ended, evidence: { ...read.evidence, [taken.id]: taken }, nextDueAt: sealDue(now) };
  });
  return briefingView(files.size > 0 ? await sealNow(briefing, now, files) : briefing, actor, now);
}

/** Says why a meeting was not held. Two database calls. @throws AppError BRIEFING_…, NOT_FOR_YOU, BUSY */
export async function explain(
  actor: Actor,
  { id, reason }: { id: string; reason: string },
  now: Millis,
): Promise<BriefingView> {
  const briefing = await changeBriefing(id, actor, (read) =>
    explained(read, refOf(actor), reason.trim(), now),
  );
  return briefingView(briefing, actor, now);
}
