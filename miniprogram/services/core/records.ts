/** What an order's page tells beside its timeline: signatures, promises, judgements and who it went through. Pure. */
import type { OrderView } from '../../../typings/api';
import type { Millis } from '../../../typings/domain';
import { whenText } from '../../shared/time';
import { fill, TEXT } from '../../shared/text';
import { dayText } from './form-rows';

const t = TEXT.order;

/** One line of a record. */
export interface RecordLine {
  key: string;
  label: string;
  text: string;
  /** Its time is over. */
  late: boolean;
  /** The order it leads to; empty when it leads nowhere. */
  orderId: string;
  /** The round of inspection it leads to; empty when it leads to none. */
  taskId: string;
}

/** A card with a heading, what it says, and who said so when. */
export interface OrderRecord {
  id: string;
  heading: string;
  lines: RecordLine[];
  foot: string;
  /** What its button says; no button without it. */
  act: string;
}

const line = (label: string, text: string, change: Partial<RecordLine> = {}): RecordLine => ({
  key: `${label} ${text}`,
  label,
  text,
  late: false,
  orderId: '',
  taskId: '',
  ...change,
});

/** Only what was said. */
const said = (lines: readonly [string, string][]): RecordLine[] =>
  lines.filter(([, text]) => text !== '').map(([label, text]) => line(label, text));

type Teller = (order: OrderView, now: Millis) => Omit<OrderRecord, 'id'> | null;

const byAt = (name: string, at: Millis, now: Millis): string =>
  fill(t.planBy, { name, time: whenText(at, now) });

const approval: Teller = ({ approval: asked, next }, now) => {
  if (asked === null) return null;
  const { signed, wanted, askedBy } = asked;
  const open = { name: next?.owner.name ?? '', wanted, done: signed.length };
  const waits = next === null ? t.waitsNobody : wanted === 1 ? t.waitsForOne : t.waitsFor;
  return {
    heading: t.approval,
    lines: [
      ...signed.map(({ by, at, text }) =>
        line(
          fill(t.signedBy, { name: by }),
          [text, whenText(at, now)].filter((part) => part !== '').join(' · '),
        ),
      ),
      ...(signed.length < wanted ? [line(t.waitsSign, fill(waits, open))] : []),
    ],
    foot: fill(t.askedBy, { name: askedBy }),
    act: '',
  };
};

/** 「120,000」 */
const grouped = (money: number): string => String(money).replace(/\B(?=(\d{3})+$)/g, ',');

/** 五定: measures, money, person, time limit and emergency plan. */
const deferral: Teller = ({ deferral: promised, people }, now) => {
  if (promised === null) return null;
  const { reason, interim, measure, money, until, emergency, reviewer, approvedBy, by, at } = promised;
  return {
    heading: t.deferral,
    lines: said([
      [t.reason, reason],
      [t.interim, interim],
      [t.measureOf, measure],
      [t.money, fill(t.yuan, { money: grouped(money) })],
      [t.inCharge, people.rectifier?.name ?? ''],
      [t.until, dayText(until)],
      [t.emergency, emergency],
      [t.reviewer, reviewer ?? ''],
      [t.approvedBy, approvedBy.join('、')],
    ]),
    foot: byAt(by, at, now),
    act: '',
  };
};

const interim: Teller = ({ interim: kept }, now) =>
  kept === null
    ? null
    : { heading: t.interim, lines: [line('', kept.text)], foot: byAt(kept.by, kept.at, now), act: '' };

const majorPlan: Teller = ({ majorPlan: plan }, now) =>
  plan === null
    ? null
    : {
        heading: t.majorPlan,
        lines: said([
          [t.goal, plan.goal],
          [t.method, plan.measure],
          [t.funds, plan.funds],
          [t.team, plan.team],
          [t.schedule, plan.schedule],
          [t.safeguard, plan.safeguard],
        ]),
        foot: byAt(plan.by, plan.at, now),
        act: '',
      };

const duties: Teller = ({ duties: all }, now) =>
  all.length === 0
    ? null
    : {
        heading: t.duties,
        lines: all.map(({ id, label, owner, dueAt, done }) => {
          if (done !== null) {
            const told = { name: done.by, time: whenText(done.at, now), text: done.text };
            return line(label, fill(t.dutyDone, told), { key: id });
          }
          const late = now >= dueAt;
          const due = { name: owner.name, time: whenText(dueAt, now) };
          return line(label, fill(late ? t.dutyLate : t.dutyDue, due), { key: id, late });
        }),
        foot: '',
        act: '',
      };

