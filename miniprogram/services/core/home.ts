/** The home page in its words: what waits for me, and what became of my last report. Pure. */
import type { OrderCard, Routes } from '../../../typings/api';
import type { HomeWeek } from '../../../typings/week-top';
import type { Role } from '../../../typings/domain';
import { whenText } from '../../shared/time';
import { fill, TEXT } from '../../shared/text';
import { leftParts } from './order';
import { amount } from './points';
import { dueSentence, greeting, taskOf, turnTitle, twoLines } from './turn';

const t = TEXT.home;

/** A page for people with certain roles. */
export interface Entry {
  id: 'today' | 'desk' | 'night' | 'decisions' | 'directives';
  title: string;
  hint: string;
  icon: string;
}

/** The pages that not everybody has, most wanted first, with who has them. */
const ENTRIES: readonly (Entry & { roles: readonly Role[] })[] = [
  { id: 'decisions', title: t.decisions, hint: t.decisionsHint, icon: 'pen', roles: ['manager'] },
  { id: 'desk', title: t.desk, hint: t.deskHint, icon: 'shield', roles: ['safety'] },
  { id: 'night', title: t.night, hint: t.nightHint, icon: 'moon', roles: ['dutyLeader'] },
  {
    id: 'today',
    title: t.today,
    hint: t.todayHint,
    icon: 'clock',
    roles: ['supervisor', 'dutyLeader', 'safety'],
  },
  {
    id: 'directives',
    title: t.directives,
    hint: t.directivesHint,
    icon: 'orders',
    roles: ['supervisor', 'dutyLeader', 'safety'],
  },
];

/** The pages of a person, each once however many roles lead to it. */
export const entriesOf = (own: readonly Role[]): Entry[] =>
  ENTRIES.filter(({ roles }) => roles.some((role) => own.includes(role))).map(
    ({ id, title, hint, icon }) => ({
      id,
      title,
      hint,
      icon,
    }),
  );

/** An order whose turn it is with this person. */
export interface Waiting {
  id: string;
  thumb: string | null;
  task: string;
  what: string;
  due: string;
  overdue: boolean;
}

function waitingRow({ id, thumb, state, title, next }: OrderCard, now: number): Waiting {
  const overdue = next !== null && now >= next.dueAt;
  const due = next === null ? '' : fill(t.before, { time: whenText(next.dueAt, now) });
  return { id, thumb, task: taskOf(state.id), what: title, due: overdue ? t.overdue : due, overdue };
}

/** What somebody is doing about a report, by state id. */
const BECAME: Record<string, string> = {
  awaitingResponse: t.becameResponse,
  rectifying: t.becameFix,
  awaitingVerification: t.becameVerify,
};

/**
 * What became of a report: 「张工正在改」, and 「14:10 前改好」 to be kept on one line; how late it is once it is late.
 * @param me - a verifier is told that it is up to them
 */
export function became(order: OrderCard, me: string, now: number): { what: string; until: string } {
  const { next, state, sentence } = order;
  if (next === null) {
    const { turn, left } = twoLines(sentence);
    return { what: turn, until: left };
  }
  const { name, id } = next.owner;
  if (now >= next.dueAt) {
    return { what: turnTitle(state.id, name, false), until: leftParts(order, now).join('，') };
  }
  const mine = id === me && state.id === 'awaitingVerification';
  const doing = BECAME[state.id];
  const others = doing === undefined ? turnTitle(state.id, name, false) : fill(doing, { name });
  return { what: mine ? t.becameVerifyYours : others, until: dueSentence(state.id, next.dueAt, now) };
}

/** `昨天`, `11月20日`, or the hour when it was today. */
const dayWord = (at: number, now: number): string => whenText(at, now).split(' ')[0] ?? '';

/** A report of one’s own in a sentence, with the loop as far as it is. */
export interface LastReport {
  id: string;
  ring: number;
  lead: string;
  title: string;
  what: string;
  until: string;
}

const lastReport = (order: OrderCard, me: string, now: number): LastReport => ({
  id: order.id,
  ring: order.state.ring,
  lead: fill(t.lastReport, { when: dayWord(order.reportedAt, now) }),
  title: `「${order.title}」`,
  ...became(order, me, now),
});

/** What the page shows. */
export interface HomePage {
  guest: boolean;
  hello: string;
  where: string;
  waiting: Waiting[];
  waitingMore: boolean;
  last: LastReport | null;
  points: string;
  entries: Entry[];
  week: WeekRow | null;
}

/** What is talked about this week. */
export interface WeekRow {
  title: string;
  line: string;
  hint: string;
}

/** Null: nothing is told. */
export function weekRow(week: HomeWeek | null): WeekRow | null {
  if (week === null) return null;
  const { said, areas, answered, asks } = week;
  const w = TEXT.week;
  const asked = { comment: w.homeAsked, answer: w.homeAnswer };
  return {
    title: w.home,
    line: said === null ? '' : fill(w.homeSaid, { name: said.by, line: said.line }),
    hint: asks === null ? fill(w.homeAnswered, { areas, answered }) : asked[asks],
  };
}

/** @param now - the server's time (ms) */
export function homePage(home: Routes['home.get']['output'], now: number): HomePage {
  const { me, waiting, waitingMore, points } = home;
  const guest = me.kind === 'guest';
  return {
    guest,
    hello: guest ? '' : `${me.name}，${greeting(now)}`,
    where: guest ? '' : (me.departmentName ?? ''),
    waiting: waiting.map((order) => waitingRow(order, now)),
    waitingMore,
    last: home.lastReport === null ? null : lastReport(home.lastReport, me.id, now),
    points: amount(points.balance),
    entries: entriesOf(me.roles),
    week: weekRow(home.week ?? null),
  };
}
