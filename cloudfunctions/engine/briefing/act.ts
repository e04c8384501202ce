/** What people do with a meeting: who may, and what becomes of it. */
import { AppError } from '../../../miniprogram/shared/errors';
import { whenText } from '../../../miniprogram/shared/time';
import type { Briefing, BriefingAct, BriefingSignature } from '../../../typings/briefing';
import type { Millis, PersonRef } from '../../../typings/domain';

/** How a miss begins: nobody said why yet. */
export const newMiss = (at: Millis): NonNullable<Briefing['miss']> => ({
  at,
  reason: null,
  by: null,
  raisedTo: [],
});

/** Whether somebody may still come onto its list. */
const takesSignatures = ({ opened, endsAt }: Briefing, now: Millis): boolean =>
  opened !== null && now < endsAt;

/** Whether it was not begun, or not even in time. */
const mayBegin = ({ open, opened, opensAt, endsAt }: Briefing, now: Millis): boolean =>
  open && opened === null && now >= opensAt && now < endsAt;

/**
 * What a person may do with a meeting now.
 * @param hasAnswered - whether they answered its quiz
 */
export function actsOf(
  briefing: Briefing,
  { id }: Pick<PersonRef, 'id'>,
  hasAnswered: boolean,
  now: Millis,
): BriefingAct[] {
  const { owner, state, open, card, opensAt, endsAt, signatures } = briefing;
  const leads = owner.id === id;
  const takes = takesSignatures(briefing, now);
  const acts: Record<BriefingAct, boolean> = {
    open: leads && mayBegin(briefing, now),
    say: leads && open && briefing.opened === null && now < endsAt,
    sign: takes && signatures[id] === undefined,
    answer: card.quiz !== null && !hasAnswered && state !== 'dropped' && now >= opensAt && now < endsAt,
    name: leads && takes,
    close: leads && state === 'running',
    explain: leads && open && state === 'missed',
  };
  return (Object.keys(acts) as BriefingAct[]).filter((act) => acts[act]);
}

/** @throws AppError NOT_FOR_YOU for whoever does not lead it */
function checkLeads({ owner }: Briefing, by: PersonRef): void {
  if (owner.id !== by.id) throw new AppError('NOT_FOR_YOU', { who: owner.name });
}

/**
 * Begins a meeting; whoever leads it is the first on its list. One that began is as it was.
 * @param hash - of what is told
 * @throws AppError NOT_FOR_YOU, BRIEFING_EARLY, BRIEFING_OVER
 */
export function opened(
  briefing: Briefing,
  by: PersonRef,
  { secret, hash, now }: { secret: string; hash: string; now: Millis },
): Briefing {
  checkLeads(briefing, by);
  if (briefing.opened !== null) return briefing;
  if (now < briefing.opensAt) throw new AppError('BRIEFING_EARLY', { from: whenText(briefing.opensAt, now) });
  if (!mayBegin(briefing, now)) throw new AppError('BRIEFING_OVER');
  const begun: Briefing = {
    ...briefing,
    ...{ state: 'running', opened: { at: now, by }, secret, hash },
    nextDueAt: now < briefing.dueAt ? briefing.dueAt : briefing.endsAt,
  };
  return withSignature(begun, signature(begun, by, { means: 'led', named: null, now }));
}

/** The leader's words. The same again are no change. @throws AppError NOT_FOR_YOU, BRIEFING_BEGUN, BRIEFING_OVER */
export function said(
  briefing: Briefing,
  by: PersonRef,
  { text, now }: { text: string; now: Millis },
): Briefing {
  checkLeads(briefing, by);
  if ((briefing.words?.text ?? '') === text) return briefing;
  if (briefing.opened !== null) throw new AppError('BRIEFING_BEGUN');
  if (!briefing.open || now >= briefing.endsAt) throw new AppError('BRIEFING_OVER');
  return { ...briefing, words: text === '' ? null : { text, by, at: now } };
}

/**
 * A signature of somebody who was told. It is late once the meeting is over.
 * @throws AppError BRIEFING_SHUT before its beginning, BRIEFING_OVER after the shift
 */
export function signature(
  briefing: Briefing,
  by: PersonRef,
  { means, named, now }: Pick<BriefingSignature, 'means' | 'named'> & { now: Millis },
): BriefingSignature {
  const { hash, closed, owner, endsAt } = briefing;
  if (now >= endsAt) throw new AppError('BRIEFING_OVER');
  if (hash === null) throw new AppError('BRIEFING_SHUT', { name: owner.name });
  return { by, at: now, means, named, late: closed !== null, hash };
}

/** The same of a person who is put on the list by the leader. @throws AppError NOT_FOR_YOU, BRIEFING_SHUT, BRIEFING_OVER */
export function namedBy(
  briefing: Briefing,
  by: PersonRef,
  { person, reason, now }: { person: PersonRef; reason: string; now: Millis },
): BriefingSignature {
  checkLeads(briefing, by);
  return signature(briefing, person, { means: 'named', named: { by, reason }, now });
}

/** What a signature adds to the counts of a meeting. */
export function countsOf({ expected }: Briefing, { by, late }: BriefingSignature): Briefing['counts'] {
  const isExpected = expected.some(({ id }) => id === by.id);
  return { signed: Number(isExpected), late: Number(late), extra: Number(!isExpected) };
}

/** A meeting with one more on its list. */
export function withSignature(briefing: Briefing, entry: BriefingSignature): Briefing {
  const { signed, late, extra } = countsOf(briefing, entry);
  const { counts, signatures } = briefing;
  return {
    ...briefing,
    signatures: { ...signatures, [entry.by.id]: entry },
    counts: { signed: counts.signed + signed, late: counts.late + late, extra: counts.extra + extra },
  };
}

/**
 * Ends a meeting with the photo of those who are there. One that was ended is as it was. After the shift it is a miss
 * all the same.
 * @param photo - its evidence id
 * @throws AppError NOT_FOR_YOU, BRIEFING_SHUT, BRIEFING_OVER
 */
export function closed(briefing: Briefing, by: PersonRef, photo: string, now: Millis): Briefing {
  checkLeads(briefing, by);
  if (briefing.closed !== null) return briefing;
  if (briefing.opened === null) throw new AppError('BRIEFING_SHUT', { name: briefing.owner.name });
  if (briefing.state !== 'running') throw new AppError('BRIEFING_OVER');
  const isMissed = briefing.isMissed || now >= briefing.endsAt;
  return {
    ...briefing,
    state: 'held',
    open: false,
    closed: { at: now, by, photo },
    isMissed,
    miss: briefing.miss ?? (isMissed ? newMiss(now) : null),
  };
}

/** Ends a miss with its reason. The same again is no change. @throws AppError NOT_FOR_YOU, BRIEFING_OVER */
export function explained(briefing: Briefing, by: PersonRef, reason: string, now: Millis): Briefing {
  checkLeads(briefing, by);
  if (briefing.miss?.by?.id === by.id && briefing.miss.reason === reason) return briefing;
  if (!briefing.open || briefing.state !== 'missed') throw new AppError('BRIEFING_OVER');
  return {
    ...briefing,
    open: false,
    miss: { ...(briefing.miss ?? newMiss(now)), reason, by },
    nextDueAt: null,
  };
}
