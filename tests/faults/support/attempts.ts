/** One intent under one fault: what may be answered, what may be stored, and what a retry has to come to. */
import type { ApiAnswer } from '../../../typings/api';
import type { Order } from '../../../typings/domain';
import type { FaultWish } from '../../../devtools/client/cloud';
import type { TestCloud } from '../../support/cloud';
import { COURSE, send, type Intent, type Stage, type Step } from './intents';
import { expectWhole, stateOf } from './invariants';
import { storedOrder } from './plant';

/** How a database call goes wrong. */
export interface Fault {
  name: string;
  rule: FaultWish;
  /** Codes that may be answered when the intent did not get through. */
  codes: string[];
}

/** A killed instance answers nothing: the cloud itself tells the phone. */
const UNANSWERED = 'FUNCTION_FAILED';

const wrong = (mode: FaultWish['mode'], when: 'before' | 'after', times: 1 | 'forever'): Fault => ({
  name: `${mode} ${when} it took effect, ${times === 1 ? 'once' : 'from there on'}`,
  rule: { mode, when, times },
  codes: mode === 'kill' ? [UNANSWERED] : ['BUSY'],
});

/** The call fails: for a moment, or from there on. */
export const FAILURES = [
  wrong('fail', 'before', 1),
  wrong('fail', 'after', 1),
  wrong('fail', 'before', 'forever'),
  wrong('fail', 'after', 'forever'),
];

/** The SDK heals a single cut on a connection that was used before, so only a lasting one is a fault. */
export const BREAKS = [
  wrong('cut', 'before', 'forever'),
  wrong('cut', 'after', 'forever'),
  wrong('kill', 'before', 1),
  wrong('kill', 'after', 1),
];

/** Whether the intent stands in what is stored. */
function stands({ requestId, route }: Intent, order: Order | null): boolean {
  if (order === null) return false;
  const ids =
    route === 'orders.comment' ? order.comments.map(({ id }) => id) : order.trail.map((e) => e.requestId);
  const count = ids.filter((id) => id === requestId).length;
  expect(count).toBeLessThanOrEqual(1);
  return count === 1;
}

/** Asserts that an order is as it was, or as the intent makes it, and says whether it is the latter. */
export function expectOldOrNew(
  step: Step,
  intent: Intent,
  before: Order | null,
  after: Order | null,
): boolean {
  const isNew = stands(intent, after);
  if (after !== null) expectWhole(after);
  if (!isNew) {
    expect(after && stateOf(after)).toEqual(before && stateOf(before));
    expect(after?.comments).toEqual(before?.comments);
  } else if (step === 'comment') {
    expect(after && stateOf(after)).toEqual(before && stateOf(before));
    expect(after?.comments).toHaveLength((before?.comments.length ?? 0) + 1);
  } else {
    expect(after).toMatchObject({ state: COURSE[step].to, rev: (before?.rev ?? 0) + 1 });
    expect(after?.trail).toHaveLength((before?.trail.length ?? 0) + 1);
  }
  return isNew;
}

function expectTyped(answer: ApiAnswer<unknown>, codes: string[]): void {
  if (answer.ok) return;
  expect(codes).toContain(answer.error.code);
  if (answer.error.code === UNANSWERED) return;
  expect(answer.error.message).toMatch(/^[^A-Za-z]*[一-鿿][^A-Za-z]*$/);
}

/**
 * Tries a step with a fault at its n-th database call, and again without.
 * @returns the order's id; null when the step makes fewer calls
 */
export async function attempt(
  cloud: TestCloud,
  stage: Stage,
  step: Step,
  { codes, rule }: Fault,
  nth: number,
): Promise<string | null> {
  const { before, ...intent } = await stage.intent(step);
  await cloud.faults([{ ...rule, nth, match: { function: 'api', route: intent.route } }]);
  const answer = await send(cloud, intent);
  const [seen] = await cloud.faults([]);
  if (seen?.hit === 0) {
    expect(answer).toMatchObject({ ok: true });
    return null;
  }
  expectTyped(answer, codes);
  const isNew = expectOldOrNew(step, intent, before, await storedOrder(cloud, intent.orderId));
  if (answer.ok) expect(isNew).toBe(true);

  const retry = await send(cloud, intent);
  expect(retry).toMatchObject({ ok: true });
  if (answer.ok && step === 'report') expect(retry).toEqual(answer);
  expect(expectOldOrNew(step, intent, before, await storedOrder(cloud, intent.orderId))).toBe(true);
  return intent.orderId;
}
