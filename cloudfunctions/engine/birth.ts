/** Turns an accepted report into a new order with its first step. */
import type { Flow, Transition, World } from '../../typings/flow';
import type { OrderCore } from '../../typings/domain';
import { noticesFor } from './effects';
import { freshRound } from './rounds';
import { enter } from './step';

/** What is known of a hazard when it is reported. */
export interface ReportFacts extends Pick<
  OrderCore,
  | '_id'
  | 'number'
  | 'title'
  | 'categoryId'
  | 'templateId'
  | 'kind'
  | 'urgency'
  | 'level'
  | 'suspectedMajor'
  | 'place'
  | 'reporter'
> {
  /** The version of the flow the order will run on until it is closed. */
  flowVersion: string;
}

/**
 * A new order, reported at `world.now`. Its resolve deadline is fixed here, once.
 * @returns the order at `rev` 1, the happening `report`, and the flow's notices for a report
 */
export function birth(flow: Flow, facts: ReportFacts, world: World): Transition {
  const { flowVersion, ...told } = facts;
  const unborn: OrderCore = {
    ...told,
    rev: 1,
    flow: { id: flow.id, version: flowVersion },
    state: flow.start,
    open: true,
    round: 1,
    rounds: [freshRound(1, null)],
    reportedAt: world.now,
    rectifier: null,
    fixer: null,
    next: null,
    resolveDueAt: world.now + world.deadlines[facts.urgency].resolve,
    transfers: [],
    passedOver: [],
    nextDueAt: null,
    closedAt: null,
  };
  const order = enter(flow, { order: unborn, owner: null, dueAt: null }, flow.start, world);
  const { next, resolveDueAt, urgency } = order;
  const telling = { order, previousOwner: null, reason: '', actorId: null };
  return {
    order,
    happenings: [
      {
        action: 'report',
        from: null,
        to: flow.start,
        detail: {
          urgency,
          resolveDueAt,
          owner: next?.owner ?? null,
          explain: next?.explain ?? null,
          dueAt: next?.dueAt ?? null,
        },
      },
    ],
    effects: noticesFor(flow.onReport.notices, telling, world),
  };
}
