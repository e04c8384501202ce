/** The hazard ledger of a range, its gaps and its sums: files of bounded size, split by month where one does not hold all. */
import type { Millis } from '../../../typings/domain';
import type { MonthTally } from '../../../typings/ledger';
import {
  addToMonth,
  gapsOf,
  GAP_COLUMNS,
  KIND_TITLES,
  monthOf,
  ORDER_COLUMNS,
  orderLine,
  stamp,
  tallyOf,
  type OrderLine,
  type Registered,
} from '../../engine/ledger';
import { monthAfter, monthStart } from '../../engine/points/months';
import type { Cursor } from '../../platform/cursor';
import { countReported, ordersIn, type Span } from '../order/registered';
import type { Plant } from '../plant/current';
import { namesFor, templateOf } from './names';
import { numbered, type Paper, type Section, type Work } from './section';
import { MOST_ROWS, xlsxOf } from './sheet';
import { spanOf } from './span';

/** Orders of one read. */
const READ = 500;

/** Where orders come from; tests hand in their own. */
export interface Orders {
  count(span: Span): Promise<number>;
  /** Oldest first, after the last one that was read. */
  read(span: Span, last: Cursor | null, limit: number): Promise<Registered[]>;
}

const STORED: Orders = { count: countReported, read: ordersIn };

/** Where the ledger goes on. `month`: null while one file holds everything. */
interface At {
  month: string | null;
  no: number;
  last: Cursor | null;
}

/** What is made of some orders. */
interface Lines {
  lines: OrderLine[];
  gaps: Record<string, string>[];
  months: MonthTally[];
}

function gapLines(order: Registered, line: OrderLine, inForce: Plant, now: Millis): Record<string, string>[] {
  const { number, reportedAt } = order;
  return gapsOf(order, templateOf(inForce, order), now).map(({ what, how }) => ({
    ...{ number, what, how, foundAt: stamp(reportedAt), place: line.place, state: line.standing },
  }));
}

async function addLines(into: Lines, orders: Registered[], { inForce, now }: Work): Promise<void> {
  const names = await namesFor(inForce, orders);
  for (const order of orders) {
    const line = orderLine(order, names);
    const gaps = gapLines(order, line, inForce, now);
    into.lines.push(line);
    into.gaps.push(...gaps);
    const month = monthOf(order.reportedAt);
    into.months = addToMonth(into.months, month, tallyOf(order, gaps.length, now));
  }
}

/** Reads until a file is full or the span is over. */
async function readFile(
  source: Orders,
  span: Span,
  at: At,
  work: Work,
): Promise<Lines & { last: Cursor | null }> {
  const found: Lines = { lines: [], gaps: [], months: work.job.months };
  let { last } = at;
  for (let isMore = true; isMore && found.lines.length < MOST_ROWS;) {
    const orders = await source.read(span, last, READ);
    await addLines(found, orders, work);
    const end = orders.at(-1);
    if (end !== undefined) last = { at: end.reportedAt, id: end._id };
    isMore = orders.length === READ;
  }
  return { ...found, last };
}

async function beginning(source: Orders, { job }: Work, span: Span): Promise<At> {
  const isOne = (await source.count(span)) <= MOST_ROWS;
  return { month: isOne ? null : job.from.slice(0, 'yyyy-mm'.length), no: 1, last: null };
}

/** What comes after a file; null: nothing. */
function following(at: At, isFull: boolean, last: Cursor | null, to: Millis): At | null {
  if (isFull) return { ...at, no: at.no + 1, last };
  if (at.month === null) return null;
  const month = monthAfter(at.month);
  return monthStart(month) < to ? { month, no: 1, last: null } : null;
}

/** A file and what it lacks; a month without orders has none. */
async function papersOf({ lines, gaps }: Lines, at: At, { job }: Work): Promise<Paper[]> {
  if (lines.length === 0 && (at.month !== null || at.no > 1)) return [];
  const end = `${at.month === null ? '' : `-${at.month}`}${numbered(at.no)}.xlsx`;
  const { orders: title } = KIND_TITLES;
  const ledger = await xlsxOf(title, { columns: ORDER_COLUMNS, lines });
  const papers: Paper[] = [{ name: `${title}${end}`, rows: lines.length, bytes: ledger }];
  if (job.kind !== 'pack') return papers;
  // One order may lack several things: its own bound keeps this file as small as the ledger.
  for (let first = 0, no = 1; first === 0 || first < gaps.length; first += MOST_ROWS, no += 1) {
    const some = gaps.slice(first, first + MOST_ROWS);
    const bytes = await xlsxOf('缺项清单', { columns: GAP_COLUMNS, lines: some });
    papers.push({
      name: `缺项清单${end.replace('.xlsx', '')}${no === 1 ? '' : `（${no}）`}.xlsx`,
      rows: some.length,
      bytes,
    });
  }
  return papers;
}

/** @param isWritten - false: orders are added up alone */
export const ordersSection =
  (isWritten: boolean, source: Orders = STORED): Section =>
  async (work) => {
    const { job } = work;
    const whole: Span = { ...spanOf(job), areaIds: job.areaIds };
    const at = job.cursor === null ? await beginning(source, work, whole) : (JSON.parse(job.cursor) as At);
    const span =
      at.month === null
        ? whole
        : {
            ...whole,
            from: Math.max(whole.from, monthStart(at.month)),
            to: Math.min(whole.to, monthStart(monthAfter(at.month))),
          };
    const found = await readFile(source, span, at, work);
    const next = following(at, found.lines.length >= MOST_ROWS, found.last, whole.to);
    return {
      papers: isWritten ? await papersOf(found, at, work) : [],
      cursor: next === null ? null : JSON.stringify(next),
      months: found.months,
    };
  };
