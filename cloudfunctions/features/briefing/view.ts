/** A meeting as one person sees it: whole, and as a line of a list. */
import type { BriefingRow, BriefingView, QuizView } from '../../../typings/api';
import type { Briefing, BriefingQuiz } from '../../../typings/briefing';
import type { Millis } from '../../../typings/domain';
import { actsOf } from '../../engine/briefing';
import { keyed } from '../../platform/canonical';
import { signCode } from '../../platform/sign-in';
import { photoLinks, type LinkedFile } from '../capture/links';
import type { Actor } from '../people/identify';
import { maySeeRoll } from './rights';
import { rollOf } from './roll';
import type { ListedBriefing } from './store';

/** Under what it is kept that a person answered a quiz. */
export const answerKey = ({ _id }: Pick<Briefing, '_id'>, { id }: Pick<Actor, 'id'>): string =>
  keyed('quiz', `${_id}\n${id}`);

const quizFile = ({ evidenceId, sealedFileId }: BriefingQuiz): LinkedFile => ({
  id: evidenceId,
  state: 'sealed',
  sealedFileId,
});

function quizView(
  { quiz }: Briefing['card'],
  hasAnswered: boolean,
  links: ReadonlyMap<string, string>,
): QuizView | null {
  if (quiz === null) return null;
  const { evidenceId, place, options, rightId, measure } = quiz;
  const told = hasAnswered ? { rightId, measure } : null;
  return { photo: links.get(evidenceId) ?? null, place, options, told };
}

/** One call to the file store when there is something to look at. */
export async function briefingView(briefing: Briefing, actor: Actor, now: Millis): Promise<BriefingView> {
  const { card, signatures, answers, secret, endsAt, owner, expected } = briefing;
  const { closed, evidence } = briefing;
  const leads = owner.id === actor.id;
  const roll = maySeeRoll(briefing, actor) ? rollOf(briefing) : null;
  const photo = closed === null || roll === null ? undefined : evidence[closed.photo];
  const links = await photoLinks([
    ...(card.quiz === null ? [] : [quizFile(card.quiz)]),
    ...(photo === undefined ? [] : [photo]),
  ]);
  const hasAnswered = answers.by[answerKey(briefing, actor)] === true;
  const own = signatures[actor.id];
  const { hazards, moreHazards, standing = null, moreStanding = 0, rounds, moreRounds, permits } = card;
  return {
    id: briefing._id,
    rev: briefing.rev,
    title: briefing.title,
    date: briefing.date,
    shiftName: briefing.shiftName,
    startsAt: briefing.startsAt,
    opensAt: briefing.opensAt,
    dueAt: briefing.dueAt,
    endsAt,
    owner,
    notice: briefing.notice,
    words: briefing.words,
    state: briefing.state,
    open: briefing.open,
    opened: briefing.opened,
    counts: briefing.counts,
    isMissed: briefing.isMissed,
    miss: briefing.miss,
    dropped: briefing.dropped,
    card: { hazards, moreHazards, standing, moreStanding, rounds, moreRounds, permits },
    quiz: quizView(card, hasAnswered, links),
    mine: leads,
    awaited: expected.some(({ id }) => id === actor.id),
    expected: expected.length,
    signature: own === undefined ? null : { at: own.at, means: own.means, late: own.late },
    may: actsOf(briefing, actor, hasAnswered, now),
    code: leads && secret !== null && now < endsAt ? signCode('briefing', briefing._id, secret) : null,
    roll,
    hasSheet: roll !== null && briefing.hash !== null,
    closed: closed && { at: closed.at, by: closed.by, photo: links.get(closed.photo) ?? null },
    answers: { answered: answers.answered, right: answers.right },
    hash: briefing.hash,
  };
}

export const briefingRow = (listed: ListedBriefing): BriefingRow => ({
  id: listed._id,
  title: listed.title,
  date: listed.date,
  shiftName: listed.shiftName,
  startsAt: listed.startsAt,
  owner: listed.owner,
  state: listed.state,
  counts: listed.counts,
  expected: listed.expected.length,
  isMissed: listed.isMissed,
  miss: listed.miss,
  dropped: listed.dropped,
});
