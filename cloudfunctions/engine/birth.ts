/** Turns an accepted report into a new order with its first step. */
import type { FlowBook, FlowStart, Transition, World } from '../../typings/flow';
import type { OrderCore } from '../../typings/domain';
import { later } from './deadlines';
import { noticesFor } from './effects';
import { startOf } from './flow';
import { freshRound } from './rounds';
import { draftOf, enter } from './step';

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
  /** The version of the book the order will run on until it is closed. */
  flowVersion: string;
  /** What the reporter mended on the spot, in their words; then they are fixer and 整改责任人. Only for a bound person. */
  selfFixed?: string;
}

/**
 * A new order, reported at `world.now`. Its resolve deadline is fixed here, once.
 * @param start - which of the book's beginnings
 * @returns the order at `rev` 1, the happening `report`, and the flow's notices for a report
 */
export function birth(book: FlowBook, start: FlowStart, facts: ReportFacts, world: World): Transition {
  const { flowVersion, selfFixed, ...told } = facts;
  const { now } = world;
  const place = startOf(book, start);
  const self = selfFixed === undefined ? null : { id: facts.reporter.id, name: facts.reporter.name };
  const fixed = self === null ? null : { note: selfFixed ?? '', by: self, at: now };
  const unborn: OrderCore = {
    ...told,
    rev: 1,
    flow: { id: place.flow.id, version: flowVersion },
    state: place.state.id,
    open: true,
    round: 1,
    rounds: [{ ...freshRound(1, self), fixed }],
    reportedAt: now,
    rectifier: self,
    fixer: self,
    next: null,
    resolveDueAt: later(now, world.deadlines[facts.urgency].resolve, facts, world),
    transfers: [],
    passedOver: [],
    pausedAt: null,
    approval: null,
    deferral: null,
    interim: null,
    levelBasis: null,
    majorPlan: null,
    duties: [],
    ruling: null,
    stoppage: null,
    reopened: 0,
    nextDueAt: null,
    closedAt: null,
  };
  const order = enter(book, draftOf(unborn, null), place, world);
  const { next, resolveDueAt, urgency } = order;
  const telling = { order, previousOwner: null, reason: '', actorId: null };
  return {
    order,
    happenings: [
      {
        action: 'report',
        from: null,
        to: place.state.id,
        detail: {
          flow: place.flow.id,
          urgency,
          resolveDueAt,
          owner: next?.owner ?? null,
          explain: next?.explain ?? null,
          dueAt: next?.dueAt ?? null,
        },
      },
    ],
    effects: noticesFor(place.flow.onReport.notices, telling, world),
  };
}
