/** What the order page tells beyond the ordinary loop: signatures, promises, duties by law, rulings, stops, relations. */
import type { OrderView } from '../../../typings/api';
import type { Order, PersonRef } from '../../../typings/domain';
import type { FlowBook } from '../../../typings/flow';
import { LAW_DUTY_WORDS } from '../../../miniprogram/shared/words';
import { placeOf, wanted } from '../../engine';
import type { Actor } from '../people/identify';
import { screeningFor } from './screening';

type CaseView = Pick<
  OrderView,
  | 'levelBasis'
  | 'screening'
  | 'interim'
  | 'approval'
  | 'deferral'
  | 'majorPlan'
  | 'duties'
  | 'transfers'
  | 'ruling'
  | 'stoppage'
  | 'relations'
>;

/** How a person may be named to the reader. */
type NameOf = (person: PersonRef) => string;

function approvalView(order: Order, book: FlowBook, nameOf: NameOf): CaseView['approval'] {
  const rule = placeOf(book, order).state.approval;
  if (order.approval === null || rule === undefined) return null;
  const { askedBy, signatures } = order.approval;
  return {
    askedBy: nameOf(askedBy),
    signed: signatures.map(({ by, at, text }) => ({ by: nameOf(by), at, text })),
    wanted: wanted(rule),
  };
}

function deferralView({ deferral }: Order, nameOf: NameOf): CaseView['deferral'] {
  if (deferral === null) return null;
  const { reviewer, by, approvedBy, ...rest } = deferral;
  return {
    ...rest,
    reviewer: reviewer === null ? null : nameOf(reviewer),
    by: nameOf(by),
    approvedBy: approvedBy.map(nameOf),
  };
}

function stoppageView({ stoppage }: Order, nameOf: NameOf): CaseView['stoppage'] {
  if (stoppage === null) return null;
  const { by, at, unlocked } = stoppage;
  return {
    by: nameOf(by),
    at,
    unlocked: unlocked === null ? null : { by: nameOf(unlocked.by), at: unlocked.at },
  };
}

/** @param nameOf - as this reader may know people */
export function caseView(order: Order, book: FlowBook, nameOf: NameOf, actor: Actor): CaseView {
  const { levelBasis, interim, majorPlan, ruling } = order;
  return {
    levelBasis: levelBasis && {
      basis: levelBasis.basis,
      by: nameOf(levelBasis.by),
      second: levelBasis.second && nameOf(levelBasis.second),
      at: levelBasis.at,
    },
    screening: screeningFor(order, actor),
    interim: interim && { text: interim.text, by: nameOf(interim.by), at: interim.at },
    approval: approvalView(order, book, nameOf),
    deferral: deferralView(order, nameOf),
    majorPlan: majorPlan && { ...majorPlan, by: nameOf(majorPlan.by) },
    duties: order.duties.map(({ id, owner, dueAt, done }) => ({
      id,
      label: LAW_DUTY_WORDS[id],
      owner,
      dueAt,
      done: done && { by: nameOf(done.by), at: done.at, text: done.text },
    })),
    transfers: order.transfers.map(({ from, to, reason, at }) => ({
      from: nameOf(from),
      to: nameOf(to),
      reason,
      at,
    })),
    ruling: ruling && {
      by: nameOf(ruling.by),
      to: nameOf(ruling.to),
      reason: ruling.reason,
      at: ruling.at,
      provisional: ruling.provisional,
      mayBecomeRule: !ruling.provisional && actor.roles.includes('safety'),
    },
    stoppage: stoppageView(order, nameOf),
    relations: Object.values(order.relations).map(({ id, number, kind }) => ({ id, number, kind })),
  };
}
