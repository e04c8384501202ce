/** WeChat's prompt for reminders: one accepted prompt is one message. */
import type { Granted } from '../../typings/api';
import { call, newId } from './call';
import { CallFailure, isPassing } from './core/failure';
import { knownSession, patchSession } from './session';
import { load, save } from './storage';

/** Answers that the server was not told yet. */
const UNTOLD = 'granted.v1';

/** WeChat shows at most so many templates in one prompt. */
const AT_MOST = 3;

const ANSWERS: readonly string[] = ['accept', 'reject', 'ban', 'filter'];

type Results = Record<string, Granted>;

/** One prompt's answers; told again under the same id they count once. */
interface Untold {
  requestId: string;
  results: Results;
}

const isUntold = (value: unknown): value is Untold =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Untold).requestId === 'string' &&
  typeof (value as Untold).results === 'object';

function allUntold(): Untold[] {
  const saved = load(UNTOLD);
  return Array.isArray(saved) ? saved.filter(isUntold) : [];
}

let telling: Promise<void> | null = null;

const isGranted = (answer: unknown): answer is Granted =>
  typeof answer === 'string' && ANSWERS.includes(answer);

/** Tells the server what was answered, now or at the next start. @throws CallFailure */
export function tellGranted(): Promise<void> {
  telling ??= tellAll().finally(() => {
    telling = null;
  });
  return telling;
}

/** The server refuses everything of this app for now, whatever was answered. */
const NOT_YET: readonly string[] = ['UPGRADE_REQUIRED', 'UNKNOWN_ROUTE', 'NOT_SET_UP'];

/** Whether these answers will never be taken. */
const isRefused = (error: unknown): boolean =>
  error instanceof CallFailure && !isPassing(error) && !NOT_YET.includes(error.code);

async function tellAll(): Promise<void> {
  for (let first = allUntold()[0]; first !== undefined; first = allUntold()[0]) {
    const { requestId } = first;
    // Answers that are refused stand in the way of no later ones.
    await tell(first).catch((error: unknown) => {
      if (!isRefused(error)) throw error;
    });
    save(
      UNTOLD,
      allUntold().filter((one) => one.requestId !== requestId),
    );
  }
}

async function tell({ requestId, results }: Untold): Promise<void> {
  const { reminders: left } = await call('notices.granted', { results }, { requestId });
  const reminders = knownSession()?.reminders.map((one) => ({
    ...one,
    left: left.find(({ key }) => key === one.key)?.left ?? one.left,
  }));
  if (reminders !== undefined) patchSession({ reminders });
}

/**
 * Asks for reminders. Must be the first thing in the handler of a tap: WeChat refuses a prompt after any waiting, which is
 * why the template ids come from the session that the phone has already.
 * @param keys - which templates, most wanted first
 * @returns how many were accepted; null when WeChat showed no prompt
 */
export function askReminders(keys: readonly string[]): Promise<number | null> {
  const templates = keys
    .flatMap((key) => knownSession()?.reminders.find((one) => one.key === key) ?? [])
    .slice(0, AT_MOST);
  if (templates.length === 0) return Promise.resolve(null);
  return new Promise((resolve) => {
    wx.requestSubscribeMessage({
      tmplIds: templates.map(({ templateId }) => templateId),
      success: (answers) => {
        const results: Results = {};
        for (const { key, templateId } of templates) {
          const answer: unknown = answers[templateId];
          if (isGranted(answer)) results[key] = answer;
        }
        save(UNTOLD, [...allUntold(), { requestId: newId(), results }]);
        // Kept for the next start when the network is away.
        tellGranted().catch(() => undefined);
        resolve(Object.values(results).filter((answer) => answer === 'accept').length);
      },
      fail: () => resolve(null),
    });
  });
}
