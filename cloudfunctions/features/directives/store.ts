/** The only file that knows the collection `directives`. */
import type { Directive, Millis } from '../../../typings/domain';
import { after, type Cursor } from '../../platform/cursor';
import { _, collection, type Collection } from '../../platform/sdk';

const ANSWERED_AT = 'answer.at';

/** Every method is one database call. */
export interface DirectiveStore {
  get(id: string): Promise<Directive | null>;
  add(directive: Directive): Promise<'added' | 'exists'>;
  /** Records an answer. @returns false when there is one already */
  answer(id: string, rev: number, answer: NonNullable<Directive['answer']>): Promise<boolean>;
  /** Unanswered ones by or to a person, soonest first. */
  open(personId: string, limit: number): Promise<Directive[]>;
  /** Answered ones by or to a person, the latest answer first. */
  answered(personId: string, cursor: Cursor | null, limit: number): Promise<Directive[]>;
  /** Those about an order, oldest first. */
  about(orderId: string, limit: number): Promise<Directive[]>;
  /** Those about any of these orders, oldest first. */
  aboutAny(orderIds: readonly string[], limit: number): Promise<Directive[]>;
  /** Those that were issued in a span of time, oldest first. */
  issued(from: Millis, to: Millis, limit: number): Promise<Directive[]>;
  /** Those of which somebody must be told, longest overdue first. */
  due(now: Millis, limit: number): Promise<Directive[]>;
  /** Moves the next reminder. @returns false when it was moved, or the directive answered, meanwhile */
  reminded(id: string, remindAt: Millis, next: Millis | null): Promise<boolean>;
}

const isParty = (personId: string): object[] => [{ 'from.id': personId }, { 'to.id': personId }];

/** @param rows - the collection, or a stand-in for it */
export function directiveStore(
  rows: Collection<Directive> = collection<Directive>('directives'),
): DirectiveStore {
  return {
    get: (id) => rows.get(id),
    add: (directive) => rows.add(directive),
    answer: (id, rev, answer) =>
      rows.updateIf({ _id: id, rev, answer: null }, { answer, rev: rev + 1, remindAt: null }),
    open: (personId, limit) =>
      rows.find(_.or(isParty(personId).map((party) => ({ ...party, [ANSWERED_AT]: null }))), {
        orderBy: [['dueAt', 'asc']],
        limit,
      }),
    answered: (personId, cursor, limit) =>
      rows.find(
        _.and([
          _.or(isParty(personId)),
          cursor === null ? { [ANSWERED_AT]: _.gt(0) } : after({}, cursor, ANSWERED_AT),
        ]),
        {
          orderBy: [
            [ANSWERED_AT, 'desc'],
            ['_id', 'desc'],
          ],
          limit,
        },
      ),
    about: (orderId, limit) => rows.find({ orderId }, { orderBy: [['at', 'asc']], limit }),
    aboutAny: (orderIds, limit) =>
      rows.find({ orderId: _.in([...orderIds]) }, { orderBy: [['at', 'asc']], limit }),
    issued: (from, to, limit) =>
      rows.find({ at: _.and([_.gte(from), _.lt(to)]) }, { orderBy: [['at', 'asc']], limit }),
    due: (now, limit) =>
      rows.find({ remindAt: _.and([_.gt(0), _.lte(now)]) }, { orderBy: [['remindAt', 'asc']], limit }),
    reminded: (id, remindAt, next) => rows.updateIf({ _id: id, remindAt, answer: null }, { remindAt: next }),
  };
}

export const directives = directiveStore();
