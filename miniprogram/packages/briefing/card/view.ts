/** A meeting as its page tells it: what the team is told, how far signing in is, and what this person does next. Pure. */
import type { BriefingRoll, BriefingView } from '../../../../typings/api';
import { recordNumber, signedHow, signedMarks } from '../../../shared/briefing';
import { clockText, DAY, whenText } from '../../../shared/time';
import { fill, TEXT } from '../../../shared/text';

const t = TEXT.briefing;

/** A heading with what is told below it. */
export interface ToldBlock {
  key: string;
  heading: string;
  lines: { key: string; title: string; tag: string; text: string }[];
  /** What stands there instead of lines. */
  none: string;
  more: string;
}

export interface QuizBlock {
  photo: string;
  place: string;
  options: { id: string; title: string; mark: 'right' | 'wrong' | '' }[];
  /** Whether it was answered. */
  told: boolean;
  verdict: string;
  measure: string;
  count: string;
}

export interface RollLine {
  id: string;
  name: string;
  how: string;
  tag: string;
}

export interface RollBlock {
  here: string;
  signed: RollLine[];
  missing: string;
  names: { id: string; name: string }[];
  /** Whether a tap on a name signs for them. */
  mayName: boolean;
}

/** What the buttons at the bottom are. */
export type Bar = 'sign' | 'say' | 'open' | 'close' | 'explain' | 'none';

export interface CardView {
  heading: string;
  under: string;
  state: string;
  /** Something is wrong with it. */
  isBad: boolean;
  raised: string;
  words: string;
  wordsBy: string;
  blocks: ToldBlock[];
  quiz: QuizBlock | null;
  notice: { title: string; basis: string; text: string };
  evidence: string;
  roll: RollBlock | null;
  /** Whether its record may be opened as a document. */
  hasSheet: boolean;
  photo: string;
  code: BriefingView['code'];
  codeHint: string;
  signed: string;
  bar: Bar;
  /** Whether the leader's words may still be said. */
  says: boolean;
  /** Whether the leader may still begin, late. */
  opensLate: boolean;
}

function stateOf(
  { state, owner, opensAt, dueAt, mine, counts, expected, ...rest }: BriefingView,
  now: number,
): string {
  const reason = rest.miss?.reason ?? null;
  const count = { signed: counts.signed, expected };
  switch (state) {
    case 'due':
      if (now < opensAt) return fill(t.from, { time: whenText(opensAt, now) });
      return mine ? fill(t.dueMine, { time: whenText(dueAt, now) }) : fill(t.due, { name: owner.name });
    case 'running':
      return fill(t.running, count);
    case 'held':
      return fill(rest.isMissed ? t.heldLate : t.held, count);
    case 'missed':
      return reason === null ? t.missed : fill(t.explained, { reason });
    case 'dropped':
      return fill(t.dropped, { reason: rest.dropped?.reason ?? '' });
  }
}

function hazardsOf({ card: { hazards, moreHazards } }: BriefingView): ToldBlock[] {
  if (hazards === null) return [];
  return [
    {
      key: 'hazards',
      heading: t.hazards,
      none: t.hazardsNone,
      more: moreHazards === 0 ? '' : fill(t.moreHazards, { count: moreHazards }),
      lines: hazards.map(({ orderId, title, place, open, measure }) => ({
        key: orderId,
        title: `${place}　${title}`,
        tag: open ? t.hazardOpen : t.hazardDone,
        text: measure,
      })),
    },
  ];
}

/** How many days a hazard has been known on the day of the meeting. */
const daysSince = (since: string, date: string): number =>
  Math.round((Date.parse(date) - Date.parse(since)) / DAY);

/** Where nothing is left there is nothing to say of it. */
function standingOf({ card: { standing, moreStanding = 0 }, date }: BriefingView): ToldBlock[] {
  if (standing == null || standing.length === 0) return [];
  return [
    {
      key: 'standing',
      heading: t.standing,
      none: '',
      more: moreStanding === 0 ? '' : fill(t.moreHazards, { count: moreStanding }),
      lines: standing.map(({ orderId, title, place, since, measure }) => ({
        key: orderId,
        title: `${place}　${title}`,
        tag: fill(t.standingDays, { days: daysSince(since, date) }),
        text: measure,
      })),
    },
  ];
}

