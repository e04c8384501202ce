/** 督办指令 in their words, and the one that is being written: to whom, what, and by which day. Pure. */
import type { Decisions, DirectiveView, Routes } from '../../../typings/api';
import type { Role } from '../../../typings/domain';
import { clockText, DAY, durationText, HOUR, startOfDay, wallClock, whenText } from '../../shared/time';
import { fill, TEXT } from '../../shared/text';
import { pileOf, pileView, type PileView } from './pile';

const t = TEXT.directives;

/** Longest text of a directive and of its answer (characters). */
export const MAX_WORDS = 300;

/** Who may issue them. */
const ISSUERS: readonly Role[] = ['manager', 'safety', 'dutyLeader'];

/** Whether a person with these roles issues directives. */
export const mayIssue = (roles: readonly Role[]): boolean => roles.some((role) => ISSUERS.includes(role));

/** A directive as a card shows it. */
export interface DirectiveCard {
  id: string;
  rev: number;
  text: string;
  /** 「关于 YH-…」; empty when it stands alone. */
  about: string;
  orderId: string;
  /** 「高总交办」 */
  from: string;
  /** 「等张工答复」, or 「张工答复 · 14:05」. */
  status: string;
  /** 「11月27日 18:00 前」; empty once it was answered. */
  due: string;
  late: boolean;
  answer: string;
  /** Whether the reader is asked for the answer. */
  mine: boolean;
}

/** @param me - the reader's id */
export function directiveCard(one: DirectiveView, me: string, now: number): DirectiveCard {
  const { id, rev, text, orderId, orderNumber, from, to, dueAt, answer, mine } = one;
  const late = answer === null && now >= dueAt;
  const waits = mine || to.id === me ? t.waitsForYou : fill(t.waitsFor, { name: to.name });
  const due = late
    ? fill(t.over, { time: durationText(now - dueAt) })
    : fill(t.before, { time: whenText(dueAt, now) });
  return {
    id,
    rev,
    text,
    about: orderNumber === null ? '' : fill(t.about, { number: orderNumber }),
    orderId: orderId ?? '',
    from: from.id === me ? t.fromYou : fill(t.from, { name: from.name }),
    status: answer === null ? waits : fill(t.answered, { name: answer.by, time: whenText(answer.at, now) }),
    due: answer === null ? due : '',
    late,
    answer: answer?.text ?? '',
    mine: mine && answer === null,
  };
}

/** 「需要你拍板」 in its words. */
export interface DecisionsPage {
  /** How many wait for the reader's word. */
  count: number;
  approvals: PileView | null;
  majors: PileView | null;
  unanswered: DirectiveCard[];
}

/** @param me - the reader's id */
export function decisionsPage(decisions: Decisions, me: string, now: number): DecisionsPage {
  const { approvals, approvalsHint, majors, majorsHint } = TEXT.decisions;
  // What waits for a signature is told once.
  const asked = new Set(decisions.approvals.map(({ id }) => id));
  const others = decisions.majors.filter(({ id }) => !asked.has(id));
  return {
    count: decisions.approvals.length,
    approvals: pileView(
      { id: 'approvals', title: approvals, hint: approvalsHint },
      pileOf(decisions.approvals),
      me,
      now,
    ),
    majors: pileView({ id: 'majors', title: majors, hint: majorsHint }, pileOf(others), me, now),
    unanswered: decisions.directives
      .filter(({ answer }) => answer === null)
      .map((one) => directiveCard(one, me, now)),
  };
}

/** The hour by which a directive is due on its day, +08:00. */
const END_OF_WORK = 18 * HOUR;

const FRIDAY = 5;

/** The end of work of the day that holds `at`. */
export const dueOn = (at: number): number => startOfDay(at) + END_OF_WORK;

/** The coming Friday's end of work; on a Friday evening that of the next week. */
export function comingFriday(now: number): number {
  const days = (FRIDAY - wallClock(now).weekday + 7) % 7;
  const friday = dueOn(now + days * DAY);
  return friday > now ? friday : friday + 7 * DAY;
}

/** A day to choose. */
export interface DayChoice {
  id: 'today' | 'tomorrow' | 'friday';
  label: string;
  dueAt: number;
}

/** The days that are one tap away; what is over or said already is left out. */
export function dayChoices(now: number): DayChoice[] {
  const choices: DayChoice[] = [
    { id: 'today', label: t.today, dueAt: dueOn(now) },
    { id: 'tomorrow', label: t.tomorrow, dueAt: dueOn(now + DAY) },
    { id: 'friday', label: t.thisFriday, dueAt: comingFriday(now) },
  ];
  return choices.filter(
    ({ dueAt }, index) => dueAt > now && choices.findIndex((one) => one.dueAt === dueAt) === index,
  );
}

/** What a picker of days gives, as `yyyy-mm-dd`; null when it is none. */
export function dueOnDay(day: string): number | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (year === undefined || month === undefined || date === undefined) return null;
  return dueOn(Date.UTC(Number(year), Number(month) - 1, Number(date)));
}

/** 「11月27日 18:00」, with the day of today told as such. */
export const dueText = (dueAt: number, now: number): string =>
  startOfDay(dueAt) === startOfDay(now) ? `${t.today} ${clockText(dueAt)}` : whenText(dueAt, now);

/** A directive while it is written. */
export interface DirectiveDraft {
  orderId: string | null;
  personId: string;
  personName: string;
  text: string;
  dueAt: number;
}

/** The first thing that is missing, in words; null when it may go. */
export const missingIn = ({ personId, text }: DirectiveDraft): string | null =>
  personId === '' ? t.needsPerson : text.trim() === '' ? t.needsText : null;

/** What goes to the server. */
export const issueInput = ({
  orderId,
  personId,
  text,
  dueAt,
}: DirectiveDraft): Routes['directives.issue']['input'] => ({
  orderId,
  to: personId,
  text: text.trim(),
  dueAt,
});
