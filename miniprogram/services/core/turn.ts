/** What the phone works out from an order's times: how long is left, in parts that can be set large. Pure. */
import type { Role } from '../../../typings/domain';
import { DAY, HOUR, MINUTE, whenText, wallClock } from '../../shared/time';
import { fill, TEXT } from '../../shared/text';
import { stepWord } from '../../shared/words';

/** A number and its unit, e.g. `5` `小时`. */
export interface Part {
  n: string;
  unit: string;
}

/** Within this many ms of the deadline the seconds are counted. */
const SECONDS_BELOW = 10 * MINUTE;

/** The time between two instants in at most two parts; counted by the second only in the last ten minutes. */
export function parts(ms: number): Part[] {
  const text = TEXT.order;
  const span = Math.abs(ms);
  if (span >= 2 * DAY) return [{ n: String(Math.floor(span / DAY)), unit: text.day }];
  if (span >= HOUR) {
    const minutes = Math.floor((span % HOUR) / MINUTE);
    const hours = { n: String(Math.floor(span / HOUR)), unit: text.hour };
    return minutes === 0 ? [hours] : [hours, { n: String(minutes), unit: text.minute }];
  }
  if (ms > 0 && ms < SECONDS_BELOW) {
    const seconds = Math.floor(span / 1_000);
    return [
      { n: String(Math.floor(seconds / 60)), unit: text.minute },
      { n: String(seconds % 60), unit: text.second },
    ];
  }
  return [{ n: String(Math.max(1, Math.floor(span / MINUTE))), unit: text.minutes }];
}

/** How often a count-down to `dueAt` must be drawn again (ms). */
export const tickEvery = (dueAt: number, now: number): number =>
  dueAt > now && dueAt - now < SECONDS_BELOW ? 1_000 : 30_000;

/** The states with a hue of their own, by id; all others are outlined. */
const TONES: Record<string, string> = {
  awaitingResponse: 'wait',
  transferred: 'wait',
  rectifying: 'fix',
  awaitingVerification: 'verify',
  closed: 'closed',
  notHazard: 'closed',
  merged: 'closed',
  unsent: 'kept',
};

/** The hue of a state: `wait`, `fix`, `verify`, `closed`, `kept`, or `plain` for none. */
export const toneOf = (state: string): string => TONES[state] ?? 'plain';

/** Whose word it is, or becomes, that a hazard is theirs. */
const DECIDERS: readonly Role[] = ['supervisor', 'dutyLeader', 'safety', 'manager', 'admin'];

/** The word of a state for who reads it: a worker learns that it is being looked after, not how the house calls that. */
export const stateWord = (state: string, label: string, roles: readonly Role[]): string =>
  state === 'ruling' && !roles.some((role) => DECIDERS.includes(role)) ? TEXT.order.beingRuled : label;

/** 「轮到张工整改（你）」; a verifier is asked what they are to do. */
export function turnTitle(state: string, name: string, mine: boolean): string {
  if (mine && state === 'awaitingVerification') return TEXT.order.verifyYours;
  return fill(mine ? TEXT.order.turnOfYou : TEXT.order.turnOf, { name, step: stepWord(state) });
}

/** What comes at the deadline, by state id. */
const DUE: Record<string, string> = {
  rectifying: TEXT.order.dueFix,
  deferred: TEXT.order.dueBack,
};

/** 「14:10 前改好」 */
export const dueSentence = (state: string, dueAt: number, now: number): string =>
  fill(DUE[state] ?? TEXT.order.dueOther, { time: whenText(dueAt, now) });

/** The share of the time that is used up, 0–100. */
export const usedShare = (since: number, dueAt: number, now: number): number =>
  dueAt <= since ? 100 : Math.min(100, Math.max(0, Math.round(((now - since) / (dueAt - since)) * 100)));

/** 早 / 中午好 / 下午好 / 晚上好, +08:00. */
export function greeting(now: number): string {
  const { hour } = wallClock(now);
  if (hour >= 4 && hour < 11) return TEXT.home.morning;
  if (hour >= 11 && hour < 13) return TEXT.home.noon;
  return hour >= 13 && hour < 18 ? TEXT.home.afternoon : TEXT.home.evening;
}

/** `11-22 14:10`, for pictures. */
export function stamp(at: number): string {
  const { month, day, hour, minute } = wallClock(at);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
}

const TASKS: Record<string, string> = {
  awaitingResponse: TEXT.home.turnResponse,
  transferred: TEXT.home.turnResponse,
  rectifying: TEXT.home.turnFix,
  awaitingVerification: TEXT.home.turnVerify,
  ruling: TEXT.order.taskRule,
  deferApproval: TEXT.order.taskApprove,
  planApproval: TEXT.order.taskApprove,
  deferred: TEXT.order.taskKeep,
  determining: TEXT.order.taskDetermine,
  confirmingNotMajor: TEXT.order.taskDetermine,
  planning: TEXT.order.taskPlan,
  awaitingCheck: TEXT.order.taskCheck,
  proposed: TEXT.order.taskStop,
  stopped: TEXT.order.taskRepair,
  awaitingUnlock: TEXT.order.taskUnlock,
};

/** What the owner has to do, for the home page. */
export const taskOf = (state: string): string => TASKS[state] ?? TEXT.home.turnOther;

/** A sentence in two lines: whose turn, and until when. The server joins them with 「 · 」. */
export function twoLines(sentence: string): { turn: string; left: string } {
  const cut = sentence.indexOf(' · ');
  return cut < 0
    ? { turn: sentence, left: '' }
    : { turn: sentence.slice(0, cut), left: sentence.slice(cut + 3) };
}
