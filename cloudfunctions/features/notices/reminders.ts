/** How many subscription messages a person may still receive: each accepted prompt is one, and WeChat never tells what is left. */
import type { Granted } from '../../../typings/api';
import type { Notices } from '../../../typings/config';
import type { Account, Millis } from '../../../typings/domain';
import { AppError } from '../../../miniprogram/shared/errors';
import { canonical, sha256 } from '../../platform/canonical';
import { accountOf, countReminders, forfeitReminders, type AccountStore } from '../accounts';
import { templateKeyOf } from './render';
import { deliveries, type DeliveryStore } from './store';

/** What is left for one template. */
export interface Reminder {
  key: string;
  templateId: string;
  title: string;
  left: number;
}

/** The stores; left out, the real ones are used. */
export interface ReminderPorts {
  deliveries?: DeliveryStore;
  accounts?: AccountStore;
}

/** Messages by template key; Infinity after a refusal. */
export type Counts = ReadonlyMap<string, number>;

const NONE: Counts = new Map();

const deliveriesOf = (ports: ReminderPorts): DeliveryStore => ports.deliveries ?? deliveries;

/** How often a count that somebody else overtook is done again. */
const ATTEMPTS = 5;

/**
 * Messages by template key that went out since the account was last counted, until `to`; Infinity where WeChat refused
 * one: nothing is left then. They are counted here rather than at sending, which so costs one database call and no more.
 */
async function spentUntil(
  account: Account,
  to: Millis,
  notices: Notices,
  store: DeliveryStore,
): Promise<Counts> {
  // Only where something may be left, so that what must be looked through stays as short as the person's budget.
  const asked = notices.notices.filter(
    ({ template }) => template !== null && (account.reminders[template] ?? 0) > 0,
  );
  if (asked.length === 0) return NONE;
  const ids = asked.map(({ id }) => id);
  const spent = new Map<string, number>();
  for (const { notice, isRefused } of await store.answeredBetween(
    [account._id],
    ids,
    account.remindersAt,
    to,
  )) {
    const key = templateKeyOf(notices, notice);
    if (key !== null) spent.set(key, isRefused ? Infinity : (spent.get(key) ?? 0) + 1);
  }
  return spent;
}

/** What is left of one template: never below 0, since a refusal may have set it to 0 after messages went out. */
export const leftOf = (account: Account | null, spent: Counts, key: string): number =>
  Math.max(0, (account?.reminders[key] ?? 0) - (spent.get(key) ?? 0));

const listed = (notices: Notices, left: (key: string) => number): Reminder[] =>
  notices.templates.map(({ key, templateId, title }) => ({ key, templateId, title, left: left(key) }));

/** What is left for each template of the configuration. At most two database calls; a third when a refusal is found. */
export async function reminders(
  personId: string,
  notices: Notices,
  ports: ReminderPorts = {},
): Promise<Reminder[]> {
  const account = await accountOf(personId, ports.accounts);
  if (account === null) return listed(notices, () => 0);
  const spent = await spentUntil(account, Number.MAX_SAFE_INTEGER, notices, deliveriesOf(ports));
  const refused = [...spent].flatMap(([key, count]) => (count === Infinity ? [key] : []));
  // Kept with the account, so that the next reading need not look through the refusals again.
  if (refused.length > 0) await forfeitReminders(account, refused, ports.accounts);
  return listed(notices, (key) => leftOf(account, spent, key));
}

/** The templates that were accepted. @throws AppError BAD_REQUEST for a template that is not configured */
function acceptedOf(results: Readonly<Record<string, Granted>>, notices: Notices): Set<string> {
  const known = new Set(notices.templates.map(({ key }) => key));
  const unknown = Object.keys(results).filter((key) => !known.has(key));
  if (unknown.length > 0) {
    const fields = unknown.map((key) => [`results.${key}`, '这种提醒已经换了，请刷新后再开']);
    throw new AppError('BAD_REQUEST', {}, Object.fromEntries(fields) as Record<string, string>);
  }
  return new Set(Object.keys(results).filter((key) => results[key] === 'accept'));
}

/**
 * Records what a person answered to a subscription prompt: each acceptance is one message; other answers change nothing.
 * @param requestId - an answer sent again under its id is not counted again
 * @returns what is left afterwards
 * @throws AppError BAD_REQUEST for a template that is not configured; REPLAY_MISMATCH for another answer under the same
 * id; BUSY when others kept counting at the same time
 */
export async function recordGranted(
  personId: string,
  results: Readonly<Record<string, Granted>>,
  requestId: string,
  notices: Notices,
  now: Millis,
  ports: ReminderPorts = {},
): Promise<Reminder[]> {
  const accepted = acceptedOf(results, notices);
  const prompt = { requestId, answer: sha256(canonical(results)) };
  if (accepted.size === 0) return reminders(personId, notices, ports);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const account = await accountOf(personId, ports.accounts);
    const counted = account?.prompts?.find((each) => each.requestId === requestId);
    if (counted !== undefined) {
      if (counted.answer !== prompt.answer) throw new AppError('REPLAY_MISMATCH');
      return reminders(personId, notices, ports);
    }
    // Each count moves the mark: of two at the same moment one is overtaken and begins again.
    const countedAt = Math.max(now, (account?.remindersAt ?? 0) + 1);
    const spent =
      account === null ? NONE : await spentUntil(account, countedAt, notices, deliveriesOf(ports));
    const after = listed(notices, (key) => leftOf(account, spent, key) + (accepted.has(key) ? 1 : 0));
    const change = after
      .map(({ key, left }) => [key, left - (account?.reminders[key] ?? 0)] as const)
      .filter(([, by]) => by !== 0);
    const changes = Object.fromEntries(change);
    if (await countReminders(personId, account, changes, countedAt, prompt, ports.accounts)) return after;
  }
  throw new AppError('BUSY');
}
