/** The card on top of a ticket: whose turn it is, or how long the fire may burn, and in which tint. Pure. */
import type { PermitView } from '../../../../typings/permit-views';
import { parts, usedShare } from '../../../services/core/turn';
import type { TurnCard } from '../../../services/core/turn-card';
import { fill, TEXT } from '../../../shared/text';
import { durationText, whenText } from '../../../shared/time';

const t = TEXT.permit;

/** What the card shows: as of an order, and more of the time. */
export interface FireCard extends TurnCard {
  /** The time is the largest thing on the page. */
  big: boolean;
  /** When the time left runs out: how often it is drawn hangs on it; null when nothing runs. */
  until: number | null;
}

/** Before anything is known. */
export const CARD: FireCard = {
  tone: 'plain',
  heading: '',
  word: '',
  time: [],
  beside: '',
  share: -1,
  big: false,
  until: null,
};

/** To whom it was pushed last, as 「已报赵主任」; empty when to nobody. */
function raisedWords({ raised }: PermitView, because: readonly string[]): string {
  const [last] = raised.filter((one) => because.includes(one.because)).reverse();
  return last === undefined ? '' : fill(t.raisedTo, { name: last.to.name });
}

const said = (...words: string[]): string => words.filter((word) => word !== '').join(' · ');

type Teller = (permit: PermitView, me: string, at: number) => FireCard;

const asked: Teller = (permit, me, at) => {
  const { next } = permit;
  if (next === null) return CARD;
  const { owner, since, dueAt } = next;
  const heading = fill(owner.id === me ? t.turnOfYou : t.turnOf, { name: owner.name });
  const time = parts(dueAt - at);
  const raised = raisedWords(permit, ['approval']);
  if (at >= dueAt)
    return { ...CARD, tone: 'late', heading, word: t.overWord, time, beside: raised, until: dueAt };
  const beside = said(fill(t.signBefore, { time: whenText(dueAt, at) }), raised);
  return {
    ...CARD,
    ...{ tone: 'wait', heading, word: t.leftWord, time, beside },
    ...{ share: usedShare(since, dueAt, at), until: dueAt },
  };
};

const approved: Teller = ({ from, until, applicant }, me, at) => {
  if (at < from) {
    const beside = fill(t.untilWord, { time: whenText(until, at) });
    const heading = fill(t.startsAt, { time: whenText(from, at) });
    return { ...CARD, tone: 'wait', heading, word: t.toBegin, time: parts(from - at), beside, until: from };
  }
  const heading = applicant.id === me ? t.toStartYou : fill(t.toStart, { name: applicant.name });
  const beside = fill(t.untilWord, { time: whenText(until, at) });
  return { ...CARD, tone: 'wait', heading, word: t.ticketLeft, time: parts(until - at), beside, until };
};

const running: Teller = (permit, _me, at) => {
  const { until, startedAt, watches } = permit;
  const watcher = watches.find(({ out }) => out === null);
  const heading = watcher === undefined ? t.runningBy : fill(t.runningWatch, { name: watcher.by.name });
  if (at >= until) {
    const beside = said(t.stopNow, raisedWords(permit, ['time', 'watcher']));
    return { ...CARD, tone: 'late', heading, word: t.overWord, time: parts(until - at), beside, until };
  }
  const beside = fill(t.stopBefore, { time: whenText(until, at) });
  const share = usedShare(startedAt ?? until, until, at);
  return {
    ...CARD,
    ...{ tone: 'fix', heading, word: t.leftWord, time: parts(until - at), beside, share },
    ...{ big: true, until },
  };
};

const paused: Teller = (permit, _me, at) => {
  const { until, pauses } = permit;
  const why = pauses[pauses.length - 1]?.reason ?? '';
  const heading = said(t.pausedHead, why);
  const raised = raisedWords(permit, ['time', 'watcher']);
  if (at >= until)
    return {
      ...CARD,
      tone: 'late',
      heading,
      word: t.overWord,
      time: parts(until - at),
      beside: raised,
      until,
    };
  const beside = said(fill(t.untilWord, { time: whenText(until, at) }), raised);
  return { ...CARD, heading, word: t.ticketLeft, time: parts(until - at), beside, until };
};

const watching: Teller = (permit, _me, at) => {
  const { afterWatch, rules } = permit;
  if (afterWatch === null) return CARD;
  const { from, until } = afterWatch;
  if (at < until) {
    const beside = fill(t.watchEnd, { time: whenText(until, at) });
    return {
      ...CARD,
      ...{ tone: 'verify', heading: t.watchingHead, word: t.watchLeft, time: parts(until - at), beside },
      ...{ share: usedShare(from, until, at), big: true, until },
    };
  }
  const isLate = at >= until + rules.afterWatch.grace * 60_000;
  const raised = raisedWords(permit, ['afterWatch', 'watcher']);
  return isLate
    ? {
        ...CARD,
        tone: 'late',
        heading: t.watchLate,
        word: t.overWord,
        time: parts(until - at),
        beside: raised,
        until,
      }
    : { ...CARD, tone: 'verify', heading: t.watchDue, beside: raised, until };
};

const over: Teller = ({ ended, stateLabel, state }, _me, at) => {
  const heading = state === 'closed' ? t.closedHead : said(stateLabel, ended?.reason ?? '');
  const by = ended?.by?.name ?? '';
  const beside = ended === null ? '' : said(by, whenText(ended.at, at));
  return { ...CARD, tone: 'closed', heading, beside };
};

const TELLERS: Record<PermitView['state'], Teller> = {
  asked,
  approved,
  running,
  paused,
  watching,
  closed: over,
  refused: over,
  withdrawn: over,
  expired: over,
};

/** @param me - the id of the person who reads; @param at - the server's time (ms) */
export const turnCard = (permit: PermitView, me: string, at: number): FireCard =>
  TELLERS[permit.state](permit, me, at);

/** The time of a ticket in a list: 「还剩 1 小时 20 分」「超 5 分钟」「还要看 12 分钟」; else from when to when. */
export function timeWords(
  { state, from, until, afterWatch }: Pick<PermitView, 'state' | 'from' | 'until' | 'afterWatch'>,
  at: number,
): { text: string; late: boolean } {
  if (state === 'running' || state === 'paused') {
    const late = at >= until;
    return { text: fill(late ? t.over : t.left, { time: durationText(Math.abs(until - at)) }), late };
  }
  if (state === 'watching' && afterWatch !== null) {
    const late = at >= afterWatch.until;
    if (late) return { text: t.watchDue, late: false };
    return { text: fill(t.toWatch, { time: durationText(afterWatch.until - at) }), late };
  }
  return { text: fill(t.span, { from: whenText(from, at), until: whenText(until, at) }), late: false };
}
