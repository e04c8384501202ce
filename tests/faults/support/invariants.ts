/** What must hold of every stored order at every moment, whatever failed. */
import type { Order } from '../../../typings/domain';

/** The part of an order that only a state change may write. */
export function stateOf(order: Order): Partial<Order> {
  const { rev, state, open, round, rounds, urgency, next, rectifier, fixer, transfers, trail, evidence } =
    order;
  // Sealing is bookkeeping: it follows from an act and may come later.
  const admitted = Object.fromEntries(
    Object.keys(evidence).map((id) => [id, evidence[id]?.fileId]),
  ) as object;
  return {
    rev,
    state,
    open,
    round,
    rounds,
    urgency,
    next,
    rectifier,
    fixer,
    transfers,
    trail,
    ...{ admitted },
  };
}

/** Asserts that an order is whole: one next step exactly while it is open, and a trail that tells its state. */
export function expectWhole(order: Order): void {
  const { open, next, rounds, round, trail, state, nextDueAt, closedAt, fixer, rectifier, outbox } = order;
  expect(order.number).toMatch(/^YH-\d{8}-\d{4,}$/);
  if (open) {
    expect(next?.owner.id).toMatch(/^p-\d+$/);
    expect(next?.dueAt).toBeGreaterThan(order.reportedAt);
    // Only a ladder that was climbed to its top leaves the clock nothing to look for.
    if (next?.climbed.length === 0) expect(nextDueAt).not.toBeNull();
  } else {
    // What the law wants done goes on after the end.
    const duties = order.duties.filter(({ done, remindedAt }) => done === null && remindedAt === null);
    const due = duties.length === 0 ? null : Math.min(...duties.map(({ dueAt }) => dueAt));
    expect({ next, nextDueAt }).toEqual({ next: null, nextDueAt: due });
    expect(closedAt).toBeGreaterThanOrEqual(order.reportedAt);
  }
  expect(rounds.map(({ no }) => no)).toEqual(Array.from({ length: round }, (_none, index) => index + 1));
  expect(trail.at(-1)?.to).toBe(state);
  const first = trail[0]?.seq ?? 1;
  expect(trail.map(({ seq }) => seq)).toEqual(trail.map((_entry, index) => first + index));
  const ids = trail.flatMap(({ requestId }) => requestId ?? []);
  expect(new Set(ids).size).toBe(ids.length);
  if (['awaitingVerification', 'awaitingUnlock', 'awaitingCheck'].includes(state)) {
    expect([fixer?.id, rectifier?.id]).not.toContain(next?.owner.id);
  }
  const now = rounds.at(-1);
  if (now?.verdict != null) expect(now.verdict.by.id).not.toBe(now.fixed?.by.id);
  // What waits is looked at again, and not later than it is due.
  const waiting = Object.values(outbox).map(({ dueAt, leaseUntil }) => Math.max(dueAt, leaseUntil));
  if (waiting.length > 0) {
    expect(order.outboxDueAt).not.toBeNull();
    expect(order.outboxDueAt).toBeLessThanOrEqual(Math.min(...waiting));
  }
}
