/** Coming onto the list of a meeting: by its code, by its digits, or named by whoever leads it; once for each person. */
import type { BriefingView, SignBriefingInput } from '../../../typings/api';
import type { Briefing, BriefingSignature } from '../../../typings/briefing';
import type { Millis } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import { countsOf, namedBy, signature, withSignature } from '../../engine/briefing';
import { checkSecret } from '../../platform/sign-in';
import type { Actor } from '../people/identify';
import { plant } from '../plant/current';
import { maySee } from './rights';
import { getBriefing, takeTry, writeSignature } from './store';
import { briefingView } from './view';

/** Writes a signature; what was signed meanwhile stands. @throws AppError BRIEFING_UNKNOWN when it is gone */
async function put(briefing: Briefing, entry: BriefingSignature, tried: boolean): Promise<Briefing> {
  const counts = countsOf(briefing, entry);
  if (await writeSignature(briefing._id, entry, counts, tried)) return withSignature(briefing, entry);
  const now = await getBriefing(briefing._id);
  if (now === null) throw new AppError('BRIEFING_UNKNOWN');
  return now;
}

/**
 * Signs with the secret of the meeting. Whoever signed before has signed. Two database calls.
 * @throws AppError BRIEFING_UNKNOWN, BRIEFING_SHUT, BRIEFING_OVER; SIGN_WRONG, SIGN_LOCKED after five wrong tries
 */
export async function sign(
  actor: Actor,
  { id, secret, means }: SignBriefingInput,
  now: Millis,
): Promise<BriefingView> {
  const by = { id: actor.id, name: actor.name };
  const tried = await takeTry(id, actor.id, now);
  // What takes no signatures counts no tries.
  const briefing = tried ?? (await getBriefing(id));
  if (briefing === null) throw new AppError('BRIEFING_UNKNOWN');
  if (briefing.signatures[actor.id] !== undefined) return briefingView(briefing, actor, now);
  const entry = signature(briefing, by, { means, named: null, now });
  checkSecret(secret, briefing.secret ?? '', briefing.tries[actor.id] ?? 0);
  return briefingView(await put(briefing, entry, true), actor, now);
}

/**
 * The leader puts somebody on the list, with the reason. Two database calls.
 * @throws AppError BRIEFING_UNKNOWN, NOT_FOR_YOU, BRIEFING_SHUT, BRIEFING_OVER, PERSON_UNKNOWN
 */
export async function name(
  actor: Actor,
  { id, personId, reason }: { id: string; personId: string; reason: string },
  now: Millis,
): Promise<BriefingView> {
  const [briefing, { personById }] = await Promise.all([getBriefing(id), plant(now)]);
  if (briefing === null || !maySee(briefing, actor)) throw new AppError('BRIEFING_UNKNOWN');
  const person = personById.get(personId);
  const by = { id: actor.id, name: actor.name };
  const ref = { id: personId, name: person?.name ?? '' };
  const entry = namedBy(briefing, by, { person: ref, reason: reason.trim(), now });
  if (person?.status !== 'active') throw new AppError('PERSON_UNKNOWN');
  if (briefing.signatures[personId] !== undefined) return briefingView(briefing, actor, now);
  return briefingView(await put(briefing, entry, false), actor, now);
}