const levelBasis: Teller = ({ levelBasis: judged }, now) => {
  if (judged === null) return null;
  const { basis, by, second, at } = judged;
  const foot =
    second === null ? byAt(by, at, now) : fill(t.twoBy, { name: by, second, time: whenText(at, now) });
  return { heading: t.levelBasis, lines: [line('', basis)], foot, act: '' };
};

const ANSWER_WORDS = {
  yes: TEXT.screening.yes,
  no: TEXT.screening.not,
  unsure: TEXT.screening.unsure,
} as const;

/** What the reporter said to the card, each answer that raises the suspicion with what the standard says. */
const screening: Teller = ({ screening: asked }) => {
  if (asked === null) return null;
  const { source, title, answers, outdated } = asked;
  const lines = answers.map(({ question, basis, answer, raises }) => {
    const said = answer === null ? TEXT.screening.silent : ANSWER_WORDS[answer];
    return line(question, raises ? fill(TEXT.screening.raises, { answer: said, basis }) : said);
  });
  if (outdated === true) lines.push(line('', TEXT.screening.outdated));
  return { heading: TEXT.screening.heading, lines, foot: `${source} · ${title}`, act: '' };
};

/** What speaks for 重大 by the reporter's answers, as the standard words it; empty when nothing does. */
export function groundsOf({ screening: asked }: Pick<OrderView, 'screening'>): string {
  const raising = asked?.answers.filter(({ raises }) => raises) ?? [];
  if (asked === null || raising.length === 0) return '';
  return `${asked.source}：${raising.map(({ basis }) => basis).join('；')}`;
}

const ruling: Teller = ({ ruling: ruled }, now) => {
  if (ruled === null) return null;
  const { by, to, reason, at, provisional, mayBecomeRule } = ruled;
  const lines = said([
    [t.ruledTo, to],
    [t.reason, reason],
  ]);
  if (provisional) lines.push(line('', t.provisional));
  return { heading: t.ruling, lines, foot: byAt(by, at, now), act: mayBecomeRule ? t.adopt : '' };
};

const transfers: Teller = ({ transfers: all }, now) =>
  all.length === 0
    ? null
    : {
        heading: t.transfers,
        lines: all.map(({ from, to, reason, at }) =>
          line(fill(t.transfer, { from, to }), `${reason} · ${whenText(at, now)}`, { key: String(at) }),
        ),
        foot: '',
        act: '',
      };

const RELATIONS = { related: t.related, mergedHere: t.mergedHere, mergedInto: t.mergedInto } as const;

const relations: Teller = ({ relations: all }) =>
  all.length === 0
    ? null
    : {
        heading: t.relations,
        lines: all.map(({ id, number, kind }) => line(RELATIONS[kind], number, { key: id, orderId: id })),
        foot: '',
        act: '',
      };

const task: Teller = ({ task: found }) =>
  found === null
    ? null
    : { heading: t.foundAt, lines: [line('', t.foundRound, { taskId: found.taskId })], foot: '', act: '' };

/** In the order in which a person needs them. */
const TELLERS: Record<string, Teller> = {
  approval,
  interim,
  deferral,
  majorPlan,
  duties,
  screening,
  levelBasis,
  ruling,
  transfers,
  relations,
  task,
};

/** The records that an order has. @param now - the server's time (ms) */
export const recordsOf = (order: OrderView, now: Millis): OrderRecord[] =>
  Object.entries(TELLERS).flatMap(([id, tell]) => {
    const told = tell(order, now);
    return told === null ? [] : [{ id, ...told }];
  });

/** The banner of a machine that was taken out of use; it never says that it is safe. */
export interface StopBanner {
  title: string;
  line: string;
  hint: string;
}

/** @returns null when nobody locked or tagged the machine */
export function stopBanner({ stoppage }: OrderView, now: Millis): StopBanner | null {
  if (stoppage === null) return null;
  const { by, at, unlocked } = stoppage;
  const told = (text: string, who: string, when: Millis): string =>
    fill(text, { name: who, time: whenText(when, now) });
  return unlocked === null
    ? { title: t.stopped, line: told(t.stoppedBy, by, at), hint: t.stoppedHint }
    : { title: t.unlocked, line: told(t.unlockedBy, unlocked.by, unlocked.at), hint: '' };
}

/** The duties that are not done, to choose from. */
export const openDuties = (
  { duties: all }: OrderView,
  now: Millis,
): { id: string; label: string; due: string }[] =>
  all
    .filter(({ done }) => done === null)
    .map(({ id, label, owner, dueAt }) => ({
      id,
      label,
      due: fill(now >= dueAt ? t.dutyLate : t.dutyDue, { name: owner.name, time: whenText(dueAt, now) }),
    }));