function roundsOf({ card: { rounds, moreRounds } }: BriefingView, now: number): ToldBlock[] {
  if (rounds === null) return [];
  return [
    {
      key: 'rounds',
      heading: t.rounds,
      none: t.roundsNone,
      more: moreRounds === 0 ? '' : fill(t.moreRounds, { count: moreRounds }),
      lines: rounds.map(({ taskId, title, owner, dueAt }) => ({
        key: taskId,
        title,
        tag: '',
        text: fill(t.round, { owner, time: whenText(dueAt, now) }),
      })),
    },
  ];
}

/** Without tickets there is nothing to say of them. */
function permitsOf({ card: { permits } }: BriefingView, now: number): ToldBlock[] {
  if (permits === null || permits.length === 0) return [];
  return [
    {
      key: 'permits',
      heading: t.permits,
      none: '',
      more: '',
      lines: permits.map(({ id, title, place, from, to }) => ({
        key: id,
        title,
        tag: '',
        text: fill(t.permit, { place, from: whenText(from, now), to: whenText(to, now) }),
      })),
    },
  ];
}

/** @param chosen - the option that this person tapped; empty when it is not known any more */
function quizOf({ quiz, answers }: BriefingView, chosen: string): QuizBlock | null {
  if (quiz === null) return null;
  const { told } = quiz;
  const right = quiz.options.find(({ id }) => id === told?.rightId)?.title ?? '';
  const isRight = chosen === '' || chosen === told?.rightId;
  return {
    photo: quiz.photo ?? '',
    place: fill(t.quizAt, { place: quiz.place }),
    options: quiz.options.map(({ id, title }) => ({
      id,
      title,
      mark: told === null ? '' : id === told.rightId ? 'right' : id === chosen ? 'wrong' : '',
    })),
    told: told !== null,
    verdict: told === null || chosen === '' ? '' : isRight ? t.right : fill(t.wrong, { title: right }),
    measure: told === null || told.measure === '' ? '' : fill(t.measure, { measure: told.measure }),
    count: answers.answered === 0 ? '' : fill(t.quizCount, { ...answers }),
  };
}

function rollOf(roll: BriefingRoll | null, names: boolean): RollBlock | null {
  if (roll === null) return null;
  const { signed, missing } = roll;
  return {
    here: fill(t.here, { count: signed.length }),
    signed: signed.map((one) => ({
      id: one.by.id,
      name: one.by.name,
      how: `${clockText(one.at)} ${signedHow(one)}`,
      tag: signedMarks(one),
    })),
    missing: missing.length === 0 ? t.all : fill(t.missing, { count: missing.length }),
    names: missing,
    mayName: names,
  };
}

/** Whoever oversees a meeting is not asked to come to it. */
function barOf({ may, awaited, roll }: BriefingView): Bar {
  if (may.includes('explain')) return 'explain';
  if (may.includes('open')) return 'open';
  if (may.includes('close')) return 'close';
  if (may.includes('say')) return 'say';
  return may.includes('sign') && (awaited || roll === null) ? 'sign' : 'none';
}

function signedOf({ signature }: BriefingView): string {
  if (signature === null) return '';
  return fill(signature.late ? t.signedLate : t.signed, { time: clockText(signature.at) });
}

/**
 * @param chosen - what this person answered to the quiz, as long as this page knows
 * @param now - the server's time (ms)
 */
export function cardOf(view: BriefingView, chosen: string, now: number): CardView {
  const { title, shiftName, startsAt, owner, mine, words, notice, miss, state, may, code } = view;
  const raised = miss?.raisedTo.map(({ name }) => name).join('、') ?? '';
  const isBad = state === 'missed' && miss?.reason == null;
  return {
    heading: title,
    under: fill(mine ? t.underMine : t.under, {
      shift: shiftName,
      time: whenText(startsAt, now),
      name: owner.name,
    }),
    state: stateOf(view, now),
    isBad,
    raised: isBad && raised !== '' ? fill(t.raised, { names: raised }) : '',
    words: words?.text ?? '',
    wordsBy: words === null ? '' : fill(t.wordsBy, { name: words.by.name }),
    blocks: [...permitsOf(view, now), ...hazardsOf(view), ...standingOf(view), ...roundsOf(view, now)],
    quiz: quizOf(view, chosen),
    notice,
    evidence: view.hash === null ? '' : fill(t.evidence, { number: recordNumber(view.hash) }),
    roll: view.opened === null ? null : rollOf(view.roll, may.includes('name')),
    hasSheet: view.hasSheet === true,
    photo: view.closed?.photo ?? '',
    code,
    codeHint: state === 'held' ? t.late : '',
    signed: signedOf(view),
    bar: barOf(view),
    says: may.includes('say'),
    opensLate: may.includes('open') && state === 'missed',
  };
}
