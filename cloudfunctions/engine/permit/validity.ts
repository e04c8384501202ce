/** Whether fire may be used at an instant, and what is missing before it may. */
import { MINUTE } from '../../../miniprogram/shared/time';
import { PERMIT_WORDS } from '../../../miniprogram/shared/permit-words';
import type { Millis } from '../../../typings/domain';
import type { GasTest, Permit, PermitPause } from '../../../typings/permit';
import { onWatch, works } from './people';

/** Names every worker whose certificate does not count at an instant. */
function certificateLacks({ workers, rules }: Permit, now: Millis): string[] {
  if (workers.length === 0) return [PERMIT_WORDS.noWorker];
  return workers
    .filter(({ certificate }) => certificate.isRetired || now >= certificate.endsAt)
    .map(({ name }) => PERMIT_WORDS.certificate(name, rules.certificateKind.name));
}

/** Whether every certificate counts at an instant. */
export const certificatesHold = (ticket: Permit, now: Millis): boolean =>
  certificateLacks(ticket, now).length === 0;

/** Somebody watches, and works not. */
function watchLacks(ticket: Permit): string[] {
  const watcher = onWatch(ticket);
  if (watcher === null) return [PERMIT_WORDS.noWatcher];
  return works(ticket, watcher.id) ? [PERMIT_WORDS.watcherWorks] : [];
}

/** Whether a good measurement lies in the minutes before an instant, and not before another one. */
const isFresh = (tests: readonly GasTest[], at: Millis, within: number, notBefore: Millis): boolean =>
  tests.some((test) => test.ok && test.at <= at && test.at >= Math.max(notBefore, at - within * MINUTE));

/** A pause after which gas is measured again: a long one, or one for the gas itself. */
const needsAnother = ({ at, because }: PermitPause, end: Millis, againAfter: number): boolean =>
  because === 'gas' || end - at > againAfter * MINUTE;

/**
 * What is missing of the measurements for work that starts at an instant, or goes on then after the pause that is open.
 * The last measurement must be good in any case.
 */
function gasLacks({ rules, gasTests, pauses, startedAt }: Permit, at: Millis): string[] {
  const { gas } = rules;
  if (gas === null) return [];
  if (gasTests.at(-1)?.ok === false) return [PERMIT_WORDS.gasBad];
  const { within, againAfter } = gas;
  const moments = [
    { at: startedAt ?? at, notBefore: 0 },
    ...pauses
      .map((pause) => ({ pause, end: pause.resumedAt ?? at }))
      .filter(({ pause, end }) => needsAnother(pause, end, againAfter))
      .map(({ pause, end }) => ({ at: end, notBefore: pause.at })),
  ];
  return moments.every((moment) => isFresh(gasTests, moment.at, within, moment.notBefore))
    ? []
    : [PERMIT_WORDS.gasMissing(within)];
}

/** Precautions of the level that nobody confirmed yet. */
const checksLeft = ({ rules, checks }: Permit): number =>
  rules.checks.filter(({ id }) => !Object.hasOwn(checks, id)).length;

/** Why work may not start, or go on, at an instant, in words; empty: it may. */
export function workLacks(ticket: Permit, now: Millis): string[] {
  const left = checksLeft(ticket);
  return [
    ...(ticket.approvals.every(({ signed }) => signed !== null) ? [] : [PERMIT_WORDS.notApproved]),
    ...(now < ticket.from ? [PERMIT_WORDS.early] : []),
    ...(now >= ticket.until ? [PERMIT_WORDS.late] : []),
    ...(left === 0 ? [] : [PERMIT_WORDS.checksLeft(left)]),
    ...watchLacks(ticket),
    ...gasLacks(ticket, now),
    ...certificateLacks(ticket, now),
  ];
}

/** Why fire may not be used at an instant, in words; empty: it may. */
export const invalidity = (ticket: Permit, now: Millis): string[] => [
  ...(ticket.state === 'running' && ticket.startedAt !== null ? [] : [PERMIT_WORDS.notRunning]),
  ...workLacks(ticket, now),
];

/** Whether fire may be used at an instant. */
export const isValid = (ticket: Permit, now: Millis): boolean => invalidity(ticket, now).length === 0;
