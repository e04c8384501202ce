/** Measures what a sweep examines when many orders are open and few are due. */
import type { Control } from '../../../devtools/client/cloud';
import type { Counts } from '../../../devtools/cloud/stats';
import { HOUR } from '../../../miniprogram/shared/time';
import { Bench } from './budgets';
import type { Figure } from './figures';
import { withoutMeetings } from './rounds';

/** What a sweep may examine per due order, to read it. */
export const EXAMINED_PER_DUE = 1.1;

/** What changed is counted in the same run: read once more, and noted as counted. */
const COUNTED = 1;

/** Half of the time that a report of medium urgency leaves for an answer, on a morning of a working day. */
const HALF_TIME = 2 * HOUR;

export interface SweepLoad {
  open: number;
  due: number;
}

/** The n-th copy of an order that the functions made; only those that are due keep the time to look at them. */
function copyOf(order: string, n: number, isDue: boolean, later: number): [id: string, text: string] {
  const original = JSON.parse(order) as { _id: string };
  const _id = `${original._id.slice(0, 24)}${n.toString(16).padStart(12, '0')}`;
  const copy = {
    ...original,
    _id,
    number: `YH-20261125-${String(10_000 + n)}`,
    outboxDueAt: null,
    ...(isDue ? {} : { nextDueAt: later + n }),
  };
  return [_id, JSON.stringify(copy)];
}

const examinedByWrites = (...sides: Counts[]): number =>
  sides.reduce((sum, { examinedBy }) => sum + (examinedBy['orders.modifyDocument'] ?? 0), 0);

/**
 * Fills the cloud with copies of one real order, of which some have reached half time, and runs the timer once.
 * @returns documents examined by reads per due order, and how many orders were moved
 */
export async function measureSweep(control: Control, { open, due }: SweepLoad): Promise<Figure[]> {
  const bench = await Bench.open(control);
  await withoutMeetings(control);
  const id = await bench.report(false);
  // The head of the day before is written once; that is not part of a sweep.
  await control.runTimer('jobs');
  const snapshot = await control.export();
  const order = snapshot.documents['orders']?.[id];
  if (order === undefined) throw new Error('the order to copy is not in the export');
  const at = (await control.now()) + HALF_TIME;
  const copies = Array.from({ length: open }, (_none, n) => copyOf(order, n, n < due, at + 24 * HOUR));
  await control.import({
    ...snapshot,
    at,
    documents: { ...snapshot.documents, orders: Object.fromEntries(copies) },
  });
  const { request, delivery } = await bench.cost('jobs', '-', () => control.runTimer('jobs'));
  const moved = delivery.byKind['insertDocument'] ?? 0;
  const load = `sweep of ${open} open orders, ${due} due`;
  return [
    {
      what: `${load}: orders examined by its reads, per due order`,
      value: (request.examinedBy['orders.getDocument'] ?? 0) / due,
      bound: EXAMINED_PER_DUE + COUNTED,
    },
    // The climb is one conditional write, and what became of its message another, each by the order's id.
    {
      what: `${load}: orders examined by its writes, per due order`,
      value: examinedByWrites(request, delivery) / due,
      bound: 2 + COUNTED,
    },
    { what: `${load}: due orders left behind`, value: due - moved, bound: 0 },
  ];
}
