/** The rules of a checklist that phone and server both go by: what is asked, what is missing, and what a round decides. */

type Result = 'ok' | 'notOk' | 'na' | 'noted';

/** What the rules look at in an item. */
export interface AskedItem {
  id: string;
  answer:
    | { kind: 'check' }
    | { kind: 'number'; min: number | null; max: number | null }
    | { kind: 'text' }
    | { kind: 'photo' };
  critical: boolean;
  photo: 'notOk' | 'always';
  live: boolean;
  when?: { itemId: string; result: 'ok' | 'notOk' };
}

/** What the rules look at in an answer. */
export interface GivenAnswer {
  result: Result;
  number?: number;
  text?: string;
  reason?: string;
  photos: readonly unknown[];
  /** Its report was refused and given up: no order came of it. */
  noOrder?: true;
}

export type Answers = Readonly<Record<string, GivenAnswer | undefined>>;

/** Why an item is not done yet. */
export type Lack = 'answer' | 'number' | 'text' | 'reason' | 'photo';

const answerTo = (answers: Answers, id: string): GivenAnswer | undefined =>
  Object.prototype.hasOwnProperty.call(answers, id) ? answers[id] : undefined;

/** The items that are asked: without those whose condition does not hold, or hangs on one that is not asked. */
export function asked<T extends AskedItem>(items: readonly T[], answers: Answers): T[] {
  const shown = new Map<string, T>();
  for (const item of items) {
    const { when } = item;
    const holds =
      when === undefined ||
      (shown.has(when.itemId) && answerTo(answers, when.itemId)?.result === when.result);
    if (holds) shown.set(item.id, item);
  }
  return [...shown.values()];
}

/** Whether a number lies within its limits; both belong to it. */
export const inLimits = (value: number, { min, max }: { min: number | null; max: number | null }): boolean =>
  (min === null || value >= min) && (max === null || value <= max);

/** What an item still wants; null when nothing. A number beyond its limits is not ok, or ok with a reason. */
export function lackOf(item: AskedItem, given: GivenAnswer | undefined): Lack | null {
  if (given === undefined || given.noOrder === true) return 'answer';
  const { result, number, text = '', reason = '', photos } = given;
  if (result === 'na') return reason.trim() === '' ? 'reason' : null;
  const { answer } = item;
  if (answer.kind === 'number') {
    if (number === undefined || !Number.isFinite(number)) return 'number';
    if (result === 'ok' && !inLimits(number, answer) && reason.trim() === '') return 'reason';
  }
  if (answer.kind === 'text' && text.trim() === '') return 'text';
  const wantsPhoto = answer.kind === 'photo' || item.live || item.photo === 'always';
  return wantsPhoto && photos.length === 0 ? 'photo' : null;
}

/** How a point was come to: its label was read there, or something was answered without; null: nothing tells of anybody. */
export type Reach = 'label' | 'answer' | null;

/** What the answers at a point say of who came there. A label that was read is evidence of having been there, not proof. */
export function reachOf(answers: readonly { seen: 'scanned' | 'typed' | null }[]): Reach {
  if (answers.some(({ seen }) => seen !== null)) return 'label';
  return answers.length > 0 ? 'answer' : null;
}

/** What is missing before a round may end, in the order of the round. */
export const lacks = <T extends AskedItem>(
  items: readonly T[],
  answers: Answers,
): { item: T; lack: Lack }[] =>
  asked(items, answers).flatMap((item) => {
    const lack = lackOf(item, answerTo(answers, item.id));
    return lack === null ? [] : [{ item, lack }];
  });

/** 停用 when something critical is not in order, 带病运行 when anything else is not, else 可用. */
export function verdictOf(items: readonly AskedItem[], answers: Answers): 'usable' | 'faulty' | 'stop' {
  const bad = asked(items, answers).filter(({ id }) => answerTo(answers, id)?.result === 'notOk');
  if (bad.some(({ critical }) => critical)) return 'stop';
  return bad.length > 0 ? 'faulty' : 'usable';
}
