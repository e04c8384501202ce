/** 「我的上报」: everything somebody reported, each with what became of it, the place before and after, and a thank-you. */
import type { MyReport, Routes } from '../../../typings/api';
import type { Evidence, Millis, PersonRef } from '../../../typings/domain';
import type { FlowBook } from '../../../typings/flow';
import { reportSentence, THANKS } from '../../../miniprogram/shared/report-words';
import { WORDS } from '../../../miniprogram/shared/words';
import { placeOf } from '../../engine';
import { decodeCursor, pageOf } from '../../platform/cursor';
import { photoLinks } from '../capture/links';
import { idsOf, type Actor } from '../people/identify';
import { bookOf, plant } from '../plant/current';
import { listOrders, operators as _, type OrderRow } from './store';
import { placeView, shownName, stateView } from './view';

const PAGE = 20;

/** The place as it was found, and as it is once it was mended. */
interface Pair {
  before: Evidence | null;
  after: Evidence | null;
}

const byTime = (a: Evidence, b: Evidence): number => a.receivedAt - b.receivedAt || (a.id < b.id ? -1 : 1);

/** The first picture of the scene and the last one of the round that is mended; none of a round that was sent back. */
export function pairOf({ rounds }: Pick<OrderRow, 'rounds'>, files: readonly Evidence[]): Pair {
  const sealed = files.filter(({ state }) => state === 'sealed').sort(byTime);
  const round = rounds.at(-1);
  const after =
    round == null || round.fixed === null
      ? null
      : (sealed.findLast((file) => file.purpose === 'after' && file.round === round.no) ?? null);
  return { before: sealed.find(({ purpose }) => purpose === 'scene') ?? null, after };
}

/** What the fixer says once it is mended; null while it is not, and where the reporter mended it. */
export function thanksOf({ rounds, reporter }: Pick<OrderRow, 'rounds' | 'reporter'>): {
  by: PersonRef;
  text: string;
} | null {
  const fixed = rounds.at(-1)?.fixed ?? null;
  if (fixed === null || fixed.by.id === reporter.id) return null;
  const note = fixed.note.trim();
  return { by: fixed.by, text: note === '' ? THANKS : note };
}

const mergedInto = ({ relations }: OrderRow): MyReport['into'] => {
  const into = Object.values(relations).find(({ kind }) => kind === 'mergedInto');
  return into === undefined ? null : { id: into.id, number: into.number };
};

/** Somebody looked, and there was nothing to mend: they owe the reporter a reason. */
function declinedOf(order: OrderRow, nameOf: (person: PersonRef) => string): MyReport['declined'] {
  const isMended = order.rounds.at(-1)?.verdict?.result === 'fixed';
  if (order.open || isMended || mergedInto(order) !== null) return null;
  const { by, reason } = order.ending ?? { by: null, reason: '' };
  return { by: by === null ? '' : nameOf(by), reason };
}

function sentenceOf(order: OrderRow, book: FlowBook, actor: Actor, now: Millis): string {
  const isReader = ({ id }: PersonRef): boolean => idsOf(actor).includes(id);
  const nameOf = (person: PersonRef): string =>
    isReader(person) ? WORDS.you : shownName(order, person, actor);
  const { next, round, rounds, ending, closedAt, reportedAt } = order;
  const looked = rounds.at(-1)?.verdict?.by ?? ending?.by ?? null;
  return reportSentence(
    {
      state: order.state,
      label: stateView(order, book).label,
      turn: next && {
        owner: nameOf(next.owner),
        yours: isReader(next.owner),
        since: next.since,
        dueAt: next.dueAt,
        escalatedTo: next.escalatedTo && nameOf(next.escalatedTo),
      },
      round,
      endedAt: closedAt ?? reportedAt,
      endedBy: looked === null ? '' : nameOf(looked),
      into: mergedInto(order)?.number ?? null,
    },
    now,
  );
}

/**
 * A page of what this person reported, newest first; what a colleague sent for them is theirs. One database call and one
 * for the pictures.
 * @throws AppError BAD_REQUEST for a cursor that is none of ours
 */
export async function mine(
  actor: Actor,
  input: Routes['reports.mine']['input'],
  now: Millis,
): Promise<Routes['reports.mine']['output']> {
  const from = decodeCursor(input.cursor);
  const read = await listOrders({ 'reporter.id': _.in(idsOf(actor)) }, from, PAGE + 1);
  const { rows, cursor } = pageOf(read, PAGE, ({ reportedAt }) => reportedAt);
  const inForce = await plant(now);
  // Nothing is hidden from whoever reported it.
  const pairs = rows.map((order) => pairOf(order, Object.values(order.evidence)));
  const [links, books] = await Promise.all([
    photoLinks(pairs.flatMap(({ before, after }) => [before, after].filter((file) => file !== null))),
    Promise.all(rows.map(({ flow }) => bookOf(flow.version))),
  ]);
  const linkOf = (file: Evidence | null | undefined): string | null =>
    file == null ? null : (links.get(file.id) ?? null);
  const reports = rows.flatMap((order, index): MyReport[] => {
    const book = books[index];
    if (book === undefined) return [];
    const nameOf = (person: PersonRef): string => shownName(order, person, actor);
    const thanks = thanksOf(order);
    return [
      {
        id: order._id,
        number: order.number,
        title: order.title,
        state: stateView(order, book),
        place: placeView(order, inForce),
        reportedAt: order.reportedAt,
        sentence: sentenceOf(order, book, actor, now),
        yours: order.next !== null && idsOf(actor).includes(order.next.owner.id),
        before: linkOf(pairs[index]?.before),
        after: linkOf(pairs[index]?.after),
        thanks: thanks && { by: nameOf(thanks.by), text: thanks.text },
        declined: placeOf(book, order).state.end ? declinedOf(order, nameOf) : null,
        points: Object.values(order.earned ?? {}).reduce((sum, points) => sum + points, 0),
        through: order.reporter.through?.name ?? null,
        into: mergedInto(order),
      },
    ];
  });
  return { reports, cursor };
}
